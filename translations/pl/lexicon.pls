<?xml version="1.0" encoding="UTF-8"?>
<!-- Words that the voice would say wrongly: docs/listening.md. Nobody has listened yet. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="x-espeak" xml:lang="pl">
  <lexeme>
    <grapheme>HER2</grapheme>
    <alias>HER 2</alias>
  </lexeme>
</lexicon>

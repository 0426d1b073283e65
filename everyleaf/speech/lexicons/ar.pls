<?xml version="1.0" encoding="UTF-8"?>
<!-- What this language's voice makes of it was read as phonemes (eSpeak NG 1.52); nobody has listened yet. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="x-espeak" xml:lang="ar">
  <lexeme>
    <grapheme>HER2</grapheme>
    <alias>HER 2</alias>
  </lexeme>
</lexicon>

"""Reads lexicons: W3C Pronunciation Lexicon Specification (PLS) 1.0.

Read are grapheme, alias, and phoneme in the alphabets "ipa" and "x-espeak" (the mnemonics
of eSpeak NG, PLS 4.1: an alphabet of one's own begins with "x-"). A file is read without
entities and document types, so that it can neither grow nor reach for other files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.speech.lexicon import Lexicon, Word, built_in

FILE = "lexicon.pls"
NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
LARGEST = 2_000_000  # bytes; some thousand words
_LONGEST = 500  # characters of one pronunciation
_XML = "http://www.w3.org/XML/1998/namespace"
_TEXTS = ("grapheme", "phoneme", "alias", "example")
_ABOUT = ("meta", "metadata")  # PLS 4.2, 4.3: about the lexicon, not part of it

# What may stand in the phonemes of an alphabet, and what to tell a person where it does not.
ALPHABETS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    # eSpeak NG drops what it does not know without a word: only what it can know is let in.
    "x-espeak": (
        lambda text: re.fullmatch(r"[!-Z^-~ ]+", text) is not None,
        "Write mnemonics of eSpeak NG, in ASCII and without brackets, such as h'3:tu:.",
    ),
    "ipa": (
        lambda text: all(c.isprintable() and c not in "[]<>" for c in text),
        "Write letters of the International Phonetic Alphabet, without brackets.",
    ),
}


def lexicon_of(
    publication: Publication, language: Language
) -> tuple[Lexicon | None, list[Diagnostic]]:
    """The lexicon in translations/<language>/lexicon.pls over the built-in one.

    None, and every finding, where it cannot be used.
    """
    path = publication.translations / language.gettext / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return built_in(language.tag), []
    except OSError as problem:
        return None, [error("lexicon-unreadable", _place(publication, path), f"{problem}.")]
    lexicon, found = read_pls(data, publication.shown(path), language.tag)
    return (None if found else lexicon.over(built_in(language.tag))), found


def _place(publication: Publication, path: Path) -> Place:
    return Place(publication.shown(path))


def read_pls(data: bytes, shown: str, language_tag: str) -> tuple[Lexicon, list[Diagnostic]]:
    """The words in ``data``, and everything that is wrong with it, by ``shown``:line."""
    if len(data) > LARGEST:
        said = f"It is larger than {LARGEST // 1_000_000} MB."
        return Lexicon(), [error("lexicon-too-large", Place(shown), said, "Split the leaflets.")]
    reader = _Reader(shown, language_tag)
    reader.read(data)
    return Lexicon(tuple(reader.words.values())), reader.found


@dataclass
class _Lexeme:
    """A lexeme as far as it has been read. Texts come with their line."""

    line: int
    graphemes: list[tuple[str, int]] = field(default_factory=list)
    aliases: list[tuple[bool, str]] = field(default_factory=list)
    phonemes: list[tuple[bool, str, str]] = field(default_factory=list)


class _Refused(Exception):
    """The file has a part that is never read."""


class _Reader:
    """One reading of one file."""

    def __init__(self, shown: str, language_tag: str) -> None:
        self.words: dict[str, Word] = {}
        self.found: list[Diagnostic] = []
        self._shown, self._tag = shown, language_tag
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add
        self._path: list[str] = []
        self._alphabet = ""
        self._lexeme: _Lexeme | None = None
        self._attributes: dict[str, str] = {}
        self._text, self._line = "", 0

    def read(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as problem:
            said = expat.ErrorString(problem.code)
            self._tell("lexicon-not-xml", problem.lineno, f"This is not XML: {said}.", "Mend it.")
        except (_Refused, ValueError, LookupError) as problem:
            line = self._parser.CurrentLineNumber
            self._tell("lexicon-refused", line, f"{problem}", "Write plain XML in UTF-8.")

    def _tell(self, code: str, line: int, problem: str, remedy: str) -> None:
        self.found.append(error(code, Place(self._shown, line), problem, remedy))

    def _refuse(self, *_: object) -> None:
        raise _Refused("A lexicon has no document type and no entities.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        line = self._parser.CurrentLineNumber
        inside = self._path[-1] if self._path else ""
        self._path.append(local if space == NAMESPACE else "?")
        if any(part in _ABOUT for part in self._path):
            return
        if (inside, self._path[-1]) not in _ALLOWED:
            self._unexpected(local, inside, line)
        elif local == "lexicon":
            self._begin(attributes, line)
        elif local == "lexeme":
            self._lexeme = _Lexeme(line)
        elif local in _TEXTS:
            self._attributes, self._text, self._line = attributes, "", line

    def _unexpected(self, local: str, inside: str, line: int) -> None:
        if not inside:
            remedy = f'Begin with <lexicon version="1.0" xmlns="{NAMESPACE}" …>.'
            said = "This is no PLS lexicon"
        else:
            allowed = [name for outer, name in _ALLOWED if outer == inside]
            remedy = f"Allowed there: {', '.join(allowed) or 'text'}."
            said = f"<{local}> cannot stand in <{inside}>" if inside != "?" else ""
        if said:
            self._tell("lexicon-element", line, f"{said}.", remedy)

    def _begin(self, attributes: dict[str, str], line: int) -> None:
        if (version := attributes.get("version")) != "1.0":
            said = f"The version is {version or 'missing'}."
            self._tell("lexicon-version", line, said, 'Write version="1.0".')
        tag = attributes.get(f"{_XML} lang", "")
        if tag.partition("-")[0].lower() != self._tag.partition("-")[0]:
            said = f"Its language is {tag or 'missing'}, and the folder is that of {self._tag}."
            self._tell("lexicon-language", line, said, f'Write xml:lang="{self._tag}".')
        self._alphabet = attributes.get("alphabet", "")

    def _add(self, text: str) -> None:
        if len(self._text) <= _LONGEST:
            self._text += text

    def _end(self, _: str) -> None:
        local = self._path.pop()
        if any(part in _ABOUT for part in (*self._path, local)):
            return
        if local == "lexeme" and self._lexeme is not None:
            self._finish(self._lexeme)
            self._lexeme = None
        elif local in _TEXTS and self._path[-1:] == ["lexeme"] and self._lexeme is not None:
            self._take(local, self._lexeme)

    def _take(self, local: str, lexeme: _Lexeme) -> None:
        text = unicodedata.normalize("NFC", " ".join(self._text.split()))
        if local == "example":
            return
        if not text or len(text) > _LONGEST or not text.isprintable():
            said = f"<{local}> must hold 1 to {_LONGEST} characters that can be seen."
            self._tell("lexicon-text", self._line, said, "Write the word, or leave it out.")
            return
        preferred = self._attributes.get("prefer") == "true"
        if local == "grapheme":
            lexeme.graphemes.append((text, self._line))
        elif local == "alias":
            lexeme.aliases.append((preferred, text))
        elif (alphabet := self._checked_alphabet(text)) is not None:
            lexeme.phonemes.append((preferred, alphabet, text))

    def _checked_alphabet(self, phonemes: str) -> str | None:
        alphabet = self._attributes.get("alphabet", self._alphabet)
        if alphabet not in ALPHABETS:
            said = f"The alphabet {alphabet or '(none is given)'} is not known."
            remedy = f"Known: {', '.join(ALPHABETS)}."
            self._tell("lexicon-alphabet", self._line, said, remedy)
            return None
        is_right, remedy = ALPHABETS[alphabet]
        if not is_right(phonemes):
            said = f"“{phonemes}” is not written in the alphabet {alphabet}."
            self._tell("lexicon-phonemes", self._line, said, remedy)
            return None
        return alphabet

    def _finish(self, lexeme: _Lexeme) -> None:
        if not lexeme.graphemes:
            said, remedy = "A lexeme has no grapheme.", "Say which word it is: <grapheme>."
            self._tell("lexicon-no-grapheme", lexeme.line, said, remedy)
        elif not lexeme.aliases and not lexeme.phonemes:
            said = f"“{lexeme.graphemes[0][0]}” has no pronunciation that can be used."
            self._tell("lexicon-no-pronunciation", lexeme.line, said, "Add an <alias>.")
        for word in self._words(lexeme):
            self.words[word.grapheme] = word

    def _words(self, lexeme: _Lexeme) -> Iterator[Word]:
        """The first of several counts, or the one that is preferred (PLS 4.6, 4.7)."""
        aliases = sorted(lexeme.aliases, key=lambda row: not row[0])
        phonemes = sorted(lexeme.phonemes, key=lambda row: not row[0])
        said = aliases[0][1] if aliases else ""
        for grapheme, line in lexeme.graphemes:
            if grapheme in self.words:
                before = self.words[grapheme].place
                problem = f"“{grapheme}” stands in it twice; first in {before}."
                self._tell("lexicon-twice", line, problem, "Leave one of them out.")
            elif said or phonemes:
                pairs = tuple((alphabet, text) for _, alphabet, text in phonemes)
                yield Word(grapheme, said, pairs, f"{self._shown}:{line}")


_ALLOWED = (
    ("", "lexicon"),
    *(("lexicon", name) for name in ("lexeme", *_ABOUT)),
    *(("lexeme", name) for name in _TEXTS),
)

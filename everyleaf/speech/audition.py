"""An audition: the same sample, spoken by every voice that the engines have for a language.

The sample is from the publication's own text, with what voices stumble over: a dose, a
telephone number, a date. The page is for staff and in English; the sample in its language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element

from everyleaf.diagnostics import SetupError
from everyleaf.document import Document
from everyleaf.language import Language
from everyleaf.speech.codecs import MP3, encoded, resampled
from everyleaf.speech.gates import misspoken
from everyleaf.speech.hearing import momentary
from everyleaf.speech.inline import line_of
from everyleaf.speech.levelling import limited
from everyleaf.speech.lexicon import Lexicon
from everyleaf.speech.loudness import gain_for, integrated
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.reader import Reader
from everyleaf.speech.script import BETWEEN_PARAGRAPHS, Script
from everyleaf.speech.sound import joined, trimmed
from everyleaf.speech.spoken import forms_of
from everyleaf.speech.voice import SpeechError, VoiceSpec
from everyleaf.speech.voices import ENGINES, engine_of, voice_of

RATE = 22_050  # Hz
_SENTENCES = 4  # from the running text
_SPOKEN_FIRST = ("title", "reviewed")  # the date stands in the second
_NO_HELPLINE = "01632 960 001"  # from the range that Ofcom keeps for drama


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice and what it made of the sample.

    ``mp3`` is None, and ``problems`` say why, where it said nothing; they also tell what it
    said wrongly, as far as a machine hears it.
    """

    spec: VoiceSpec
    mp3: bytes | None = field(repr=False)
    problems: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        name = "".join(c if c.isalnum() else "-" for c in f"{self.spec.engine}-{self.spec.name}")
        return f"{name}.mp3"


def sample(document: Document, phrases: Phrases, script: Script) -> tuple[str, ...]:
    """The sentences of an audition, in the words that are spoken."""
    opening = [s.text for s in script.sentences if s.role in _SPOKEN_FIRST]
    running = (s.text for s in script.sentences if s.role == "text")
    facts = line_of(_facts(document), phrases, document.language.tag).sentences()
    return (*opening, *islice(running, _SENTENCES), *facts)


def _facts(document: Document) -> Element:
    """A dose with a decimal, a range of doses, and a telephone number."""
    paragraph = Element("p")
    if forms := forms_of(document.language.tag):
        mark = forms.decimal_marks[0]
        paragraph.text = f"2{mark}5 mg. 3–5 mg. "
    phone = Element("span", {"class": "fact phone"})
    numbers = (str(fact.value) for fact in document.facts.values() if fact.kind == "phone")
    phone.text = next(numbers, _NO_HELPLINE)
    phone.tail = "."
    paragraph.append(phone)
    return paragraph


def candidates(
    language: Language, named: Sequence[VoiceSpec], folder: Path
) -> tuple[VoiceSpec, ...]:
    """The voices that are named for a language, in order, then the others that there are."""
    known = {(spec.engine, spec.name) for spec in named}
    others = (spec for engine in ENGINES.values() for spec in engine.voices(language, folder))
    return (*named, *(spec for spec in others if (spec.engine, spec.name) not in known))


def audition(
    specs: Iterable[VoiceSpec], sentences: Sequence[str], lexicon: Lexicon, folder: Path
) -> Iterator[Heard]:
    """The sample by each voice, each as it is done."""
    for spec in specs:
        missing = engine_of(spec).missing(spec, folder)
        if missing:
            yield Heard(spec, None, (missing,))
            continue
        try:
            reader = Reader(voice_of(spec, folder), engine_of(spec).alphabets, lexicon)
            yield _heard(reader, sentences)
        except SetupError as problem:
            yield Heard(spec, None, (problem.problem,))


def _heard(reader: Reader, sentences: Sequence[str]) -> Heard:
    sounds, problems = [], []
    for text in sentences:
        try:
            utterance = reader.say(text)
        except SpeechError as problem:
            problems.append(f"“{text}”: {problem}")
            continue
        if wrong := misspoken(text, utterance, reader.spec.rate):
            problems.append(f"“{text}”: {wrong}")
        sounds.append((trimmed(resampled(utterance.sound, RATE)), BETWEEN_PARAGRAPHS))
    if not any(sound.pcm for sound, _ in sounds):
        return Heard(reader.spec, None, tuple(problems))
    whole = joined(sounds, RATE)[0]
    louder = limited(whole, gain_for(integrated(momentary(whole))), MP3.ceiling)
    return Heard(reader.spec, encoded(louder, MP3), tuple(problems))


_STYLE = """
body { font: 1.1rem/1.6 sans-serif; max-width: 44rem; margin: 1rem auto; padding: 0 1rem; }
section { border-top: 1px solid #767676; padding: .5rem 0; }
audio { width: 100%; } .chosen { border-inline-start: .5rem solid #0b5a6e; padding: .5rem; }
"""


def page(
    language: Language,
    sentences: Sequence[str],
    heard: Sequence[Heard],
    chosen: VoiceSpec | None,
    told: Callable[[VoiceSpec], str],
) -> bytes:
    """The page to listen to. ``told`` says in words what a voice's status is."""
    words = f'lang="{escape(language.tag)}" dir="{language.direction}"'
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>Voices for {escape(language.tag)}</title>\n<style>{_STYLE}</style>\n</head>",
        f"<body>\n<h1>Voices for <bdi {words}>{escape(language.own_name)}</bdi></h1>",
        "<p>Each voice says this:</p>",
        *(f"<p {words}>{escape(text)}</p>" for text in sentences),
        *(_section(one, one.spec == chosen, told(one.spec)) for one in heard),
        "</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


def _section(one: Heard, is_chosen: bool, told: str) -> str:
    name = escape(f"{one.spec.engine} {one.spec.name}")
    problems = "".join(f"<li>{escape(problem)}</li>" for problem in one.problems)
    player = (
        f'<audio controls preload="none" src="{escape(one.file_name)}" aria-label="{name}"></audio>'
        if one.mp3
        else "<p>It says nothing.</p>"
    )
    kind = "chosen" if is_chosen else "other"
    faults = f"<ul>{problems}</ul>" if problems else ""
    return f'<section class="{kind}"><h2>{name}</h2><p>{escape(told)}</p>{player}{faults}</section>'

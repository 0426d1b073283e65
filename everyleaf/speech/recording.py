"""A recording: the one call that turns a script, or a document, into what is listened to.

Content problems come back as diagnostics, all of them in one run; a part that could
not be spoken withholds the whole audio (STANDARDS 25: no silent substitution).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document
from everyleaf.speech.chapters import (
    ChapterFiles,
    Measured,
    Sounds,
    Unlevelled,
    encode,
    file_key,
    kept_file,
    kept_measure,
    key_of,
    measure,
)
from everyleaf.speech.codecs import CODECS, M4A, MP3, OPUS, joined_files
from everyleaf.speech.keeping import Keep, Nowhere
from everyleaf.speech.lexicon import Lexicon
from everyleaf.speech.loudness import PASSES, Loudness, gain_for, integrated, mended
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.reader import who_says
from everyleaf.speech.script import Chapter, Opening, Script, Sentence, spoken_script
from everyleaf.speech.segments import segment
from everyleaf.speech.sound import Mark
from everyleaf.speech.tags import Tags, tagged
from everyleaf.speech.voice import Voices
from everyleaf.speech.withholding import (
    badly_levelled,
    guarded,
    not_spoken,
    nothing_to_say,
    untranslated,
    voiceless,
)

Progress = Callable[[int, int], None]  # sentences spoken, sentences in all
SpokenChapter = tuple[Chapter, Measured]
ALL_CODECS = (MP3.name, M4A.name, OPUS.name)  # MP3 is always among them, and first


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence and where it is heard, in seconds from the start of the MP3."""

    sentence: Sentence
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished recording. ``seconds`` is the length of ``mp3``, ``chapters`` lie in it.

    ``m4a`` is the same with chapters of its own kind, or None; ``opus`` a small file a
    chapter. ``loudness`` is that of the decoded MP3; ``engines`` are the identities
    of the voices, and of the persons' recordings, for the manifest.
    """

    mp3: bytes = field(repr=False)
    chapters: tuple[Mark, ...]
    seconds: float
    loudness: Loudness
    engines: tuple[str, ...]
    cues: tuple[Cue, ...] = field(default=(), repr=False)
    m4a: bytes | None = field(default=None, repr=False)
    opus: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A recording, or the reasons why there is none."""

    recording: Recording | None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass
class Studio:
    """What a recording is made with, and what has been spoken so far.

    ``document`` gives diagnostics their places; ``keep`` is where chapters are kept;
    ``lexicon`` is that of the script's language.
    """

    voices: Voices
    document: Document | None = None
    keep: Keep = field(default_factory=Nowhere)
    codecs: Sequence[str] = ALL_CODECS
    progress: Progress | None = None
    lexicon: Lexicon | None = None
    sounds: Sounds = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def measured(self, script: Script) -> list[Measured]:
        """Every chapter, spoken where it was not kept; problems go into ``found``."""
        measures = []
        self.done, self.total = 0, sum(len(chapter.sentences) for chapter in script.chapters)
        for chapter in script.chapters:
            key = key_of(chapter, self.voices)
            known = kept_measure(key, self.keep)
            if known is not None:
                self._tell(len(chapter.sentences))
            elif self._speak(chapter):
                known = measure(key, chapter.sentences, self.sounds, self.keep)
            if known is not None:
                measures.append(known)
        return measures

    def encoded(
        self, chapters: Sequence[SpokenChapter], gain: float, codecs: Sequence[str]
    ) -> list[ChapterFiles]:
        """The files of chapters at one gain in dB, made where they were not kept."""
        return [self._encoded(chapter, known, gain, codecs) for chapter, known in chapters]

    def _encoded(
        self, chapter: Chapter, known: Measured, gain: float, codecs: Sequence[str]
    ) -> ChapterFiles:
        made, sound = ChapterFiles({}, {}, {}), None
        for codec in (CODECS[name] for name in codecs):
            key = file_key(known, gain, codec)
            file = kept_file(key, codec, self.keep)
            if file is None:
                if sound is None:
                    self._speak(chapter)
                    sound = Unlevelled(chapter.sentences, self.sounds)
                file = encode(key, sound, gain, codec, self.keep)
            made = made.with_those_of(file)
        return made

    def _speak(self, chapter: Chapter) -> bool:
        """Speak what was not spoken yet; whether all of the chapter is there."""
        whole = True
        for sentence in chapter.sentences:
            key = sentence.language_tag, sentence.text
            if key not in self.sounds:
                said = segment(sentence, self.voices[sentence.language_tag], self.keep)
                if isinstance(said, str):
                    self.found.append(not_spoken(sentence, said, self.document))
                    whole = False
                else:
                    self.sounds[key] = said
            self._tell(1)
        return whole

    def _tell(self, more: int) -> None:
        """Progress, as far as it goes: encoding speaks again what was not kept."""
        if self.progress is not None and self.done + more <= self.total:
            self.done += more
            self.progress(self.done, self.total)


def record(
    document: Document,
    phrases: Phrases,
    opening: Opening,
    voices: Voices,
    progress: Progress | None = None,
    keep: Keep | None = None,
    codecs: Sequence[str] = ALL_CODECS,
    in_place: Callable[[Script], Script] = lambda script: script,
) -> Outcome:
    """The recording of ``document``. ``voices`` must have one for each language spoken in it.

    ``in_place`` puts what a person has spoken into the script.
    """
    studio = Studio(voices, document, keep or Nowhere(), codecs, progress, phrases.lexicon)
    timed = opening if opening.minutes is not None else replace(opening, minutes=1)
    script = in_place(spoken_script(document, phrases, timed))
    found = [*guarded(script, document, phrases.lexicon), *untranslated(phrases, document)]
    measures, problems = _measured(script, studio)
    if found or problems or not measures:
        return Outcome(None, (*found, *problems) or (nothing_to_say(),))
    if opening.minutes is None:
        minutes = max(1, round(math.fsum(one.seconds for one in measures) / 60))
        script = in_place(spoken_script(document, phrases, replace(opening, minutes=minutes)))
    studio.progress = None  # all has been told
    date = document.front.reviewed.isoformat()
    return speak(script, studio, Tags(document.title, opening.publisher, script.language, date))


def speak(script: Script, studio: Studio, tags: Tags) -> Outcome:
    """The recording of ``script``."""
    found = list(guarded(script, studio.document, studio.lexicon))
    measures, problems = _measured(script, studio)
    if found or problems or not script.chapters:
        return Outcome(None, (*found, *problems) or (nothing_to_say(),))
    files, loudness = _levelled(script, measures, studio)
    if wrong := [one for one in loudness if not one.is_right]:
        return Outcome(None, (badly_levelled(wrong[0]),))
    return Outcome(_recording(script, measures, files, loudness[0], studio, tags))


def _measured(script: Script, studio: Studio) -> tuple[list[Measured], list[Diagnostic]]:
    """The chapters, and what keeps them from being a recording."""
    without = list(voiceless(script, studio.voices))
    if without:
        return [], without
    measures = studio.measured(script)
    return measures, studio.found


def _levelled(
    script: Script, measures: Sequence[Measured], studio: Studio
) -> tuple[list[ChapterFiles], list[Loudness]]:
    """The chapters' files at the loudness of STANDARDS 23, and that of each codec.

    Chapters that become one file are levelled together, so that a quiet one stays quieter. A
    chapter that is a file of its own is levelled alone, as near as can be: what is said in two
    seconds has no steady loudness. All of them together are held to the standard.
    """
    spoken = list(zip(script.chapters, measures, strict=True))
    chapters = [ChapterFiles({}, {}, {}) for _ in measures]
    for names in _alike(studio.codecs):
        wholes = [spoken] if CODECS[names[0]].is_joined else [[one] for one in spoken]
        files = [file for whole in wholes for file in _at_one_gain(whole, names, studio)]
        chapters = [one.with_those_of(more) for one, more in zip(chapters, files, strict=True)]
    return chapters, [_loudness(chapters, name) for name in studio.codecs]


def _alike(codecs: Sequence[str]) -> Iterator[list[str]]:
    """Codecs that take the same gain: those that need more room for peaks are limited more."""
    kinds = {name: (CODECS[name].ceiling, CODECS[name].is_joined) for name in codecs}
    for kind in dict.fromkeys(kinds.values()):
        yield [name for name in codecs if kinds[name] == kind]


def _at_one_gain(
    chapters: Sequence[SpokenChapter], names: Sequence[str], studio: Studio
) -> list[ChapterFiles]:
    """The files of chapters in codecs that are alike, at the gain that comes nearest the aim."""
    lufs = integrated(block for _, known in chapters for block in known.blocks)
    gain = gain_for(lufs) + CODECS[names[0]].makeup
    tried: list[list[ChapterFiles]] = []
    for _ in range(PASSES):
        tried.append(studio.encoded(chapters, gain, names))
        better = mended(gain, _loudness(tried[-1], names[0]).lufs)
        if better == gain:
            break
        gain = better
    return min(tried, key=lambda files: _loudness(files, names[0]).badness)


def _loudness(files: Sequence[ChapterFiles], codec: str) -> Loudness:
    lufs = integrated(block for one in files for block in one.blocks[codec])
    return Loudness(lufs, max(one.peaks[codec] for one in files))


def _recording(
    script: Script,
    measures: Sequence[Measured],
    files: Sequence[ChapterFiles],
    loudness: Loudness,
    studio: Studio,
    tags: Tags,
) -> Recording:
    titles = [chapter.title for chapter in script.chapters]
    bare, chapters = joined_files([one.files[MP3.name] for one in files], MP3, titles, {})
    cues = tuple(_cues(script, measures, chapters))
    used = {who_says(studio.voices[s.language_tag], s.text) for s in script.sentences}
    m4a = None
    if M4A.name in studio.codecs:
        said = {"title": tags.title, "artist": tags.publisher, "date": tags.date}
        m4a, _ = joined_files([one.files[M4A.name] for one in files], M4A, titles, said)
    lines = [(cue.sentence.text, cue.start) for cue in cues]
    return Recording(
        tagged(bare, tags, chapters, chapters[-1].end, lines),
        chapters,
        chapters[-1].end,
        loudness,
        tuple(sorted(used)),
        cues,
        m4a,
        tuple(one.files[OPUS.name] for one in files if OPUS.name in one.files),
    )


def _cues(script: Script, measures: Sequence[Measured], chapters: Sequence[Mark]) -> list[Cue]:
    """Where each sentence is heard: its chapter's start in the file, and its place in there."""
    return [
        Cue(sentence, mark.start + start, mark.start + end)
        for chapter, known, mark in zip(script.chapters, measures, chapters, strict=True)
        for sentence, (start, end) in zip(chapter.sentences, known.places, strict=True)
    ]

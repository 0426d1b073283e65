"""Why audio is withheld: the diagnostics of speech.

A part that cannot be spoken rightly withholds the whole recording, and a language
without a fit voice gets none and says so (STANDARDS 25).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from everyleaf.diagnostics import Diagnostic, Place, error, note, warning
from everyleaf.document import Document
from everyleaf.language import Language, language_by_tag
from everyleaf.speech.lexicon import Lexicon
from everyleaf.speech.loudness import HIGHEST_PEAK, TARGET_LUFS, TOLERANCE, Loudness
from everyleaf.speech.numbers import unspeakable
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Script, Sentence
from everyleaf.speech.voice import VoiceSpec


def no_fit_voice(language: Language, why: str, *, weak: bool = False) -> Diagnostic:
    """Why ``language`` gets no audio; ``weak`` where it has a voice that nobody has heard."""
    remedy = "Offer the web page or large print, or ask for a person to read it aloud."
    if weak:
        tag = language.tag
        remedy = f"Have a person hear all of it: everyleaf listen LEAFLET {tag}. Else: {remedy}"
    return note(
        "no-fit-voice",
        None,
        f"{language.own_name} ({language.tag}) gets no audio: {why}",
        remedy,
    )


def passed_over(language: Language, voice: VoiceSpec, why: str, used: VoiceSpec) -> Diagnostic:
    """That a voice earlier in the list is not used, and which one is (STANDARDS 25)."""
    return warning(
        "voice-passed-over",
        None,
        f"{language.own_name} ({language.tag}) is spoken by {used.engine} {used.name}, not by "
        f"{voice.engine} {voice.name}: {why}",
        f"Mend it, or take it out of [[voices.{language.tag}]].",
    )


def not_there(language: Language, voice: VoiceSpec, why: str) -> Diagnostic:
    """That a voice of everyleaf.toml cannot be used, and nothing speaks in its place."""
    return error(
        "voice-missing",
        Place("everyleaf.toml"),
        f"{language.own_name} ({language.tag}) has no voice: {why}",
        f"Mend the name in [[voices.{language.tag}]]: everyleaf audition {language.tag} has them.",
    )


def guarded(
    script: Script, document: Document | None = None, lexicon: Lexicon | None = None
) -> Iterator[Diagnostic]:
    """One diagnostic for each sentence that holds what an engine may misread.

    Words for which the engine is given phonemes are none of it.
    """
    for sentence in script.sentences:
        text = _without_known(sentence.text, lexicon)
        if findings := unspeakable(text, _cldr(sentence.language_tag)):
            named = ", ".join(f"“{found.text}” ({found.kind})" for found in findings)
            yield error(
                "speech-unspeakable",
                _place(sentence, document),
                f"No audio, because the voice may say this wrongly: {named}, in "
                f"“{_shown(sentence.text)}”",
                "Write it in words; a phone number, a date or an address as a fact.",
            )


def _without_known(text: str, lexicon: Lexicon | None) -> str:
    """``text`` with the alias, or one letter, for each word that has phonemes."""
    if lexicon is None:
        return text
    parts = lexicon.parts(text)
    return "".join(
        part if isinstance(part, str) else (part.said or "a") if part.phonemes else part.grapheme
        for part in parts
    )


def _cldr(language_tag: str) -> str:
    language = language_by_tag(language_tag)
    return "en" if language is None else language.cldr


def untranslated(phrases: Phrases, document: Document) -> Iterator[Diagnostic]:
    """One diagnostic for each spoken phrase that the language's catalogue lacks."""
    if document.is_source:
        return
    for message in sorted(phrases.missing):
        yield error(
            "speech-phrase-untranslated",
            None,
            f"No audio in {document.language.own_name}: the spoken phrase “{message}” "
            "is not translated.",
            "Translate it in the catalogue of the layouts.",
        )


def voiceless(script: Script, tags: Collection[str]) -> Iterator[Diagnostic]:
    """One diagnostic for each language in ``script`` that none of ``tags`` has a voice for."""
    for tag in sorted({sentence.language_tag for sentence in script.sentences} - set(tags)):
        yield error(
            "speech-no-voice",
            None,
            f"No audio, because parts of it are in {tag}, for which no voice was given.",
            "Give that language a voice, or leave its parts out.",
        )


def nothing_to_say() -> Diagnostic:
    """That a script has no sentence."""
    return error("speech-empty", None, "No audio, because there is nothing to say.", "Write text.")


def not_spoken(sentence: Sentence, why: str, document: Document | None) -> Diagnostic:
    """That the engine failed, or gave back what cannot be the sentence."""
    return error(
        "speech-not-spoken",
        _place(sentence, document),
        f"No audio, because “{_shown(sentence.text)}” could not be spoken: {why}.",
        "Reword the sentence, or give the language another voice.",
    )


def _place(sentence: Sentence, document: Document | None) -> Place | None:
    """Where the author, or the translator, wrote the sentence."""
    if document is None or sentence.block is None or sentence.block >= len(document.messages):
        return None
    return document.messages[sentence.block].place


def _shown(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def badly_levelled(loudness: Loudness) -> Diagnostic:
    """That a finished file is too loud, too quiet or clipped (STANDARDS 23)."""
    return error(
        "speech-loudness",
        None,
        f"No audio, because it came out at {loudness.lufs:.1f} LUFS with a true peak of "
        f"{loudness.peak:.1f} dBTP; {TARGET_LUFS:g} within {TOLERANCE:g} and at most "
        f"{HIGHEST_PEAK:g} are right.",
        "Please report this with the leaflet: the program should have levelled it.",
    )

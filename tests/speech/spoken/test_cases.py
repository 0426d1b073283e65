"""Spoken forms, case by case: what is written, and what must be said for it.

A file a language in cases/: ``[said]`` maps what is written to what is said; ``[left]``
lists what must stay as it is, so that the guard withholds it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from everyleaf.language import known_languages
from everyleaf.speech.inline import ascii_digits
from everyleaf.speech.numbers import unspeakable
from everyleaf.speech.spoken import Forms, forms_of, read_aloud

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def _forms(tag: str) -> Forms:
    forms = forms_of(tag)
    assert forms is not None
    return forms


def said_cases() -> Iterator[tuple[str, str, str]]:
    for file in FILES:
        for written, said in tomllib.loads(file.read_text(encoding="utf-8"))["said"].items():
            yield file.stem, written, said


def left_cases() -> Iterator[tuple[str, str]]:
    for file in FILES:
        for written in tomllib.loads(file.read_text(encoding="utf-8"))["left"]:
            yield file.stem, written


@pytest.mark.parametrize(("tag", "written", "said"), list(said_cases()))
def test_it_is_said_as_a_person_would(tag: str, written: str, said: str) -> None:
    forms = _forms(tag)
    spoken = read_aloud(ascii_digits(written), forms)
    assert spoken == said
    assert not unspeakable(spoken, forms.locale)


@pytest.mark.parametrize(("tag", "written"), list(left_cases()))
def test_what_is_not_sure_is_left_for_the_guard(tag: str, written: str) -> None:
    forms = _forms(tag)
    assert unspeakable(read_aloud(ascii_digits(written), forms), forms.locale)


def test_there_are_enough_cases_for_every_language_that_has_forms() -> None:
    cases = [tag for tag, *_ in said_cases()]
    tags = {tag.partition("-")[0] for tag in known_languages() if forms_of(tag)}
    assert set(cases) == tags
    assert len(cases) >= 250
    assert all(cases.count(tag) >= 30 for tag in tags)

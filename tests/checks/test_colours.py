"""Brand colours: a pair that people cannot read is refused, with one that they can."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.checks.colours import (
    ACCENT_ON_WHITE,
    WHITE,
    Rgb,
    colours_readable,
    contrast,
)
from everyleaf.diagnostics import Diagnostic
from tests.conftest import SETTINGS, publication

PRINT = "print = [0, 0, 0, 0]"


def found(folder: Path, accent: str, tint: str) -> list[Diagnostic]:
    brand = (
        f'[brand]\naccent = {{ screen = "{accent}", {PRINT} }}\n'
        f'tint = {{ screen = "{tint}", {PRINT} }}\n'
    )
    return list(colours_readable(publication(folder, settings_text=f"{SETTINGS}\n{brand}")))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (1, 1, 1), 21.0),
        ((1, 1, 1), (1, 1, 1), 1.0),
        ((0x77 / 255,) * 3, (1, 1, 1), 4.48),  # the classic near miss
        ((0, 0, 1), (1, 1, 1), 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: Rgb, other: Rgb, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_the_colours_that_come_with_everyleaf_pass(tmp_path: Path) -> None:
    assert found(tmp_path, "#0b5a6e", "#e3f0f2") == []


@pytest.mark.parametrize("accent", ["#1f9ab8", "#ffcc00", "#ffffff", "#e4007c"])
def test_a_pale_accent_is_refused_with_the_nearest_that_passes(accent: str, tmp_path: Path) -> None:
    (told,) = found(tmp_path, accent, "#f4f4f4")
    assert told.code == "colour-contrast"
    assert accent in told.problem
    nearest = told.remedy.partition("#")[2][:6]
    value: Rgb = tuple(int(nearest[n : n + 2], 16) / 255 for n in (0, 2, 4))  # type: ignore[assignment]
    assert ACCENT_ON_WHITE <= contrast(value, WHITE) < ACCENT_ON_WHITE * 1.05
    assert found(tmp_path / "again", f"#{nearest}", "#f4f4f4") == []


def test_a_dark_tint_is_refused_with_the_nearest_that_passes(tmp_path: Path) -> None:
    (told,) = found(tmp_path, "#0b5a6e", "#7fb5c0")
    assert "tint" in told.problem
    nearest = told.remedy.partition("#")[2][:6]
    assert found(tmp_path / "again", "#0b5a6e", f"#{nearest}") == []

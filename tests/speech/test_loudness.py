from __future__ import annotations

import math

import pytest

from everyleaf.speech.loudness import Loudness, gain_for, integrated, mended


@pytest.mark.parametrize(
    ("lufs", "peak", "right"),
    [(-16, -1, True), (-17, -9, True), (-15, -1, True), (-17.1, -2, False), (-14.9, -2, False)],
)
def test_from_15_to_17_lufs_is_right(lufs: float, peak: float, *, right: bool) -> None:
    assert Loudness(lufs, peak).is_right is right


def test_a_peak_above_the_highest_is_wrong() -> None:
    assert not Loudness(-16, -0.9).is_right


def test_silence_stays_silent() -> None:
    assert gain_for(-math.inf) == 0
    assert not Loudness(-math.inf, -math.inf).is_right


def test_a_pause_does_not_make_the_whole_quieter() -> None:
    """BS.1770-4: what is below -70 LUFS, or 10 LU below the rest, does not count."""
    assert integrated([-20.0] * 10) == pytest.approx(-20)
    assert integrated([-20.0] * 10 + [-75.0] * 90) == pytest.approx(-20)
    assert integrated([-20.0] * 50 + [-40.0] * 50) == pytest.approx(-20)


def test_a_small_change_leaves_the_gain_as_it_is() -> None:
    assert gain_for(-20.42) == gain_for(-20.44)


def test_a_gain_that_is_near_enough_is_kept_and_another_mended() -> None:
    assert mended(6, -16.5) == 6
    assert mended(6, -18) > 6 > mended(6, -14)


def test_of_several_the_nearest_is_best_whose_peak_is_not_too_high() -> None:
    near, far, clipped = Loudness(-16.2, -2), Loudness(-18, -2), Loudness(-16, -0.5)
    assert min([clipped, far, near], key=lambda one: one.badness) == near
    assert min([clipped, far], key=lambda one: one.badness) == far

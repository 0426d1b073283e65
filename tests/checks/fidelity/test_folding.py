"""What may differ between what was written and what a file says, and what may not."""

from __future__ import annotations

import pytest

from everyleaf.checks.fidelity import key, same
from everyleaf.checks.fidelity.folding import first_difference


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("Boil water.", "Boil water."),
        ("two\nlines", "two lines"),
        ("两\n行", "两行"),
        ("a\N{NO-BREAK SPACE}b", "a b"),
        ("wa\N{ZERO WIDTH SPACE}ter", "water"),
        ("\N{LEFT-TO-RIGHT ISOLATE}0808\N{POP DIRECTIONAL ISOLATE}", "0808"),
        ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
        (" padded  out ", "padded out"),
        ("https://leaf.example\n/c/", "https://leaf.example/c/"),
    ],
)
def test_the_same_text(shown: str, written: str) -> None:
    assert same(shown, written)
    assert key(shown) == key(written)


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("Boil water", "Boil water."),
        ("Boil water.", "Boil water"),
        ("twolines", "two lines"),
        ("wat er", "water"),
        ("5 mg", "0.5 mg"),
        ("1", "١"),
        ("cafe", "café"),
        ("ي", "ى"),
        ("Water", "water"),
        ("", "water"),
    ],
)
def test_another_text(shown: str, written: str) -> None:
    assert not same(shown, written)


def test_the_first_difference_is_shown_with_what_stands_before_it() -> None:
    assert first_difference("Take 50 mg now", "Take 5 mg now", 3) == ("e 50 m", "e 5 mg")

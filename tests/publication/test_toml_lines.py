from __future__ import annotations

import pytest

from everyleaf.publication.toml_lines import line_of, lines_of_keys

TEXT = """\
# a comment = 1
name = "Small"
print.bleed = 3

[publisher]   # who
name = "Leaf"
"odd name" = 1
[brand.accent]
screen = "#000000"
[[orders]]
copies = 3
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("print", "bleed"), 3),
        (("publisher",), 5),
        (("publisher", "name"), 6),
        (("publisher", "odd name"), 7),
        (("brand", "accent", "screen"), 9),
        (("orders", "copies"), 11),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str, ...], line: int) -> None:
    assert line_of(lines_of_keys(TEXT), path) == line


def test_a_key_inside_a_value_is_found_where_the_value_begins() -> None:
    lines = lines_of_keys("a = 1\nbrand = { accent = { screen = 'x' } }\n")
    assert line_of(lines, ("brand", "accent", "screen")) == 2


def test_a_key_that_is_nowhere_has_no_line() -> None:
    assert line_of(lines_of_keys(TEXT), ("voices", "name")) is None


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert line_of(lines_of_keys('a = "\u2028\x0b"\nb = 1\n'), ("b",)) == 2

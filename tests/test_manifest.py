from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.manifest import Artefact, Manifest, read_manifest

PDF = Artefact(
    "tea/en/tea.pdf", "d" * 64, 9, "tea", "en", "standard", "pdf-print", "1.0", "2222-2222",
    "k" * 64, "s" * 64, None, pages=2, checks=("size",),
)  # fmt: skip
HTML = replace(PDF, path="tea/en/index.html", format="html", pages=None)
MANIFEST = Manifest("Small", "draft", {"weasyprint": "70"}, (HTML, PDF))


def with_path(path: object) -> bytes:
    data = asdict(MANIFEST)
    data["artefacts"][0]["path"] = path
    return json.dumps(data).encode()


def test_what_was_written_is_read_back() -> None:
    assert read_manifest(MANIFEST.as_bytes()) == MANIFEST


def test_the_same_content_gives_the_same_bytes_in_any_order() -> None:
    assert replace(MANIFEST, artefacts=(PDF, HTML)).as_bytes() == MANIFEST.as_bytes()


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../records/sign-offs.toml", "tea/../../x", "..", "tea/..", "", ".", "a\0b", 3],
)
def test_a_path_that_leaves_output_is_refused(path: object) -> None:
    assert read_manifest(with_path(path)) is None


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{}", b"\xff", b'{"artefacts": 3}', b'{"artefacts": [3]}',
        b'{"artefacts": []}', b'{"name": "a", "rule": "b", "engines": 3, "artefacts": []}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_none(data: bytes) -> None:
    assert read_manifest(data) is None


def test_a_manifest_of_a_newer_program_is_none() -> None:
    data = asdict(MANIFEST)
    data["artefacts"][0]["colour"] = "red"
    assert read_manifest(json.dumps(data).encode()) is None


@given(st.integers(0, len(MANIFEST.as_bytes()) - 2))
def test_a_manifest_cut_short_is_none(length: int) -> None:
    assert read_manifest(MANIFEST.as_bytes()[:length]) is None


@given(st.binary())
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    assert read_manifest(data) is None or data.startswith(b"{")

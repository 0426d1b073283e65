"""Checks of a source: each finds what it is for, on its line, and is silent otherwise."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from everyleaf.checks import SOURCE_CHECKS, SourceCase, check_source
from everyleaf.diagnostics import Diagnostic
from everyleaf.publication import Publication
from tests.conftest import FIRST_LINE, HEAD, SETTINGS, codes, document, places, publication

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def noise() -> bytes:
    """A picture whose pixels do not compress."""
    buffer = io.BytesIO()
    Image.frombytes("L", (64, 64), random.Random(1).randbytes(64 * 64)).save(buffer, "png")
    return buffer.getvalue()


PNG = noise()
VIDEO = "videos: {cup: {address: 'https://v.example.org/1', poster: cup.svg}}\n---\n"


@pytest.fixture
def pictures(tmp_path: Path) -> Publication:
    return publication(tmp_path, {"source/cup.svg": SVG, "source/cup.png": PNG})


def found_in(place: Publication, body: str, head: str = HEAD) -> list[Diagnostic]:
    return check_source(SourceCase(document(body, head), place, frozenset({"tea", "cup"})))


def on_line(body: str, marker: str) -> str:
    line = next(n for n, text in enumerate(body.split("\n")) if marker in text)
    return f"source/tea.md:{FIRST_LINE + line}"


GOOD = {
    "a plain leaflet": "# T\n\na\n\n## B\n\n### C\n\n#### D\n",
    "bold": "# T\n\n**a**\n",
    "less-than as a sign": "# T\n\n5 < 6, a \\<b and c \\&amp; d, AT&T\n",
    "an address in angle brackets": "# T\n\n<https://a.example> <a@b.example>\n",
    "callouts": '# T\n\n!!! urgent "U"\n    a\n\n!!! note\n    b\n\n!!! contact "C"\n    c\n',
    "a footnote": "# T\n\na[^x]\n\n[^x]: b\n",
    "pictures": '# T\n\n![A cup.](cup.svg "C")\n\n![A cup.](cup.png)\n',
    "links": "# T\n\n[a](https://a.example) [b](cup.md) [c](#b)\n\n## B\n",
    "numbers": "# T\n\n[d](mailto:a@b.example) [e](tel:+441)\n",
    "facts": "# Call {helpline}\n\n{reviewed} {next_review} {version}\n",
    "a wrapped sentence": "# T\n\nIt was\n38 degrees\n\n* a\n* b\n\n1. c\n2. d\n    * e\n",
    "right-to-left text": "# شاي\n\nاتصل \u2067الآن\u2069\n",
}

BAD = [
    ("title-missing", "a\n", None),
    ("title-missing", "## B\n", None),
    ("title-twice", "# T\n\na\n\n# Again\n", "Again"),
    ("title-long", "# " + "long " * 14 + "\n", "long"),
    ("heading-skipped", "# T\n\n### C\n", "C"),
    ("heading-skipped", "# T\n\n## B\n\n#### D\n", "D"),
    ("heading-deep", "# T\n\n## B\n\n### C\n\n#### D\n\n##### E\n", "E"),
    ("heading-empty", "# T\n\n##\n", None),
    ("italics", "# T\n\nb *a*\n", "*a*"),
    ("italics", "# T\n\n* _a_\n", "_a_"),
    ("italics", "# T\n\n| a | *b* |\n| - | - |\n| c | d |\n", "*b*"),
    ("raw-html", "# T\n\n<script>alert(1)</script>\n", "<script>"),
    ("raw-html", "# T\n\na <b>b</b>\n", "<b>"),
    ("raw-html", "# T\n\na &nbsp; b\n", "&nbsp;"),
    ("raw-html", "# T\n\na &#8212; b\n", "&#8212;"),
    ("raw-html", "# T\n\na <!-- b -->\n", "<!--"),
    ("raw-html", "# T\n\n* <br>\n", "<br>"),
    ("raw-html", "# T\n\n![<b>](cup.svg)\n", "<b>"),
    ("list-needs-empty-line", "# T\n\nTake:\n* first\n* b\n", "first"),
    ("list-needs-empty-line", "# T\n\nCall\nus:\n1. first\n2. b\n", "first"),
    ("list-needs-empty-line", "# T\n\n* a\n\n    b\n* first\n", "first"),
    ("callout-empty", '# T\n\n!!! note "Empty"\n\n* a\n', "Empty"),
    ("callout-unknown", '# T\n\n!!! danger "D"\n    a\n', "danger"),
    ("video-unknown", '# T\n\n!!! video pot "V"\n    a\n\n    b\n', "video"),
    ("note-unknown", "# T\n\na[^zz]\n", "zz"),
    ("picture-without-alt", "# T\n\n![](cup.svg)\n", "cup"),
    ("picture-without-alt", "# T\n\n![ ](cup.svg)\n", "cup"),
    ("picture-missing", "# T\n\n![A](pot.svg)\n", "pot"),
    ("picture-name", "# T\n\n![A](../secret.svg)\n", "secret"),
    ("picture-name", "# T\n\n![A](/etc/passwd)\n", "passwd"),
    ("picture-name", "# T\n\n![A](https://a.example/a.png)\n", "https"),
    ("picture-name", "# T\n\n![A](cup.gif)\n", "gif"),
    ("picture-name", "# T\n\n![A](deep/cup.svg)\n", "deep"),
    ("link-leaflet-unknown", "# T\n\n[a](pot.md)\n", "pot"),
    ("link-address", "# T\n\n[a](javascript:alert(1))\n", "javascript"),
    ("link-address", "# T\n\n[a](JaVaScRiPt:alert)\n", "JaVa"),
    ("link-address", "# T\n\n[a](data:text/html,b)\n", "data"),
    ("link-address", "# T\n\n[a](http://a.example)\n", "http"),
    ("link-address", "# T\n\n[a](//a.example)\n", "a.example"),
    ("link-address", "# T\n\n[a](../cup.md)\n", "cup"),
    ("link-address", "# T\n\n[a](Cup.md)\n", "Cup"),
    ("link-address", "# T\n\n[a]()\n", "[a]"),
    ("link-address", "# T\n\n[a][b]\n\n[b]: javascript:alert(1)\n", "[a]"),
    ("link-place-unknown", "# T\n\n[a](#nowhere)\n", "nowhere"),
    ("fact-unknown", "# T\n\n{ward}\n", "{ward}"),
    ("fact-unknown", "# T\n\n## Call {ward}\n", "{ward}"),
    ("fact-unknown", "# T\n\n![Call {ward}](cup.svg)\n", "{ward}"),
    ("fact-unknown", "# T\n\n{ward}\n{: .notranslate }\n", None),
    ("raw-html", "# T\n\n<b>a</b>\n{: .notranslate }\n", None),
    ("source-control", "# T\n\na\x00b\n", "\x00"),
    ("source-control", "# T\n\na\x1bb\n", "\x1b"),
    ("source-bidi", "# T\n\na \u202eb\n", "\u202e"),
    ("source-bidi", "# T\n\na \u2067b\n", "\u2067"),
]


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_said_about(pictures: Publication, name: str) -> None:
    assert [str(one) for one in found_in(pictures, GOOD[name])] == []


@pytest.mark.parametrize(("code", "body", "marker"), BAD, ids=lambda part: repr(part)[:40])
def test_is_found_on_its_line(
    pictures: Publication, code: str, body: str, marker: str | None
) -> None:
    found = [one for one in found_in(pictures, body) if one.code == code]
    where = on_line(body, marker) if marker else "source/tea.md"
    assert [str(one.place) for one in found] == [where]
    assert found[0].remedy


@pytest.mark.parametrize(("code", "body", "marker"), BAD, ids=lambda part: repr(part)[:40])
def test_is_told_alone(pictures: Publication, code: str, body: str, marker: str | None) -> None:
    allowed = {code, "title-missing", "video-unknown", "link-address"}
    assert set(codes(found_in(pictures, body))) <= allowed


SEPARATELY = {"pictures-safe", "facts-real", "review-dates"}  # planted further below


@pytest.mark.parametrize("name", [name for name in SOURCE_CHECKS if name not in SEPARATELY])
def test_every_check_has_a_planted_fault(pictures: Publication, name: str) -> None:
    cases = [SourceCase(document(body), pictures, frozenset()) for _, body, _ in BAD]
    assert any(list(SOURCE_CHECKS[name](case)) for case in cases)


# ---- videos --------------------------------------------------------------------------------


def with_video(body: str) -> tuple[str, str]:
    return body, HEAD.removesuffix("---\n") + VIDEO


def test_a_video_with_poster_and_transcript_is_fine(pictures: Publication) -> None:
    body, head = with_video('# T\n\n!!! video cup "V"\n    a\n\n    b\n')
    assert found_in(pictures, body, head) == []


def test_a_video_without_transcript_is_told(pictures: Publication) -> None:
    body, head = with_video('# T\n\n!!! video cup "V"\n    a\n')
    found = found_in(pictures, body, head)
    assert places(found) == [("video-without-transcript", f"source/tea.md:{FIRST_LINE + 3}")]


def test_a_poster_that_is_missing_is_told(tmp_path: Path) -> None:
    body, head = with_video("# T\n")
    found = found_in(publication(tmp_path), body, head)
    assert places(found) == [("picture-missing", "source/tea.md")]


# ---- pictures ------------------------------------------------------------------------------


def svg(inside: str) -> str:
    return SVG.replace("<path", f"{inside}<path")


BAD_PICTURES = [
    ("svg", svg("<script>alert(1)</script>")),
    ("svg", svg("<style>@import url(https://a.example/a.css);</style>")),
    ("svg", svg("<style>path { fill: url(https://a.example/a.svg#b) }</style>")),
    ("svg", svg('<a href="https://a.example"/>')),
    ("svg", svg('<image href="https://a.example/a.png"/>')),
    ("svg", svg('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>')),
    ("svg", svg("<foreignObject><p>a</p></foreignObject>")),
    ("svg", svg('<linearGradient id="a"/>')),
    ("svg", svg('<filter id="a"/>')),
    ("svg", svg('<rect fill="url(https://a.example/a.svg#b)"/>')),
    ("svg", svg('<rect style="fill:URL( https://a.example/a.svg#b )"/>')),
    ("svg", svg('<rect fill="url(#ok) url(https://a.example)"/>')),
    ("svg", svg('<path onclick="alert(1)"/>')),
    ("svg", svg('<text x="1" onload="alert(1)">a</text>')),
    ("svg", "<html><body>no picture</body></html>"),
    ("svg", '<?xml-stylesheet href="https://a.example/a.css"?>' + SVG),
    ("svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>")),
    ("svg", SVG[:-20]),
    ("svg", ""),
    ("svg", "no picture"),
    ("png", PNG[:40]),
    ("png", PNG[: len(PNG) // 2]),
    ("png", b""),
    ("png", SVG),
    ("jpg", b"GIF89a"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "data"), BAD_PICTURES, ids=lambda part: str(part)[60:110])
def test_a_picture_that_cannot_be_trusted_or_printed_is_told(
    tmp_path: Path, ending: str, data: str | bytes
) -> None:
    place = publication(tmp_path, {f"source/pot.{ending}": data})
    found = found_in(place, f"# T\n\n![A](pot.{ending})\n")
    assert places(found) == [("picture-unusable", f"source/tea.md:{FIRST_LINE + 2}")]


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "a">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    data = f"<!DOCTYPE svg [{entities}]>" + svg("<text>&a11;</text>")
    found = found_in(publication(tmp_path, {"source/pot.svg": data}), "# T\n\n![A](pot.svg)\n")
    assert codes(found) == ["picture-unusable"]


def test_a_picture_of_absurd_size_is_told(tmp_path: Path) -> None:
    huge = bytearray(PNG)
    huge[16:24] = (100_000).to_bytes(4, "big") * 2
    found = found_in(
        publication(tmp_path, {"source/pot.png": bytes(huge)}), "# T\n\n![A](pot.png)\n"
    )
    assert codes(found) == ["picture-unusable"]


@pytest.mark.parametrize(
    ("logo", "code"), [("pot.svg", "picture-missing"), ("../a.svg", "picture-name")]
)
def test_a_logo_is_held_to_the_same_rules(tmp_path: Path, logo: str, code: str) -> None:
    text = SETTINGS.replace("[release]", f'logo = "{logo}"\n[release]')
    found = found_in(publication(tmp_path, settings_text=text), "# T\n")
    assert places(found) == [(code, "everyleaf.toml")]


# ---- sample values -------------------------------------------------------------------------

REAL = SETTINGS.replace("draft", "approved").replace("0808 157 0123", "0800 11 1111")


def with_fact(fact: str) -> str:
    return HEAD.removesuffix("---\n") + f"facts: {{ward: {fact}}}\n---\n"


@pytest.mark.parametrize(
    "fact",
    ["{phone: '020 7946 0123'}", "{phone: '0113 496 0123'}", "{phone: '07700 900123'}",
     "{phone: '01632 960123'}", "{phone: '0808 1570123'}", "{phone: '18001 0808 157 0123'}",
     "{phone: '+44 20 7946 0123'}", "{phone: '+44 7700 900123'}",
     "{web: 'https://www.example.org/a'}", "{web: 'https://example.com'}",
     "{web: 'https://leaf.example'}", "{email: 'a@leaf.test'}", "{email: 'a@example.net'}"],
)  # fmt: skip
@pytest.mark.parametrize("rule", ["approved", "reviewed", "translated"])
def test_a_sample_value_does_not_go_out_for_real(tmp_path: Path, fact: str, rule: str) -> None:
    place = publication(tmp_path, settings_text=REAL.replace("approved", rule))
    head = with_fact(fact)
    facts = document("# T\n", head).facts
    made = SourceCase(document("# T\n", head), place, frozenset())
    assert facts
    found = [one for one in check_source(made) if "{ward}" in one.problem]
    assert places(found) == [("fact-sample", "source/tea.md")]


@pytest.mark.parametrize(
    "fact",
    ["{phone: '020 7946 1123'}", "{phone: '999'}", "{web: 'https://www.nhs.uk/example'}",
     "{email: 'info@myexample.org'}", "{text: example}", "{date: 2027-01-15}"],
)  # fmt: skip
def test_a_real_value_goes_out(tmp_path: Path, fact: str) -> None:
    place = publication(tmp_path, settings_text=REAL)
    found = [one for one in found_in(place, "# T\n", with_fact(fact)) if "{ward}" in one.problem]
    assert found == []


def test_a_sample_value_of_the_publisher_is_told_in_its_settings(tmp_path: Path) -> None:
    place = publication(tmp_path, settings_text=SETTINGS.replace("draft", "approved"))
    assert places(found_in(place, "# T\n")) == [("fact-sample", "everyleaf.toml")]


def test_sample_values_may_stand_in_drafts(tmp_path: Path) -> None:
    found = found_in(publication(tmp_path), "# T\n", with_fact("{phone: '020 7946 0123'}"))
    assert found == []


# ---- dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-10-31", ["review-in-future"]),
        ("2026-11-01", []),
        ("2028-10-31", []),
        ("2028-11-01", []),  # "the build stops when this day has passed"
        ("2028-11-02", ["review-overdue"]),
    ],
)
def test_a_leaflet_goes_out_between_its_reviews(
    tmp_path: Path, today: str, expected: list[str]
) -> None:
    place = publication(tmp_path, settings_text=SETTINGS.replace("2026-11-22", today))
    assert codes(found_in(place, "# T\n")) == expected

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.diagnostics import Diagnostic
from everyleaf.language import known_languages
from everyleaf.speech.lexicon import Lexicon, Word
from everyleaf.speech.pls import ALPHABETS, LARGEST, NAMESPACE, lexicon_of, read_pls
from tests.conftest import ENGLISH, REPOSITORY, codes, places, publication

HEAD = f'<lexicon version="1.0" xmlns="{NAMESPACE}" alphabet="x-espeak" xml:lang="en-GB">\n'


def read(inside: str, head: str = HEAD, tag: str = "en") -> tuple[Lexicon, list[Diagnostic]]:
    return read_pls(f"{head}{inside}\n</lexicon>".encode(), "lexicon.pls", tag)


def lexeme(inside: str) -> str:
    return f"<lexeme>{inside}</lexeme>"


def test_words_with_aliases_and_phonemes() -> None:
    lexicon, found = read(
        "<metadata><rdf xmlns='urn:x'>anything</rdf></metadata>"
        + lexeme("<grapheme>HER2</grapheme><grapheme>Her2</grapheme><alias> HER\n 2 </alias>")
        + lexeme(
            "<grapheme>5-FU</grapheme><phoneme>faIvEfju:</phoneme>"
            '<phoneme alphabet="ipa" prefer="true">faɪv ɛf juː</phoneme>'
            "<alias>five F U</alias><example>5-FU is given by drip.</example>"
        )
    )
    assert found == []
    ipa, mnemonics = ("ipa", "faɪv ɛf juː"), ("x-espeak", "faIvEfju:")
    assert lexicon.words == (
        Word("HER2", "HER 2"),
        Word("Her2", "HER 2"),
        Word("5-FU", "five F U", (ipa, mnemonics)),
    )


GOOD = lexeme("<grapheme>a</grapheme><alias>b</alias>")


@pytest.mark.parametrize(
    ("inside", "code", "line"),
    [
        (f"{GOOD}\n{lexeme('<alias>b</alias>')}", "lexicon-no-grapheme", 3),
        (lexeme("<grapheme>x</grapheme>"), "lexicon-no-pronunciation", 2),
        (lexeme("<grapheme>x</grapheme>\n<alias> </alias>"), "lexicon-text", 3),
        (f"{GOOD}\n{GOOD}", "lexicon-twice", 3),
        ("<word>x</word>", "lexicon-element", 2),
        (f"\n{lexeme('<sub>x</sub>' + GOOD[8:-9])}", "lexicon-element", 3),
        (lexeme("<grapheme>x</grapheme>\n<phoneme>ʃ</phoneme>"), "lexicon-phonemes", 3),
        (lexeme("<grapheme>x</grapheme><phoneme>a]]b[[</phoneme>"), "lexicon-phonemes", 2),
        (
            lexeme('<grapheme>x</grapheme><phoneme alphabet="x-sampa">a</phoneme>'),
            "lexicon-alphabet",
            2,
        ),
        ("<lexeme><grapheme>x</lexeme>", "lexicon-not-xml", 2),
        (lexeme("<grapheme>&lol;</grapheme><alias>b</alias>"), "lexicon-not-xml", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_line(inside: str, code: str, line: int) -> None:
    _, found = read(inside)
    assert (code, f"lexicon.pls:{line}") in places(found)
    assert all(one.remedy for one in found)


def test_all_faults_are_told_in_one_run() -> None:
    _, found = read("\n".join([lexeme("<alias>b</alias>"), "<word/>", lexeme("")]))
    assert codes(found) == ["lexicon-no-grapheme", "lexicon-element", "lexicon-no-grapheme"]


def test_the_head_says_version_and_language() -> None:
    head = HEAD.replace("1.0", "2.0").replace("en-GB", "pl")
    assert codes(read(GOOD, head)[1]) == ["lexicon-version", "lexicon-language"]
    assert codes(read(GOOD, "<lexicon>")[1])[0] == "lexicon-element"


def test_entities_and_document_types_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    bombs = (
        '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        f'<!DOCTYPE l [<!ENTITY a SYSTEM "file://{secret}">]>',
        '<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd">',
    )
    for bomb in bombs:
        lexicon, found = read(lexeme("<grapheme>x</grapheme><alias>&a;</alias>"), bomb + HEAD)
        assert codes(found) == ["lexicon-refused"]
        assert lexicon == Lexicon()


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe\x00", b"<a" * 1000, b" " * (LARGEST + 1)])
def test_a_file_that_is_none_is_told_and_never_a_crash(data: bytes) -> None:
    lexicon, found = read_pls(data, "lexicon.pls", "en")
    assert lexicon == Lexicon()
    assert len(found) == 1


def test_a_publication_has_its_own_lexicon_or_none(tmp_path: Path) -> None:
    own = f"{HEAD}{lexeme('<grapheme>HER2</grapheme><alias>own</alias>')}</lexicon>"
    here = publication(tmp_path / "with", {"translations/en/lexicon.pls": own})
    lexicon, _ = lexicon_of(here, ENGLISH)
    assert lexicon is not None
    assert [word.said for word in lexicon.words] == ["own"]
    lexicon, found = lexicon_of(publication(tmp_path / "without"), ENGLISH)
    assert lexicon is not None
    assert (found, [word.said for word in lexicon.words]) == ([], ["HER 2"])


def test_a_wrong_lexicon_is_none_at_all(tmp_path: Path) -> None:
    here = publication(tmp_path, {"translations/en/lexicon.pls": f"{HEAD}<x/></lexicon>"})
    lexicon, found = lexicon_of(here, ENGLISH)
    assert lexicon is None
    assert places(found) == [("lexicon-element", "translations/en/lexicon.pls:2")]


@pytest.mark.parametrize("tag", sorted(known_languages()))
def test_the_lexicons_of_the_sample_can_be_read(tag: str) -> None:
    path = REPOSITORY / "translations" / known_languages()[tag].gettext / "lexicon.pls"
    if path.exists():
        lexicon, found = read_pls(path.read_bytes(), path.name, tag)
        assert found == []
        assert lexicon.words


def test_the_example_in_the_documentation_is_a_lexicon() -> None:
    page = (REPOSITORY / "docs/listening.md").read_text(encoding="utf-8")
    example = page.partition("```xml\n")[2].partition("```")[0]
    lexicon, found = read_pls(example.encode(), "listening.md", "en")
    assert found == []
    assert [word.grapheme for word in lexicon.words] == ["HER2", "5-FU"]
    assert {name for word in lexicon.words for name, _ in word.phonemes} == set(ALPHABETS)

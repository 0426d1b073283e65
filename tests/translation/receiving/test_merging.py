"""What comes back is taken, refused or kept beside; nothing here is overwritten or approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.translation.receiving import Fate
from tests.conftest import quoted
from tests.translation.delivery import (
    BOLD,
    BREAK,
    COLD,
    FORMATS,
    LINKS,
    MESSAGES,
    catalogue_here,
    fates,
    here_now,
    outcome_of,
    po_text,
    sent_out,
    taken_back,
    tea,
    translated_file,
)

XLIFFS = ("xliff-1.2", "xliff-2.0")
CHANGED = "لا تشربيه وهو بارد أبدًا."
PO = "translations/ar/LC_MESSAGES/tea.po"


@pytest.mark.parametrize("form", FORMATS)
def test_what_comes_back_untouched_changes_no_byte(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path, {COLD: ""}, fuzzy=(BOLD,))
    before = (tmp_path / PO).read_bytes()
    received = taken_back(here, translated_file(sent_out(here, form)))
    assert fates(received) == {COLD: Fate.NOT_TRANSLATED}
    assert (tmp_path / PO).read_bytes() == before


@pytest.mark.parametrize("form", FORMATS)
def test_one_changed_translation_changes_its_lines_alone(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, form))
    assert back.count(MESSAGES[COLD]) == 1
    received = taken_back(here, back.replace(MESSAGES[COLD], CHANGED))
    assert fates(received) == {COLD: Fate.TAKEN}
    assert (tmp_path / PO).read_text() == po_text({COLD: CHANGED})


@pytest.mark.parametrize("form", XLIFFS)
def test_codes_come_back_as_the_markdown_of_the_source(form: str, tmp_path: Path) -> None:
    """Three new translations, written as a tool writes them: codes by their ids alone."""
    here = tea(tmp_path, {BOLD: "", LINKS: "", BREAK: ""})
    back = translated_file(sent_out(here, form))
    pair, point = ("g", "x") if form == "xliff-1.2" else ("pc", "ph")
    given = {
        BOLD: f'<{point} id="2"/>: <{pair} id="1">اثنان</{pair}>',
        LINKS: f'<{pair} id="2">القائمة</{pair}> و<{pair} id="1">الصفحة</{pair}>',
        BREAK: f'انتظري<{point} id="1"/>.<{point} id="2"/>اذهبي',
    }
    for number, target in ((3, given[BOLD]), (4, given[LINKS]), (5, given[BREAK])):
        back = with_target(back, number, target, form)
    received = taken_back(here, back)
    assert fates(received) == {BOLD: Fate.TAKEN, LINKS: Fate.TAKEN, BREAK: Fate.TAKEN}
    assert here_now(here, BOLD)[0] == "{helpline}: **اثنان**"
    assert here_now(here, LINKS)[0] == (
        "[القائمة](https://a.example/list) و[الصفحة](https://a.example/tea)"
    )
    assert here_now(here, BREAK)[0] == "انتظري[^1].  \nاذهبي"


def with_target(xliff: str, number: int, target: str, form: str) -> str:
    """The file with a target for a new unit, as a tool that keeps states writes it."""
    start = xliff.index(f'"message {number}"')
    end = xliff.index("</source>", start) + len("</source>")
    state = ' state="translated"' if form == "xliff-1.2" else ""
    unit = f"{xliff[start:end]}<target{state}>{target}</target>"
    return xliff[:start] + unit.replace('state="initial"', 'state="translated"') + xliff[end:]


@pytest.mark.parametrize("form", XLIFFS)
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("اثنان, {point2}", "lost bold 1 (two)"),
        ("{pair1}اثنان{/pair1}", "lost fact 2 (0808 157 0123)"),
        ("{pair1}اثنان{/pair1} {point2} {point2}", "new fact 2 (0808 157 0123) a second time"),
        ("{pair1}اثنان{/pair1} {point2} {point3}", "new code 3"),
        ("{point1} {pair2}اثنان{/pair2}", "lost bold 1 (two), fact 2"),
        ("{pair1}{/pair1} اثنان {point2}", "Its codes cannot stand like this"),
        ("{point2} {pair1}اثنان{/pair1} {helpline}", "The fact {helpline} is not in the source."),
    ],
)
def test_lost_added_and_swapped_codes_are_refused(
    form: str, target: str, said: str, tmp_path: Path
) -> None:
    here = tea(tmp_path, {BOLD: ""})
    pair, point = ("g", "x") if form == "xliff-1.2" else ("pc", "ph")
    for number in "123":
        target = target.replace(f"{{pair{number}}}", f'<{pair} id="{number}">')
        target = target.replace(f"{{/pair{number}}}", f"</{pair}>")
        target = target.replace(f"{{point{number}}}", f'<{point} id="{number}"/>')
    back = with_target(translated_file(sent_out(here, form)), 3, target, form)
    received = taken_back(here, back)
    assert fates(received) == {BOLD: Fate.REFUSED}
    assert said in " ".join(outcome_of(received, BOLD).reasons)
    assert outcome_of(received, BOLD).number == 3
    assert here_now(here, BOLD) == ("", False)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (BOLD, "اثنان ثم اتصلي على {helpline}."),
        (BOLD, "اشربي **كوبين**."),
        (LINKS, "انظري [القائمة](https://a.example/tea) أو [صفحتنا](https://b.example)."),
        (BREAK, "انتظري هنا. ثم اذهبي."),
    ],
)
def test_markup_that_was_lost_in_a_po_file_is_refused(
    source: str, target: str, tmp_path: Path
) -> None:
    here = tea(tmp_path)
    out = translated_file(sent_out(here, "po"))
    assert quoted(MESSAGES[source]) in out
    back = out.replace(quoted(MESSAGES[source]), quoted(target))
    assert fates(taken_back(here, back)) == {source: Fate.REFUSED}
    assert here_now(here, source) == (MESSAGES[source], False)


@pytest.mark.parametrize("form", FORMATS)
def test_a_translation_that_changed_here_is_kept(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, form))
    (tmp_path / PO).write_text(po_text({COLD: "لا تشربيه."}))
    received = taken_back(here, back.replace(MESSAGES[COLD], CHANGED))
    assert fates(received) == {COLD: Fate.CONFLICT}
    assert here_now(here, COLD) == ("لا تشربيه.", False)
    conflict = outcome_of(received, COLD)
    assert (conflict.returned, conflict.here) == (CHANGED, "لا تشربيه.")


@pytest.mark.parametrize("form", FORMATS)
def test_what_changed_here_alone_is_no_conflict(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, form))
    (tmp_path / PO).write_text(po_text({COLD: "لا تشربيه."}))
    assert fates(taken_back(here, back)) == {}
    assert here_now(here, COLD) == ("لا تشربيه.", False)


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_record_no_translation_is_overwritten(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path, {BREAK: ""})
    back = translated_file(sent_out(here, form)).replace(MESSAGES[COLD], CHANGED)
    for record in (tmp_path / "records/handoffs").iterdir():
        record.unlink()
    received = taken_back(here, back)
    assert fates(received) == {COLD: Fate.CONFLICT, BREAK: Fate.NOT_TRANSLATED}
    assert here_now(here, COLD)[0] == MESSAGES[COLD]


@pytest.mark.parametrize("form", XLIFFS)
def test_fuzzy_stays_fuzzy_when_its_words_change(form: str, tmp_path: Path) -> None:
    """A tool that keeps no states leaves the mark; so do we."""
    here = tea(tmp_path, fuzzy=(COLD,))
    back = translated_file(sent_out(here, form)).replace(MESSAGES[COLD], CHANGED)
    assert fates(taken_back(here, back)) == {COLD: Fate.TAKEN_FUZZY}
    assert here_now(here, COLD) == (CHANGED, True)


def test_fuzzy_goes_when_the_translator_takes_it_away(tmp_path: Path) -> None:
    here = tea(tmp_path, fuzzy=(COLD,))
    po = translated_file(sent_out(here, "po")).replace("#, fuzzy\n", "")
    assert fates(taken_back(here, po)) == {COLD: Fate.TAKEN}
    assert here_now(here, COLD) == (MESSAGES[COLD], False)


@pytest.mark.parametrize("form", XLIFFS)
def test_nothing_is_approved_by_us_or_by_a_file(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    out = translated_file(sent_out(here, form))
    assert "approved" not in out
    assert "signed-off" not in out
    assert "final" not in out
    back = out.replace('state="translated"', 'state="final"').replace(
        "<trans-unit ", '<trans-unit approved="yes" '
    )
    before = (tmp_path / PO).read_bytes()
    assert fates(taken_back(here, back)) == {}
    assert (tmp_path / PO).read_bytes() == before
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["handoffs"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_message_that_fails_a_check_is_refused_and_the_others_are_taken(
    form: str, tmp_path: Path
) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, form))
    back = back.replace(MESSAGES[COLD], CHANGED).replace(MESSAGES["A minute."], "دقيقة \u202eabc")
    received = taken_back(here, back)
    assert fates(received) == {COLD: Fate.TAKEN, "A minute.": Fate.REFUSED}
    assert here_now(here, "A minute.") == (MESSAGES["A minute."], False)
    assert outcome_of(received, "A minute.").reasons


def test_the_origin_of_a_catalogue_is_not_taken_from_a_file(tmp_path: Path) -> None:
    here = tea(tmp_path)
    (tmp_path / PO).write_text(po_text().replace("Origin: human", "Origin: machine"))
    back = translated_file(sent_out(here, "po")).replace("Origin: machine", "Origin: human")
    taken_back(here, back.replace(MESSAGES[COLD], CHANGED))
    assert catalogue_here(here).is_machine_drafted
    assert here_now(here, COLD)[0] == CHANGED


@pytest.mark.parametrize("form", XLIFFS)
def test_a_source_that_was_altered_is_refused(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, form))
    received = taken_back(here, back.replace(COLD, "Always drink it cold."))
    assert fates(received) == {COLD: Fate.REFUSED}
    assert "not the one that was sent" in outcome_of(received, COLD).reasons[0]


def test_foreign_messages_are_told_and_left(tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, "po")) + '\nmsgid "Coffee"\nmsgstr "قهوة"\n'
    assert fates(taken_back(here, back)) == {"Coffee": Fate.FOREIGN}
    assert "Coffee" not in (tmp_path / PO).read_text()


def test_source_text_that_a_tool_filled_in_is_no_translation(tmp_path: Path) -> None:
    here = tea(tmp_path, {COLD: ""})
    po = translated_file(sent_out(here, "po"))
    back = po.replace(f'msgid "{COLD}"\nmsgstr ""', f'msgid "{COLD}"\nmsgstr "{COLD}"')
    received = taken_back(here, back)
    assert fates(received) == {COLD: Fate.NOT_TRANSLATED}
    assert here_now(here, COLD) == ("", False)


def test_an_emptied_translation_is_kept(tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, "po")).replace(MESSAGES[COLD], "")
    received = taken_back(here, back)
    assert fates(received) == {COLD: Fate.NOT_TRANSLATED}
    assert "kept" in outcome_of(received, COLD).reasons[0]
    assert here_now(here, COLD)[0] == MESSAGES[COLD]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["pl", "zh-Hans", "en", "xx", ""])
def test_another_language_is_refused(form: str, language: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    out = translated_file(sent_out(here, form)).replace(MESSAGES[COLD], CHANGED)
    for old in ('target-language="ar"', 'trgLang="ar"'):
        out = out.replace(
            old, old.replace("ar", language, 1) if "trg" in old else f'target-language="{language}"'
        )
    received = taken_back(here, out.replace("Language: ar", f"Language: {language}"))
    if language:
        assert received[0].faults
        assert here_now(here, COLD)[0] == MESSAGES[COLD]
    else:  # our own record knows it
        assert fates(received) == {COLD: Fate.TAKEN}


@pytest.mark.parametrize("form", FORMATS)
def test_a_region_that_a_tool_adds_is_the_same_language(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    out = translated_file(sent_out(here, form)).replace(MESSAGES[COLD], CHANGED)
    out = out.replace('target-language="ar"', 'target-language="ar-EG"')
    out = out.replace('trgLang="ar"', 'trgLang="ar-EG"').replace("Language: ar", "Language: ar_EG")
    assert fates(taken_back(here, out)) == {COLD: Fate.TAKEN}


def test_two_files_with_two_translations_of_one_message_conflict(tmp_path: Path) -> None:
    """The first is taken; the second is held against it."""
    here = tea(tmp_path)
    out = translated_file(sent_out(here, "xliff-1.2"))
    first = taken_back(here, out.replace(MESSAGES[COLD], CHANGED))
    second = taken_back(here, out.replace(MESSAGES[COLD], "شيء آخر."))
    assert (fates(first), fates(second)) == ({COLD: Fate.TAKEN}, {COLD: Fate.CONFLICT})
    assert here_now(here, COLD)[0] == CHANGED


@pytest.mark.parametrize("form", FORMATS)
def test_two_paragraphs_in_one_message_are_refused(form: str, tmp_path: Path) -> None:
    """A second paragraph would be lost in print; it must not be joined in silence either."""
    here = tea(tmp_path)
    line_end = "\\n\\n" if form == "po" else "\n\n"
    back = translated_file(sent_out(here, form))
    received = taken_back(here, back.replace(MESSAGES[COLD], f"{CHANGED}{line_end}تحذير."))
    assert fates(received) == {COLD: Fate.REFUSED}


@pytest.mark.parametrize("form", XLIFFS)
def test_lines_that_a_tool_wrapped_are_one_line(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, form))
    wrapped = CHANGED.replace(" ", "\n      ")
    assert fates(taken_back(here, back.replace(MESSAGES[COLD], wrapped))) == {COLD: Fate.TAKEN}
    assert here_now(here, COLD)[0] == CHANGED

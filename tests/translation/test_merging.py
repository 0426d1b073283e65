"""Updates of catalogues: each folder of updating/ holds before.po, template.pot and after.po.

``other.po`` is the catalogue of another leaflet, "cups", in the same language. A golden that
shall change is written by: EVERYLEAF_GOLDENS=write pytest tests/translation/test_merging.py
"""

from __future__ import annotations

import dataclasses
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.catalogue import Edit, Key, PoFile, TemplateEntry, parsed, untranslated_catalogue
from everyleaf.catalogue.block import parts_of
from everyleaf.translation import Fate, Merged, memory_of, merge
from everyleaf.translation.nearness import NearMessages
from everyleaf.translation.weighing import weigh_the_same
from tests.catalogue.test_po_file import FORMS, accepted_by_msgfmt, changed_lines
from tests.conftest import ENGLISH

CASES = sorted(path for path in (Path(__file__).parent / "updating").iterdir() if path.is_dir())


def read(data: bytes) -> PoFile:
    file, found = parsed(data, "tea.po")
    assert file is not None, found
    return file


def template_of(file: PoFile) -> list[TemplateEntry]:
    made = []
    for block in file.living.values():
        parts = parts_of(block)
        notes = tuple(line[2:].strip() for line in parts.notes)
        reference = next(iter(" ".join(line[2:] for line in parts.references).split()), "a.md")
        flags = tuple(flag for flag in block.flags if flag != "fuzzy")
        made.append(
            TemplateEntry(
                block.key.source, block.key.context, notes, reference, flags, block.plural
            )
        )
    return made


def merge_case(case: Path, before: bytes) -> Merged:
    template = template_of(read((case / "template.pot").read_bytes()))
    other = case / "other.po"
    files = {"cups": read(other.read_bytes())} if other.exists() else {}
    return merge(read(before), template, ENGLISH, memory_of(files, "tea"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_an_update_writes_what_the_golden_says(case: Path, tmp_path: Path) -> None:
    made = merge_case(case, (case / "before.po").read_bytes()).file.data
    if os.environ.get("EVERYLEAF_GOLDENS") == "write":
        (case / "after.po").write_bytes(made)
    assert made.decode() == (case / "after.po").read_bytes().decode()
    assert accepted_by_msgfmt(made, tmp_path) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_second_update_changes_nothing(case: Path) -> None:
    after = (case / "after.po").read_bytes()
    again = merge_case(case, after)
    assert again.file.data == after
    assert set(again.fates.values()) == {Fate.KEPT}
    assert again.obsolete == 0


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_nothing_that_an_update_brings_may_go_out(case: Path) -> None:
    made = merge_case(case, (case / "before.po").read_bytes())
    for key, fate in made.fates.items():
        block = made.file.living[key]
        if fate is not Fate.KEPT:
            assert block.is_fuzzy or not any(block.targets)


HEAD = untranslated_catalogue((), "Tea", "cy")
WORDS = st.lists(
    st.sampled_from("take drink one two not water cup 10 mg daily {ward} وقت 茶".split()),
    min_size=1, max_size=8,
).map(" ".join)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=6, unique=True)


@given(TEXTS, TEXTS)
def test_no_update_loses_a_translation_or_invents_one(old: list[str], new: list[str]) -> None:
    entries = [TemplateEntry(text, "", (), "source/tea.md") for text in old]
    start = read(untranslated_catalogue(entries, "Tea", "cy"))
    start = start.with_edits({Key("", text): Edit(targets=(f"<{text}>",)) for text in old})
    wanted = [TemplateEntry(text, "", (), "source/tea.md") for text in new]
    made = merge(start, wanted, ENGLISH, {}).file
    assert [key.source for key in made.living] == new
    for text in old:
        assert f"<{text}>" in made.data.decode().replace('"\n"', "").replace('"\n#~ "', "")
    for text in set(old) & set(new):
        assert made.living[Key("", text)] == start.living[Key("", text)]
    assert merge(made, wanted, ENGLISH, {}).file.data == made.data


def test_what_a_translator_has_emptied_is_not_filled_again() -> None:
    case = next(path for path in CASES if path.name == "remembered")
    after = read((case / "after.po").read_bytes())
    key = next(key for key, block in after.living.items() if block.is_fuzzy)
    emptied = after.with_edits({key: Edit(targets=("",), fuzzy=False, forget_previous=True)})
    assert merge_case(case, emptied.data).file.data == emptied.data


def test_an_edited_paragraph_touches_its_entry_alone() -> None:
    case = next(path for path in CASES if path.name == "edited")
    before, after = ((case / name).read_bytes() for name in ("before.po", "after.po"))
    assert len(changed_lines(before, after)) <= 8


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take 1 tablet.", "Take 2 tablets."),
        ("Take 10 mg.", "Take 10 ml."),
        ("Take 1.0 mg.", "Take 10 mg."),
        ("Take it twice a day.", "Take it three times a day."),
        ("Drive home.", "Do not drive home."),
        ("You can't drive.", "You can drive."),
        ("You can’t drive.", "You can drive."),
        ("Call {helpline}.", "Call {ward}."),
        ("Take it daily.", "Take it weekly."),
        ("Take it before food.", "Take it after food."),
        ("Wait 5–7 days.", "Wait 5–9 days."),
        ("Above 38°C, call.", "Above 39°C, call."),
    ],
)
def test_a_change_of_number_negation_or_rhythm_is_weighed(old: str, new: str) -> None:
    assert not weigh_the_same(old, new, ENGLISH)
    assert not weigh_the_same(new, old, ENGLISH)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take 2 tablets with water.", "Take 2 tablets with some water."),
        ("You can’t drive home.", "You can't drive back."),
        ("Ask your nurse for help.", "Ask your nurse."),
        ("Take 10 mg.", "Take 10\u00a0mg now."),
    ],
)
def test_a_change_of_wording_weighs_the_same(old: str, new: str) -> None:
    assert weigh_the_same(old, new, ENGLISH)


def test_without_words_of_the_language_nothing_weighs_the_same() -> None:
    unknown = dataclasses.replace(ENGLISH, tag="qaa")  # BCP 47: for private use
    assert not weigh_the_same("Drink tea.", "Drink tea.", unknown)


def test_the_nearest_of_many_is_found() -> None:
    texts = [f"Sentence {number} of the many that are here" for number in range(400)]
    texts[250] = "A kettle stands on the stove, and it is hot"
    file = read(untranslated_catalogue([TemplateEntry(t, "", (), "a") for t in texts], "Tea", "cy"))
    near = NearMessages(file.living.values())
    found = near.nearest("A kettle stands on the stove and is hot")
    assert found is not None
    assert found.key.source == texts[250]
    assert near.nearest("Something else entirely was written") is None
    assert near.nearest("") is None


def test_text_without_spaces_finds_its_like() -> None:
    old = "请每天按时服药并告诉护士您感觉如何以及有没有不舒服"
    file = read(untranslated_catalogue([TemplateEntry(old, "", (), "a")], "Tea", "cy"))
    assert NearMessages(file.living.values()).nearest(old.replace("护士", "医生")) is not None


# ---- beside the real tools ------------------------------------------------------------------


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_catalogue_of_another_tool_is_left_as_it_is(path: Path) -> None:
    data = path.read_bytes()
    file = read(data)
    made = merge(file, template_of(file), ENGLISH, {})
    assert set(made.fates.values()) == {Fate.KEPT}
    rows = changed_lines(data, made.file.data)
    assert [row for row in rows if not row[2:].startswith(("#:", "#,"))] == []
    assert len(rows) <= 4, "a second reference, a flag of gettext's formats"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_msgmerge_reads_what_an_update_wrote(case: Path) -> None:
    after, template = case / "after.po", case / "template.pot"
    done = subprocess.run(
        ["msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", str(after), str(template)],
        capture_output=True, check=True,
    )  # fmt: skip
    ours, theirs = read(after.read_bytes()), read(done.stdout)
    assert list(theirs.living) == list(ours.living)
    for key, block in ours.living.items():
        other = theirs.living[key]
        assert (other.targets, other.is_fuzzy) == (block.targets, block.is_fuzzy)
    assert {b.key for b in theirs.obsolete} == {b.key for b in ours.obsolete}

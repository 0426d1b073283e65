"""PO files to the byte: as three tools write them, edited in one place, and hostile ones."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.catalogue import Edit, Key, PoFile, Previous, made_obsolete, parsed
from everyleaf.catalogue.po_strings import escape, quoted, unescape
from tests.conftest import REPOSITORY

FORMS = sorted((Path(__file__).parent / "forms").glob("*.po"))
SAMPLE = sorted((REPOSITORY / "translations").glob("*/LC_MESSAGES/*.po"))


def read(data: bytes | str) -> PoFile:
    file, found = parsed(data.encode() if isinstance(data, str) else data, "tea.po")
    assert file is not None, found
    return file


def changed_lines(old: bytes, new: bytes) -> list[str]:
    rows = difflib.ndiff(old.decode().splitlines(True), new.decode().splitlines(True))
    return [row for row in rows if row[:1] in "+-"]


def accepted_by_msgfmt(data: bytes, folder: Path) -> str:
    """What msgfmt --check says against ``data``; its warnings about headers aside."""
    assert shutil.which("msgfmt"), "type: apt-get install gettext"
    path = folder / "checked.po"
    path.write_bytes(data)
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stderr if done.returncode else ""


def test_there_are_forms_to_try() -> None:
    assert len(FORMS) >= 6
    assert len(SAMPLE) >= 9


@pytest.mark.parametrize("path", [*FORMS, *SAMPLE], ids=lambda p: f"{p.parts[-3]}/{p.name}")
def test_a_file_that_is_not_edited_is_written_as_it_was_read(path: Path) -> None:
    data = path.read_bytes()
    assert read(data).data == data


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.name)
def test_one_edit_changes_that_entry_alone(path: Path, tmp_path: Path) -> None:
    file = read(path.read_bytes())
    for key, block in file.living.items():
        targets = tuple(f"neu {key.source}" for _ in block.targets)
        made = file.with_edits({key: Edit(targets=targets, fuzzy=False)})
        assert read(made.data).living[key].targets == targets
        assert not read(made.data).living[key].is_fuzzy
        others = [b.lines for b in made.blocks if b.key != key or b.is_obsolete]
        assert others == [b.lines for b in file.blocks if b.key != key or b.is_obsolete]
        if file.header and not file.bom:  # msgfmt wants the one and refuses the other
            assert accepted_by_msgfmt(made.data, tmp_path) == ""


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.name)
def test_an_edit_that_says_what_is_there_changes_nothing(path: Path) -> None:
    data = path.read_bytes()
    file = read(data)
    same = {
        key: Edit(targets=block.targets, fuzzy=block.is_fuzzy) for key, block in file.living.items()
    }
    assert file.with_edits(same).data == data


TEA = """\
# of a person
#. Kind: title
#: source/tea.md
#, fuzzy, python-brace-format
#| msgid "Teas {a}"
msgid "Tea {a}"
msgstr "شاي {a}"
"""


def test_confirming_takes_the_mark_and_the_previous_message_away() -> None:
    file = read(TEA).with_edits({Key("", "Tea {a}"): Edit(fuzzy=False, forget_previous=True)})
    assert changed_lines(TEA.encode(), file.data) == [
        "- #, fuzzy, python-brace-format\n",
        "+ #, python-brace-format\n",
        '- #| msgid "Teas {a}"\n',
    ]


def test_a_comment_goes_below_those_of_the_translators() -> None:
    file = read(TEA).with_edits({Key("", "Tea {a}"): Edit(comments=("Is it hot?",))})
    assert changed_lines(TEA.encode(), file.data) == ["+ # Is it hot?\n"]


def test_a_previous_message_has_its_context_and_is_wrapped() -> None:
    previous = Previous(Key("sign", "word " * 30 + "end"))
    data = read(TEA).with_edits({Key("", "Tea {a}"): Edit(previous=previous)}).data.decode()
    assert '#| msgctxt "sign"\n#| msgid ""\n#| "word ' in data


def test_a_comment_of_many_lines_cannot_become_a_message() -> None:
    edit = Edit(comments=('harmless\nmsgid "x"\r\nmsgstr "y"\u2028',))
    file = read(read(TEA).with_edits({Key("", "Tea {a}"): edit}).data)
    assert list(file.living) == [Key("", "Tea {a}")]


def test_an_unknown_message_cannot_be_edited() -> None:
    with pytest.raises(KeyError):
        read(TEA).with_edits({Key("", "Coffee"): Edit(fuzzy=True)})


def test_a_lost_plural_form_is_refused() -> None:
    file = read('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    with pytest.raises(ValueError, match="2 forms"):
        file.with_edits({Key("", "a"): Edit(targets=("one",))})


def test_an_obsolete_message_keeps_what_people_wrote(tmp_path: Path) -> None:
    file = read(TEA)
    data = file.with_blocks([made_obsolete(block) for block in file.blocks]).data
    assert data.decode() == (
        "# of a person\n#, fuzzy, python-brace-format\n"
        '#~| msgid "Teas {a}"\n#~ msgid "Tea {a}"\n#~ msgstr "شاي {a}"\n'
    )
    assert read(data).obsolete[0].key == Key("", "Tea {a}")
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    assert accepted_by_msgfmt(header + data, tmp_path) == ""


def test_windows_line_ends_and_the_mark_at_the_start_are_kept() -> None:
    data = b"\xef\xbb\xbf" + TEA.replace("\n", "\r\n").encode()
    made = read(data).with_edits({Key("", "Tea {a}"): Edit(targets=("a\nb",))}).data
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\n") == made.count(b"\r\n") == TEA.count("\n") + 2


def test_a_file_that_does_not_wrap_is_not_wrapped() -> None:
    long = "one two three four " * 10
    file = read(f'msgid "{long}"\nmsgstr ""\n')
    assert file.style.width == 0
    assert (
        f'msgstr "{long}"\n'
        in file.with_edits({Key("", long): Edit(targets=(long,))}).data.decode()
    )


def test_a_last_line_without_its_end_gets_one_when_it_is_no_longer_the_last() -> None:
    file = read('msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"')
    assert b'msgstr "d"\n\nmsgid "a"' in file.with_blocks(file.blocks[::-1]).data


def test_thousands_of_empty_lines_are_gone_through_once() -> None:
    data = b"\n" * 300_000 + b'msgid "a"\nmsgstr "b"\n' + b"\n" * 300_000
    file = read(data)
    assert (file.data, file.blocks[0].line) == (data, 300_001)
    assert parsed(b"\n" * 300_000 + b"loose", "tea.po")[0] is None


# ---- hostile text ---------------------------------------------------------------------------

anything = st.text(st.characters(codec="utf-8"), max_size=120)


@given(anything, st.sampled_from([0, 77]))
def test_any_text_comes_back_from_a_string(text: str, width: int) -> None:
    assert unescape(escape(text)) == text
    assert "".join(unescape(line[1:-1]) for line in quoted(text, width)) == text


@given(anything, anything, anything)
def test_any_translation_and_comment_can_be_set(target: str, comment: str, context: str) -> None:
    file = read(f'# kept\nmsgctxt "{escape(context)}"\nmsgid "Tea"\nmsgstr "old"\n\n{TEA}')
    key = Key(context, "Tea")
    made = file.with_edits({key: Edit(targets=(target,), comments=(comment,), fuzzy=True)})
    again = read(made.data)
    assert again.living[key].targets == (target,)
    assert again.living[key].is_fuzzy
    assert again.blocks[1].lines == file.blocks[1].lines
    assert list(again.living) == list(file.living)


PIECES = st.lists(
    st.sampled_from(
        ['msgid "a"\n', 'msgid "b"\n', 'msgstr "c"\n', 'msgstr[0] "c"\n', 'msgid_plural "d"\n',
         'msgctxt "e"\n', '"f"\n', "\n", "# x\n", "#, fuzzy\n", '#| msgid "g"\n', "#~ ", "#. n\n",
         "#: a.md\n", "\r\n", "#~| ", "  ", '"\\x41\\101"\n', "\u2028", "\x0c"]
    ),
    max_size=24,
)  # fmt: skip


@given(PIECES.map("".join))
def test_what_can_be_read_is_written_again_to_the_byte(text: str) -> None:
    file, found = parsed(text.encode(), "tea.po")
    assert (file is None) == bool(found)
    assert file is None or file.data == text.encode()

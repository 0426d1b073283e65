"""everyleaf.toml: whatever is wrong is told with its line and with what is allowed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from everyleaf.diagnostics import Diagnostic
from everyleaf.publication import ReleaseRule, Settings
from everyleaf.publication.settings_reader import read_settings
from tests.conftest import codes, places

GOOD = 'name = "Small"\n[publisher]\nname = "Leaf"\n'
TOP, PUBLISHER, BELOW = 1, 4, 5  # the lines on which the helpers below put what they add


def read(folder: Path, text: str | bytes) -> tuple[Settings | None, list[Diagnostic]]:
    path = folder / "everyleaf.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(path, "everyleaf.toml")


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, list(map(str, found))
    return found[0]


def test_name_and_publisher_are_all_that_must_be_set(tmp_path: Path) -> None:
    settings, found = read(tmp_path, GOOD)
    assert found == []
    assert settings is not None
    assert (settings.source_language, settings.languages) == ("en", ("en",))


def test_without_word_only_approved_texts_go_out(tmp_path: Path) -> None:
    settings, _ = read(tmp_path, GOOD)
    assert settings is not None
    assert settings.release.rule is ReleaseRule.APPROVED


def test_what_is_set_is_what_is_read(tmp_path: Path) -> None:
    text = f'languages = ["en", "ar"]\n{GOOD}[release]\nrule = "draft"\ntoday = 2026-11-22\n'
    settings, _ = read(tmp_path, text)
    assert settings is not None
    assert settings.languages == ("en", "ar")
    assert settings.release.today == datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("languages = 'en'", "a list of language tags"),
        ("languages = []", "a list of language tags"),
        ("source_language = 3", "some text"),
        ("layouts = 'web'", "a list of folders in layouts/"),
        ("layouts = []", "a list of folders in layouts/"),
        ("layouts = ['../web']", "a list of folders in layouts/"),
        ("formats = [1]", "a list of formats"),
        ("base_address = 'http://leaf.example'", "https://"),
        ("base_address = 'https://leaf.example/\"><script>'", "https://"),
        ("release = 3", "rule, today"),
        ("brand = 'red'", "accent, tint"),
        ("print = []", "profile, condition, bleed"),
        ("pdf = 3", "accessibility"),
        ("pdf = {accessibility = 'ua-3'}", "Allowed: ua-1, ua-2."),
        ("voices = 3", "table"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_what_is_allowed(
    tmp_path: Path, line: str, allowed: str
) -> None:
    found = [one for one in read(tmp_path, f"{line}\n{GOOD}")[1] if one.code == "setting-wrong"]
    assert str(only(found).place) == "everyleaf.toml:1"
    assert allowed in f"{only(found).problem} {only(found).remedy}"


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("address = '1 Street'", "a list of at most 8 lines"),
        ("web = 'leaf.example'", "https://"),
        ("email = 'info at leaf.example'", "info@example.org"),
        ("helpline = 'call us'", "digits and spaces"),
        ("helpline = '0808-157'", "digits and spaces"),
        ("text_relay = 18001", "digits and spaces"),
        ("logo = 3", "SVG file"),
    ],
)
def test_a_wrong_value_of_the_publisher_is_told(tmp_path: Path, line: str, allowed: str) -> None:
    found = only(read(tmp_path, f"{GOOD}{line}\n")[1])
    assert (found.code, str(found.place)) == ("setting-wrong", f"everyleaf.toml:{PUBLISHER}")
    assert allowed in found.remedy


@pytest.mark.parametrize(
    ("table", "line", "allowed"),
    [
        ("release", "rule = 'aproved'", "draft, translated, reviewed, approved"),
        ("release", "today = 'tomorrow'", "2026-11-22"),
        ("release", "today = 2026-11-22T10:00:00", "2026-11-22"),
        ("brand", "accent = { screen = 'red', print = [0, 0, 0, 0] }", '"#0b5a6e"'),
        ("brand", "tint = { screen = '#000000', print = [0, 0, 0] }", "four percentages"),
        ("brand", "tint = { screen = '#000000', print = [0, 0, 0, 101] }", "each 0 to 100"),
        ("print", "bleed = 2", "3 to 10"),
        ("print", "bleed = nan", "3 to 10"),
        ("print", "condition = ''", "some text"),
        ("voices", "en = 3", "name, engine, rate, status"),
        ("voices.en", "name = 'x'\nrate = 10", "80 to 300"),
        ("voices.en", "name = 'x'\nengine = 'sapi'", "espeak"),
        ("voices.en", "name = 'x'\nstatus = 'fine'", "fit, weak, none"),
    ],
)
def test_a_wrong_value_below_a_table_is_told(
    tmp_path: Path, table: str, line: str, allowed: str
) -> None:
    found = only(read(tmp_path, f"{GOOD}[{table}]\n{line}\n")[1])
    last = BELOW + line.count("\n")
    assert (found.code, str(found.place)) == ("setting-wrong", f"everyleaf.toml:{last}")
    assert allowed in found.remedy


@pytest.mark.parametrize(
    ("text", "line", "near"),
    [
        (f"nmae = 1\n{GOOD}", 1, '"name"'),
        (f"{GOOD}helplin = 1\n", 4, '"helpline"'),
        (f"{GOOD}[relase]\nrule = 'draft'\n", 4, '"release"'),
        (f"{GOOD}[release]\nruel = 'draft'\n", 5, '"rule"'),
        (f"{GOOD}[print]\nbled = 3\n", 5, '"bleed"'),
        (f"{GOOD}[brand.accent]\nscren = 3\n", 5, '"screen"'),
        ("publisher = {name = 'Leaf', nam = 'x'}\nname = 'Small'\n", 1, '"name"'),
    ],
)
def test_an_unknown_key_is_told_with_its_line_and_the_nearest_known_one(
    tmp_path: Path, text: str, line: int, near: str
) -> None:
    found = [one for one in read(tmp_path, text)[1] if one.code == "setting-unknown"]
    assert str(only(found).place) == f"everyleaf.toml:{line}"
    assert f"Did you mean {near}?" in only(found).remedy


def test_an_unknown_key_that_is_like_no_other_is_told_with_all_that_are_allowed(
    tmp_path: Path,
) -> None:
    found = only(read(tmp_path, f"{GOOD}[release]\nzzz = 1\n")[1])
    assert found.remedy == "Allowed here: rule, today."


def test_a_missing_key_is_told_at_its_table(tmp_path: Path) -> None:
    found = only(read(tmp_path, 'name = "Small"\n[publisher]\nemail = "a@b.example"\n')[1])
    assert (found.code, str(found.place)) == ("setting-missing", "everyleaf.toml:2")
    assert "publisher.name" in found.problem


def test_an_empty_file_is_told_what_it_must_say(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "")[1]) == ["setting-missing", "setting-missing"]


def test_everything_wrong_is_told_in_one_run(tmp_path: Path) -> None:
    text = 'name = ""\ncolour = 1\nlanguages = ["en", "xx"]\n[publisher]\nweb = "x"\n'
    assert sorted(places(read(tmp_path, text)[1])) == [
        ("language-unknown", "everyleaf.toml:3"),
        ("setting-missing", "everyleaf.toml:4"),
        ("setting-unknown", "everyleaf.toml:2"),
        ("setting-wrong", "everyleaf.toml:1"),
        ("setting-wrong", "everyleaf.toml:5"),
    ]


@pytest.mark.parametrize(
    "name", ['""', '"   "', f'"{"a" * 301}"', "3", "true", "[]", r'"a\u0000b"']
)
def test_a_name_must_be_some_text(tmp_path: Path, name: str) -> None:
    found = only(read(tmp_path, f'name = {name}\n[publisher]\nname = "Leaf"\n')[1])
    assert str(found.place) == "everyleaf.toml:1"
    assert "some text of at most 300 characters" in found.remedy


# ---- languages -----------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["EN", "english", "en_GB", "en-", "zh-hans", " en", "a/../b"])
def test_a_malformed_language_tag_is_told(tmp_path: Path, tag: str) -> None:
    text = f"languages = ['en', {tag!r}]\n{GOOD}"
    found = [one for one in read(tmp_path, text)[1] if one.code == "language-tag-malformed"]
    assert str(only(found).place) == "everyleaf.toml:1"
    assert "Known: en" in only(found).remedy


@pytest.mark.parametrize("tag", ["xx", "pt-BR", "sr-Latn-RS", "es-419"])
def test_a_language_without_a_row_is_told_with_those_that_have_one(
    tmp_path: Path, tag: str
) -> None:
    found = only(read(tmp_path, f"languages = ['en', '{tag}']\n{GOOD}")[1])
    assert (found.code, str(found.place)) == ("language-unknown", "everyleaf.toml:1")
    assert "Known: en, " in found.remedy


def test_the_source_language_must_be_among_the_languages(tmp_path: Path) -> None:
    found = only(read(tmp_path, f"languages = ['ar']\n{GOOD}")[1])
    assert places([found]) == [("source-language-missing", "everyleaf.toml:1")]
    assert found.remedy == 'Add "en" to languages.'


def test_an_unknown_source_language_is_told_at_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, f"languages = ['en']\nsource_language = 'xx'\n{GOOD}")[1]
    assert ("language-unknown", "everyleaf.toml:2") in places(found)


def test_a_source_language_alone_is_told_that_languages_are_missing(tmp_path: Path) -> None:
    found = only(read(tmp_path, f"source_language = 'ar'\n{GOOD}")[1])
    assert places([found]) == [("source-language-missing", "everyleaf.toml:1")]


def test_a_voice_for_an_unknown_language_is_told_at_its_table(tmp_path: Path) -> None:
    found = only(read(tmp_path, f"{GOOD}[voices.xx]\nname = 'a'\n")[1])
    assert places([found]) == [("language-unknown", "everyleaf.toml:4")]


# ---- the file itself -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name = \n", 1),
        ('name = "Small"\nthis is no TOML\n', 2),
        ('name = "Small"\nname = "Twice"\n', 2),
        ('name = "Small"\n[publisher\n', 2),
        ('name = "Small"\n\nlanguages = ["en",\n', 3),
    ],
)
def test_a_syntax_error_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    found = only(read(tmp_path, text)[1])
    assert (found.code, found.place and found.place.path) == ("settings-syntax", "everyleaf.toml")
    assert found.place is not None
    assert found.place.line in (line, line + 1)  # an open bracket is noticed at the file's end


def test_a_bottomless_value_is_a_syntax_error(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "x = " + "[" * 5000)[1]) == ["settings-syntax"]


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, b'name = "Small"\n# caf\xe9\n')[1]
    assert places(found) == [("settings-not-utf8", "everyleaf.toml:2")]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())[1] == []


def test_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD.replace("\n", "\r\n") + "zzz = 1\r\n")[1]
    assert places(found) == [("setting-unknown", "everyleaf.toml:4")]


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "everyleaf.toml").mkdir()
    found = read_settings(tmp_path / "everyleaf.toml", "everyleaf.toml")[1]
    assert codes(found) == ["settings-unreadable"]


def test_a_language_has_one_voice_or_a_list_of_them_in_order(tmp_path: Path) -> None:
    one, _ = read(tmp_path, f"{GOOD}[voices.en]\nname = 'gmw/en'\n")
    two, _ = read(
        tmp_path,
        f"{GOOD}[[voices.en]]\nname = 'a.onnx'\nengine = 'piper'\nstatus = 'native'\n"
        "[[voices.en]]\nname = 'gmw/en'\nstatus = 'dialect'\nreason = 'of the north'\n",
    )
    assert one is not None
    assert two is not None
    assert [voice.name for voice in one.voices["en"]] == ["gmw/en"]
    assert [(v.name, v.engine, v.status) for v in two.voices["en"]] == [
        ("a.onnx", "piper", "native"), ("gmw/en", "espeak", "dialect")
    ]  # fmt: skip


def test_a_fault_in_the_second_voice_is_told_on_its_line(tmp_path: Path) -> None:
    text = f"{GOOD}[[voices.en]]\nname = 'a'\n[[voices.en]]\nname = 'b'\nrate = 10\n"
    found = only(read(tmp_path, text)[1])
    assert str(found.place) == f"everyleaf.toml:{BELOW + 3}"
    assert found.problem.startswith("voices.en.2.rate")


@pytest.mark.parametrize("value", ["[]", "[3]", "'x'"])
def test_a_list_of_voices_holds_tables(tmp_path: Path, value: str) -> None:
    found = only(read(tmp_path, f"{GOOD}[voices]\nen = {value}\n")[1])
    assert found.code == "setting-wrong"

from __future__ import annotations

import pickle
from pathlib import PureWindowsPath

import pytest

from everyleaf.diagnostics import Place, SetupError, error, has_errors, note, warning


def test_a_finding_reads_as_file_line_severity_code_problem_and_remedy() -> None:
    found = error("tea-cold", Place("source/tea.md", 3), "The tea is cold.", "Heat it.")
    assert str(found) == "source/tea.md:3: error [tea-cold] The tea is cold. Heat it."


def test_a_finding_without_place_or_remedy_has_no_stray_signs() -> None:
    assert str(note("tea", None, "No tea.")) == "note [tea] No tea."


def test_a_file_without_a_known_line_is_named_alone() -> None:
    assert str(Place("source/tea.md")) == "source/tea.md"


def test_a_path_is_shown_with_forward_slashes_on_every_system() -> None:
    assert str(Place.of(PureWindowsPath("source\\tea.md"), 1)) == "source/tea.md:1"


def test_findings_for_programs_carry_every_part() -> None:
    found = warning("tea-weak", Place("a.md", 2), "Weak.", "Wait.")
    assert found.as_json() == {
        "code": "tea-weak", "severity": "warning", "file": "a.md", "line": 2,
        "problem": "Weak.", "remedy": "Wait.",
    }  # fmt: skip


def test_findings_for_programs_say_none_where_no_place_is_known() -> None:
    assert error("a", None, "b").as_json()["file"] is None


@pytest.mark.parametrize(("make", "withholds"), [(error, True), (warning, False), (note, False)])
def test_only_errors_withhold(make: object, withholds: bool) -> None:
    assert callable(make)
    assert has_errors([make("a", None, "b")]) is withholds


def test_a_setup_error_crosses_a_process_with_its_remedy() -> None:
    came = pickle.loads(pickle.dumps(SetupError("No npm.", "Type: make")))
    assert (str(came), came.problem, came.remedy) == ("No npm.", "No npm.", "Type: make")

"""A language whose words of number and negation nobody has written down yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.growth.growing import copy_of_package
from tests.small_publication import LEAFLET, change, everyleaf, lay_out

CODE = "message-unconfirmed"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Everyleaf as it would be without its file of Arabic words."""
    copy = copy_of_package(tmp_path / "package")
    (copy / "everyleaf/facts/words/ar.toml").unlink()
    return copy


def findings(here: Path, package: Path) -> list[dict[str, str]]:
    done = everyleaf(here, "check", "--json", PYTHONPATH=str(package))
    found: list[dict[str, str]] = json.loads(done.stdout)["diagnostics"]
    return found


def make_real(here: Path) -> None:
    """No sample values, so that another rule than draft can be tried."""
    for path in (here / "everyleaf.toml", here / f"source/{LEAFLET}.md"):
        text = path.read_text(encoding="utf-8").replace("example.org", "leaflets.health")
        text = text.replace("0808 157 0123", "0000 000 0000").replace("020 7946", "000 0000")
        path.write_text(text, encoding="utf-8")
    change(here / "everyleaf.toml", 'rule = "draft"', 'rule = "translated"')


def test_a_linguist_confirms_each_message_that_counts_or_says_no(
    tmp_path: Path, package: Path
) -> None:
    here = lay_out(tmp_path / "here")
    asked = [one for one in findings(here, package) if one["code"] == CODE]
    assert asked
    assert {one["severity"] for one in asked} == {"warning"}  # under the rule draft
    make_real(here)
    asked = [one for one in findings(here, package) if one["code"] == CODE]
    assert {one["severity"] for one in asked} == {"error"}
    lines = [str(one["line"]) for one in asked]
    who = ("--name", "A Test Person", "--role", "linguist")
    done = everyleaf(here, "confirm", LEAFLET, "ar", *lines, *who, PYTHONPATH=str(package))
    assert done.returncode == 0, done.stderr
    after = {one["code"] for one in findings(here, package)}
    assert CODE not in after
    assert "message-confirmed" in after

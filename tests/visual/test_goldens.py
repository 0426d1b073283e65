"""The pages look as they did when somebody last looked at them.

Where a change is meant: pytest tests/visual --update-goldens, and look at what changed in
tests/visual/goldens/ before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.visual.comparing import complaint, golden_of
from tests.visual.conftest import EDITIONS, look_of

GOLDENS = Path(__file__).parent / "goldens"
DIFFERENCES = REPOSITORY / ".build/visual"


@pytest.mark.parametrize(("tag", "layout"), EDITIONS)
def test_the_pages_look_as_they_did(
    published: Path, request: pytest.FixtureRequest, tag: str, layout: str
) -> None:
    now = look_of(published, tag, layout)
    name = f"{tag}-{layout}"
    if request.config.getoption("--update-goldens", default=False):
        GOLDENS.mkdir(exist_ok=True)
        golden_of(now).save(GOLDENS / f"{name}.png", optimize=True)
    assert complaint(name, now, GOLDENS, DIFFERENCES) is None


def test_the_goldens_are_the_ones_that_are_compared_and_small() -> None:
    files = list(GOLDENS.glob("*"))
    assert {path.name for path in files} == {f"{tag}-{layout}.png" for tag, layout in EDITIONS}
    assert sum(path.stat().st_size for path in files) < 300_000

"""everyleaf init: a new publication that publishes at once."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import click

import everyleaf
from everyleaf.cli.console import say, show_setup_error, tell
from everyleaf.cli.exits import Exit
from everyleaf.diagnostics import SetupError
from everyleaf.engine.gathering import text_to_sign
from everyleaf.layout import fontcache, inkprofile
from everyleaf.publication import SETTINGS_FILE, open_publication
from everyleaf.records import SignOff, add_record
from everyleaf.release import digest_to_sign
from everyleaf.store import write_atomically

_STARTER = Path(everyleaf.__file__).parent / "starter"
_LEAFLET = "my-first-leaflet"
# Nobody has approved a text that nobody has written yet; what is signed is the text
# that the project ships, and the first change to it voids the sign-off.
_SHIPPED_BY = "The Everyleaf project (starter text, as shipped)"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--publisher", metavar="NAME", help="Who publishes.  [default: the folder's name]")
def init(folder: Path, publisher: str | None) -> int:
    """Make a new publication in FOLDER: settings, a first leaflet, all layouts.

    The release rule is "approved": a text goes out when it has been signed
    (everyleaf sign). The first leaflet as shipped is, so that this works at once.
    """
    root = folder.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise click.UsageError(f"{folder} is there already and is not an empty folder.")
    try:
        _lay_out(root, publisher or root.name.replace("-", " ").capitalize())
    except OSError as problem:
        raise SetupError(f"{folder} cannot be written: {problem.strerror}.") from problem
    _sign_starter(root)
    tell(f"{folder}: a new publication. Next: cd {folder} && everyleaf publish")
    _bring_fonts()
    return Exit.WELL


def _lay_out(root: Path, publisher: str) -> None:
    values = {"PUBLISHER": json.dumps(publisher, ensure_ascii=False)[1:-1], **_dates()}
    for path in sorted((_STARTER / "publication").rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for name, value in values.items():
                text = text.replace(f"@{name}@", value)
            target = path.relative_to(_STARTER / "publication").as_posix()
            write_atomically(root / target.replace("gitignore", ".gitignore"), text.encode())
    shutil.copytree(_shipped("layouts"), root / "layouts")
    words = _shipped("translations")
    for catalogue in sorted(words.glob("*/LC_MESSAGES/layouts.po")):
        write_atomically(
            root / "translations" / catalogue.relative_to(words), catalogue.read_bytes()
        )
    (root / "records").mkdir(exist_ok=True)


def _dates() -> dict[str, str]:
    today = datetime.date.today()
    later = today.replace(year=today.year + 2, day=min(today.day, 28))
    return {"TODAY": today.isoformat(), "LATER": later.isoformat()}


def _shipped(name: str) -> Path:
    """A folder of the wheel; in a checkout, the one that the wheel's is made from."""
    packed = _STARTER / name
    return packed if packed.is_dir() else _STARTER.parent.parent / name


def _sign_starter(root: Path) -> None:
    publication, _ = open_publication(root)
    assert publication is not None, f"the starter's {SETTINGS_FILE} is wrong"
    document, found = text_to_sign(publication, _LEAFLET, publication.settings.source_language)
    assert document is not None, [str(one) for one in found]
    row = SignOff(
        _LEAFLET, document.language.tag, "approver", _SHIPPED_BY, publication.today,
        digest_to_sign(document),
    )  # fmt: skip
    add_record(publication.records, row)


def _bring_fonts() -> None:
    """What publishing needs and set-up has not brought yet; without a network, how to."""
    try:
        if not fontcache.is_full():
            fontcache.fetch(say)
        if not inkprofile.is_there():
            inkprofile.fetch(say)
    except SetupError as problem:
        show_setup_error(problem)

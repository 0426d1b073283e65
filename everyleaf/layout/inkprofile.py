"""The output profile of print PDF: ISO Coated v2 300 % (basICColor), zlib licence.

It says how much ink of each colour gives which colour on coated paper; PDF/X
carries it. Debian and Ubuntu have it in the package scribus-data, which is not
installed (it would bring a desktop along) but fetched and unpacked. The file is
the same, to the byte, in Scribus 1.5.8 (Debian 12) and 1.6.3 (Debian 13).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from everyleaf.diagnostics import SetupError
from everyleaf.layout.fontcache import Report, cache_folder

NAME = "ISOcoated_v2_300_bas.icc"
SHA256 = "b424c77f40c3423c925536f8ae08634985ccd0fe80eb253d5d229197ded7e886"
OWN_PROFILE = 'name a CMYK profile of your printer in everyleaf.toml: [print] profile = "…"'
REMEDY = f"When this machine is online, type: everyleaf doctor --fix; or {OWN_PROFILE}"
_PACKAGE = "scribus-data"
_INSIDE = Path("usr/share/scribus/profiles")
_LICENCE = "ISOcoated_v2_300_bas.txt"
_PATIENCE = 600  # seconds: 18 MB over a slow line


def is_there() -> bool:
    """Whether the profile has been fetched."""
    return _place().is_file()


def profile_path() -> Path:
    """The profile in this user's cache; raises `SetupError` when it is not there."""
    if not is_there():
        raise SetupError(f"The colour profile for print, {NAME}, is not on this machine.", REMEDY)
    return _place()


def is_ink_profile(path: Path) -> bool:
    """Whether a file says that it is an ICC profile of CMYK (ISO 15076-1, 7.2: its header)."""
    try:
        with path.open("rb") as file:
            header = file.read(40)
    except OSError:
        return False
    return header[16:20] == b"CMYK" and header[36:40] == b"acsp"


def fetch(report: Report) -> None:
    """Bring the profile into the cache, in one step; ``report`` is told each step in words.

    Raises `SetupError` when it cannot be had, and never keeps a file that is not
    the one whose SHA-256 stands above.
    """
    _refuse_without(("apt-get", "dpkg-deb"))
    folder = _place().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as name:
            report("Fetching the colour profile for print (about 18 MB; once)")
            _unpack(_download(Path(name)), Path(name))
            _keep(Path(name) / _INSIDE, folder)
    except OSError as error:
        raise SetupError(
            f"The profile cache {folder} cannot be filled: {error.strerror or error}.",
            "Make room there, or name another folder in the variable EVERYLEAF_CACHE.",
        ) from error
    report(f"{NAME} is in {folder}")


def _place() -> Path:
    return cache_folder() / "profiles" / NAME


def _refuse_without(programs: Sequence[str]) -> None:
    lacking = [program for program in programs if shutil.which(program) is None]
    if lacking:
        raise SetupError(
            f"The colour profile for print comes from a Debian package, and this machine has "
            f"no {' and no '.join(lacking)}.",
            f"Please {OWN_PROFILE}",
        )


def _download(folder: Path) -> Path:
    """The package's file, unpacked by nobody yet.

    The machine's own package lists serve first. Where they are empty or old, as on
    a fresh system, lists of our own are fetched into ``folder``: no root needed.
    """
    if _apt(folder, "download", _PACKAGE):
        own = _own_lists(folder)
        complaint = _apt(folder, *own, "update") or _apt(folder, *own, "download", _PACKAGE)
        if complaint:
            raise SetupError(f"The package {_PACKAGE} cannot be fetched: {complaint}", REMEDY)
    return next(folder.glob(f"{_PACKAGE}_*.deb"))


def _own_lists(folder: Path) -> tuple[str, ...]:
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return ("-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache")


def _apt(folder: Path, *arguments: str) -> str:
    """What apt-get complained about, in one line; empty when all went well."""
    # The sandbox user _apt cannot write here, and apt warns of it at length.
    options = ("--quiet", "-o", "APT::Sandbox::User=root", "-o", "APT::Update::Error-Mode=any")
    return _run(folder, ("apt-get", *options, *arguments))


def _unpack(package: Path, folder: Path) -> None:
    if complaint := _run(folder, ("dpkg-deb", "--extract", str(package), str(folder))):
        raise SetupError(f"The package {_PACKAGE} cannot be unpacked: {complaint}", REMEDY)


def _run(folder: Path, command: Sequence[str]) -> str:
    plain = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=plain,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"nothing came within {_PATIENCE // 60} minutes."
    complaints = [line for line in done.stderr.splitlines() if line.startswith(("E:", "dpkg-deb:"))]
    return (complaints or ["no reason given."])[0] if done.returncode else ""


def _keep(unpacked: Path, folder: Path) -> None:
    found = hashlib.sha256((unpacked / NAME).read_bytes()).hexdigest()
    if found != SHA256:
        raise SetupError(f"{NAME} came with other bytes than expected ({found[:16]}…).", REMEDY)
    for name in (_LICENCE, NAME):  # the profile last: when it is there, all is there
        os.replace(unpacked / name, folder / name)

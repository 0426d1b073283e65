"""Fetches what is not in the repository and not on PyPI: the fonts and the colour profile.

    python tools/fetch.py [--all | LANGUAGE ...]

Called by tools/setup.sh; leaves alone what is there. With languages (BCP 47), also their
faces, which not every publication needs; with --all, those of all languages (about 115 MB).
Exit code 3 when something cannot be had. (`everyleaf doctor --fix` does the same for an
installed Everyleaf.)
"""

import sys
from functools import partial

from everyleaf.diagnostics import SetupError
from everyleaf.language import known_languages
from everyleaf.layout import fontcache, inkprofile
from everyleaf.layout.typefaces import faces


def main() -> int:
    """Fetch both, even if the first fails, so that one run names all that is wrong."""
    code, further = 0, _packages(sys.argv[1:])
    for there, fetch in (
        (partial(fontcache.is_full, further), partial(fontcache.fetch, packages=further)),
        (inkprofile.is_there, inkprofile.fetch),
    ):
        try:
            if not there():
                fetch(_report)
        except SetupError as error:
            code = 3
            print(f"set-up: {error.problem}\n        {error.remedy}", file=sys.stderr)
    return code


def _packages(asked: list[str]) -> tuple[str, ...]:
    if asked == ["--all"]:
        return fontcache.further_packages()
    return tuple(script.package for script in faces(known_languages()[tag] for tag in asked))


def _report(step: str) -> None:
    print(f"set-up: {step}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

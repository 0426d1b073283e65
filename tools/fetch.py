"""Fetches what is not in the repository and not on PyPI: the fonts and the colour profile.

Called by tools/setup.sh; leaves alone what is there. With --all, also the faces of the
languages that only some publications are in (about 115 MB; the tests set all of them).
Exit code 3 when something cannot be had. (`everyleaf doctor --fix` does the same for an
installed Everyleaf.)
"""

import sys
from functools import partial

from everyleaf.diagnostics import SetupError
from everyleaf.layout import fontcache, inkprofile


def main() -> int:
    """Fetch both, even if the first fails, so that one run names all that is wrong."""
    code, further = 0, fontcache.further_packages() if "--all" in sys.argv else ()
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


def _report(step: str) -> None:
    print(f"set-up: {step}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

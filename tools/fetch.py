"""Fetches what is not in the repository and not on PyPI: the fonts and the colour profile.

Called by tools/setup.sh; leaves alone what is there. Exit code 3 when something
cannot be had. (`everyleaf doctor --fix` does the same for an installed Everyleaf.)
"""

import sys

from everyleaf.diagnostics import SetupError
from everyleaf.layout import fontcache, inkprofile


def main() -> int:
    """Fetch both, even if the first fails, so that one run names all that is wrong."""
    code = 0
    for kind, there in ((fontcache, fontcache.is_full), (inkprofile, inkprofile.is_there)):
        try:
            if not there():
                kind.fetch(_report)
        except SetupError as error:
            code = 3
            print(f"set-up: {error.problem}\n        {error.remedy}", file=sys.stderr)
    return code


def _report(step: str) -> None:
    print(f"set-up: {step}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Packs what `everyleaf init` copies: the layouts and their translations.

In the repository they lie at the top, where a publication has them; in the
wheel they lie below ``everyleaf/starter/``. Hatchling calls this from a
checkout and from an unpacked sdist alike.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STARTER = "everyleaf/starter"


class StarterFiles(BuildHookInterface):  # type: ignore[type-arg]  # generic only inside hatchling
    """Adds the starter's files to the wheel, at places that a glob cannot name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to add; an editable install finds them where they are."""
        if version == "editable":
            return
        root = Path(self.root)
        found = [*_files_below(root / "layouts")]
        found += sorted(root.glob("translations/*/LC_MESSAGES/layouts.po"))
        if not found:
            raise FileNotFoundError(f"No layouts/ in {root}: the wheel would make no publication.")
        build_data["force_include"] |= {
            str(path): f"{STARTER}/{path.relative_to(root).as_posix()}" for path in found
        }


def _files_below(folder: Path) -> list[Path]:
    hidden = (".", "__pycache__")
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(hidden) for part in path.relative_to(folder).parts)
    )

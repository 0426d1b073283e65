"""Text fidelity, language by language: python tools/fidelity.py [LAYOUT]...

For each tagged PDF in output/: how much of what was written is read in structure order,
by poppler and by PDFium (STANDARDS 15), and how many of its own rules the file breaks. With
--lost, the blocks that a reader does not give back.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from everyleaf.checks.fidelity import check_text, written
from everyleaf.checks.fidelity.readers import READERS, share_read
from everyleaf.checks.tags import check_tags, read_tagged
from everyleaf.edition import Edition
from everyleaf.engine.artefacts import listed, text_key, texts_of
from everyleaf.formats import FORMATS
from everyleaf.layout import read_layouts
from everyleaf.layout.layout import shown_by
from everyleaf.manifest import Artefact
from everyleaf.publication import open_publication


def main() -> None:
    """Print the table for the publication in this folder."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("layouts", nargs="*", help="only these layouts")
    options.add_argument("--lost", action="store_true", help="the blocks that are not read")
    given = options.parse_args()
    publication, found = open_publication(Path.cwd())
    if publication is None:
        raise SystemExit("\n".join(map(str, found)))
    settings = publication.settings
    layouts, _ = read_layouts(publication.layouts, settings.layouts, "layouts", tuple(FORMATS))
    rows = [row for row in listed(publication)[0] if row.format == "pdf-screen"]
    rows = [row for row in rows if not given.layouts or row.layout in given.layouts]
    texts = texts_of(publication, rows)
    print(f"{'leaflet':40} {'language':9} {'layout':12} structure", *READERS, "faults", sep="  ")
    for row in rows:
        text = texts.get(text_key(row))
        if text is None:
            print(f"{row.leaflet:40} {row.language:9} {row.layout:12} its text has changed since")
            continue
        data = (publication.output / row.path).read_bytes()
        look = layouts[row.layout]
        blocks = written(shown_by(look, text.document), look.widest_table)
        shares = {name: share_read(read(data), blocks) for name, read in READERS.items()}
        file = read_tagged(data)
        edition = Edition(row.leaflet, row.language, row.layout, row.format, row.version)
        own, faults = 0.0, -1
        if file is not None:
            comparison, differing = check_text(
                file, edition, text.document, layouts[row.layout], None
            )
            own, faults = comparison.share, len(differing) + len(check_tags(file, edition))
        _show(row, [own, *(share for share, _ in shares.values())], faults)
        if given.lost:
            for name, (_, lost) in shares.items():
                for block in lost:
                    print(f"    {name}: {block.text[:100]}")


def _show(row: Artefact, shares: list[float], faults: int) -> None:
    figures = "  ".join(f"{share:8.3f}" for share in shares)
    print(f"{row.leaflet:40} {row.language:9} {row.layout:12} {figures}  {faults:6}")


if __name__ == "__main__":
    main()

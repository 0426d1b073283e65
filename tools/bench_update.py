"""How long an update takes beside GNU msgmerge, for catalogues of three sizes.

make-believe catalogues with 5 per cent of the messages edited and 5 per cent new:
    .venv/bin/python tools/bench_update.py
    .venv/bin/python tools/bench_update.py --sizes 200 2000 --rounds 5

Both read the catalogue and the template from files and write the result to a file. The
two take turns, so that what else this machine does meets both; a ratio is of neighbours,
and their median counts. The processor's own seconds stand beside the clock's, for a
machine that has other work. msgmerge is a program of its own: the time of its start is in
its figure, and is told apart as the time of `msgmerge --version`.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from everyleaf.catalogue import TemplateEntry, parsed, template_text, untranslated_catalogue
from everyleaf.catalogue.block_editing import Edit
from everyleaf.catalogue.po_file import PoFile
from everyleaf.language import known_languages
from everyleaf.translation import merge

SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no".split()
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES[::3] for c in SYLLABLES[::4]]
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]  # a few are common (Zipf)
SOURCE_LANGUAGE = known_languages()["en"]
EDITED = NEW = 0.05


def sentences(chance: random.Random, count: int) -> list[str]:
    """``count`` different sentences of 6 to 30 words."""
    made: dict[str, None] = {}
    while len(made) < count:
        words = chance.choices(WORDS, WEIGHTS, k=chance.randint(6, 30))
        made[" ".join(words).capitalize() + "."] = None
    return list(made)


def entries(texts: list[str]) -> list[TemplateEntry]:
    """The template of a leaflet with these messages."""
    return [TemplateEntry(text, "", ("Kind: paragraph",), "source/tea.md") for text in texts]


def lay_out(folder: Path, count: int) -> tuple[Path, Path]:
    """A full catalogue and the changed template, as files: what both programs are given."""
    chance = random.Random(count)  # noqa: S311  # the same text in every run
    texts = sentences(chance, count + round(count * NEW))
    old, new = texts[:count], texts[count:]
    catalogue, _ = parsed(untranslated_catalogue(entries(old), "Tea", "cy"), "old.po")
    assert catalogue is not None
    edits = {key: Edit(targets=(key.source[::-1],)) for key in catalogue.living}
    changed = list(old)
    for number in chance.sample(range(count), round(count * EDITED)):
        words = changed[number].split()
        words[len(words) // 2] = "lantern"
        changed[number] = " ".join(words)
    for text in new:
        changed.insert(chance.randrange(len(changed)), text)
    files = folder / f"{count}.po", folder / f"{count}.pot"
    files[0].write_bytes(catalogue.with_edits(edits).data)
    files[1].write_bytes(template_text(entries(changed), "Tea"))
    return files


def update(po: Path, pot: Path, out: Path) -> None:
    """Everyleaf: both files read, merged, written."""
    catalogue, template = read(po), read(pot)
    wanted = [
        TemplateEntry(key.source, key.context, ("Kind: paragraph",), "source/tea.md")
        for key in template.living
    ]
    out.write_bytes(merge(catalogue, wanted, SOURCE_LANGUAGE, {}).file.data)


def read(path: Path) -> PoFile:
    """A PO file that is known to be right."""
    file, found = parsed(path.read_bytes(), path.name)
    if file is None:
        sys.exit("\n".join(map(str, found)))
    return file


def msgmerge(po: Path, pot: Path, out: Path) -> None:
    """GNU gettext: the same files, previous messages kept as everyleaf keeps them."""
    command = ["msgmerge", "--quiet", "--previous", f"--output-file={out}", str(po), str(pot)]
    subprocess.run(command, check=True)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long ``work`` takes by the clock, and of the processor, its children included."""
    start, before = time.perf_counter(), os.times()
    work()
    wall, after = time.perf_counter() - start, os.times()
    return wall, sum(after[:4]) - sum(before[:4])


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    start = median(
        seconds(lambda: subprocess.run(["msgmerge", "--version"], capture_output=True, check=True))[
            0
        ]
        for _ in range(5)
    )
    print(f"msgmerge starts in {start:.3f} s\n")
    print("            everyleaf            msgmerge        everyleaf / msgmerge")
    print("messages    clock processor     clock processor   clock processor")
    with tempfile.TemporaryDirectory() as name:
        for size in options.sizes:
            print(row(Path(name), size, options.rounds), flush=True)


def row(folder: Path, size: int, rounds: int) -> str:
    """One line of the table."""
    po, pot = lay_out(folder, size)
    pairs = [
        (
            seconds(lambda: update(po, pot, folder / "ours.po")),
            seconds(lambda: msgmerge(po, pot, folder / "theirs.po")),
        )
        for _ in range(rounds)
    ]
    figures = []
    for part in (0, 1):  # clock, processor
        ours, theirs = ([one[part] for one in column] for column in zip(*pairs, strict=True))
        ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
        figures.append((median(ours), median(theirs), ratio))
    (ours, theirs, ratio), (our_work, their_work, of_work) = figures
    return (
        f"{size:8,}  {ours:5.2f} s  {our_work:5.2f} s  {theirs:6.2f} s  {their_work:6.2f} s"
        f"   {ratio:.3f}     {of_work:.3f}"
    )


if __name__ == "__main__":
    main()

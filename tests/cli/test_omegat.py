"""A full round with the real OmegaT: hand-off, two messages translated, receive, status.

OmegaT keeps a translator's work in omegat/project_save.tmx; the test writes it, then lets
OmegaT itself make the translated file.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from everyleaf.catalogue import read_catalogue
from tests.small_publication import LEAFLET, everyleaf, lay_out

JAR = Path("/usr/share/omegat/OmegaT.jar")
NEEDS_OMEGAT = pytest.mark.skipif(
    not (JAR.is_file() and shutil.which("java")),
    reason="OmegaT is not installed: apt-get install --no-install-recommends omegat",
)
GLASS = "Take each tablet with a **full glass** of water."
CALL = "Call {ward} if you cannot swallow."
# What the translator typed, in the catalogue and as OmegaT shows its tags.
TYPED = {
    GLASS: "تناول كل قرص مع **كوب كامل** من الماء.",
    CALL: "إذا لم تستطع البلع فاتصل على {ward}.",
}
SHOWN = {"omegat": {"**full glass**": "<g0>full glass</g0>", "**كوب كامل**": "<g0>كوب كامل</g0>",
                    "{ward}": "<x0/>"}, "po": {}}  # fmt: skip
PO = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"


def publication(folder: Path) -> Path:
    """The small publication with two messages that nobody has translated."""
    here = lay_out(folder)
    text = (here / PO).read_text(encoding="utf-8")
    for source in TYPED:
        text, count = re.subn(rf'(msgid "{re.escape(source)}"\nmsgstr )"[^"\n]+"', r'\1""', text)
        assert count == 1, source
    (here / PO).write_text(text, encoding="utf-8")
    return here


def save_work(project: Path, form: str) -> None:
    """omegat/project_save.tmx, as OmegaT 3.6 writes it: tags as text (TMX level 1)."""
    units = []
    for pair in TYPED.items():
        segments = [_with_tags(text, form) for text in pair]
        variants = zip(("en", "ar"), segments, strict=True)
        rows = (f'<tuv lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in variants)
        units.append(f"<tu>{''.join(rows)}</tu>")
    head = (
        '<header creationtool="OmegaT" creationtoolversion="3.6.0" segtype="paragraph"'
        ' o-tmf="OmegaT TMX" adminlang="EN-US" srclang="en" datatype="plaintext"/>'
    )
    (project / "omegat").mkdir(exist_ok=True)
    (project / "omegat/project_save.tmx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n'
        f'<tmx version="1.1">{head}<body>{"".join(units)}</body></tmx>\n',
        encoding="utf-8",
    )


def _with_tags(text: str, form: str) -> str:
    for written, tag in SHOWN[form].items():
        text = text.replace(written, tag)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def lay_out_project(project: Path) -> None:
    """OmegaT's folders and its project file around a package that is none of OmegaT's own."""
    for name in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
        (project / name).mkdir(parents=True, exist_ok=True)
    names = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file")
    folders = "".join(f"<{name}>__DEFAULT__</{name}>" for name in (*names, "dictionary_dir"))
    (project / "omegat.project").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<omegat><project version="1.0">{folders}'
        "<source_lang>en</source_lang><target_lang>ar</target_lang>"
        "<sentence_seg>false</sentence_seg></project></omegat>\n"
    )


def run_omegat(project: Path, config: Path) -> None:
    done = subprocess.run(
        ["java", "-Djava.awt.headless=true", "-jar", str(JAR), str(project),
         f"--config-dir={config}", "--mode=console-translate"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def board(here: Path) -> tuple[int, int]:
    """What status says of the Arabic leaflet: messages translated, messages missing."""
    shown = everyleaf(here, "status", LEAFLET, "--language", "ar", "--json")
    (row,) = json.loads(shown.stdout)["board"]
    return row["translated"], row["missing"]


@NEEDS_OMEGAT
@pytest.mark.parametrize("form", ["omegat", "po"])
def test_two_messages_translated_in_omegat_come_home(form: str, tmp_path: Path) -> None:
    here = publication(tmp_path / "publication")
    made = everyleaf(here, "handoff", "ar", "--format", form, "--to", str(tmp_path / "out.zip"))
    assert made.returncode == 0, made.stderr
    assert "14 new" in made.stdout
    project = tmp_path / "project"
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        archive.extractall(project)
    if form == "po":
        lay_out_project(project)
    save_work(project, form)
    run_omegat(project, tmp_path / "config")
    (target,) = (project / "target").iterdir()

    before = read_catalogue(here / PO, PO)[0]
    assert board(here) == (15, 2)
    back = everyleaf(here, "receive", str(target), "--json")
    assert back.returncode == 0, back.stderr
    messages = json.loads(back.stdout)["files"][0]["messages"]
    taken = {row["source"]: row["returned"] for row in messages if row["fate"] == "taken"}
    assert taken == TYPED

    assert board(here) == (17, 0)
    after = read_catalogue(here / PO, PO)[0]
    assert before is not None
    assert after is not None
    changed = {
        source for (_, source), entry in after.entries.items()
        if (old := before.find(source)) and old.target != entry.target
    }  # fmt: skip
    assert changed == set(TYPED)

"""The small publication's books, made once: read aloud in English, in silence elsewhere."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import av
import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out

TWO_SENTENCES = "A nurse pours a glass. She fills it to the brim."


@dataclass(frozen=True)
class Zip:
    """A packed book."""

    path: Path

    @cached_property
    def packed(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.path)

    @property
    def names(self) -> list[str]:
        return self.packed.namelist()

    def data(self, name: str) -> bytes:
        return self.packed.read(name)

    def xml(self, name: str) -> Element:
        """A file's tree, its names without their namespaces."""
        root = ElementTree.fromstring(self.data(name))
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    def seconds(self, name: str) -> float:
        """How long a sound is, by its packets."""
        with av.open(io.BytesIO(self.data(name)), "r") as sound:
            stream = sound.streams.audio[0]
            count = len([packet for packet in sound.demux(stream) if packet.size])
            return count * int(stream.codec_context.frame_size) / stream.rate


def publish(folder: Path, *arguments: str) -> Path:
    """output/ of the small publication, its languages the sample's own three.

    The books lead to the pages of the standard layout, as it is printed.
    """
    source = lay_out(folder) / "source" / f"{LEAFLET}.md"
    if "--language" in arguments:  # a translation would no longer be whole
        change(source, "A nurse pours a glass.", TWO_SENTENCES)
    change(folder / "everyleaf.toml", '"audio"]', '"audio", "epub", "daisy"]')
    formats = (part for name in ("pdf-print", "epub", "daisy") for part in ("--format", name))
    layouts = ("--layout", "standard", "--layout", "web")
    done = everyleaf(folder, "publish", *formats, *layouts, *arguments)
    assert done.returncode == 0, done.stderr
    return folder / "output" / LEAFLET


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="session")
def aloud(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English books of a text in which a block has two sentences."""
    return publish(tmp_path_factory.mktemp("aloud"), "--language", "en")


@pytest.fixture(scope="session")
def epub(aloud: Path) -> Zip:
    return Zip(aloud / "en" / f"{LEAFLET}-en-book.epub")


@pytest.fixture(scope="session")
def daisy(aloud: Path) -> Zip:
    return Zip(aloud / "en" / f"{LEAFLET}-en-daisy.zip")

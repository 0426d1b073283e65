"""An edition: leaflet x language x layout x format, the thing a person asks for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

# Digits and capitals without the pairs that people confuse (0 O, 1 I L): 31 signs,
# a prime, so that one check sign finds every single mistake and every swap of neighbours.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 7

# The two PDFs of a layout show the same pages, and who holds a print-out cannot know which
# of them it was: they carry one code. So do the two books, which hold one text and one sound.
_PRINTED_FROM = {"pdf-screen": "pdf-print", "daisy": "epub"}


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """One edition. ``language`` is a BCP 47 tag; ``version`` is set by the editor."""

    leaflet: str
    language: str
    layout: str
    format: str
    version: str

    @property
    def printed(self) -> Edition:
        """The edition whose pages this one shows: the same one for both PDFs of a layout."""
        return replace(self, format=_PRINTED_FROM.get(self.format, self.format))

    @property
    def code(self) -> str:
        """What is printed on the edition, such as 7K3Q-XM4B: the same on every machine.

        Editions that show the same pages share it.
        """
        shown = _PRINTED_FROM.get(self.format, self.format)
        name = "\0".join((self.leaflet, self.language, self.layout, shown, self.version))
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
        signs = ""
        for _ in range(_LENGTH):
            number, rest = divmod(number, len(_SIGNS))
            signs += _SIGNS[rest]
        whole = signs + _check_sign(signs)
        return f"{whole[:4]}-{whole[4:]}"

    @property
    def name(self) -> str:
        """For people and progress lines: leaflet, language, layout, format."""
        return f"{self.leaflet} {self.language} {self.layout} {self.format}"

    @property
    def folder(self) -> str:
        """The folder below output/ that the edition's files stand in."""
        return f"{self.leaflet}/{self.language}"

    def file_name(self, ending: str) -> str:
        """A name that a person understands in a folder of downloads."""
        return f"{self.leaflet}-{self.language}-{ending}"


def is_code(text: str) -> bool:
    """Whether ``text`` is a well-formed code with a right check sign."""
    signs = text.replace("-", "").upper()
    well_formed = len(signs) == _LENGTH + 1 and all(sign in _SIGNS for sign in signs)
    return well_formed and _check_sign(signs[:-1]) == signs[-1]


def _check_sign(signs: str) -> str:
    total = sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(signs, start=2))
    return _SIGNS[total % len(_SIGNS)]

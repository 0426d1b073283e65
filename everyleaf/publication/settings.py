"""What everyleaf.toml may say.

The description of each field is what a person is told when the value is wrong, so it
says what is allowed.
"""

from __future__ import annotations

import datetime
import enum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Text = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        pattern=r"^(?!\s*$)[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$",  # not blank, no control signs
        description="some text of at most 300 characters",
    ),
]
WebAddress = Annotated[
    str,
    Meta(
        pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"]*)?$",
        description='a web address that begins with https://, such as "https://leaflets.example.org"',
    ),
]
EmailAddress = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        description='an e-mail address such as "info@example.org"',
    ),
]
PhoneNumber = Annotated[
    str,
    Meta(
        pattern=r"^\+?[0-9][0-9 ]{1,24}$",
        description='a telephone number of digits and spaces such as "0808 157 0123"',
    ),
]
SlugText = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="a name of lower-case letters, digits and hyphens",
    ),
]
Percent = Annotated[float, Meta(ge=0, le=100)]


class ReleaseRule(enum.StrEnum):
    """Which editions may go out (DESIGN, "release rule"; STANDARDS 9)."""

    DRAFT = "draft"  # everything, each with its draft notice; only for samples
    TRANSLATED = "translated"  # complete translations made by people
    REVIEWED = "reviewed"  # and signed off by a second reader
    APPROVED = "approved"  # and the text approved by its owner


class Accessibility(enum.StrEnum):
    """The part of PDF/UA (ISO 14289) that PDFs for screens keep (STANDARDS 13)."""

    UA_1 = "ua-1"  # PDF/UA-1 and PDF/A-2a, in PDF 1.7: what readers of today know best
    UA_2 = "ua-2"  # PDF/UA-2, WTPDF 1.0 and PDF/A-4, in PDF 2.0


class Colour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One colour twice: sRGB for screens, CMYK in percent for paper."""

    screen: Annotated[
        str, Meta(pattern=r"^#[0-9a-fA-F]{6}$", description='a colour such as "#0b5a6e"')
    ]
    print: Annotated[
        tuple[Percent, Percent, Percent, Percent],
        Meta(description="four percentages [cyan, magenta, yellow, black], each 0 to 100"),
    ]


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The publisher's colours: one accent and one pale tint (PAGES, "One ink")."""

    accent: Colour = Colour("#0b5a6e", (92.0, 42.0, 34.0, 36.0))
    tint: Colour = Colour("#e3f0f2", (11.0, 2.0, 4.0, 0.0))


class Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who publishes. Optional fields that are left out are left out of the pages."""

    name: Text
    address: Annotated[
        tuple[Text, ...], Meta(max_length=8, description="a list of at most 8 lines")
    ] = ()
    web: WebAddress | None = None
    email: EmailAddress | None = None
    helpline: PhoneNumber | None = None
    text_relay: PhoneNumber | None = None
    logo: Annotated[str | None, Meta(description="the name of an SVG file in source/")] = None


class ReleaseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The release rule, and the date that counts as today (by default the real one)."""

    rule: ReleaseRule = ReleaseRule.APPROVED
    today: Annotated[
        datetime.date | None, Meta(description="a date without quotation marks: 2026-11-22")
    ] = None


class PrintSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the printer asks for. Lengths in millimetres (STANDARDS 17)."""

    profile: Annotated[str | None, Meta(description="the path of a CMYK output profile (.icc)")] = (
        None
    )
    condition: Text = "FOGRA39"
    bleed: Annotated[float, Meta(ge=3, le=10, description="millimetres, 3 to 10")] = 3.0


class PdfSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which standard of accessibility the PDFs for screens keep."""

    accessibility: Accessibility = Accessibility.UA_1


class BrailleSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The embosser's page: cells a line and lines a page (BANA, Braille Formats: 40 and 25)."""

    cells: Annotated[int, Meta(ge=20, le=80, description="cells a line, 20 to 80")] = 40
    lines: Annotated[int, Meta(ge=10, le=60, description="lines a page, 10 to 60")] = 25


class AudioSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``slow`` makes a second MP3, spoken at ``pace`` percent of each voice's words a minute."""

    slow: bool = False
    pace: Annotated[int, Meta(ge=50, le=95, description="percent, 50 to 95")] = 75


class VoiceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A voice that the publication chooses over the built-in one. Rate in words a minute.

    ``name`` is the engine's own: a voice of eSpeak NG, or Piper's model, a file of the
    publication. ``status`` says who has judged it: native and dialect (a dialect that all
    readers understand) are fit to be heard, fit is the same without saying which; weak and
    none are not, for the ``reason``.
    """

    name: Text
    engine: Literal["espeak", "piper"] = "espeak"
    rate: Annotated[int, Meta(ge=80, le=300, description="words a minute, 80 to 300")] = 165
    status: Literal["native", "dialect", "fit", "weak", "none"] = "fit"
    reason: Annotated[str, Meta(max_length=300, description="some text")] = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of everyleaf.toml."""

    name: Text
    publisher: Publisher
    source_language: Text = "en"
    languages: Annotated[
        tuple[Text, ...], Meta(min_length=1, description="a list of language tags (BCP 47)")
    ] = ("en",)
    layouts: Annotated[
        tuple[SlugText, ...], Meta(min_length=1, description="a list of folders in layouts/")
    ] = ("standard", "large-print", "giant-print", "web")
    formats: Annotated[
        tuple[SlugText, ...], Meta(min_length=1, description="a list of formats")
    ] = ("pdf-print", "pdf-screen", "html", "audio")
    base_address: WebAddress | None = None
    release: ReleaseSettings = ReleaseSettings()
    brand: Brand = Brand()
    print: PrintSettings = PrintSettings()
    pdf: PdfSettings = PdfSettings()
    audio: AudioSettings = AudioSettings()
    braille: BrailleSettings = BrailleSettings()
    voices: dict[str, tuple[VoiceSettings, ...]] = {}  # the first that can be used is chosen

"""What is spoken and never printed, as gettext messages.

Babel extracts them into the domain of the layouts. A translation that dropped its
placeholder loses nothing: the value is said after it. A message that nobody has
translated is noted in `Phrases.missing`, for no English word may slip into a
recording in another language (STANDARDS 25).
"""

from __future__ import annotations

import copy
import gettext
import re
from collections.abc import Callable

from everyleaf.speech.lexicon import Lexicon

# "Picture: Is this you?." has one stop too many.
_TWO_STOPS = re.compile(r"([.!?…。！？؟۔।])\s*[.。۔।](?=\s|$)")


class Phrases:
    """The spoken words in one language. ``translations`` is a gettext catalogue.

    `gettext.NullTranslations` gives the source language (English). ``lexicon`` has the
    words of the text that are said otherwise than written; None is the built-in one.
    """

    def __init__(
        self, translations: gettext.NullTranslations, lexicon: Lexicon | None = None
    ) -> None:
        self.lexicon = lexicon
        self._noted = _Noted()
        self._tr = copy.copy(translations)
        self._tr.add_fallback(self._noted)

    @property
    def missing(self) -> frozenset[str]:
        """The messages asked for so far that the catalogue does not have."""
        return frozenset(self._noted.messages)

    def publisher(self, name: str) -> str:
        """Who wrote the leaflet; spoken after the title (STANDARDS 21)."""
        return _fill(self._tr.gettext("From {publisher}."), publisher=name)

    def reviewed(self, date: str) -> str:
        """When the content was last checked; ``date`` in words."""
        return _fill(self._tr.gettext("Last reviewed on {date}."), date=date)

    def length(self, minutes: int) -> str:
        """How long the recording is, in whole minutes (STANDARDS 21)."""
        message = self._tr.ngettext(
            "This recording takes about {minutes} minute.",
            "This recording takes about {minutes} minutes.",
            minutes,
        )
        return _fill(message, minutes=str(minutes))

    def voice(self) -> str:
        """That no person speaks."""
        return self._tr.gettext("You are listening to a computer voice.")

    def picture(self, description: str) -> str:
        """A picture's alternative text (STANDARDS 21: pictures described)."""
        return _fill(self._tr.gettext("Picture: {description}."), description=description)

    def video(self, title: str) -> str:
        """Where a video stands; its address is on the web page, where it can be followed."""
        message = self._tr.gettext(
            "There is a video here: {title}. You can watch it on the web page of this leaflet."
        )
        return _fill(message, title=title)

    def footnote(self, text: str) -> str:
        """A footnote, spoken after the block that refers to it."""
        return _fill(self._tr.gettext("Note: {text}"), text=text)

    def cell(self, column: str, cell: str) -> str:
        """A table cell under its column's name; "Treatment: chemotherapy."."""
        return _fill(self._tr.gettext("{column}: {cell}."), column=column, cell=cell)

    def sign(self, character: str) -> str | None:
        """The word for a sign in an address or a phone number; None for any other sign."""
        tr = self._tr
        words: dict[str, Callable[[], str]] = {
            "@": lambda: tr.pgettext("spoken sign in an address: @", "at"),
            ".": lambda: tr.pgettext("spoken sign in an address: .", "dot"),
            "/": lambda: tr.pgettext("spoken sign in an address: /", "slash"),
            "-": lambda: tr.pgettext("spoken sign in an address: -", "hyphen"),
            "_": lambda: tr.pgettext("spoken sign in an address: _", "underscore"),
            "+": lambda: tr.pgettext("spoken sign in a phone number: +", "plus"),
        }
        return words[character]() if character in words else None


class _Noted(gettext.NullTranslations):
    """Stands at the end of the fallbacks and writes down what arrives there."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.messages.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self.messages.add(message)
        return message


def _fill(message: str, **values: str) -> str:
    """``message`` with its placeholders filled in; never str.format, which runs what it finds."""
    lost = [value for name, value in values.items() if f"{{{name}}}" not in message]
    names = re.compile("|".join(re.escape(f"{{{name}}}") for name in values))
    filled = names.sub(lambda match: values[match.group()[1:-1]], message)
    return _TWO_STOPS.sub(r"\1", " ".join([filled, *lost]))

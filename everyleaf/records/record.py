"""The kinds of records. A new kind (a release, a withdrawal) is a struct and a line in KINDS.

GNU gettext drops flags that it does not know, so none of this can live in a
catalogue. A record is tied to the very text by a digest: one changed character
voids it, and nobody has to remember to take it back.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from everyleaf.publication.settings import Text
from everyleaf.store import digest_of

Role = Literal["reviewer", "approver"]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="64 hexadecimal digits")]


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``name`` has approved, in ``role``, the text of ``digest`` on ``date``."""

    leaflet: Text
    language: Text
    role: Role
    name: Text
    date: datetime.date
    digest: Text
    kind: Literal["sign-off"] = "sign-off"


class Waiver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``name`` lets one message pass one check (``check``: the finding's code), and says why."""

    leaflet: Text
    language: Text
    message: Text  # as it stands in the source, for people; the digest counts
    check: Text
    name: Text
    role: Text
    date: datetime.date
    reason: Text
    digest: Text
    kind: Literal["waiver"] = "waiver"


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``name``, a linguist, has compared one message with its source and found it right."""

    leaflet: Text
    language: Text
    message: Text
    name: Text
    role: Text
    date: datetime.date
    reason: Text
    digest: Text
    kind: Literal["confirmation"] = "confirmation"


class Digests(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a listener heard: the words, who says them, and how they are pronounced."""

    text: Digest
    voice: Digest
    lexicon: Digest


class AudioSignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``name`` has heard every sentence of a recording and found it right.

    Void as soon as any of the three digests is another one.
    """

    leaflet: Text
    language: Text
    name: Text
    date: datetime.date
    voice: Text
    text_digest: Digest
    voice_digest: Digest
    lexicon_digest: Digest
    role: Literal["listener"] = "listener"
    kind: Literal["audio-sign-off"] = "audio-sign-off"

    @property
    def digests(self) -> Digests:
        """What was heard."""
        return Digests(self.text_digest, self.voice_digest, self.lexicon_digest)

    def holds_for(self, digests: Digests) -> bool:
        """Whether what was heard is what would be heard now."""
        return digests == self.digests


Record = SignOff | Waiver | Confirmation | AudioSignOff

KINDS: Mapping[str, type[Record]] = {
    "sign-off": SignOff,
    "waiver": Waiver,
    "confirmation": Confirmation,
    "audio-sign-off": AudioSignOff,
}


def message_digest(context: str, source: str, target: str) -> str:
    """What a waiver or a confirmation is tied to: one message and its translation."""
    return digest_of({"context": context, "source": source, "target": target})

"""The facts that every leaflet of a publication may use."""

from __future__ import annotations

from collections.abc import Mapping

from everyleaf.document import FactValue
from everyleaf.publication import Publisher


def publisher_facts(publisher: Publisher) -> Mapping[str, FactValue]:
    """The publisher's facts by placeholder; what the settings leave out is not there."""
    values = {
        "publisher": ("text", publisher.name),
        "helpline": ("phone", publisher.helpline),
        "text_relay": ("phone", publisher.text_relay),
        "email": ("email", publisher.email),
        "web": ("web", publisher.web),
    }
    return {name: FactValue(kind, value) for name, (kind, value) in values.items() if value}

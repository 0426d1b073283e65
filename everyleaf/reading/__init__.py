"""Reading: Markdown to the tree, and inline text to a fragment."""

from everyleaf.reading.contexts import kind_name
from everyleaf.reading.inline import graft, name_first_references, note_references, placeholders
from everyleaf.reading.leaflet import read_leaflet

__all__ = [
    "graft",
    "kind_name",
    "name_first_references",
    "note_references",
    "placeholders",
    "read_leaflet",
]

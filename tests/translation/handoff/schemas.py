"""The schemas of XLIFF by OASIS, which Debian has in php-symfony-translation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

FOLDER = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
# Debian 12 has the strict schema of 1.2, Debian 13 the transitional one alone.
NAMES = {
    "xliff-1.2": ("xliff-core-1.2-strict.xsd", "xliff-core-1.2-transitional.xsd"),
    "xliff-2.0": ("xliff-core-2.0.xsd",),
}
FILES = {
    form: next(filter(Path.is_file, (FOLDER / name for name in names)), None)
    for form, names in NAMES.items()
}
NEEDS_SCHEMAS = pytest.mark.skipif(
    None in FILES.values(),
    reason="no schemas: apt-get install --no-install-recommends php-symfony-translation",
)
_IMPORT = "{http://www.w3.org/2001/XMLSchema}import"


def faults(xliff: str, form: str) -> list[str]:
    """What the schema has against a file."""
    judge = _judge(form)
    judge.validate(etree.fromstring(xliff.encode()))
    found: Any = judge.error_log
    return [str(fault) for fault in found]


@cache
def _judge(form: str) -> etree.XMLSchema:
    """The schema, read from disk with all that it imports."""
    path = FILES[form]
    assert path is not None
    schema = etree.parse(path)
    for one in schema.iter(_IMPORT):
        if one.get("namespace", "").endswith("/XML/1998/namespace"):
            one.set("schemaLocation", str(FOLDER / "xml.xsd"))
    return etree.XMLSchema(schema)

"""What every worker needs, imported once in the process that all of them are forked from."""

import importlib

from everyleaf.formats.typesetting import load

load()  # before the others: they import parts of WeasyPrint
for _module in ("checks.equality", "checks.finished", "engine.batches", "formats.laid_out"):
    importlib.import_module(f"everyleaf.{_module}")

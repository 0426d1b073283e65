"""The structure tree of the PDF for screens: our own tags in place of WeasyPrint's.

How it is built: docs/tagged-pdf.md.
"""

from everyleaf.formats.tagging.seam import tagged

__all__ = ["tagged"]

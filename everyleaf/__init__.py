"""Everyleaf: one source, every reader.

Takes a patient leaflet written once in Markdown, translated through gettext
catalogues, and publishes each language as print-ready PDF, accessible PDF,
large print, web page and speech.
"""

__version__ = "0.1.0"

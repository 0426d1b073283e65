"""Checks of translated messages: one function a rule, its source beside it.

Each is given the document, its ``language`` set to the one that it is translated
into, the message, and the catalogue's entry. The registry is in `everyleaf.checks`.
"""

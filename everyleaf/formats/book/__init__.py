"""A leaflet as a book that can be read aloud: what EPUB and DAISY are both made from.

`pages` cuts the composed leaflet into one page a section; `marking` puts each sentence in
an element of its own, to be lit while it is heard; `narration` has it read aloud and tells
when each sentence is heard; `archive` packs a ZIP that is the same on every machine.
"""

"""A leaflet as a book that can be read aloud: what EPUB and DAISY are both made from.

    pages          the composed leaflet, cut into one page a section
    marking        each sentence in an element of its own, to be lit while it is heard
    narration      who reads it aloud, and when each sentence is heard
    archive        a ZIP that is the same on every machine
"""

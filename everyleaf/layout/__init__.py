"""How a page looks: templates, styles, fonts, codes; from a document to HTML."""

from everyleaf.layout.composing import Composition, TemplateFault, compose
from everyleaf.layout.layout import Layout, read_layouts
from everyleaf.layout.templates import Templates

__all__ = ["Composition", "Layout", "TemplateFault", "Templates", "compose", "read_layouts"]

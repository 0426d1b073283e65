"""The Jinja2 environment of the layouts: sandboxed, escaping, strict about names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from everyleaf.translation import LayoutWords


class Templates:
    """The templates of one publication for one language."""

    def __init__(self, folder: Path, words: LayoutWords) -> None:
        self.folder = folder
        self.environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.policies["ext.i18n.trimmed"] = True
        self.environment.install_gettext_translations(  # type: ignore[attr-defined]  # extension
            words.translations, newstyle=True
        )

    def module(self, name: str, context: dict[str, Any]) -> Any:
        """The macros of a template; raises jinja2's TemplateError."""
        return self.environment.get_template(name).make_module(context)

    def render(self, name: str, context: dict[str, Any]) -> str:
        """The whole text of a template; raises jinja2's TemplateError."""
        return self.environment.get_template(name).render(context)

    def style(self, name: str) -> str:
        """A style sheet beside the templates; raises `OSError`."""
        return (self.folder / name).read_text(encoding="utf-8")

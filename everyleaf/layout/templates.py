"""The Jinja2 environment of the layouts: sandboxed, escaping, strict about names."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
from jinja2.sandbox import ImmutableSandboxedEnvironment

from everyleaf.translation import LayoutWords


class Templates:
    """The templates of one publication for one language."""

    def __init__(self, folder: Path, words: LayoutWords) -> None:
        self.folder = folder
        self.environment = ImmutableSandboxedEnvironment(
            loader=_Loader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
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
        """A style sheet or drawing beside the templates.

        Raises `OSError`, or jinja2's TemplateSyntaxError where it is not UTF-8.
        """
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise FileNotFoundError(errno.ENOENT, "It is outside the layouts", str(path))
        return _decoded((self.folder / name).read_bytes(), name)


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled once a process, by their name and text.

    Every `Templates` compiles alike; what differs between them, the words, comes later.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill the bucket, if this very text has been compiled."""
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what has been compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Loader(jinja2.FileSystemLoader):
    """Jinja2's own, with a place for what is not UTF-8."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as problem:
            raise _not_utf8(problem, template) from problem


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")  # a mark of byte order would be a part of what follows
    except UnicodeDecodeError as problem:
        raise _not_utf8(problem, name) from problem


def _not_utf8(problem: UnicodeDecodeError, name: str) -> jinja2.TemplateSyntaxError:
    line = problem.object[: problem.start].count(b"\n") + 1
    return jinja2.TemplateSyntaxError("It is not UTF-8", line, name)

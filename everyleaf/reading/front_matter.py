"""The head of a source file: YAML, held against what it may say, each fault with its line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec
import yaml
from msgspec import Meta

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import FactValue, FrontMatter, Video
from everyleaf.publication.fields import Fault, faults
from everyleaf.publication.settings import EmailAddress, PhoneNumber, Text, WebAddress

Name = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9_]*$",
        description="a name of lower-case letters, digits and underscores",
    ),
]
PictureFile = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpg|jpeg)$",
        description="the name of an .svg, .png or .jpg file beside the source",
    ),
]
Role = Literal["author", "clinical_reviewer", "user_reviewers", "editor"]
_OWN_FACTS = ("reviewed", "next_review", "version")  # made from the fields of that name
_FENCE = re.compile(r"-{3,}\s*")


class _FactFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None
    web: WebAddress | None = None
    date: Annotated[datetime.date | None, Meta(description="a date such as 2026-11-22")] = None
    text: Text | None = None


class _VideoFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    address: WebAddress
    poster: PictureFile
    minutes: Annotated[int, Meta(ge=1, le=600, description="whole minutes, 1 to 600")] | None = None


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    summary: Text
    version: Annotated[
        str, Meta(min_length=1, max_length=20, description='text in quotation marks: "1.0"')
    ]
    reviewed: Annotated[datetime.date, Meta(description="a date such as 2026-11-22")]
    next_review: Annotated[datetime.date, Meta(description="a date such as 2028-11-22")]
    funding: str = ""
    people: dict[Role, Text] = {}
    facts: dict[Name, _FactFields] = {}
    videos: dict[str, _VideoFields] = {}


def read_front_matter(text: str, shown: str) -> tuple[FrontMatter | None, str, list[Diagnostic]]:
    """The front matter, the Markdown below it, and every finding.

    ``shown`` is the file's name in the findings. The front matter is None where
    a finding is an error.
    """
    head, body = _parts(text)
    try:
        raw, lines = _loaded(head)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        return None, "", [_yaml_error(problem, shown)]
    if not isinstance(raw, dict) or not raw:
        remedy = "Begin the file with --- and the fields summary, version, reviewed, next_review."
        return (
            None,
            "",
            [error("front-matter-missing", Place(shown, 1), "No front matter.", remedy)],
        )
    found = list(_findings(raw, lines, shown))
    return (None if found else _front_matter(raw)), body, found


def _parts(text: str) -> tuple[str, str]:
    """The YAML, each of its lines where it is in the file, and the Markdown below it."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fences = [number for number, line in enumerate(lines) if _FENCE.fullmatch(line)]
    if len(fences) < 2 or fences[0] != first:
        return "", text
    head = "\n" * (first + 1) + "\n".join(lines[first + 1 : fences[1]])
    return head, "\n".join(lines[fences[1] + 1 :]).strip()


class _Loader(yaml.SafeLoader):
    """Plain YAML: keys are text and stand there once; no aliases (a few can grow without end)."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases (*name) are refused", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                key.tag = "tag:yaml.org,2002:str"
                if key.value in seen:
                    said = f"{key.value} stands there twice"
                    raise yaml.constructor.ConstructorError(None, None, said, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as problem:  # such as a 13th month
            said = f"{getattr(node, 'value', '')!s:.40}: {problem}"
            raise yaml.constructor.ConstructorError(None, None, said, node.start_mark) from problem


def _loaded(head: str) -> tuple[Any, Mapping[str, int]]:
    """The values in ``head``, and the line of each key by its dotted path."""
    loader = _Loader(head)
    node = loader.get_single_node()
    if node is None:
        return None, {}
    return loader.construct_document(node), dict(_key_lines(node, ""))


def _key_lines(node: yaml.Node, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = f"{path}.{key.value}".lstrip(".")
            yield here, key.start_mark.line + 1
            yield from _key_lines(value, here)


def _findings(raw: Mapping[str, Any], lines: Mapping[str, int], shown: str) -> Iterator[Diagnostic]:
    for code, key, problem, remedy in [*faults(_Fields, raw), *_fact_faults(raw)]:
        line = next((lines[k] for k in _prefixes(key) if k in lines), 1)
        yield error(code.replace("setting", "front-matter"), Place(shown, line), problem, remedy)


def _fact_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    facts = raw.get("facts")
    for name in facts if isinstance(facts, dict) else ():
        if name in _OWN_FACTS:
            problem = f"The fact {name} is there already: it is the field {name}."
            yield Fault("front-matter-fact", ("facts", name), problem, "Give it another name.")
    for name, fields in facts.items() if isinstance(facts, dict) else ():
        if isinstance(fields, dict) and sum(value is not None for value in fields.values()) != 1:
            problem = f"The fact {name} must have exactly one value."
            remedy = 'Write it like {phone: "020 7946 0123"}.'
            yield Fault("front-matter-fact", ("facts", str(name)), problem, remedy)


def _front_matter(raw: Mapping[str, Any]) -> FrontMatter:
    fields = msgspec.convert(raw, _Fields)
    return FrontMatter(
        summary=" ".join(fields.summary.split()),
        version=fields.version,
        reviewed=fields.reviewed,
        next_review=fields.next_review,
        funding=fields.funding,
        people={str(role): name for role, name in fields.people.items()},
        facts={name: _fact(value) for name, value in fields.facts.items()},
        videos={
            name: Video(video.address, video.poster, video.minutes)
            for name, video in fields.videos.items()
        },
    )


def _fact(fields: _FactFields) -> FactValue:
    values = msgspec.structs.asdict(fields).items()
    return next(FactValue(kind, value) for kind, value in values if value is not None)


def _yaml_error(problem: Exception, shown: str) -> Diagnostic:
    mark = getattr(problem, "problem_mark", None)
    said = getattr(problem, "problem", None) or "it cannot be read"
    line = mark.line + 1 if mark else 1  # the mark counts from 0
    remedy = 'Write "key: value" lines between two lines of ---; quote a value that holds a colon.'
    return error("front-matter-syntax", Place(shown, line), f"This is not YAML: {said}.", remedy)


def _prefixes(key: tuple[str, ...]) -> Iterator[str]:
    for length in range(len(key), 0, -1):
        yield ".".join(key[:length])

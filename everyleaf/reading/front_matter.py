"""The head of a source file: YAML, held against what it may say, each fault with its line."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import frontmatter
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
    try:
        raw, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        return None, "", [_yaml_error(problem, shown)]
    if not raw:
        remedy = "Begin the file with --- and the fields summary, version, reviewed, next_review."
        return (
            None,
            "",
            [error("front-matter-missing", Place(shown, 1), "No front matter.", remedy)],
        )
    found = list(_findings(raw, _key_lines(text), shown))
    return (None if found else _front_matter(raw)), body, found


def _findings(raw: Mapping[str, Any], lines: Mapping[str, int], shown: str) -> Iterator[Diagnostic]:
    for code, key, problem, remedy in [*faults(_Fields, raw), *_fact_faults(raw)]:
        line = next((lines[k] for k in _prefixes(key) if k in lines), 1)
        yield error(code.replace("setting", "front-matter"), Place(shown, line), problem, remedy)


def _fact_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    facts = raw.get("facts")
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
    line = mark.line + 2 if mark else 1  # the mark counts from 0, below the opening ---
    remedy = 'Write "key: value" lines between two lines of ---; quote a value that holds a colon.'
    return error("front-matter-syntax", Place(shown, line), f"This is not YAML: {said}.", remedy)


def _key_lines(text: str) -> Mapping[str, int]:
    """The line of each key by its dotted path, from YAML's own marks."""
    head = text.partition("---")[2].partition("\n---")[0]
    lines: dict[str, int] = {}

    def walk(node: yaml.Node, path: str) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = f"{path}.{key.value}".lstrip(".")
                lines[here] = key.start_mark.line + 1
                walk(value, here)

    root = yaml.compose(head, Loader=yaml.SafeLoader)
    if root is not None:
        walk(root, "")
    return lines


def _prefixes(key: tuple[str, ...]) -> Iterator[str]:
    for length in range(len(key), 0, -1):
        yield ".".join(key[:length])

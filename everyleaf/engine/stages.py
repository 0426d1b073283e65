"""What has to be there before an edition can be made: the stages of a run."""

from __future__ import annotations

import enum

from everyleaf.edition import Edition

# Formats that lead to the pages of the paper layout: made when these are laid out.
LEADING_FORMATS = frozenset({"epub"})

# Formats whose pages tell where the other forms are: made when those are there.
LISTING_FORMATS = frozenset({"html"})


class Stage(enum.Enum):
    """What an edition is made after, in order: nothing; the paper layouts; all other forms."""

    ALONE = "alone"
    AFTER_PAPER = "after paper"
    AFTER_ALL = "after all"


def stage_of(edition: Edition) -> Stage:
    """When an edition is made."""
    if edition.format in LISTING_FORMATS:
        return Stage.AFTER_ALL
    return Stage.AFTER_PAPER if edition.format in LEADING_FORMATS else Stage.ALONE

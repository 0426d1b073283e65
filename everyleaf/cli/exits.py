"""The exit codes (DESIGN, "Commands")."""

import enum


class Exit(enum.IntEnum):
    """What the shell is told."""

    WELL = 0
    FAILED = 1  # some editions or checks failed
    USAGE = 2
    MISSING = 3  # something is missing on the machine
    INTERRUPTED = 130

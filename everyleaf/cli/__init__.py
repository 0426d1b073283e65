"""The command line: one file a command; the only place that prints or exits."""

from __future__ import annotations

import sys

import click

from everyleaf import __version__
from everyleaf.cli.commands import CommandsByName
from everyleaf.cli.console import say, show_setup_error
from everyleaf.cli.exits import Exit
from everyleaf.diagnostics import SetupError


@click.group(
    cls=CommandsByName,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all well, 1 some editions or checks failed, 2 wrong usage,"
    " 3 something is missing on this machine, 130 interrupted."
    ' Completion: eval "$(_EVERYLEAF_COMPLETE=bash_source everyleaf)", or zsh_source, fish_source.',
)
@click.version_option(__version__, prog_name="everyleaf")
def everyleaf() -> None:
    """One source, every reader.

    Patient leaflets as print-ready and accessible PDF, large print, web pages and
    speech, in every language.
    """


def main() -> None:
    """Run the command line; no error leaves a traceback."""
    try:
        code = everyleaf(standalone_mode=False)
    except click.exceptions.Abort:
        say("Interrupted. What was finished before is untouched.")
        code = Exit.INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except SetupError as problem:
        show_setup_error(problem)
        code = Exit.MISSING
    except KeyboardInterrupt:
        say("Interrupted. What was finished before is untouched.")
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = Exit.WELL
    sys.exit(code or Exit.WELL)

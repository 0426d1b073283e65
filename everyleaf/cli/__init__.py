"""The command line: one file a command; the only place that prints or exits."""

from __future__ import annotations

import sys

import click

from everyleaf import __version__
from everyleaf.cli.audition import audition
from everyleaf.cli.check import check
from everyleaf.cli.console import say, show_setup_error
from everyleaf.cli.doctor import doctor
from everyleaf.cli.exits import Exit
from everyleaf.cli.extract import extract
from everyleaf.cli.handoff import handoff
from everyleaf.cli.init import init
from everyleaf.cli.listen import listen
from everyleaf.cli.listing import list_editions
from everyleaf.cli.proof import proof
from everyleaf.cli.publish import publish
from everyleaf.cli.receive import receive
from everyleaf.cli.script import script
from everyleaf.cli.settling import confirm, waive
from everyleaf.cli.sign import sign
from everyleaf.cli.status import status
from everyleaf.cli.update import update
from everyleaf.cli.watch import watch
from everyleaf.diagnostics import SetupError


@click.group(
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


_COMMANDS = (
    publish, check, list_editions, extract, update, status, proof, watch, handoff, receive,
    waive, confirm, script, audition, listen, sign, init, doctor,
)  # fmt: skip
for _command in _COMMANDS:
    everyleaf.add_command(_command)


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

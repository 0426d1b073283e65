"""The commands by name; each is imported only when it is asked for.

A command that reads catalogues should not wait for the libraries that lay out pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module

import click


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is (module and name below everyleaf.cli), and its line in --help."""

    module: str
    name: str
    summary: str


# In the order of the work, under the people whom --help shows them to.
COMMANDS: Mapping[str, Mapping[str, Entry]] = {
    "Publishing": {
        "publish": Entry("publish", "publish", "Make every edition that may go out."),
        "check": Entry("check", "check", "Check sources and catalogues, or what was published."),
        "list": Entry("listing", "list_editions", "List the editions and their codes."),
        "status": Entry("status", "status", "Show how ready each leaflet is, and what blocks it."),
        "sign": Entry("sign", "sign", "Record that a person has approved a leaflet."),
    },
    "Translating": {
        "extract": Entry("extract", "extract", "Write the templates (.pot) of the messages."),
        "update": Entry("update", "update", "Merge what changed into the catalogues."),
        "proof": Entry("proof", "proof", "Set a translation with its findings and its source."),
        "watch": Entry("watch", "watch", "Show pages in a browser, anew at each save."),
        "handoff": Entry("handoff", "handoff", "Pack the work for a translator."),
        "receive": Entry("receive", "receive", "Take back what a translator or listener returns."),
        "waive": Entry("settling", "waive", "Let a message pass one check, with name and reason."),
        "confirm": Entry("settling", "confirm", "Record that a linguist compared a message."),
    },
    "Listening": {
        "script": Entry("script", "script", "Show what is spoken, before any voice."),
        "audition": Entry("audition", "audition", "Let every voice of a language say a sample."),
        "listen": Entry("listen", "listen", "Make a page on which a person judges the speech."),
    },
    "Setting up": {
        "init": Entry("init", "init", "Make a new publication that publishes at once."),
        "doctor": Entry("doctor", "doctor", "Say what this machine has, and what to type if not."),
    },
}


class CommandsByName(click.Group):
    """A group that knows its commands' names and lines without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the work."""
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        for group in COMMANDS.values():
            if entry := group.get(cmd_name):
                command = getattr(import_module(f"everyleaf.cli.{entry.module}"), entry.name)
                assert isinstance(command, click.Command)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first argument. Raises `click.UsageError`, with the nearest name."""
        typed = args[0]
        nearest = get_close_matches(typed, self.list_commands(ctx), 1)
        if nearest and typed != nearest[0] and self.get_command(ctx, typed) is None:
            ctx.fail(f"No such command {typed!r}. Type: everyleaf {nearest[0]}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in --help, each group under its own title."""
        for title, group in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, entry.summary) for name, entry in group.items()])

"""The commands, and the way from arguments to an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from ...errors import AssistantError
from .command import Command, describe, read, speak

COMMANDS = {
    "ask": "ask:Ask",
    "batch": "batch:Batch",
    "evaluate": "evaluate:Evaluate",
    "import": "import_questions:ImportQuestions",
    "questions": "generate_questions:GenerateQuestions",
    "agreement": "agreement:Agreement",
    "serve-api": "serve_api:ServeApi",
    "serve-pages": "serve_pages:ServePages",
    "serve-tools": "serve_tools:ServeTools",
    "diff": "diff:Diff",
    "doctor": "doctor:Doctor",
    "backup": "backup:Backup",
    "restore": "backup:Restore",
    "schema": "schema:Schema",
}
"""Where each command is: a module beside this one, and the class in it. Asking takes nothing that evaluates."""


def command(name: str) -> type[Command]:
    """A command by its name."""
    module, _, kind = COMMANDS[name].partition(":")
    found: type[Command] = getattr(import_module(f".{module}", __package__), kind)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 fine, 1 bad input or result, 2 wrong usage, 3 busy."""
    speak()
    given = sys.argv[1:] if arguments is None else list(arguments)
    wanted = read(parser(*given[:1]).parse_args(given))
    try:
        return wanted.run(wanted.settings())
    except AssistantError as error:
        if wanted.debug:
            raise
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """The parser of all commands; of one that is named by `wanted` alone the arguments, else of all."""
    made = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Ask, answer or score a set of questions, serve pages or programs, examine the installation.",
    )
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        if wanted not in COMMANDS:
            describe(commands.add_parser(name, help=command(name).__doc__), command(name))
        elif name == wanted:
            describe(commands.add_parser(name), command(name))
        else:
            commands.add_parser(name)
    return made

"""The commands, and the way from arguments to an exit code."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from pydantic import TypeAdapter

from ...errors import AssistantError
from .command import Command, describe, speak

COMMANDS = {
    "ask": "ask:AskQuestion",
    "batch": "batch:Batch",
    "evaluate": "evaluate:Evaluate",
    "import": "questions:ImportQuestions",
    "questions": "questions:GenerateQuestions",
    "agreement": "questions:MeasureAgreement",
    "serve-api": "serve:ServeApi",
    "serve-pages": "serve:ServePages",
    "serve-tools": "serve:ServeTools",
    "diff": "diff:Diff",
    "doctor": "upkeep:Doctor",
    "backup": "upkeep:Backup",
    "restore": "upkeep:Restore",
    "schema": "transcript:Schema",
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
    values = vars(parser(*given[:1]).parse_args(given))
    wanted: Command = TypeAdapter(values.pop("command")).validate_python(values)
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
    whole = wanted not in COMMANDS
    for name in COMMANDS:
        own = commands.add_parser(name, help=command(name).__doc__) if whole else commands.add_parser(name)
        if whole or name == wanted:
            describe(own, command(name))
    return made

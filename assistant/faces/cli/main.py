"""The commands, and the way from arguments to an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ...errors import AssistantError
from .agreement import Agreement
from .ask import Ask
from .backup import Backup, Restore
from .batch import Batch
from .command import Command, describe, read, speak
from .diff import Diff
from .doctor import Doctor
from .evaluate import Evaluate
from .generate_questions import GenerateQuestions
from .import_questions import ImportQuestions
from .schema import Schema
from .serve_api import ServeApi
from .serve_pages import ServePages
from .serve_tools import ServeTools

COMMANDS: dict[str, type[Command]] = {
    "ask": Ask,
    "batch": Batch,
    "evaluate": Evaluate,
    "import": ImportQuestions,
    "questions": GenerateQuestions,
    "agreement": Agreement,
    "serve-api": ServeApi,
    "serve-pages": ServePages,
    "serve-tools": ServeTools,
    "diff": Diff,
    "doctor": Doctor,
    "backup": Backup,
    "restore": Restore,
    "schema": Schema,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 fine, 1 bad input or result, 2 wrong usage, 3 busy."""
    speak()
    command = read(parser().parse_args(arguments))
    try:
        return command.run(command.settings())
    except AssistantError as error:
        if command.debug:
            raise
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    made = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Ask, answer or score a set of questions, serve pages or programs, examine the installation.",
    )
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        describe(commands.add_parser(name, help=command.__doc__), command)
    return made

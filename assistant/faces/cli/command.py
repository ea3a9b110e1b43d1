"""What a command is: a value made of its arguments, that runs; and the parser that follows from its fields."""

import argparse
import io
import sys
from abc import ABC, abstractmethod
from dataclasses import MISSING, dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal, dataclass_transform, get_args, get_origin, get_type_hints

from ...errors import UsageError
from ...settings import Settings, load


@dataclass(frozen=True, slots=True)
class Argument:
    """How a field stands on the command line: as an option, or by its place."""

    help: str = ""
    metavar: str | None = None
    placed: bool = False


@dataclass_transform(kw_only_default=True, frozen_default=True)
@dataclass(frozen=True, kw_only=True)
class Command(ABC):
    """One command; its docstring is its help. Every class of them is a frozen dataclass of its arguments."""

    index: Annotated[Path | None, Argument("folder of the index (default: the setting)", "DIR")] = None
    debug: Annotated[bool, Argument("show the traceback of an error")] = False

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)

    def settings(self) -> Settings:
        """The settings it runs with.

        :raises UsageError: when one of them cannot be honoured.
        """
        return load(self.index)

    @abstractmethod
    def run(self, settings: Settings) -> int:
        """Do it; what it returns is the exit code.

        :raises AssistantError: which carries an exit code of its own.
        """


def describe(parser: argparse.ArgumentParser, command: type[Command]) -> None:
    """Give a parser the arguments of a command, which it then names as `command`."""
    hints = get_type_hints(command, include_extras=True)
    for field in fields(command):
        kind, argument = get_args(hints[field.name])
        options: dict[str, Any] = {"help": argument.help}
        if field.default is not MISSING:
            options["default"] = field.default
            if argument.placed:
                options["nargs"] = "*" if get_origin(kind) is tuple else "?"
        if kind is bool:
            options["action"] = "store_true"
        elif argument.metavar:
            options["metavar"] = argument.metavar
        if numeric := {int, float} & {kind, *get_args(kind)}:
            options["type"] = numeric.pop()
        if get_origin(kind) is Literal:
            options["choices"] = get_args(kind)
        parser.add_argument(field.name if argument.placed else f"--{field.name}", **options)
    parser.set_defaults(command=command)


def speak() -> None:
    """Write what a console's encoding lacks as an escape, which JSON reads back, rather than end with an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def extra(name: str, *packages: str) -> None:
    """Make sure that an extra is there before it is imported.

    :raises UsageError: when one of its packages is not installed.
    """
    if not all(map(find_spec, packages)):
        raise UsageError("command.no_extra", extra=name)

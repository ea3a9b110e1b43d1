"""`python -m assistant`: ask one question, answer or score a set of them, or examine the installation."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .assistant import Assistant
from .batch import predictions
from .doctor import examine
from .errors import AssistantError, UsageError
from .evaluation import command as evaluation
from .settings import Settings, load
from .tools import command as tools
from .transcript import as_json


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit codes: 0 fine, 1 bad input or result, 2 wrong usage, 3 busy."""
    options = _parser().parse_args(arguments)
    try:
        settings = load(options.index)
        return int(options.run(options, settings))
    except AssistantError as error:
        if options.debug:
            raise
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--index", type=Path, metavar="DIR", help="folder of the index (default: the setting)")
    shared.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser = argparse.ArgumentParser(prog="python -m assistant", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", parents=[shared], help="answer one question")
    ask.add_argument("question")
    ask.add_argument("--standard", metavar="CODE", help="which standard, when several are loaded")
    ask.add_argument("--json", action="store_true", help="the whole answer with citations and proof as JSON")
    ask.set_defaults(run=_ask)
    batch = commands.add_parser("batch", parents=[shared], help="answer a file of questions, one JSON object a line")
    batch.add_argument("questions", type=Path)
    batch.add_argument("out", type=Path)
    batch.add_argument("--standard", metavar="CODE", help="for questions that name none")
    batch.set_defaults(run=_batch)
    evaluation.add(commands.add_parser("evaluate", parents=[shared], help="score answers to a set of questions"))
    tools.add(commands.add_parser("serve-tools", parents=[shared], help="offer tools to another assistant (MCP)"))
    doctor = commands.add_parser("doctor", parents=[shared], help="what is installed, in use and missing")
    doctor.set_defaults(run=_doctor)
    return parser


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    question = os.fsencode(options.question).decode("utf-8", "replace")  # whatever the locale made of it
    answer = Assistant(settings).ask(question, standard=options.standard)
    if options.json:
        print(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
        return 0
    print(answer.text)
    if answer.citations:
        checks = sum(c.holds for c in answer.proof)
        print(f"\n[{answer.standard}] {' '.join(answer.cited_codes)} · {answer.method} · {checks}/{len(answer.proof)}")
    return 0


def _batch(options: argparse.Namespace, settings: Settings) -> int:
    if not options.questions.is_file():
        raise UsageError(f"找不到題目檔 {options.questions.name}。 There is no file {options.questions.name}.")
    return predictions(Assistant(settings), options.questions, options.out, options.standard)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    findings = examine(settings)
    for finding in findings:
        print(f"{'✓' if finding.fine else '✗'} {finding.name}: {finding.state}")
        if finding.remedy:
            print(f"  → {finding.remedy}")
    return 0 if all(f.fine or f.optional for f in findings) else 1


if __name__ == "__main__":
    sys.exit(main())

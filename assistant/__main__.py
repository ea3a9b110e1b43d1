"""`python -m assistant`: ask one question, answer or score a set of them, or examine the installation."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from .answer.model import Answer
from .answer.readback import Readback
from .assistant import Assistant
from .batch import predictions
from .doctor import examine
from .errors import AssistantError, UsageError
from .evaluation import command as evaluation
from .language.tag import Language
from .language.wording import wording
from .question.form import loads
from .settings import Settings, load
from .tools import command as tools
from .transcript import as_json, as_reading

LONGEST_FORM = 100_000
"""Longest form read, in characters; no form of the language comes near it."""
MOST_FORMS = 5
"""Forms shown of a reading."""


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
    ask.add_argument("question", nargs="?", help="in Chinese or English; left out where a form is given")
    ask.add_argument("--form", metavar="JSON", help="a form of the query language in its place; - reads standard input")
    ask.add_argument("--reading", action="store_true", help="only how the question is read: its best forms")
    ask.add_argument("--language", choices=get_args(Language), default="zh-TW", help="of the answer to a form")
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
    if (options.question is None) is (options.form is None) or options.reading and options.form is not None:
        raise UsageError("請給一個問題，或以 --form 給一個查詢式。 Give a question, or a form with --form.")
    assistant = Assistant(settings)
    if options.form is not None:
        text = sys.stdin.read(LONGEST_FORM + 1) if options.form == "-" else _typed(options.form)
        if len(text) > LONGEST_FORM:
            raise UsageError(f"查詢式超過 {LONGEST_FORM} 字。 The form is longer than {LONGEST_FORM} characters.")
        answer = assistant.run(loads(text.encode("utf-8", "replace")), options.language, options.standard)
    else:
        answer = assistant.ask(_typed(options.question), standard=options.standard)
    if options.reading:
        _show_reading(assistant, answer, options.json)
        return 0
    if options.json:
        print(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
        return 0
    print(answer.text)
    if answer.citations:
        checks = sum(c.holds for c in answer.proof)
        print(f"\n[{answer.standard}] {' '.join(answer.cited_codes)} · {answer.method} · {checks}/{len(answer.proof)}")
    return 0


def _typed(argument: str) -> str:
    """An argument as it was typed, whatever the locale made of it."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _show_reading(assistant: Assistant, answer: Answer, as_data: bool) -> None:
    """The best forms of a question with their probabilities, and what each part was taken for."""
    standard = answer.standard
    words = Readback(
        assistant.relations(standard),
        assistant.ranker(standard).run,
        wording(answer.language),
        lambda code: assistant.gloss(code, standard),
    ).question
    found = as_reading(assistant.read(answer.question, standard=standard), words, MOST_FORMS)
    if as_data:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for form in found["forms"]:
        print(f"{form['probability']:.2f}  {form['words']}\n      {json.dumps(form['form'], ensure_ascii=False)}")
    print(" · ".join(f"{token['text']} = {token['role']}" for token in found["tokens"]))


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

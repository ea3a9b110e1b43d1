"""A first draft of a companion, by the configured chat model, which nothing reads until a person has reviewed it."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from assistant.errors import UsageError
from assistant.standard.relations import Item, Relations

BATCH = 8
"""Items asked for at once: few enough for a small model to answer whole."""
Chat = Callable[[str], str]
"""A prompt in, the model's words out."""
Progress = Callable[[int, int], None]
_WORDS = tomllib.loads(Path(__file__).with_name("expand.toml").read_text("utf-8"))
ROLE: str = _WORDS["role"]
"""What the model is told that it is."""
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def draft(relations: Relations, chat: Chat, progress: Progress = lambda done, whole: None) -> dict[str, str]:
    """Ask for a gloss of every item, some at a time, by key; one that cannot be used is empty, never guessed."""
    keyed = list(dict(_keyed(relations)).items())
    glosses: dict[str, str] = {}
    for start in range(0, len(keyed), BATCH):
        batch = keyed[start : start + BATCH]
        items = "\n".join(f"{key}\t{_plain(item.text)}" for key, item in batch)
        given = _reply(chat(_WORDS["prompt"].format(items=items)))
        glosses |= {key: _plain(given.get(key)) for key, _ in batch}
        progress(len(glosses), len(keyed))
    return glosses


def write(glosses: Mapping[str, str], source: Path, relations: Relations) -> Path:
    """Write the draft, of what could be used, beside a document.

    :raises UsageError: when a draft is already there, or there is nothing to write.
    """
    file = source.with_name(f"{source.stem}.companion.draft.toml")
    if file.exists():
        raise UsageError("ingest.existing_draft", name=file.name)
    if not any(glosses.values()):
        raise UsageError("ingest.empty_draft")
    standard = relations.standard
    head = f"[standard]\ncode = {_quoted(standard.code)}\nname = {_quoted(standard.name)}\n\n[gloss]\n"
    lines = [f"{_quoted(key)} = {_quoted(gloss)}\n" for key, gloss in glosses.items() if gloss]
    file.write_text(head + "".join(lines), encoding="utf-8")
    return file


def _keyed(relations: Relations) -> Iterator[tuple[str, Item]]:
    """Items by the key of a companion: the code, with its place where a code is printed at several."""
    for item in relations.items:
        if item.code:
            several = item.parents and len({i.parents for i in relations.find(item.code)}) > 1
            yield (f"{item.code}@{item.parents[0]}" if several else item.code), item


def _reply(words: str) -> dict[str, object]:
    found = _OBJECT.search(words)
    try:
        given = json.loads(found.group()) if found else {}
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def _plain(text: object) -> str:
    """A text on one line; empty where what was given is none."""
    return " ".join(text.split()) if isinstance(text, str) else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

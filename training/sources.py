"""The open data: which file comes from where, under which licence, and how its rows are read.

Each set is one gzip file of JSON lines in the folder given. `SOURCES` says how to obtain it and which fields a row has.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.language.everyday import FILE as EVERYDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One set of data: its file, what its rows hold, where it is obtained, its licence."""

    file: str
    fields: tuple[str, ...]
    origin: str
    licence: str


SOURCES = {
    "glosses": Source(
        file="cedict_glosses.jsonl.gz",
        fields=("zh", "en"),
        origin="CC-CEDICT (MDBG, https://www.mdbg.net/chinese/dictionary?page=cc-cedict): headword and English senses",
        licence="CC BY-SA 4.0",
    ),
    "synonyms": Source(
        file="cedict_synonyms.jsonl.gz",
        fields=("a", "b"),
        origin="CC-CEDICT: pairs of headwords that share an English sense",
        licence="CC BY-SA 4.0",
    ),
    "sentences": Source(
        file="tatoeba_en_zh.jsonl.gz",
        fields=("en", "zh"),
        origin="Tatoeba sentence pairs, English and Mandarin (https://tatoeba.org/downloads)",
        licence="CC BY 2.0 FR",
    ),
    "law": Source(
        file="moj_law_en_zhtw.jsonl.gz",
        fields=("en", "zh", "law"),
        origin="Laws & Regulations Database of Taiwan (https://law.moj.gov.tw), articles in Chinese and English",
        licence="statutes are not subject to copyright (Copyright Act of Taiwan, article 9)",
    ),
    "synsets": Source(
        file="cow_synsets.jsonl.gz",
        fields=("zhs", "en"),
        origin="Chinese Open Wordnet with Wiktionary's English lemmas (https://omwn.org)",
        licence="WordNet licence; lemmas of Wiktionary CC BY-SA 3.0",
    ),
    "questions": Source(
        file="qa_drcd_cmrc.jsonl.gz",
        fields=("q", "s", "p", "src"),
        origin="DRCD dev and test, CMRC 2018 dev and trial: a question, the sentence that answers it, its paragraph",
        licence="CC BY-SA 3.0 (DRCD), CC BY-SA 4.0 (CMRC 2018)",
    ),
}

LEXICON = "lexicon.txt"
"""Words of working life that mean the same, a line a meaning, Chinese and English.

The assistant's own (`assistant/language/everyday.txt`) are read always, such a file in the folder of data as well.
"""


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one set.

    :raises SystemExit: when the file is missing, naming it and where it is obtained.
    """
    source = SOURCES[name]
    file = folder / source.file
    if not file.is_file():
        raise SystemExit(f"{source.file} is not in {folder.name}/. Obtain it from {source.origin}.")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if missing := [f for f in source.fields if f not in row]:
                raise SystemExit(f"{source.file} line {number}: no {', '.join(missing)}.")
            yield row


def lexicon(folder: Path) -> list[tuple[list[str], list[str]]]:
    """The lexicon as (Chinese words, English words) per line."""
    meanings = []
    for file in (EVERYDAY, folder / LEXICON):
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        for words in (line.split() for line in lines):
            chinese = [w for w in words if any("\u3400" <= c <= "\u9fff" for c in w)]
            if chinese:
                meanings.append((chinese, [w for w in words if w not in chinese]))
    return meanings

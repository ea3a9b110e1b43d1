#!/usr/bin/env python3
"""Check the question files beside this script: format, that codes exist, and that lists are complete.

    python verify.py [STANDARD.json ...]

Each argument is a standard as canonical JSON; it takes the place of the table below when it is BAS1499-002v2. The
other standards are also looked for in shared/standards/truth beside the repository. Standard library only.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILES = ("variants_a.jsonl", "variants_b.jsonl", "other_standards.jsonl")
BAS = "BAS1499-002v2"
FIELDS = [
    "id",
    "lang",
    "category",
    "question",
    "history",
    "answerable",
    "gold_codes",
    "acceptable_codes",
    "must_include",
    "notes",
]
LANGUAGES = {"zh-TW", "zh-CN", "en", "mixed"}
CATEGORIES = {
    "list_by_parent",
    "code_lookup",
    "reverse_lookup",
    "attribute",
    "comparison_multi_hop",
    "count_aggregate",
    "unanswerable",
    "follow_up",
    "source_quirk",
    "adversarial",
}
# BAS1499-002v2 as printed, by task: last K, last S, then (outputs, indicators) of each activity.
# T1.4's output is printed O1.5.1.
TASKS = [
    (9, 10, [(1, 2), (1, 3), (1, 4), (1, 5), (1, 3)]),
    (13, 14, [(1, 5), (0, 2), (0, 3)]),
    (20, 19, [(2, 5), (0, 3), (1, 6), (2, 4), (1, 4)]),
    (29, 26, [(1, 3), (0, 4), (1, 4), (2, 7)]),
    (37, 30, [(1, 6), (2, 9), (0, 6)]),
    (46, 32, [(3, 5), (1, 6), (2, 4), (1, 5), (0, 4)]),
]
WORDS = {
    "S": "技能|skill|skils",
    "K": "知識|知识|knowledge|knowlege",
    "O": "產出|产出|產岀|output|deliver|文件|文档|document|要交付",
    "P": "指標|指标|indicator|criteria",
    "T": "活動|活动|activit",
}
Standard = dict[str, dict[str, list[str]]]
"""For each task and activity the codes of each kind; under "" those of the whole standard."""


def add(standard: Standard, task: str, activity: str, kinds: dict[str, list[str]]) -> None:
    """Enter one activity's codes under it, its task and the whole."""
    for place in ("", task, activity):
        for kind, codes in kinds.items():
            held = standard.setdefault(place, {}).setdefault(kind, [])
            held += [c for c in codes if c not in held]


def built_in() -> Standard:
    """BAS1499-002v2 from the table above."""
    standard: Standard = {}
    k = s = 0
    for t, (last_k, last_s, activities) in enumerate(TASKS, 1):
        for a, (outputs, indicators) in enumerate(activities, 1):
            o = [f"O{t}.{a}.{i}" for i in range(1, outputs + 1)]
            kinds = {
                "T": [f"T{t}.{a}"],
                "O": ["O1.5.1"] if (t, a) == (1, 4) else o,
                "P": [f"P{t}.{a}.{i}" for i in range(1, indicators + 1)],
                "K": [f"K{i}" for i in range(k + 1, last_k + 1)],
                "S": [f"S{i}" for i in range(s + 1, last_s + 1)],
            }
            add(standard, f"T{t}", f"T{t}.{a}", kinds)
        k, s = last_k, last_s
    standard[""]["A"] = [f"A{i:02}" for i in range(1, 7)]
    return standard


def from_json(data: dict[str, Any]) -> Standard:
    """A standard given as canonical JSON."""
    standard: Standard = {}
    for task in data["tasks"]:
        for a in task["activities"]:
            kinds = {kind: [i["code"] for i in a[name]] for kind, name in (("O", "outputs"), ("P", "indicators"))}
            kinds |= {kind: list(a.get(n) or task.get(n) or []) for kind, n in (("K", "knowledge"), ("S", "skills"))}
            add(standard, task["code"], a["code"], {"T": [a["code"]], **kinds})
    standard[""]["A"] = [a["code"] for a in data["attitudes"]]
    return standard


def known(standard: Standard) -> set[str]:
    """Every code of the standard."""
    return set(standard) - {""} | {c for codes in standard[""].values() for c in codes}


def of_question(q: dict[str, Any], codes: set[str]) -> tuple[list[str], list[str], bool]:
    """The existing codes a question names, the kinds it asks for, and whether it names a range or ordinal."""
    text = unicodedata.normalize("NFKC", q["question"])
    named = []
    for letter, number in re.findall(r"(?<![A-Za-z0-9.])([TOPKSAtopksa])[ -]?(\d+(?:[.-]\d+)*)(?!\d)", text):
        wanted = [int(n) for n in re.split("[.-]", number)]
        named += [c for c in codes if c[0] == letter.upper() and [int(n) for n in c[1:].split(".")] == wanted]
    kinds = [kind for kind, words in WORDS.items() if re.search(words, text, re.IGNORECASE)]
    return list(dict.fromkeys(named)), kinds, bool(re.search(r"[~～至到]|thru|\bto\b|\d-[A-Z]", text))


def complete(q: dict[str, Any], standard: Standard) -> str | None:
    """The fault of a gold list that the question's own codes and words determine; None where all is well or open."""
    named, kinds, ranged = of_question(q, known(standard))
    gold = set(q["gold_codes"])
    if q["category"] == "list_by_parent" and named and kinds and not ranged and all(c in standard for c in named):
        wanted = {c for place in named for kind in kinds for c in standard[place].get(kind, [])}
        if not wanted:
            wanted = set(named)
        return None if gold == wanted else f"list: {sorted(gold ^ wanted)}"
    if q["category"] == "code_lookup" and named and not ranged and not set(named) <= gold:
        return f"names {named}"
    if q["category"] == "reverse_lookup" and len(named) == 1 and named[0][0] != "T":
        code = named[0]
        places = {p for p, kinds_ in standard.items() if p and any(code in v for k, v in kinds_.items() if k != "T")}
        if not gold & (places | {code}):
            return f"{code} belongs to {sorted(places)}"
    if q["category"] == "count_aggregate" and len(named) == 1 and named[0] in standard and len(kinds) == 1:
        number = str(len(standard[named[0]][kinds[0]]))
        if q["must_include"] and not any(number in m.split("|") for m in q["must_include"]):
            return f"count is {number}"
    return None


def faults(q: dict[str, Any], standard: Standard | None) -> list[str]:
    """Everything wrong with one question."""
    found = [f"no field {f}" for f in FIELDS if f not in q]
    if found:
        return found
    if q["lang"] not in LANGUAGES or q["category"] not in CATEGORIES:
        found.append("lang or category")
    roles = [t["role"] for t in q["history"]]
    if roles != ["user", "assistant"] * (len(roles) // 2) or (q["category"] == "follow_up") != bool(roles):
        found.append("history")
    if not q["question"].strip() or not q["answerable"] and q["gold_codes"]:
        found.append("question or gold of an unanswerable one")
    both = q["gold_codes"] + q["acceptable_codes"]
    if len(both) != len(set(both)):
        found.append("a code twice")
    if standard is not None:
        found += [f"no code {c}" for c in both if c not in known(standard) | {"O1.4.1"}]
        if "O1.4.1" in q["gold_codes"]:
            found.append("O1.4.1 is not printed")
        if q["answerable"] and not found:
            found += [f for f in [complete(q, standard)] if f]
    return found


def main(arguments: list[str]) -> int:
    """Check all files; the exit status says whether anything was found."""
    standards = {BAS: built_in()}
    found = [f for p in HERE.parents for f in sorted((p / "shared" / "standards" / "truth").glob("*.json"))]
    for path in [*found, *map(Path, arguments)]:
        data = json.loads(path.read_text(encoding="utf-8"))
        standards[data["code"]] = from_json(data)
    bad, seen = 0, Counter[str]()
    asked = Counter[str]()
    for name in FILES:
        questions = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
        for q in questions:
            seen[q["id"]] += 1
            asked[json.dumps([q["question"], q["history"], q.get("standard")], ensure_ascii=False)] += 1
            for fault in faults(q, standards.get(q.get("standard", BAS))):
                bad += 1
                sys.stdout.write(f"{name} {q['id']} {q['question']} -- {fault}\n")
        without = sum(q.get("standard", BAS) not in standards for q in questions)
        sys.stdout.write(f"{name}: {len(questions)} questions, {without} without their standard at hand\n")
    twice = [k for k, n in (seen + asked).items() if n > 1]
    sys.stdout.write("".join(f"repeated: {k}\n" for k in twice) or "no id or question repeated\n")
    return int(bool(bad or twice))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

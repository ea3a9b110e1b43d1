"""`python -m tests.torture.expressions INDEX`: every regular expression that the program compiles, as JSON.

They are noted as they are compiled, so that those made of words in data files are among them: when a module is
imported, a document is read, or a question is answered.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_OURS = (str(ROOT / "assistant"), str(ROOT / "ingest"))
_ASKED = (
    "T5 需要哪些技能",
    "客人電話等太久該怎麼改善",
    "what skills does T1 need but not T2",
    "K1 到 K9 是什麼",
    "你好",
)


def compiled(index: Path) -> list[re.Pattern[str]]:
    """What a process of its own, which has nothing compiled yet, notes."""
    command = [sys.executable, "-m", "tests.torture.expressions", str(index)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    return [re.compile(pattern, flags) for pattern, flags in json.loads(done.stdout.splitlines()[-1])]


def _noted(index: Path) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    inner = re._compile  # type: ignore[attr-defined]

    def noting(pattern: object, flags: int) -> re.Pattern[str]:
        made: re.Pattern[str] = inner(pattern, flags)
        caller = sys._getframe(1)
        while caller.f_back and caller.f_code.co_filename == re.__file__:
            caller = caller.f_back
        if caller.f_code.co_filename.startswith(_OURS) and isinstance(made.pattern, str):
            found.add((made.pattern, made.flags))
        return made

    re._compile = noting  # type: ignore[attr-defined]
    import assistant
    import ingest

    for package in (assistant, ingest):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    from ingest.verdict import judge

    for file in (ROOT / "corpus").glob("*.txt"):
        judge(file, listed=True)
    answering = assistant.Assistant(assistant.Settings(index=index))
    for question in _ASKED:
        answering.ask(question)
    return found


if __name__ == "__main__":
    print(json.dumps(sorted(_noted(Path(sys.argv[1])))))

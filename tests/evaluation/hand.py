"""Cases and answers small enough to be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.evaluation.cases import Case
from assistant.evaluation.prediction import Prediction

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert(1)</script> ![x](http://example.org/x.png) T5 的技能？"
GOLD = {"question": HOSTILE, "gold_codes": ("S27", "S28", "S29", "S30", "K1")}


def case(**changes: Any) -> Case:
    """T5's four skills, T5 itself being acceptable."""
    given: dict[str, Any] = {
        "id": "H1",
        "lang": "zh-TW",
        "category": "list_by_parent",
        "question": "T5 的技能？",
        "answerable": True,
        "gold_codes": ("S27", "S28", "S29", "S30"),
        "acceptable_codes": ("T5",),
        "must_include": ("溝通", "計算"),
    }
    return Case.model_validate(given | changes)


def unanswerable(**changes: Any) -> Case:
    """A code that does not exist."""
    return case(
        **(
            {
                "category": "unanswerable",
                "question": "T9 是什麼",
                "answerable": False,
                "gold_codes": (),
                "acceptable_codes": ("T6",),
                "must_include": (),
            }
            | changes
        )
    )


def answer(*cited: str, text: str = "", refused: bool = False, **more: Any) -> Prediction:
    """An answer that cites codes and, unless told otherwise, says them and both phrases."""
    return Prediction(
        id="H1", answer_text=text or " ".join(cited) + " 溝通 計算", cited_codes=cited, refused=refused, **more
    )


def gate(folder: Path, exact: float) -> str:
    """A gate file with one limit."""
    file = folder / "gate.toml"
    file.write_text(f"[category.list_by_parent]\nexact = {exact}\n", encoding="utf-8")
    return str(file)

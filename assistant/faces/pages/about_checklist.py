"""What stands around the ratings of a checklist: who is rated by whom, and what the organisation aims at."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

from ...standard.relations import Item
from ..export.edition import Edition
from ..manage.checklist import ABOUT, HEAVIEST, HIGHEST, LOWEST
from .held_checklist import Held
from .language import t

_LONGEST = 100


def people(held: Held) -> None:
    """Name, role, day and assessor."""
    state: Any = st.session_state
    place, kept = f"{held.kept.standard}_{held.source}", held.kept
    words = {name: f"checklist_{name}_{place}" for name in ("person", "role", "assessor")}
    day = f"checklist_date_{place}"
    for name, key in words.items():
        state.setdefault(key, getattr(kept, name))
    if day not in state:
        state[day] = None
        with suppress(ValueError):
            state[day] = date.fromisoformat(kept.date)

    def changed() -> None:
        said = {name: (state[key] or "").strip() for name, key in words.items()}
        held.tell(date=state[day].isoformat() if state[day] else "", **said)

    with st.container(key="checklist_people"):
        for column, name in zip(st.columns(len(ABOUT)), ABOUT, strict=True):
            label, note = t(f"checklist.about_{name}"), t("checklist.self") if name == "assessor" else None
            if name == "date":
                column.date_input(label, None, key=day, on_change=changed)
            else:
                column.text_input(label, key=words[name], max_chars=_LONGEST, placeholder=note, on_change=changed)


def aims(shown: Edition, held: Held, items: Sequence[Item]) -> None:
    """Target and weight of each item, as the organisation sets them."""
    state: Any = st.session_state
    key = f"checklist_aims_{held.kept.standard}_{held.round}"
    if key not in state:  # the table begins, or begins again after another view; edits are counted from there
        state[f"{key}_begun"] = held.kept
    kept = state[f"{key}_begun"]
    rows = {
        "code": [item.code for item in items],
        "target": [kept.targets.get(item.code) for item in items],
        "weight": [kept.weights.get(item.code) for item in items],
        "text": [f"{item.text} {shown.under(item)}".strip() for item in items],
    }

    def changed() -> None:
        for row, said in state[key]["edited_rows"].items():
            code = items[int(row)].code
            target, weight = held.kept.targets.get(code), held.kept.weights.get(code)
            held.aim(code, said.get("target", target), said.get("weight", weight))

    st.caption(t("checklist.aims"))
    configured = st.column_config
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        placeholder="–",
        disabled=["code", "text"],
        on_change=changed,
        column_config={
            "code": configured.TextColumn(t("answer.code"), width="small"),
            "target": _number(t("checklist.target"), LOWEST, HIGHEST),
            "weight": _number(t("checklist.weight"), 0, HEAVIEST),
            "text": configured.TextColumn(t("answer.name"), width="large"),
        },
    )


def _number(label: str, low: int, high: int) -> Any:
    return st.column_config.NumberColumn(label, min_value=low, max_value=high, step=1, width="small")

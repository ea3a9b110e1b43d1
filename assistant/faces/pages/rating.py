"""What a session holds of a checklist, and what is filled in: who is rated by whom, points and remarks, aims."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from ...standard.model import Kind
from ...standard.relations import Item, Relations
from ..export.checklist import points
from ..export.edition import Edition
from ..manage import checklist
from ..manage import saved_checklist as saved
from ..manage.checklist import ABOUT, HEAVIEST, HIGHEST, LONGEST, LOWEST, POINTS, Checklist
from .drawing import fragment
from .language import t

_LONGEST = 100
"""Characters of a name or a role."""


class HeldChecklist:
    """What a session holds of the checklist of a standard; between sessions it is the reader's browser that keeps it.

    `round` counts how often the rows on the page had to begin again from it, `source` how often the whole of it came
    from elsewhere; `read` is the file it came from, and `field` counts how often the field for files was emptied.
    """

    def __init__(self, standard: str) -> None:
        self.kept = Checklist(standard=standard)
        self.round, self.source, self.read, self.field = 0, 0, "", 0

    @property
    def key(self) -> str:
        """The key of the choice; another after the whole was replaced."""
        return f"checklist_chosen_{self.kept.standard}_{self.source}"

    def begin(self, kept: Checklist) -> None:
        """Go on from another choice."""
        self.kept = kept
        self.round += 1

    def replace(self, kept: Checklist, read: str = "") -> None:
        """Go on from a checklist that came from elsewhere; `read` is the print of its file."""
        self.begin(kept)
        self.source, self.read = self.source + 1, read

    def empty(self) -> None:
        """Empty the field for files: what is on the page stays."""
        self.field += 1

    def clear(self) -> None:
        """Forget everything; the browser then forgets it too."""
        self.empty()
        self.replace(Checklist(standard=self.kept.standard))

    def rate(self, code: str, point: int | None, remark: str) -> None:
        """Take a rating and a remark into what is kept now: several may change before the page is drawn again."""
        self.kept = checklist.rated(self.kept, code, point, remark)

    def save(self) -> str:
        """What is kept as a file, with what was rated a moment ago."""
        return saved.save(self.kept)

    def choose(self, code: str) -> None:
        """Begin with a task or activity."""
        st.session_state[self.key] = [code]

    def recover(self, relations: Relations, text: str, again: bool) -> None:
        """Take over what the browser kept; what another window changed just now (`again`) holds for this one too."""
        found = saved.recovered(text, relations)
        taken = found if again else checklist.joined(found, self.kept)
        if taken != self.kept:
            self.replace(taken, self.read)


def people(held: HeldChecklist) -> None:
    """Name, role, day and assessor."""
    state: Any = st.session_state
    keys = {name: f"checklist_{name}_{held.kept.standard}_{held.source}" for name in ABOUT}
    for name, key in keys.items():
        state.setdefault(key, _day(held.kept.date) if name == "date" else getattr(held.kept, name))

    def changed() -> None:
        said = {name: state[key] or "" for name, key in keys.items()}
        told = {name: value.isoformat() if isinstance(value, date) else value.strip() for name, value in said.items()}
        held.kept = held.kept.model_copy(update=told)

    with st.container(key="checklist_people"):
        for column, (name, key) in zip(st.columns(len(keys)), keys.items(), strict=True):
            label, note = t(f"checklist.about_{name}"), t("checklist.self") if name == "assessor" else None
            if name == "date":
                column.date_input(label, None, key=key, on_change=changed)
            else:
                column.text_input(label, key=key, max_chars=_LONGEST, placeholder=note, on_change=changed)


def _day(written: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(written)
    return None


def draw(shown: Edition, held: HeldChecklist, items: Sequence[Item]) -> None:
    """The items under their activities or by kind, each with its rating and remark."""
    given = sum(item.code in held.kept.ratings for item in items)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="points"):
        st.caption(t("checklist.points", points=points(shown)), width="content")
        st.caption(t("checklist.done", rated=given, whole=len(items)), width="content")
    with st.container(key="ratings", gap=None):
        for (kind, above), group in groupby(items, _above):
            activity = shown.relations.get(above) if above else None
            st.html(fragment("item.above", edition=shown, item=activity, text=t(f"kind.{kind}")))
            for item in group:
                _row(shown, held, item)


def _above(item: Item) -> tuple[Kind, str]:
    """What a row stands under: the activity of an indicator, the kind of anything else."""
    return item.kind, item.parents[0] if item.kind is Kind.INDICATOR and item.parents else ""


def _row(shown: Edition, held: HeldChecklist, item: Item) -> None:
    state: Any = st.session_state
    place = f"{held.kept.standard}_{held.round}_{item.code}"
    point, remark = f"point_{place}", f"remark_{place}"
    state.setdefault(point, held.kept.ratings.get(item.code))
    state.setdefault(remark, held.kept.remarks.get(item.code, ""))

    def changed() -> None:
        held.rate(item.code, state[point], str(state[remark] or "").strip())

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{place}"):
        st.html(fragment("item.item", edition=shown, item=item, details=True))
        st.segmented_control(
            f"{t('checklist.rating')} {item.code}",
            POINTS,
            format_func=lambda rating: f"{rating}:gray[{t('checklist.of', meaning=t(f'checklist.point{rating}'))}]",
            key=point,
            label_visibility="collapsed",
            on_change=changed,
        )
        st.text_input(
            f"{t('checklist.remark')} {item.code}",
            key=remark,
            placeholder=t("checklist.remark"),
            max_chars=LONGEST,
            label_visibility="collapsed",
            on_change=changed,
        )


def aims(shown: Edition, held: HeldChecklist, items: Sequence[Item]) -> None:
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
            aimed = said.get("target", target), said.get("weight", weight)
            held.kept = checklist.aimed(held.kept, code, *aimed)

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

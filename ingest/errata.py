"""The ledger of what is odd in a source, found by general rules. The text itself stays as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.standard.model import Erratum, Standard

from . import numbering, oddities
from .wording import Wording

KINDS = (
    "duplicate_code",
    "misplaced_code",
    "missing_number",
    "unusual_code",
    "wording_conflict",
    "same_wording",
    "same_heading",
    "spelling_variant",
    "repeated_character",
    "odd_punctuation",
    "truncated_wording",
    "empty_list",
    "empty_field",
    "note_cut",
    "version_mismatch",
    "html_crumb",
    "stray_space",
)
"""Every word that `Erratum.kind` may be; the language files hold a name for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """An item's wording after repair, with its code and how that is printed."""

    code: str | None
    printed: str
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What the standard itself does not show: seen in its source while reading.

    `conflicts` are codes printed in several wordings, `doubled` codes that stand twice in one merged cell,
    `empty` the labels of fields that hold nothing.
    """

    mended: tuple[Mended, ...] = ()
    conflicts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubled: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def errata(standard: Standard, observed: Observed) -> tuple[Erratum, ...]:
    """Everything odd in a standard: codes first, then wording, then what the layout left behind."""
    return (
        *numbering.duplicates(standard),
        *_doubled(observed.doubled),
        *numbering.misplaced(standard),
        *numbering.gaps(standard),
        *_unusual(observed.mended),
        *_conflicts(observed.conflicts),
        *oddities.same_wording(standard),
        *oddities.variants(standard),
        *oddities.characters(standard),
        *_lists(observed.mended),
        *_empty(observed.empty),
        *oddities.notes(standard),
        *_versions(standard),
        *_crumbs(observed.mended),
    )


def _doubled(codes: Sequence[str]) -> Iterator[Erratum]:
    for code in dict.fromkeys(codes):
        message = f"代碼 {code} 在同一格中印了 {codes.count(code) + 1} 次。"
        yield Erratum(code=code, kind="duplicate_code", message=message)


def _empty(labels: Sequence[str]) -> Iterator[Erratum]:
    for label in dict.fromkeys(labels):
        message = f"基本資料的「{label}」欄位空白，原文沒有填寫。"
        yield Erratum(code=None, kind="empty_field", message=message)


def _unusual(mended: Sequence[Mended]) -> Iterator[Erratum]:
    for item in mended:
        if item.code and item.printed != item.code:
            message = f"代碼 {item.code} 原文以全形或形近字元印為「{item.printed}」。"
            yield Erratum(code=item.code, kind="unusual_code", message=message)


def _conflicts(conflicts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Erratum]:
    for code, (kept, *others) in conflicts:
        rest = "、".join(f"「{other}」" for other in others)
        message = f"{code} 在各處的文字不一致：採用「{kept}」，另印作{rest}。"
        yield Erratum(code=code, kind="wording_conflict", message=message)


def _lists(mended: Sequence[Mended]) -> Iterator[Erratum]:
    for code, text in dict.fromkeys((m.code, m.wording.text) for m in mended if m.wording.hollow):
        message = f"{code or ''}「{text}」以冒號結尾，但原文其下沒有列出任何細項。"
        yield Erratum(code=code, kind="empty_list", message=message)


def _versions(standard: Standard) -> Iterator[Erratum]:
    codes = [version.code for version in standard.versions]
    if codes and standard.code not in codes:
        message = f"版本沿革沒有列出本基準的代碼 {standard.code}（列有 {'、'.join(codes)}）。"
        yield Erratum(code=None, kind="version_mismatch", message=message)


def _crumbs(mended: Sequence[Mended]) -> Iterator[Erratum]:
    for kind, codes, what in (
        ("html_crumb", [m.code for m in mended if m.wording.tags and m.code], "原文夾有網頁標記（HTML），顯示時已略去"),
        (
            "stray_space",
            [m.code for m in mended if m.wording.blanks and m.code],
            "原文在中文詞語中夾有空格，顯示時已併合",
        ),
    ):
        if codes:
            found = tuple(dict.fromkeys(codes))
            yield Erratum(code=found[0], kind=kind, message=f"{what}：{'、'.join(found)}。", related=found[1:])

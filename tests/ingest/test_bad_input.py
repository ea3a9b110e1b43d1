"""Input that is no standard, or not a whole or well-formed one, gets a sentence that says what and where."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import CorpusError, Lossy, Malformed, Unreadable
from assistant.standard.canonical import canonical
from assistant.standard.model import Standard
from ingest.check import check
from ingest.parse import Parsed, parse
from ingest.source import LIMIT, decode, read

_HEADING = "職能內涵 (K=knowledge 知識)"


def _parse(data: bytes) -> Parsed:
    return parse(decode(data, "bad.txt"))


def test_bytes(parsed: Parsed) -> None:
    """Empty, binary, too large or otherwise encoded bytes are refused, with the place of the first bad one."""
    text = parsed.source.text
    cases = {
        b"": "empty",
        b" \n\t\n": "empty",
        b"GIF89a\0\1": "byte 6",
        b"a" * (LIMIT + 1): "limit",
        text.encode("utf-16"): "byte 0",
        text.encode("utf-16-le"): "byte 1",
        text.encode("cp950", "replace"): "Big5",
        text.encode("gb18030"): "GB18030",
        text[:1000].encode() + b"\xff" + text[1000:].encode(): f"byte {len(text[:1000].encode())}",
        text.encode()[:-1]: "cut off",
        text.replace("職", "\ufffd").encode(): "line 3",
    }
    for data, told in cases.items():
        with pytest.raises(Unreadable, match=re.escape(told)):
            _parse(data)


def test_a_row_of_more_cells_than_any_table_has(parsed: Parsed) -> None:
    """Megabytes of tabs are refused with the row; so many cells would take minutes to place."""
    text = parsed.source.text
    for data in (f"{text}\n" + "\t" * 7_000_000, text.replace("T5.1 ", "T5.1 " + "\t" * 2_000, 1)):
        with pytest.raises(Unreadable, match=r"row \d+ has \d+ cells, more than 1000"):
            _parse(data.encode())


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named without its folder."""
    with pytest.raises(Unreadable, match=r"^none\.txt：沒有這個檔案.* none\.txt: there is no such file"):
        read(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "text",
    ["今天天氣很好。\n", "a\tb\tc\td\n1\t2\t3\t4\n", "<html><body>職能</body></html>", "# Readme\n\nSome text.\n"],
)
def test_another_document(text: str) -> None:
    """A document of another sort is refused as such."""
    with pytest.raises(Malformed, match="competency standard"):
        _parse(text.encode())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("行為指標", "績效指標", "「績效指標」 is unknown"),
        (_HEADING, "備註", "「備註」 is unknown"),
        ("工作活動", "工作任務", "stands twice"),
        (f"\t{_HEADING}", "", "is missing"),
        ("職能級別\t", "", "cells under"),
        ("職業別代碼", "職業別號碼", "no field of a profile"),
        ("\tBAS1499-002v2\t\t", "\tabc\t\t", "not the code of a standard"),
        ("基準級別\t\t4", "基準級別\t\t9", "not a level"),
        ("\t4\tK10 ", "\t7\tK10 ", "line 27: the level 「7」"),
        ("說明與補充事項\n", "", "is missing"),
        ("建議擔任此職類/職業之學歷/經驗/或能力條件：**", "建議擔任此職", "incomplete"),
        ("T1 將客戶", "將客戶", "has no code"),
    ],
)
def test_malformed(parsed: Parsed, old: str, new: str, told: str) -> None:
    """A heading, label or value that cannot be what it should is named, with its line."""
    assert old in parsed.source.text
    with pytest.raises((Malformed, Lossy), match=re.escape(told)):
        _parse(parsed.source.text.replace(old, new).encode())


def test_cells_under_the_wrong_heading(parsed: Parsed) -> None:
    """Cells that stand in the wrong column are refused, never read shifted by one."""
    first = next(line for line in parsed.source.lines if line.startswith("T1 "))
    with pytest.raises(Malformed, match="line 19: the level"):
        _parse(parsed.source.text.replace(first, first.replace("\t", " ", 1)).encode())


def test_two_standards(parsed: Parsed) -> None:
    """A file that holds a second standard is refused at the line where that begins."""
    text = parsed.source.text
    with pytest.raises(Malformed, match=rf"line {text.count(chr(10)) + 7}: .*second standard"):
        _parse(f"{text}\n\n{text}".encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "\ufeff"),
        ("P1.2.3", "P1\u200b.2.3"),
        ("S27", "\u202eS27"),
        ("P4.3.2", "Ｐ４．３．２"),
        ("K12 品", "\u041a12 品"),
        ("工", "\u2f2f"),
        ("■", "\uf06e"),
        ("確認", "確\x0b認"),
        ("工作任務\t工作活動", "主要職責\t工作任務"),
        ("職能級別", "職能 級別"),
        ("\t\t\t\n", "\n"),
    ],
)
def test_harmless_differences(parsed: Parsed, old: str, new: str) -> None:
    """Invisible characters, other widths, look-alikes, radicals and other headings change nothing that is read."""
    changed = _parse(parsed.source.text.replace(old, new, -1 if old else 1).encode())
    assert _without_errata(changed.standard) == _without_errata(parsed.standard)
    assert check(changed).sound


def _without_errata(standard: Standard) -> dict[str, object]:
    return {name: value for name, value in canonical(standard).items() if name != "errata"}


def test_one_cell_of_a_megabyte(parsed: Parsed) -> None:
    """A cell of 1 MB is read whole; twice as much takes no more than about twice the time."""

    def seconds(count: int) -> float:
        data = parsed.source.text.replace("K5 資訊", "K5 " + "資訊" * count, 1).encode()
        start = time.perf_counter()
        assert len(_parse(data).standard.knowledge[4].name) > 2 * count
        return time.perf_counter() - start

    small, large = min(seconds(90_000) for _ in range(2)), min(seconds(180_000) for _ in range(2))
    assert large < 30 * small + 5  # quadratic cost would take minutes


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_mutated_documents_only_raise_corpus_errors(parsed: Parsed, data: st.DataObject) -> None:
    """Whatever is cut, doubled or put into the document, it is read, or refused in a sentence."""
    text = parsed.source.text
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 300)))
        other = data.draw(
            st.sampled_from(["", "\t", "\n", "T9.9 ", "K", "1", text[start:end] * 2, "<ul", "：", "職能內涵"])
        )
        text = text[:start] + other + text[end:]
    try:
        check(_parse(text.encode("utf-8")))
    except CorpusError as error:
        assert str(error).startswith("bad.txt")


@pytest.mark.parametrize(
    ("code", "kind"), [("P9.9.9", "lost"), ("T9.9", "lost"), ("A44", "note"), ("K12", None), ("P1.1.1", None)]
)
def test_a_code_of_another_kind_inside_wording(parsed: Parsed, code: str, kind: str | None) -> None:
    """What stood in a row and nothing bears was swallowed; a lone letter and number may be a word, a known code is."""
    changed = parsed.source.text.replace("S2 適應", f"S2 {code} 適應").replace("K5 資訊", f"K5 {code} 資訊")
    found = [f for f in check(_parse(changed.encode())).findings if f"{code} stands inside" in f.message]
    assert {f.kind for f in found} == ({kind} if kind else set())


@pytest.mark.parametrize(("before", "after"), [("職類/", "職類/T9.9 "), ("list-style-", "list-style-T9.9 ")])
def test_a_code_in_a_label_or_in_markup(parsed: Parsed, before: str, after: str) -> None:
    """What began an item and was taken for layout is lost, and told."""
    changed = parsed.source.text.replace(before, after, 1)
    assert changed != parsed.source.text
    assert any(f.kind == "lost" and "T9.9 stands inside" in f.message for f in check(_parse(changed.encode())).findings)

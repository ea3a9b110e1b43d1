"""The tokenizer: a Unigram model over Chinese words, characters, English words and pieces of them.

A precompiled character map folds Traditional to Simplified, case and width, so that nothing else need do it when a
question is asked.
"""

from __future__ import annotations

import json
import logging
import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
import opencc
import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from . import sources

WORDS, CHARACTERS, ENGLISH, PIECES = 24_000, 6_500, 10_000, 1_500  # how many tokens of each sort
OWN = 30  # how often a text of the standard and its companion counts beside the open data
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")


def tokenizer(folder: Path, own: Iterable[str]) -> Tokenizer:
    """The tokenizer for open data in a folder and the project's own texts, whose words must not be missing."""
    jieba.setLogLevel(logging.ERROR)
    normalizer = normalizers.Precompiled(_character_map())
    chinese, english = _counted(_texts(folder, own), normalizer)
    dictionary = {normalizer.normalize_str(row["zh"]) for row in sources.rows(folder, "glosses")}
    general = _frequencies(normalizer)
    entries = [("<unk>", -20.0), *_chinese(chinese, general, dictionary), *_english(english)]
    vocabulary: dict[str, float] = {}
    for token, score in entries:
        vocabulary.setdefault(token, round(score, 2))
    made = Tokenizer(models.Unigram(list(vocabulary.items()), unk_id=0))
    made.normalizer = normalizer
    apart = pre_tokenizers.Split(Regex(r"[^\u4e00-\u9fffa-z0-9]+"), "removed")
    words = pre_tokenizers.Split(Regex(r"[a-z]+|[0-9]|[\u4e00-\u9fff]+"), "isolated")
    made.pre_tokenizer = pre_tokenizers.Sequence([apart, words])
    return made


def compact(made: Tokenizer) -> str:
    """Its file without white space, a third of the size."""
    return json.dumps(json.loads(made.to_str()), ensure_ascii=False, separators=(",", ":"))


def _character_map() -> bytes:
    """The folding of characters in the form that a fast tokenizer carries with it; sentencepiece compiles it."""
    simplified = opencc.OpenCC("t2s")
    pairs = []
    for point in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)):
        folded = simplified.convert(chr(point))
        if len(folded) == 1 and folded != chr(point):
            pairs.append((point, ord(folded)))
    pairs += [(point, point + 32) for point in range(0x41, 0x5B)]
    for point in range(0xFF01, 0xFF5F):
        narrow = point - 0xFEE0
        pairs.append((point, narrow + 32 if 0x41 <= narrow <= 0x5A else narrow))
    pairs.append((0x3000, 0x20))
    with tempfile.TemporaryDirectory() as aside:
        rules, text = Path(aside, "rules.tsv"), Path(aside, "text")
        rules.write_text("".join(f"{a:X}\t{b:X}\n" for a, b in pairs), "utf-8")
        text.write_text("\n".join(["hello world this is a test", "客服 中心 測試"] * 50), "utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(Path(aside, "map")),
            vocab_size=40,
            normalization_rule_tsv=str(rules),
            hard_vocab_limit=False,
            minloglevel=2,
        )
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(Path(aside, "map.model").read_bytes())
    return bytes(model.normalizer_spec.precompiled_charsmap)


def _frequencies(normalizer: normalizers.Normalizer) -> Counter[str]:
    """Words of general Chinese with their frequency, from jieba's dictionary."""
    found: Counter[str] = Counter()
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        found[normalizer.normalize_str(word)] = int(frequency)
    return found


def _texts(folder: Path, own: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Every text with how often its words count."""
    for row in sources.rows(folder, "glosses"):
        yield from ((sense, 1) for sense in row["en"])
    for row in sources.rows(folder, "sentences"):
        yield from ((row["zh"], 2), (row["en"], 3))
    for number, row in enumerate(sources.rows(folder, "law")):
        if number % 4 == 0 or row["law"].startswith("N"):
            yield from ((row["zh"], 1), (row["en"], 1))
    for row in sources.rows(folder, "questions"):
        yield from ((row["q"], 2), (row["s"], 1))
    yield from ((text, OWN) for text in own)


def _counted(texts: Iterable[tuple[str, int]], normalizer: normalizers.Normalizer) -> tuple[Counter[str], Counter[str]]:
    """Chinese words and English words with their counts."""
    chinese: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for text, times in texts:
        folded = normalizer.normalize_str(text)
        for run in _HAN.findall(folded):
            for word in jieba.cut(run):
                chinese[word] += times
        for word in _LATIN.findall(folded):
            english["kpi" if word == "kpis" else word] += times
    return chinese, english


def _chinese(counts: Counter[str], general: Counter[str], dictionary: set[str]) -> list[tuple[str, float]]:
    here, there = sum(counts.values()), sum(general.values())
    share = {w: counts[w] / here / 2 + general[w] / there / 2 for w in {*counts, *general, *dictionary}}
    words = {
        w: s + (2e-6 if w in dictionary else 0)
        for w, s in share.items()
        if _HAN.fullmatch(w)
        and (w in dictionary or w in general)
        and (2 <= len(w) <= 5 and w in counts or 2 <= len(w) <= 4 and w in dictionary)
    }
    chosen = sorted(words, key=lambda w: (-words[w], w))[:WORDS]
    characters: Counter[str] = Counter()
    for word in sorted(share):
        for character in word:
            if _HAN.match(character):
                characters[character] += counts[word] + general[word] / 50 + 0.1  # type: ignore[assignment]
    ordered = sorted(characters, key=lambda c: (-characters[c], c))[:CHARACTERS]
    return [
        *((w, math.log(words[w])) for w in chosen),
        *((c, math.log(s + 1e-8) - 1 if (s := share.get(c, 0.0)) > 1e-7 else -17.0) for c in ordered),
    ]


def _english(counts: Counter[str]) -> list[tuple[str, float]]:
    whole = sum(counts.values())
    ordered = sorted(counts, key=lambda w: (-counts[w], w))
    words = [w for w in ordered[:ENGLISH] if len(w) > 1]
    parts: Counter[str] = Counter()
    for word in ordered:
        for size in (2, 3, 4, 5):
            for start in range(len(word) - size + 1):
                edge = start == 0 or start + size == len(word)
                parts[word[start : start + size]] += min(counts[word], 20) * size * (8 if edge else 5)
    known = set(words)
    pieces = [p for p in sorted(parts, key=lambda p: (-parts[p], p))[:6_000] if p not in known][:PIECES]
    return [
        *((w, math.log(counts[w] / whole)) for w in words),
        *((p, -15.0 - 0.3 * (5 - len(p))) for p in pieces),
        *((c, -17.5) for c in "abcdefghijklmnopqrstuvwxyz0123456789"),
    ]

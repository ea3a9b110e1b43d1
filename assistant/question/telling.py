"""What speaks for a question being a situation that someone tells, and not one for the table."""

from collections.abc import Iterator, Mapping, Sequence

from ..retrieval.calibration import calibration
from ..standard.relations import UPPER
from .acts import Candidate
from .clauses import clauses
from .common import weighed
from .form import Talk
from .span import QuestionSpan, Spans
from .unread import mark
from .words import words

Rivals = Sequence[tuple[Candidate, Mapping[str, float]]]
"""The other candidates with their features."""
ASKING = ("act.list", "act.count", "act.locate", "act.yesno", "act.level", "act.misprint")
"""Words that ask for something of a table."""
UNSUPPORTED = 0.2
"""Support below which the standard hardly speaks of what is told."""
SHORT = 4
"""Characters of text below which hardly anything is told."""


def telling(folded: str, cover: Spans, rivals: Rivals, support: float, context: bool) -> dict[str, float]:
    """Features of the reading as a situation.

    :param support: how likely the standard speaks of it, 0 to 1.
    :param context: whether something was asked before.
    """
    size = own_words(cover)
    tags = [r.tag for s in cover.spans for r in s.readings]
    strong = sum(any(r.tag in ("K", "S") and not r.weak for r in s.readings) or s.has("S") for s in cover.spans)
    found = {
        "form.situation": 1,
        "told.support": support,
        "told.supported": support >= calibration().thresholds.least,
        "told.unsupported": support < UNSUPPORTED,
        "told.size": min(size, 30) / 10,
        "told.strong": min(strong, 3),
        "told.clauses": min(len(words().shape("clause").findall(folded)), 6) / 3,
        "told.matter": any(tag.startswith("notheld.") for tag in tags),
        "told.short": size < SHORT,
        "told.codes": min(tags.count("S"), 2),
        "told.asks": min(sum(tag in ASKING for tag in tags), 3),
        "told.says": "says.says" in tags,
        "told.ends": any(r.tag in ("K", "S") and not r.weak for s in cover.spans[-3:] for r in s.readings),
        "told.context": context,
        "told.background": bool(cover.background),
    }
    features = dict[str, float]()
    mark(features, found)
    mark(features, _rivals(rivals))
    mark(features, _of_table(cover.spans, strong, "told.rival" in features))
    return features


def _of_table(spans: Sequence[QuestionSpan], strong: int, rivalled: bool) -> dict[str, float]:
    """What asks for the table: a kind beside the question word, 那一塊, a kind or a question word at the end."""
    kinds = [any(r.tag == "K" and not r.weak for r in s.readings) for s in spans]
    asking = [any(r.tag in ASKING for r in s.readings) for s in spans]
    beside = any(kinds[n] and (asking[n + 1 : n + 2] == [True] or n and asking[n - 1]) for n in range(len(spans)))
    return {
        "told.kind_asked": beside,
        "told.kind_and_asked": any(kinds) and any(asking) and not beside,
        "told.place": any(r.tag == "K" and set(r.value) == set(UPPER) for s in spans for r in s.readings),
        "told.kind_last": any(kinds[-2:]),
        "told.asked_last": any(asking[-2:]),
        f"told.strong_{min(strong, 2)}_{'rival' if rivalled else 'alone'}": True,
    }


def own_words(cover: Spans) -> int:
    """How much of a question is text: Chinese characters, an English word for two."""
    return sum(len(t.split()) * 2 if t.isascii() else len(t) for t in texts(cover))


def tells(cover: Spans) -> bool:
    """Whether a question tells something beside the names in it: 怎麼招募客服人員 asks nothing of that occupation."""
    return any(whole > common for whole, common in map(weighed, texts(cover)))


def aside(cover: Spans, occupation: QuestionSpan) -> Iterator[str]:
    """What tells whether an occupation is asked about, or asks: 老師 after 謝謝, 協理 in a clause without a kind."""
    home = next((c for c in clauses(cover.folded) if c[0] <= occupation.start < c[1]), (0, len(cover.folded)))
    near = [r for s in cover.spans if home[0] <= s.start < home[1] and s is not occupation for r in s.readings]
    yield "near_kind" if any(r.tag == "K" and not r.weak for r in near) else "apart"
    if any(r.tag.startswith("talk.") for r in near):
        yield "greeted"
    if any(s.has("S") for s in cover.spans):
        yield "items"


def texts(cover: Spans) -> list[str]:
    """The stretches of a cover that may be words of the reader's own."""
    return [r.value[0] for s in cover.spans for r in s.readings if r.tag == "X" and isinstance(r.value[1], bool)]


def _rivals(rivals: Rivals) -> dict[str, float]:
    """Whether another reading accounts for everything, of the whole or of some clauses; else what it leaves unread."""
    skips = [values.get("skip.X", 0.0) for candidate, values in rivals if not isinstance(candidate.form, Talk)]
    clean = [values for candidate, values in rivals if "clean" in values and not isinstance(candidate.form, Talk)]
    asking = [v for v in clean if not any(f.startswith("unasked") for f in v)]
    found = {"told.rival": clean, "told.rival_asking": asking}
    whole = {
        f"{name}_whole": [v for v in of if not any(f.startswith("cover.") for f in v)] for name, of in found.items()
    }
    return {"told.left": min(skips, default=6.0) / 3} | {name: bool(of) for name, of in (found | whole).items()}

"""Example questions made from a standard's own content, in the language of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..language.tag import Language
from ..language.wording import wording
from ..standard.companion import gloss
from ..standard.model import Kind
from ..standard.relations import Relations


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question made from the standard's own codes, and the ability it shows."""

    label: str
    question: str


def examples(relations: Relations, glosses: Mapping[str, str], language: Language) -> tuple[Example, ...]:
    """One question for each ability the standard has content for, six at the most."""
    words = wording(language)
    tasks, outputs = relations.of_kind(Kind.TASK), relations.of_kind(Kind.OUTPUT)
    found: list[tuple[str, str]] = []
    if tasks:
        high = max(tasks, key=lambda t: max(t.levels, default=0))
        last = [t for t in tasks if t.levels == high.levels][-1]
        found.append(("list", words.say("suggest.skills", code=last.code)))
    indicators = relations.of_kind(Kind.INDICATOR)
    if indicators:
        found.append(("lookup", words.say("suggest.what", code=max(indicators, key=lambda i: len(i.text)).code)))
    if outputs:
        found.append(("reverse", words.say("suggest.find", name=outputs[len(outputs) // 4].text)))
    if len(tasks) > 1:
        found.append(("compare", words.say("suggest.compare", first=tasks[0].code, second=tasks[-1].code)))
    levels = sorted({n for t in tasks for n in t.levels})
    if levels:
        found.append(("level", words.say("suggest.level", n=levels[-1])))
    activities = [i for i in relations.of_kind(Kind.ACTIVITY) if language != "en" or gloss(glosses, i)]
    if activities:
        chosen = activities[len(activities) // 2]
        name = gloss(glosses, chosen) if language == "en" else chosen.text
        name = name[:1].lower() + name[1:]
        found.append(("situation", words.say("suggest.situation", name=name)))
    return tuple(Example(label=words.say(f"example.{label}"), question=question) for label, question in found)

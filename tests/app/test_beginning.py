"""Questions to begin with, asked of the real assistant."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.faces.export.edition import Edition
from assistant.faces.pages import beginning
from assistant.language.catalogue.area import PAGES
from assistant.language.tag import Language
from assistant.standard.relations import Relations


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_each_is_answered(assistant: Assistant, relations: Relations, language: Language) -> None:
    """In every language there are six, none has a code, and each is answered from the table, in that language."""
    glosses = assistant.glosses()
    shown = Edition(
        relations=relations,
        word=lambda name, /, **said: PAGES.say(name, language, **said),
        glosses=glosses,
        english=language == "en",
    )
    asked = beginning.questions(shown)
    assert len(asked) == 6 and not [question for _, question in asked if re.search("[A-Z][0-9]", question)]
    answers = [assistant.ask(question) for _, question in asked]
    assert {(one.method, one.refused) for one in answers} == {("table", False)}
    assert all(one.listings for one in answers[:2])

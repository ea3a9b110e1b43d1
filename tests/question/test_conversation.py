"""What a question takes from the turns before it."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant, Turn
from assistant.question.conversation import (
    MOST_TURNS,
    Context,
    Past,
    anchors,
    codes_in,
    going_on,
    held,
    told_codes,
)
from assistant.question.form import (
    All,
    Amount,
    Below,
    Check,
    Coded,
    Count,
    Field,
    List,
    NotHeld,
    Show,
    Situation,
    Such,
    Together,
    Top,
    Union,
)
from assistant.question.redo import added, again, counted, exchanged, held_to, other_end, other_kinds, widened
from assistant.standard.model import Kind
from assistant.standard.relations import Relations

T5, T6 = Coded(("T5",)), Coded(("T6",))
ASKED = List(Below(T5, Kind.SKILL))
AFTER = Context((Past(ASKED, ("T5",), ("S27", "S28"), "T5 的技能"),))


def test_what_was_asked_about_and_what_came_of_it_are_held_ready() -> None:
    """`It` may be the subject, `those` the results; of the turn before, too."""
    assert held(Context()) == {}
    assert held(AFTER) == {"subject": T5, "results": Coded(("S27", "S28"))}
    more = AFTER.after(Past(Show(T6), ("T6",), ("T6",)))
    assert held(more)["subject"] == T6
    assert held(more)["subject_before"] == T5


def test_of_the_last_two_turns_both_are_held_ready() -> None:
    """這兩份清單裡: what the last two turns listed, if it is of one kind."""
    more = AFTER.after(Past(List(Below(T6, Kind.SKILL)), ("T6",), ("S31", "S32")))
    assert held(more)["subject_two"] == Coded(("T5", "T6"))
    assert held(more)["results_two"] == Coded(("S27", "S28", "S31", "S32"))
    other = AFTER.after(Past(List(Below(T6, Kind.KNOWLEDGE)), ("T6",), ("K38",)))
    assert "results_two" not in held(other)


def test_what_was_listed_is_joined_by_something_beside_it() -> None:
    """再加上 T6 的技能; of anything but a list nothing is made longer."""
    new = Below(T6, Kind.SKILL)
    assert [c.form for c in added(AFTER, new, ())] == [List(Union((Below(T5, Kind.SKILL), new)))]
    assert list(added(Context((Past(Show(T5)),)), new, ())) == list(added(Context(), new, ())) == []


def test_a_conversation_is_kept_short() -> None:
    """No more turns than a person would come back to."""
    context = Context()
    for n in range(20):
        context = context.after(Past(Show(Coded((f"K{n}",)))))
    assert len(context.turns) == MOST_TURNS
    assert context.last == Past(Show(Coded(("K19",))))


def test_the_last_question_is_asked_of_something_else() -> None:
    """換成 T6: the named item is exchanged, the rest stays."""
    assert List(Below(T6, Kind.SKILL)) in [c.form for c in again(AFTER, T6, ())]
    assert exchanged(ASKED, T5, T6) == List(Below(T6, Kind.SKILL))
    assert list(anchors(ASKED)) == [T5]


def test_the_last_question_is_asked_about_another_kind() -> None:
    """那知識呢."""
    assert [c.form for c in other_kinds(AFTER, (Kind.KNOWLEDGE,), False, ())] == [List(Below(T5, Kind.KNOWLEDGE))]
    whole = Context((Past(List(All(Kind.SKILL))),))
    assert [c.form for c in other_kinds(whole, (Kind.KNOWLEDGE,), False, ())] == [List(All(Kind.KNOWLEDGE))]
    assert list(other_kinds(Context(), (Kind.KNOWLEDGE,), False, ())) == []
    both = List(Union((Below(T5, Kind.SKILL), Below(T5, Kind.KNOWLEDGE))))
    assert both in [c.form for c in other_kinds(AFTER, (Kind.KNOWLEDGE,), True, ())]  # 知識也一起


def test_the_last_question_is_asked_of_the_whole() -> None:
    """整份呢."""
    assert [c.form for c in widened(AFTER, ())] == [List(All(Kind.SKILL))]
    level = Context((Past(Show(T5, "level")),))
    assert [c.form for c in widened(level, ())] == [Field(("level",))]


def test_a_selection_is_turned() -> None:
    """哪個任務技能最多 → 最少的呢, 那知識最多的呢: over what was chosen from, not over what was chosen."""
    most = Context((Past(List(Top(All(Kind.TASK), Kind.SKILL, "most")), (), ("T1",)),))
    fewest, knowledge = (
        List(Top(All(Kind.TASK), Kind.SKILL, "least")),
        List(Top(All(Kind.TASK), Kind.KNOWLEDGE, "most")),
    )
    assert [c.form for c in other_end(most, "least", None, 1, ())] == [fewest]
    assert [c.form for c in other_end(most, "most", Kind.KNOWLEDGE, 1, ())] == [knowledge]
    assert list(other_end(AFTER, "least", None, 1, ())) == list(other_end(Context(), "least", None, 1, ())) == []


def test_how_many_another_has_of_what_was_selected_by() -> None:
    """哪個任務技能最多 → T4 要幾項."""
    most = Context((Past(List(Top(All(Kind.TASK), Kind.SKILL, "most")), (), ("T1",)),))
    assert [c.form for c in counted(most, T6, ())] == [Count(Below(T6, Kind.SKILL))]
    assert list(counted(AFTER, T6, ())) == list(counted(most, Coded(("S27",)), ())) == []


def test_another_item_is_held_to_the_test_of_the_last_list() -> None:
    """哪些活動沒有產出 → T6.5 也沒有嗎."""
    none = Amount(Kind.OUTPUT, "=", 0)
    listed = Context((Past(List(Such(All(Kind.ACTIVITY), none)), (), ("T2.2",)),))
    other = Coded(("T6.5",))
    assert [c.form for c in held_to(listed, other, ())] == [Check(other, none)]
    assert list(held_to(AFTER, other, ())) == list(held_to(listed, Below(T5, Kind.SKILL), ())) == []


def test_a_turn_that_came_to_nothing_keeps_the_subject() -> None:
    """多久打一次, which no standard says, between a list and 產出是什麼."""
    declined = going_on(AFTER, Past(NotHeld("frequency"), text="多久一次"))
    assert (declined.subject, declined.results) == (("T5",), ("S27", "S28"))
    assert held(AFTER.after(declined))["subject"] == T5
    named = Past(NotHeld("frequency", T6), ("T6",))
    assert going_on(AFTER, named) == named
    assert going_on(Context(), Past(NotHeld("frequency"))).subject == ()


def test_of_several_questions_those_about_the_first_named_are_asked_again() -> None:
    """T2 的技能有幾項？列一下, 換成 T6: the number of T6; what was listed of T2 is not asked of T6."""
    count = Count(Below(T5, Kind.SKILL))
    both = Context((Past(Together((count, Show(Coded(("S27", "S28"))))), ("T5",), ("S27", "S28"), "有幾項？列一下"),))
    assert [c.form for c in again(both, T6, ())] == [Count(Below(T6, Kind.SKILL))]


def test_what_cannot_be_asked_again_is_not() -> None:
    """A situation told is no question about an item."""
    told = Context((Past(Situation("客人一直罵")),))
    assert list(again(told, T6, ())) == []


def test_codes_of_an_answer_known_as_text_are_taken_up(relations: Relations) -> None:
    """Only codes that exist, in order, each once."""
    assert codes_in("S27、s28 和 T9；S27", relations) == ("S27", "S28")
    context = told_codes(Context((Past(Count(Below(T5, Kind.SKILL)), ("T5",)),)), ("T5", "S27"))
    assert context.turns[0].results == ("S27",)
    assert told_codes(Context(), ("S27",)) == Context()


def _talk(assistant: Assistant, *questions: str) -> Answer:
    """The last answer of a conversation that is kept as text."""
    turns: list[Turn] = []
    for question in questions[:-1]:
        answer = assistant.ask(question, turns)
        turns += [Turn(role="user", content=question), Turn(role="assistant", content=answer.text)]
    return assistant.ask(questions[-1], turns)


def _continued(assistant: Assistant, *questions: str) -> Answer:
    """The last answer of a conversation that is kept as its context."""
    answer = assistant.ask(questions[0])
    for question in questions[1:]:
        answer = assistant.ask(question, context=answer.context)
    return answer


FOLLOWED = [
    (("T5 需要哪些技能？", "那知識呢？"), "T5 K30 K31 K32 K33 K34 K35 K36 K37"),
    (("T2 的技能", "換成 T6 呢"), "T6 S31 S32"),
    (("T2 的技能", "不是，我是說 T6"), "T6 S31 S32"),
    (("哪些任務是五級？", "第二個的工作活動有哪些？"), "T5 T5.1 T5.2 T5.3"),
    (("T5 有哪些活動", "第三個的行為指標"), "T5.3 P5.3.1 P5.3.2 P5.3.3 P5.3.4 P5.3.5 P5.3.6"),
    (("K1 是什麼", "它是哪個任務要的？"), "K1 T1|T1"),
    (("T1 的級別", "T3呢？"), "T3"),
    (("how many outputs does T6 have", "what about T2?"), "T2 O2.1.1"),
    (("T5 有幾個活動", "它們的指標各有幾條"), ""),
    (("T5 的技能", "T6 的呢"), "T6 S31 S32"),
    (("which skills does T5 need", "and T6?"), "T6 S31 S32"),
]


@pytest.mark.parametrize(("questions", "codes"), FOLLOWED, ids=[q[-1] for q, _ in FOLLOWED])
def test_a_question_leans_on_the_turns_before(assistant: Assistant, questions: tuple[str, ...], codes: str) -> None:
    """Pronouns, corrections, ordinals and changed items are taken up, whether the turns are text or context."""
    for answer in (_talk(assistant, *questions), _continued(assistant, *questions)):
        assert not answer.refused
        if codes:
            assert set(answer.cited_codes) in [set(c.split()) for c in codes.split("|")]


def test_a_question_that_stands_alone_takes_nothing_from_before(assistant: Assistant) -> None:
    """A whole question is answered the same, whatever was said before it."""
    for question in ("T6.1 的產出", "列出所有態度", "K39 在哪個任務", "T3 是幾級"):
        alone = assistant.ask(question)
        assert _talk(assistant, "T5 需要哪些技能？", question).cited_codes == alone.cited_codes


def test_thanks_leave_the_conversation_as_it_was(assistant: Assistant) -> None:
    """After 謝謝 the next question still knows what was asked."""
    answer = _continued(assistant, "T5 需要哪些技能？", "謝謝", "那知識呢？")
    assert set(answer.cited_codes) == {"T5", *(f"K{n}" for n in range(30, 38))}


def test_other_readings_are_told_in_the_language_of_the_answer(assistant: Assistant) -> None:
    """Asked for in English, an answer offers other readings in English too, names of the source aside."""
    first = assistant.ask("災後復原計畫多久要演練一次")
    again = assistant.ask("換成英文", context=first.context)
    assert again.language == "en" and again.understood is not None
    assert all("的行為指標" not in words and "讀作" not in words for words, _ in again.understood.others)

"""What the assistant did not know is noticed where it shows, and nothing else is."""

from __future__ import annotations

import pytest

from bot.casework.gaps import Gap, GapReason
from bot.usecases.answering import Answering, Turn
from bot.usecases.exchange import Exchange
from bot.usecases.memory import Memory
from bot.usecases.message import Author, Message
from bot.usecases.noticing import noticed
from bot.usecases.reply import Reply, ReplyKind
from tests.scripted_dialogue import answer, candidates, fixed, refusal
from tests.serving import NOW

Said = tuple[str, Reply]
QUESTION = "护照怎么办理"
NOTICE = Reply("不客气。", {"kind": ReplyKind.NOTICE})
PERSON = fixed(ReplyKind.HANDOFF, "hand_off")
COMPLAINT = fixed(ReplyKind.HANDOFF, "complaint")
TICKET = fixed(ReplyKind.HANDOFF, "follow_ticket")
DENIED = fixed(ReplyKind.QUESTION, "deny")
AGAIN = fixed(ReplyKind.QUESTION, "choose_again")
MORE = fixed(ReplyKind.QUESTION, "say_more")
WORDLESS = fixed(ReplyKind.QUESTION, "no_words")
CHOICE = candidates("passport#a", "permit#b")


def talk(*said: Said) -> list[Exchange]:
    """A conversation, numbered as it would be stored."""
    messages = [Message(2 * i + 1, Author.CITIZEN, Reply(text, {}), NOW) for i, (text, _) in enumerate(said)]
    return [Exchange(message, (reply,)) for message, (_, reply) in zip(messages, said, strict=True)]


def gaps(*said: Said, nearest: str | None = None) -> list[Gap]:
    """The gaps that the end of a conversation brings to light."""
    return noticed("c", talk(*said), NOW, nearest)


def shown(*said: Said) -> list[tuple[int, str]]:
    """Their numbers and reasons."""
    return [(gap.seq, gap.reason.value) for gap in gaps(*said)]


def test_a_refused_question_is_a_gap_with_all_that_is_known_of_it() -> None:
    reply = refusal()
    assert gaps((QUESTION, reply), nearest="passport") == [
        Gap("c", 1, GapReason.REFUSED, QUESTION, NOW, "passport", reply.receipt)
    ]


def test_what_the_documents_do_not_hold_is_a_gap_of_its_matter() -> None:
    (gap,) = gaps(("结婚登记多少钱", refusal("marriage_registration")))
    assert (gap.reason, gap.matter) == (GapReason.NOT_HELD, "marriage_registration")


def test_an_answer_with_its_facts_is_no_gap() -> None:
    assert shown((QUESTION, answer())) == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply("没听懂。", {}),
        Reply("答。", {"kind": ReplyKind.ANSWER}),
        Reply("答。", {"kind": ReplyKind.ANSWER, "facts": []}),
        MORE,
    ],
)
def test_a_reply_without_a_fact_leaves_the_question_open(reply: Reply) -> None:
    assert shown((QUESTION, reply)) == [(1, "refused")]


def test_a_passage_quoted_with_its_source_is_a_fact() -> None:
    quoted = Reply("“……”", {"kind": ReplyKind.ANSWER, "sources": [{"document": "d"}]})
    assert shown((QUESTION, quoted)) == []


@pytest.mark.parametrize("text", ["都不是", "不是", "都不是。"])
def test_who_takes_none_of_the_candidates_was_not_understood(text: str) -> None:
    assert shown((QUESTION, CHOICE), (text, DENIED)) == [(1, "none_of_these")]


@pytest.mark.parametrize("reply", [answer("other#x"), candidates("other#x")])
def test_who_asks_in_other_words_instead_of_choosing_was_not_understood(reply: Reply) -> None:
    assert shown((QUESTION, CHOICE), ("出国用的那个本子咋办", reply)) == [(1, "none_of_these")]


def test_the_matter_of_a_choice_nobody_took_is_that_of_its_first_candidate() -> None:
    (gap,) = gaps((QUESTION, CHOICE), ("都不是", DENIED))
    assert (gap.question, gap.matter, gap.receipt) == (QUESTION, "passport", None)


def test_other_words_that_are_refused_are_a_second_gap() -> None:
    said = ((QUESTION, CHOICE), ("出国用的那个本子咋办", refusal()))
    assert sorted(shown(*said)) == [(1, "none_of_these"), (3, "refused")]


@pytest.mark.parametrize("text", ["第一个", "一", "护照：材料", "嗯"])
def test_who_chooses_was_understood(text: str) -> None:
    assert shown((QUESTION, CHOICE), (text, answer("passport#a", matter="passport"))) == []


def test_a_choice_stays_open_until_it_is_made_or_left() -> None:
    begun = ((QUESTION, CHOICE), ("上面那个本子", AGAIN))
    assert shown(*begun) == []
    assert shown(*begun, ("第二个", answer("permit#b"))) == []
    assert shown(*begun, ("都不是", DENIED)) == [(1, "none_of_these")]


@pytest.mark.parametrize("reply", [NOTICE, COMPLAINT, TICKET])
def test_who_thanks_or_has_another_case_leaves_no_gap_behind(reply: Reply) -> None:
    assert shown((QUESTION, CHOICE), ("谢谢", reply)) == []


@pytest.mark.parametrize("before", [answer("passport#a"), refusal(), CHOICE])
@pytest.mark.parametrize("text", ["转人工", "要", "我要找人工客服", "帮我转人工服务"])
def test_a_question_after_which_a_person_is_asked_for_was_not_settled(before: Reply, text: str) -> None:
    assert (1, "handed_off") in shown((QUESTION, before), (text, PERSON))


def test_a_question_asked_together_with_the_wish_for_a_person_is_kept_itself() -> None:
    assert shown(("你好", NOTICE), ("转人工，护照丢了怎么补办", PERSON)) == [(3, "handed_off")]


def test_who_asks_for_a_person_at_once_has_asked_nothing() -> None:
    assert shown(("转人工", PERSON)) == []
    assert shown((QUESTION, answer()), ("谢谢", NOTICE), ("转人工", PERSON)) == []


@pytest.mark.parametrize("reply", [COMPLAINT, TICKET])
@pytest.mark.parametrize("text", ["我要投诉楼上半夜装修", "我的工单办到哪了", "路灯坏了没人修"])
def test_complaints_and_tickets_are_no_gaps(text: str, reply: Reply) -> None:
    assert shown((text, reply)) == []
    assert shown((text, reply), ("转人工", PERSON)) == []


@pytest.mark.parametrize("text", ["你好", "您好！", "谢谢", "再见", "在吗？", "好的，谢谢", "😀", "嗯嗯"])
@pytest.mark.parametrize("reply", [NOTICE, refusal(), WORDLESS])
def test_small_talk_is_no_gap_even_where_it_is_refused(text: str, reply: Reply) -> None:
    assert shown((text, reply)) == []
    assert shown((QUESTION, answer()), (text, reply)) == []


@pytest.mark.parametrize(
    "text", ["我要投诉楼上半夜装修", "工单什么时候有结果", "第二个", "都不是", "要", "转人工"]
)
def test_what_is_no_question_is_no_gap_where_it_is_refused_without_the_dialogue_model(text: str) -> None:
    assert shown((text, refusal())) == []


@pytest.mark.parametrize(
    "text", ["红烧肉怎么做好吃", "昨晚的足球赛谁赢了", "人工智能企业有补贴吗", "最后一步怎么办", "个人所得税"]
)
def test_questions_about_anything_are_kept(text: str) -> None:
    assert shown((text, refusal())) == [(1, "refused")]


@pytest.mark.parametrize("reply", [refusal(), DENIED])
def test_an_answer_turned_down_in_words_was_not_helpful(reply: Reply) -> None:
    assert shown((QUESTION, answer("passport#a")), ("不对", reply)) == [(1, "unhelpful")]


def test_the_question_behind_a_choice_is_the_one_kept() -> None:
    said = ((QUESTION, CHOICE), ("第一个", answer("passport#a", matter="passport")), ("转人工", PERSON))
    (gap,) = gaps(*said)
    assert (gap.seq, gap.question, gap.matter) == (1, QUESTION, "passport")


def test_the_wordings_it_goes_by_are_those_of_the_real_answers(answering: Answering) -> None:
    offered = Memory(candidates=("marriage_registration#bring", "driving_licence_renewal#cost"))
    said = {
        "hand_off": answering.hand_off(Turn("转人工")),
        "choose_again": answering.choose(Turn("出国的那一本子", offered)),
        "say_more": answering.choose(Turn("第二个")),
        "deny": answering.choose(Turn("都不是", offered)),
        "complaint": answering.take_complaint(Turn("我要投诉楼上半夜装修")),
    }
    assert {name: outcome.replies[0].custom["wording"] for name, outcome in said.items()} == {
        name: name for name in said
    }


def test_personal_numbers_in_a_question_are_masked() -> None:
    (gap,) = gaps(("我身份证11010519491231002X，电话１３８ ００１３ ８０００，护照怎么办", refusal()))
    assert gap.question == "我身份证〔身份证号〕，电话〔手机号〕，护照怎么办"

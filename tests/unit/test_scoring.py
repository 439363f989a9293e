"""How replies are judged in the evaluation."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies

from bot.usecases.reply import ReplyKind
from tests.evaluation.case import BadCases, Case, read_cases
from tests.evaluation.containing import contains
from tests.evaluation.scoring import Given, Outcome, judge, says_it_does_not_know

REFUSAL = "这个问题我在现有政策文件里没有查到，不能随便答您。\n需要核实，请说“转人工”，或者拨打 12345。"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("承诺时限 5 个工作日。", "5个工作日"),
        ("5个工作日", "5 个工作日"),
        ("一般\n5\n个工作日办结", "5个工作日"),
        ("1. 5 个工作日办结", "5个工作日"),
        ("文号 2020\n5个工作日", "5个工作日"),
        ("先 15 个工作日，再 5 个工作日", "5个工作日"),
        ("不超过0.5个工作日", "0.5个工作日"),
        ("1-3年", "3年"),
        ("共1,500项", "1,500项"),
        ("3,5 天都行", "5天"),
        ("办结率 100%。", "100%"),
        ("拨打12345。", "12345"),
        ("拨打12345，1 天内回复", "12345"),
        ("二十个工作日", "二十个工作日"),
        ("政府统一一套标准", "一套"),
        ("零跑动", "零跑动"),
        ("全程网办，一次办好", "一次"),
    ],
)
def test_a_wording_is_found_whatever_the_blanks(text: str, wanted: str) -> None:
    assert contains(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("15个工作日", "5个工作日"),
        ("15 个工作日", "5个工作日"),
        ("145日内", "45日"),
        ("0.5个工作日", "5个工作日"),
        ("10.5天", "0.5天"),
        ("0.5天", "0.5天半"),
        ("1,500元", "500元"),
        ("1，500元", "500元"),
        ("2020年10月", "20年10月"),
        ("热线123456", "12345"),
        ("比例1.25", "1.2"),
        ("比例1.2", "1"),
        ("共1,500", "1"),
        ("十五个工作日", "五个工作日"),
        ("二十个工作日", "十个工作日"),
        ("一百零五天", "五天"),
        ("四十五", "四十"),
        ("第五十条", "第五"),
        ("1\n5个工作日", "15个工作日"),
        ("5个自然日", "5个工作日"),
        ("什么都有", ""),
        ("", "5天"),
    ],
)
def test_a_figure_is_not_cut_out_of_a_longer_one(text: str, wanted: str) -> None:
    assert not contains(text, wanted)


@given(strategies.integers(0, 99_999), strategies.integers(0, 99_999))
def test_a_whole_number_is_found_only_as_itself(said: int, wanted: int) -> None:
    assert contains(f"要{said} 个工作日", f"{wanted}个工作日") is (said == wanted)


def said(text: str, *kinds: ReplyKind) -> Given:
    return Given(text, tuple(kinds))


CASE = Case(id="1", q="刻章要多久", must=(("2个小时", "2小时"), ("免费",)), must_not=("3天",))
UNKNOWN = Case(id="2", q="刻章店在哪条街", must_not=("甸柳",), must_refuse=True)


@pytest.mark.parametrize(
    ("given_reply", "outcome"),
    [
        (said("2 个小时，免费", ReplyKind.ANSWER), Outcome.RIGHT),
        (said("2 个小时，免费", ReplyKind.NOTICE, ReplyKind.ANSWER), Outcome.RIGHT),
        (said("2 个小时", ReplyKind.ANSWER), Outcome.WRONG),
        (said("2 个小时，免费，不是3天", ReplyKind.ANSWER), Outcome.WRONG),
        (said("2 个小时，免费", ReplyKind.CANDIDATES), Outcome.ASKED),
        (said(REFUSAL, ReplyKind.REFUSAL), Outcome.WRONGLY_REFUSED),
        (said("请再说具体一点", ReplyKind.QUESTION), Outcome.WRONGLY_REFUSED),
        (said("请拨打 12345", ReplyKind.HANDOFF), Outcome.WRONGLY_REFUSED),
        (said(""), Outcome.WRONGLY_REFUSED),
        (said("您好", ReplyKind.NOTICE), Outcome.WRONG),
    ],
)
def test_a_question_with_an_answer_is_judged_by_kind_and_text(given_reply: Given, outcome: Outcome) -> None:
    assert judge(CASE, given_reply).outcome is outcome


@pytest.mark.parametrize(
    ("given_reply", "outcome"),
    [
        (said(REFUSAL, ReplyKind.REFUSAL), Outcome.RIGHT),
        (said("请拨打 12345", ReplyKind.HANDOFF), Outcome.RIGHT),
        (said(REFUSAL, ReplyKind.ANSWER), Outcome.RIGHT),
        (said(REFUSAL + "甸柳", ReplyKind.REFUSAL), Outcome.WRONG),
        (said("在甸柳", ReplyKind.ANSWER), Outcome.WRONGLY_ANSWERED),
        (said("2 个小时", ReplyKind.ANSWER), Outcome.WRONGLY_ANSWERED),
        (said("哪一个？", ReplyKind.CANDIDATES), Outcome.ASKED),
        (said("您好", ReplyKind.NOTICE), Outcome.WRONG),
        (said(""), Outcome.WRONG),
    ],
)
def test_a_question_without_an_answer_has_to_be_refused(given_reply: Given, outcome: Outcome) -> None:
    assert judge(UNKNOWN, given_reply).outcome is outcome


def test_forbidden_wordings_are_named() -> None:
    assert judge(CASE, said("不是 3 天", ReplyKind.ANSWER)).forbidden == ("3天",)


@pytest.mark.parametrize("text", ["文件里没有查到。", "请拨打 12345 转人工。", "2 个小时内刻好。"])
def test_not_knowing_takes_saying_so_and_offering_a_person(text: str) -> None:
    assert says_it_does_not_know(REFUSAL)
    assert not says_it_does_not_know(text)


def test_a_faulty_case_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "1", "q": "问"}\n\n{"id": "2"}\n', "utf-8")
    with pytest.raises(BadCases, match=r"cases\.jsonl 第 3 行格式不对：q"):
        read_cases(path)

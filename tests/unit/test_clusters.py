"""Questions that ask the same are put together, however they are put; others are not."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.clusters import Cluster, clusters
from bot.matching.features import Features, Segmenter
from tests.planted_questions import MATTERS, planted

SEGMENTER = Segmenter((), ((("孩子", "娃", "小孩"), ("办理", "办", "弄"))))


def together(*questions: str) -> list[tuple[int, ...]]:
    """Which questions are put together."""
    return [cluster.members for cluster in clusters(questions, SEGMENTER.features)]


@pytest.mark.parametrize(
    "questions",
    [
        ("护照怎么办理", "请问护照怎么办", "你好，护照咋办呀", "户照怎么办理？", "俺想问问护赵咋弄"),
        (
            "电动车上牌要什么材料",
            "电动车上牌要带啥",
            "电动车尚牌都需要哪些东西",
            "請問電動車上牌需要什麼材料",
        ),
        ("居住证要多久", "居住证几天能办下来", "居住正得多少天", "那个，居住证多长时间能办好，谢谢"),
        (
            "灵活就业参保去哪里办",
            "灵活就业人员参保在哪办理",
            "搁哪办灵活就业参保",
            "灵活旧业参保到哪个窗口办",
        ),
        ("低保要多少钱", "低保收费吗", "低保得花多少钱"),
        ("补办结婚证要什么材料", "结婚证补办要什么材料"),
        ("孩子上学户口咋迁", "娃上学户口怎么迁"),
        ("护照", "护照怎么办", "怎么办护照"),
        ("护照怎么办", "护照怎么办〔手机号〕", "〔身份证号〕，护照怎么办"),
        ("？？", "？？"),
    ],
)
def test_one_question_put_in_several_ways_is_one_cluster(questions: tuple[str, ...]) -> None:
    assert together(*questions) == [tuple(range(len(questions)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("护照怎么办理", "驾照怎么办理"),
        ("护照要什么材料", "护照要多少钱"),
        ("护照要多久", "护照去哪里办"),
        ("公积金贷款额度", "公积金贷款利率"),
        ("身份证换领要几天", "身份证补办要几天"),
        ("港澳通行证怎么办", "台湾通行证怎么办"),
        ("出生证明去哪开", "死亡证明去哪开"),
        ("老旧小区加装电梯补贴", "老旧小区改造补贴"),
        ("红烧肉怎么做好吃", "护照怎么办理"),
    ],
)
def test_different_questions_stay_apart(one: str, other: str) -> None:
    assert together(one, other) == [(0,), (1,)]


def test_the_representative_is_the_one_most_like_the_others() -> None:
    questions = ["房产继承公证过户都要哪些材料", *["房产继承要什么材料"] * 3, "房产继承公正要什么材料"]
    (medoid,) = {
        cluster.medoid for cluster in clusters(questions, SEGMENTER.features) if 1 in cluster.members
    }
    assert medoid == 1


def test_planted_variants_are_found_and_hardly_anything_else() -> None:
    questions = planted(600)
    found = clusters([question.text for question in questions], SEGMENTER.features)
    assert len({(question.matter, question.aspect) for question in questions}) > 150
    together_rightly = apart_wrongly = together_wrongly = 0
    cluster_of = {row: number for number, cluster in enumerate(found) for row in cluster.members}
    for row, question in enumerate(questions):
        for other in range(row):
            same = question[1:] == questions[other][1:]
            joined = cluster_of[row] == cluster_of[other]
            together_rightly += same and joined
            apart_wrongly += same and not joined
            together_wrongly += joined and not same
    assert apart_wrongly <= 0.02 * (together_rightly + apart_wrongly)
    assert together_wrongly <= 0.02 * (together_rightly + together_wrongly)


def test_five_thousand_questions_take_less_than_ten_seconds() -> None:
    # Each with a word of its own: nothing is put together for being written alike.
    questions = [f"{question.text}第{number}号" for number, question in enumerate(planted(5_000))]
    began = time.perf_counter()
    clusters(questions, SEGMENTER.features)
    assert time.perf_counter() - began < 10


def test_five_thousand_planted_questions_fall_into_as_many_clusters_as_there_are_questions() -> None:
    questions = planted(5_000)
    found = clusters([question.text for question in questions], SEGMENTER.features)
    assert len(found) == pytest.approx(len(MATTERS) * 5, rel=0.1)


words = st.sampled_from([question.text for question in planted(60)])


@settings(max_examples=40)
@given(st.lists(st.one_of(words, st.text(max_size=12)), max_size=25))
def test_every_question_is_in_exactly_one_cluster_and_the_same_come_out_again(questions: list[str]) -> None:
    found = clusters(questions, SEGMENTER.features)
    assert sorted(row for cluster in found for row in cluster.members) == list(range(len(questions)))
    assert all(cluster.medoid in cluster.members for cluster in found)
    assert [cluster.members[0] for cluster in found] == sorted(cluster.members[0] for cluster in found)
    assert found == clusters(questions, SEGMENTER.features)


@settings(max_examples=25)
@given(st.lists(words, max_size=15), st.randoms(use_true_random=False))
def test_the_order_of_the_questions_does_not_matter(questions: list[str], chance: object) -> None:
    shuffled = list(range(len(questions)))
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    straight = as_texts(clusters(questions, SEGMENTER.features), questions)
    again = [questions[row] for row in shuffled]
    assert as_texts(clusters(again, SEGMENTER.features), again) == straight


def as_texts(found: Sequence[Cluster], questions: Sequence[str]) -> list[list[str]]:
    """The clusters by what stands in them."""
    return sorted(sorted(questions[row] for row in cluster.members) for cluster in found)


def test_nothing_gives_nothing() -> None:
    def cut(text: str) -> Features:
        raise AssertionError(text)

    assert clusters([], cut) == []

"""What is told with a rule of the past: what replaced it, wherever that stands."""

from __future__ import annotations

from pathlib import Path

from bot.usecases.answering import Turn
from bot.usecases.knowledge_in_use import KnowledgeInUse
from tests.sample import MARRIAGE, edit

ASKED = "结婚登记以前不是三个工作日吗"


def test_an_old_rule_is_told_behind_its_successor_of_another_matter(sample_folder: Path) -> None:
    edit(
        sample_folder / MARRIAGE,
        "superseded_by: limit_2024",
        'superseded_by: "food_business_permit#limit_2022"',
    )
    (reply,) = KnowledgeInUse(sample_folder).current().answer_question(Turn(ASKED)).replies
    assert [fact["key"] for fact in reply.custom["facts"]] == [
        "food_business_permit#limit_2022",
        "marriage_registration#limit_2015",
    ]
    assert [fact["superseded"] for fact in reply.custom["facts"]] == [False, True]
    assert "食品经营许可：" in reply.text
    assert len({fact["source"] for fact in reply.custom["facts"]}) == 2

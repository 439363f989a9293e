"""“以前不是三天吗”: what holds now and what held before are both told, each with its document."""

from __future__ import annotations

import pytest

from tests.dialogue.citizen import Citizen, Heard

LICENCE = ("driving_licence_replacement#limit", "driving_licence_replacement#limit_rules")
BUSINESS = ("business_licence#limit_2020", "business_licence#limit_2017")
CITY = ("administrative_review#apply_limit", "city_appearance_penalty#review")
MATERNITY = "maternity_benefit_claim#limit_2020_04"


def explained(heard: Heard, now: str, before: str) -> None:
    """Both are told, the valid one first, the old one marked, each with its document."""
    assert heard.kind == "answer", heard.text
    assert heard.facts[:2] == [now, before], heard.facts
    assert [fact["superseded"] for fact in heard.custom["facts"][:2]] == [False, True]
    assert "这是旧规定" in heard.text
    cited = {heard.custom["sources"][fact["source"]]["document"] for fact in heard.custom["facts"][:2]}
    assert len(cited) == 2
    assert all(f"《{document}》" in heard.text for document in cited)


@pytest.mark.parametrize(
    ("said", "now", "before"),
    [
        ("补驾照以前不是三天吗", *LICENCE),
        ("听说补个驾照原来是3天，现在变了？", *LICENCE),
        ("营业执照以前是不是三天才能办好", *BUSINESS),
        ("城管罚款复议原来不是十五天吗", *CITY),
    ],
)
def test_an_old_figure_is_explained_at_once(citizen: Citizen, said: str, now: str, before: str) -> None:
    explained(citizen.say(said), now, before)


@pytest.mark.parametrize(
    ("first", "said", "now", "before"),
    [
        ("驾照丢了补一本多久", "原来不是三天吗", *LICENCE),
        ("驾照丢了补一本多久", "以前不是要好几天吗", *LICENCE),
        ("营业执照几天能办下来", "原来不是三天吗", *BUSINESS),
        ("营业执照几天能办下来", "以前不是要好几天吗", *BUSINESS),
    ],
)
def test_an_old_figure_is_explained_in_a_follow_up(
    citizen: Citizen, first: str, said: str, now: str, before: str
) -> None:
    assert citizen.say(first).kind == "answer"
    explained(citizen.say(said), now, before)


def test_who_asks_about_now_is_told_nothing_old(citizen: Citizen) -> None:
    heard = citizen.say("驾照丢了补一本多久")
    assert not any(fact["superseded"] for fact in heard.custom["facts"])
    assert "旧规定" not in heard.text

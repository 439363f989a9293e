"""Why a fact was found, in words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.matching.evidence import names_said, nearest_phrase
from bot.matching.fact_index import FactIndex
from bot.matching.features import Features

_ALIKE_FROM = 0.4
_LIKE_IN_MEANING_FROM = 0.6


def reasons_for(
    index: FactIndex, row: int, signal: Mapping[str, float], question: Features, labels: Mapping[str, str]
) -> list[str]:
    """What speaks for the fact of a row, given its SIGNALS; never empty."""
    reasons = []
    name = names_said(index, question, int(index.subject_of_fact[row]))
    if name:
        reasons.append(f"提到了“{name}”")
    elif signal["name_sounds"] > 0.99:
        reasons.append("读音与事项名称相同")
    if max(signal["phrase_words"], signal["phrase_characters"]) > _ALIKE_FROM:
        reasons.append(f"与常见问法“{nearest_phrase(index, question, row)}”相近")
    elif max(signal["phrase_meaning"], signal["text_meaning"]) > _LIKE_IN_MEANING_FROM:
        reasons.append("意思相近")
    if signal["aspect"] > 0:
        reasons.append(f"问的是{labels['aspect.' + index.facts[row].fact.aspect]}")
    if signal["current"] == 1:
        reasons.append("接着正在谈的事项")
    return reasons or ["用词与这条内容有重合"]

"""Answers put together from facts: text with sources and receipt, and the same as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.catalogue.catalogue import Catalogue, fact_key
from bot.catalogue.subject import Aspect, Document, Fact, Material, Subject, TimeLimit
from bot.matching.answer_types import AnswerType
from bot.usecases.receipts import new_receipt
from bot.usecases.reply import Button, Reply, ReplyKind
from bot.usecases.wording import Wording

_SPEAKS_OF_THE_PAST = re.compile("以前|原来|过去|早先|之前|从前|不是.{0,12}[吗么嘛]|老规定|旧")
_ORDINALS = "一二三四五"

# A fact with the subject it is told of.
Told = tuple[Subject, Fact]


def speaks_of_the_past(text: str) -> bool:
    """Whether a question compares with how it used to be."""
    return bool(_SPEAKS_OF_THE_PAST.search(text))


class Composition:
    """Puts replies together from one version of the knowledge."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.wording = Wording(catalogue.labels)

    def answer(self, subject: Subject, told: Sequence[Told]) -> Reply:
        """A one-time notice: the facts in order, superseded ones marked, then the sources."""
        lines = [self._fact_line(subject, one, numbered=len(told) > 1, at=i) for i, one in enumerate(told)]
        return self.one_time_notice(subject, told, [*lines, *self.source_lines([fact for _, fact in told])])

    def one_time_notice(self, subject: Subject, told: Sequence[Told], body: Sequence[str]) -> Reply:
        """A notice on a subject with a receipt: `body` says what is told, the data hold the same."""
        sources = list(dict.fromkeys(fact.source for _, fact in told))
        receipt = new_receipt()
        lines = [self.wording.say("reply.lead", subject=subject.name), *body]
        cited = {source.document: self._catalogue.documents[source.document] for source in sources}
        local = [self.wording.say("reply.local_rules")] if any(d.national for d in cited.values()) else []
        lines += local
        lines.append(self.wording.say("reply.receipt", receipt=receipt))
        custom: dict[str, Any] = {
            "kind": ReplyKind.ANSWER,
            "matter_code": subject.code,
            "matter_name": subject.name,
            "aspects": list(dict.fromkeys(fact.aspect.value for _, fact in told)),
            "facts": [self._fact_data(whose, fact, sources.index(fact.source)) for whose, fact in told],
            "sources": [self._source(source.document, source.section) for source in sources],
            "receipt": receipt,
            "knowledge_version": self._catalogue.version,
        }
        replaced = [
            self.wording.say("reply.version_replaced", document=d.title, note=d.superseded)
            for d in cited.values()
            if d.superseded
        ]
        if replaced or local:
            custom["note"] = "\n".join((*replaced, *local))
        return Reply("\n".join(lines), custom)

    def source_lines(self, facts: Sequence[Fact]) -> list[str]:
        """Where facts stand, each place once."""
        sources = dict.fromkeys(fact.source for fact in facts)
        return [self._source_line(self._source(source.document, source.section)) for source in sources]

    def candidates(self, offered: Sequence[Told]) -> Reply:
        """Up to three facts to choose from, by button or by “第二个”."""
        titles = [f"{subject.name}：{fact.about}" for subject, fact in offered]
        text = self.wording.say("reply.lead_candidates")
        listed = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
        keys = [fact_key(subject, fact) for subject, fact in offered]
        custom = {"kind": ReplyKind.CANDIDATES, "lead": text, "candidates": keys}
        return Reply(f"{text}\n{listed}", custom, self._choices(titles))

    def not_held(self, subject: Subject, missing: AnswerType | Aspect, known: Sequence[Fact]) -> Reply:
        """Says that the documents do not hold what was asked, and what they do hold."""
        receipt = new_receipt()
        group = "aspect" if isinstance(missing, Aspect) else "answer_type"
        label = self.wording.say(f"{group}.{missing}")
        lines = [
            self.wording.say("reply.not_held", subject=subject.name, missing=label),
            self.wording.say("reply.offer_person"),
        ]
        titles = [fact.about for fact in known]
        if titles:
            lines.append(self.wording.say("reply.known_instead"))
        lead = "\n".join(lines)
        lines += [f"{number}. {title}" for number, title in enumerate(titles, 1)]
        lines.append(self.wording.say("reply.receipt", receipt=receipt))
        custom = {
            "kind": ReplyKind.REFUSAL,
            "lead": lead,
            "matter_code": subject.code,
            "matter_name": subject.name,
            "receipt": receipt,
            "knowledge_version": self._catalogue.version,
        }
        return Reply("\n".join(lines), custom, self._choices(titles) if titles else ())

    def notice(self, kind: ReplyKind, *keys: str, with_receipt: bool = True, **parts: object) -> Reply:
        """Fixed wording, one line a key; with a receipt when something is kept for later."""
        lines = [self.wording.say(key, **parts) for key in keys]
        custom: dict[str, Any] = {"kind": kind, "wording": keys[0].removeprefix("reply.")}
        if with_receipt:
            custom["lead"] = "\n".join(lines)
            custom["receipt"] = new_receipt()
            custom["knowledge_version"] = self._catalogue.version
            lines.append(self.wording.say("reply.receipt", receipt=custom["receipt"]))
        return Reply("\n".join(lines), custom)

    def _choices(self, titles: Sequence[str]) -> tuple[Button, ...]:
        choices = [Button(title, f"第{_ORDINALS[i]}个") for i, title in enumerate(titles)]
        none_of_these = self.wording.say("reply.none_of_these")
        return (*choices, Button(none_of_these, none_of_these))

    def _fact_line(self, subject: Subject, told: Told, *, numbered: bool, at: int) -> str:
        whose, fact = told
        old = self.wording.say("reply.superseded") if fact.superseded_by else ""
        about = fact.about if whose is subject else f"{whose.name}：{fact.about}"
        head = f"{at + 1}. {about}：" if numbered else ""
        materials = "".join(f"\n   · {self._material(material)}" for material in fact.materials)
        return f"{head}{old}{fact.text}{materials}"

    def _material(self, material: Material) -> str:
        said = "，".join(self.material_notes(material))
        return f"{material.name}（{said}）" if said else material.name

    def material_notes(self, material: Material) -> list[str]:
        """What there is to say of a material besides its name: form, number, issuer, waiver."""
        notes = [
            self.wording.say(f"material_form.{material.form}") if material.form else "",
            f"{material.count} 份" if material.count else "",
            f"由{material.issuer}出具" if material.issuer else "",
            self.wording.say(f"waiver.{material.waiver}") if material.waiver else "",
        ]
        return [note for note in notes if note]

    def _fact_data(self, subject: Subject, fact: Fact, source: int) -> dict[str, Any]:
        return {
            "key": fact_key(subject, fact),
            "aspect": fact.aspect.value,
            "about": fact.about,
            "text": fact.text,
            "superseded": fact.superseded_by is not None,
            "limit": self._limit(fact.limit),
            "materials": [material.model_dump(mode="json") for material in fact.materials],
            "source": source,
        }

    def _limit(self, limit: TimeLimit | None) -> str | None:
        if limit is None:
            return None
        kind, unit = self.wording.say(f"limit_kind.{limit.kind}"), self.wording.say(f"time_unit.{limit.unit}")
        return f"{kind}：{unit}" if limit.amount is None else f"{kind}：{limit.amount.normalize():f} {unit}"

    def _source(self, key: str, section: str) -> dict[str, Any]:
        document: Document = self._catalogue.documents[key]
        return {
            "document": document.title,
            "number": document.number,
            "section": section,
            "date": document.date,
            "superseded": document.superseded,
        }

    def _source_line(self, source: dict[str, Any]) -> str:
        number = self.wording.say("reply.number", number=source["number"]) if source["number"] else ""
        line = self.wording.say(
            "reply.source",
            document=f"《{source['document']}》{number}",
            section=source["section"],
            date=chinese_date(source["date"]),
        )
        if source["superseded"]:
            line += self.wording.say("reply.source_superseded", note=source["superseded"])
        return line


def chinese_date(date: str) -> str:
    """2024-04-28 as 2024 年 4 月 28 日; as exact as it is known."""
    parts = zip(date.split("-"), ("年", "月", "日"), strict=False)
    return " ".join(f"{int(number)} {unit}" for number, unit in parts)

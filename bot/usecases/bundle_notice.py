"""The one-time notice for a bundle: one list, grouped by matter, each group with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from bot.catalogue.subject import Fact, Subject
from bot.usecases.bundling import Listing
from bot.usecases.composition import Composition
from bot.usecases.joint_materials import JointMaterials, Use, is_shared
from bot.usecases.reply import Reply


def bundle_notice(composition: Composition, listing: Listing) -> Reply:
    """The reply that tells a listing: text, and the same as data."""
    return _BundleNotice(composition, listing).reply()


class _BundleNotice:
    def __init__(self, composition: Composition, listing: Listing) -> None:
        self.composition, self.listing = composition, listing
        self.say = composition.wording.say
        self.told = [(listing.bundle, fact) for fact in listing.own]
        self.told += [(part.subject, fact) for part in listing.parts for fact in part.facts]
        self.materials = JointMaterials(self.told)
        self.numbers = count(1)

    def reply(self) -> Reply:
        whole, unknown = self._whole_unknown(), self._parts_unknown()
        body = [*self._own(), *whole, *self._parts(), *unknown]
        reply = self.composition.one_time_notice(self.listing.bundle, self.told, body)
        facts = [self._data(*told, data) for told, data in zip(self.told, reply.custom["facts"], strict=True)]
        data: dict[str, Any] = {**reply.custom, "facts": facts}
        if whole or unknown:
            data["lead"] = "\n".join([*whole, *unknown])
        return Reply(reply.text, data)

    def _own(self) -> Iterator[str]:
        bundle, own = self.listing.bundle, self.listing.own
        yield from (self._line(bundle, fact) for fact in own)
        yield from self.composition.source_lines(own)

    def _parts(self) -> Iterator[str]:
        known = [part for part in self.listing.parts if part.facts]
        if known:
            yield self.say("reply.bundle_parts", aspects=self._aspects(self.listing.aspects))
        for part in known:
            yield self.say("reply.bundle_part", part=part.subject.name)
            yield from (self._line(part.subject, fact) for fact in part.facts)
            yield from self.composition.source_lines(part.facts)

    def _whole_unknown(self) -> list[str]:
        untold = self.listing.untold
        return [self.say("reply.bundle_whole_unknown", aspects=self._aspects(untold))] if untold else []

    def _parts_unknown(self) -> list[str]:
        parts = "、".join(part.subject.name for part in self.listing.parts if not part.facts)
        aspects = self._aspects(self.listing.aspects)
        return [self.say("reply.bundle_part_unknown", parts=parts, aspects=aspects)] if parts else []

    def _aspects(self, aspects: Sequence[str]) -> str:
        return "、".join(self.say(f"aspect.{aspect}") for aspect in aspects)

    def _line(self, subject: Subject, fact: Fact) -> str:
        listed = [f"\n   · {self._material(uses)}" for uses in self.materials.listed(subject, fact)]
        return f"{next(self.numbers)}. {fact.about}：{self._text(subject, fact)}{''.join(listed)}"

    def _text(self, subject: Subject, fact: Fact) -> str:
        before = "、".join(self.materials.listed_before(subject, fact))
        return fact.text + (self.say("reply.listed_above", materials=before) if before else "")

    def _material(self, uses: Sequence[Use]) -> str:
        """“身份证（原件，用于：甲；复印件，用于：乙、丙）”; for what only when it is for several."""
        said = []
        for use in uses:
            notes = self.composition.material_notes(use.material)
            if is_shared(uses):
                notes.append(self.say("reply.used_for", parts="、".join(use.users)))
            said.append("，".join(notes))
        name = uses[0].material.name
        return f"{name}（{'；'.join(said)}）" if any(said) else name

    def _data(self, subject: Subject, fact: Fact, known: dict[str, Any]) -> dict[str, Any]:
        is_own = subject is self.listing.bundle
        return {
            **known,
            "matter_code": subject.code,
            "matter_name": subject.name,
            "about": fact.about if is_own else f"{subject.name}：{fact.about}",
            "text": self._text(subject, fact),
            "materials": [
                {**use.material.model_dump(mode="json"), "used_for": [*use.users] if is_shared(uses) else []}
                for uses in self.materials.listed(subject, fact)
                for use in uses
            ],
        }

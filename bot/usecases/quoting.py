"""The second tier of answers: passages of imported documents, word for word with their source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.documents.library import Library
from bot.matching.features import Segmenter
from bot.matching.passages import FoundPassage, PassageIndex
from bot.usecases.composition import chinese_date
from bot.usecases.receipts import new_receipt
from bot.usecases.reply import Reply, ReplyKind
from bot.usecases.wording import Wording


class Quoting:
    """Quotes from one version of the library. Without documents it never finds anything."""

    def __init__(self, catalogue: Catalogue, library: Library, segmenter: Segmenter) -> None:
        self._version = catalogue.version
        self._wording = Wording(catalogue.labels)
        self.index = PassageIndex(library, segmenter)

    def reply(self, text: str) -> Reply | None:
        """The passages that a question is about, quoted; None if there are none."""
        found = self.index.find(text)
        return self._quoted(found) if found else None

    def _quoted(self, found: Sequence[FoundPassage]) -> Reply:
        receipt = new_receipt()
        lines = [self._wording.say("reply.quote_lead")]
        for number, one in enumerate(found, 1):
            head = f"{number}. " if len(found) > 1 else ""
            lines.append(head + self._wording.say("reply.quote", text=one.passage.text))
            lines.append(self._quoted_from(one))
        lines += [
            self._wording.say("reply.quote_only"),
            self._wording.say("reply.offer_person"),
            self._wording.say("reply.receipt", receipt=receipt),
        ]
        custom: dict[str, Any] = {
            "kind": ReplyKind.ANSWER,
            "matter_code": None,
            "matter_name": None,
            "passages": [_data(one, source) for source, one in enumerate(found)],
            "sources": [_source(one) for one in found],
            "receipt": receipt,
            "knowledge_version": self._version,
        }
        return Reply("\n".join(lines), custom)

    def _quoted_from(self, found: FoundPassage) -> str:
        document = found.document
        number = self._wording.say("reply.number", number=document.number) if document.number else ""
        # A title that quotes another in《》stands without a second pair around it.
        title = document.title if "《" in document.title else f"《{document.title}》"
        return self._wording.say(
            "reply.quoted_from",
            document=f"{title}{number}",
            section=found.passage.section,
            date=chinese_date(document.date),
        )


def _data(found: FoundPassage, source: int) -> dict[str, Any]:
    return {
        "document": found.document.key,
        "text": found.passage.text,
        "score": round(found.score, 3),
        "reason": found.reason,
        "source": source,
    }


def _source(found: FoundPassage) -> dict[str, Any]:
    document = found.document
    return {
        "document": document.title,
        "number": document.number,
        "section": found.passage.section,
        "date": document.date,
        "superseded": None,
    }

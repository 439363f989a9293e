"""The knowledge the service answers from, exchanged as a whole on reload."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.documents.library import NO_DOCUMENTS, Library, known_with, load_library
from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.matching.fact_index import FactIndex
from bot.matching.matcher import Meaning
from bot.usecases.answering import Answering

logger = logging.getLogger(__name__)


class MeaningSource(Protocol):
    """Makes the second stage of the matching."""

    def of(self, index: FactIndex, stop: Callable[[], bool]) -> Meaning | None:
        """The meaning of an index, minutes of computing at the first time.

        None if `stop` said so before it was done.
        """
        ...


class KnowledgeInUse:
    """Gives the current Answering; a turn keeps the one it began with."""

    def __init__(
        self,
        folder: Path,
        meanings: MeaningSource | None = None,
        imports: Path | None = None,
        documents: Path | None = None,
    ) -> None:
        """Loads the folder with the imported catalogues laid over it and the imported documents.

        Raises KnowledgeFaults.

        Goes by words alone until `add_meaning`.
        """
        self._folder = folder
        self._imports = imports
        self._meanings = meanings
        self._documents = documents
        self._answering = Answering(*self._loaded())

    def current(self) -> Answering:
        """The answers of the newest good knowledge."""
        return self._answering

    @property
    def knows_meaning(self) -> bool:
        """Whether the second stage of the matching is there, if one is wanted."""
        return self._meanings is None or self._answering.matcher.meaning is not None

    def add_meaning(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Lets the answers go by meaning as well; returns when that is done, or `stop` says so."""
        while not self.knows_meaning and not stop():
            before = self._answering
            complete = self._with_meaning(before, stop)
            # A reload in the meantime began anew.
            if self._answering is before:
                self._answering = complete
                return

    def reload(self) -> bool:
        """Takes up changed files; with a fault in them the old knowledge stays (False)."""
        try:
            catalogue, library = self._loaded()
        except KnowledgeFaults as error:
            logger.error("knowledge not reloaded, the old one stays\n%s", error)
            return False
        if catalogue.version != self._answering.catalogue.version:
            answering = Answering(catalogue, library)
            # The old answers go on until the new ones are as good.
            self._answering = self._with_meaning(answering) if self.knows_meaning else answering
        logger.info("knowledge version %s in use", catalogue.version)
        return True

    def _loaded(self) -> tuple[Catalogue, Library]:
        catalogue = load(self._folder, self._imports)
        library = load_library(self._documents) if self._documents else NO_DOCUMENTS
        return known_with(catalogue, library), library

    def _with_meaning(self, answering: Answering, stop: Callable[[], bool] = lambda: False) -> Answering:
        if self._meanings is None:
            return answering
        meaning = self._meanings.of(answering.matcher.index, stop)
        return answering if meaning is None else answering.with_meaning(meaning)

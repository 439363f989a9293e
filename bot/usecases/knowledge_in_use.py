"""The knowledge the service answers from, exchanged as a whole on reload."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.usecases.answering import Answering

logger = logging.getLogger(__name__)


class KnowledgeInUse:
    """Gives the current Answering; a turn keeps the one it began with."""

    def __init__(self, folder: Path) -> None:
        """Loads the folder. Raises KnowledgeFaults."""
        self._folder = folder
        self._answering = Answering(load(folder))

    def current(self) -> Answering:
        """The answers of the newest good knowledge."""
        return self._answering

    def reload(self) -> bool:
        """Takes up changed files; with a fault in them the old knowledge stays (False)."""
        try:
            catalogue = load(self._folder)
        except KnowledgeFaults as error:
            logger.error("knowledge not reloaded, the old one stays\n%s", error)
            return False
        if catalogue.version != self._answering.catalogue.version:
            self._answering = Answering(catalogue)
        logger.info("knowledge version %s in use", catalogue.version)
        return True

"""Cuts a text into what is compared: words, character pairs, pairs of sounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import jieba  # type: ignore[import-untyped]  # carries no types
from pypinyin import Style, lazy_pinyin

from bot.matching.normalise import normalised

# Sounds that are confused when typing by ear or speaking a dialect.
_CONFUSED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_CONFUSED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@dataclass(frozen=True)
class Features:
    """One text as three bags of features; `characters` are single ones and pairs."""

    text: str
    words: tuple[str, ...]
    characters: tuple[str, ...]
    sounds: tuple[str, ...]


def joined(parts: Iterable[Features]) -> Features:
    """Several texts as one, with no pairs across their borders."""
    parts = tuple(parts)
    return Features(
        text=" ".join(part.text for part in parts),
        words=tuple(w for part in parts for w in part.words),
        characters=tuple(c for part in parts for c in part.characters),
        sounds=tuple(s for part in parts for s in part.sounds),
    )


class Segmenter:
    """Words of a text, with a dictionary of its own and synonyms folded into one word."""

    def __init__(self, names: Iterable[str], synonyms: Iterable[tuple[str, ...]]) -> None:
        self._jieba = jieba.Tokenizer()
        self._jieba.initialize()
        self._leader: Mapping[str, str] = {word: group[0] for group in synonyms for word in group}
        for word in (*names, *self._leader):
            if len(word) > 1:
                self._jieba.add_word(word)

    def words(self, text: str) -> list[str]:
        """Words of a normalised text; a long word also gives its parts."""
        words = (w for w in self._jieba.cut_for_search(text) if not w.isspace())
        return [self._leader.get(word, word) for word in words]

    def features(self, text: str) -> Features:
        """All features of a text as it was written."""
        text = normalised(text)
        folded = text.replace(" ", "")
        return Features(
            text=text,
            words=tuple(self.words(text)),
            characters=(*_pairs(folded), *folded),
            sounds=tuple(_pairs_of(syllables(folded))),
        )


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def _pairs_of(parts: tuple[str, ...]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(parts)] or list(parts)


def syllables(text: str) -> tuple[str, ...]:
    """The sounds of a text without tones, confusable sounds made equal."""
    return tuple(map(_sound, text))


# Character by character, not word by word: a homophone typo has broken the word.
@lru_cache(maxsize=32_768)
def _sound(character: str) -> str:
    sound = lazy_pinyin(character, style=Style.NORMAL)[0]
    for confused, plain in _CONFUSED_INITIALS:
        if sound.startswith(confused):
            sound = plain + sound[len(confused) :]
            break
    for confused, plain in _CONFUSED_FINALS:
        if sound.endswith(confused):
            return sound[: -len(confused)] + plain
    return sound

"""Hides personal numbers in a text, whatever separates their digits.

Covered: mobile numbers (11 digits from 13 to 19, with or without +86), identity numbers
(18 characters, GB 11643) and bank cards (15 to 19 digits). Figures that stand so close to
one that they could be its digits are hidden with it: rather too much than too little.
"""

from __future__ import annotations

import re
import unicodedata

# What people and recognisers put between digits: anything but letters and characters.
_GAP = r"[\W_]{0,3}"
_RUN = re.compile(rf"(?<!\d)\+?\d(?:{_GAP}\d){{9,}}(?:{_GAP}[xXｘＸ])?")
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_IDENTITY = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_SHORTEST_CARD = 15
_PLAIN_X = {ord(letter): "X" for letter in "xｘＸ"}


def masked(text: str) -> str:
    """The text with mobile, identity and card numbers replaced by a word for each.

    Digits of any script (full width, Arabic-Indic, circled) count as digits.
    """
    plain = "".join(_plain_digit(character) for character in text)
    pieces, end = [], 0
    for run in _RUN.finditer(plain):
        word = _word_for(re.sub(r"[^\dX]", "", run.group().translate(_PLAIN_X)))
        if word is not None:
            pieces += [text[end : run.start()], word]
            end = run.end()
    return "".join((*pieces, text[end:]))


def _plain_digit(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def _word_for(digits: str) -> str | None:
    if _IDENTITY.search(digits):
        return "〔身份证号〕"
    if _MOBILE.search(digits):
        return "〔手机号〕"
    if len(digits) >= _SHORTEST_CARD:
        return "〔银行卡号〕"
    return None

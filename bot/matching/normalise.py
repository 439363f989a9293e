"""A citizen's words in one common form."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

# Words that say nothing of the matter: greetings, hesitation, politeness.
_FILLERS = re.compile(
    "请问一?下?|麻烦[您你]?问?一?下?|(?:我?想)?(?:咨询|问|了解|打听|请教)一?下|(?:我|俺)?就?问(?:一下|下|问)|"
    "[您你]好|喂+|那个那个|(?<![\u4e00-\u9fff])那个|[嗯呃啊哦唉哎]+|(?<![\u4e00-\u9fff])额+(?![\u4e00-\u9fff])|哈(?![\u4e00-\u9fff])|"
    "谢谢[您你]?|多谢|是12345[吧吗嘛]?|12345[吧吗嘛]"
)
# A point and a stroke are kept inside figures only: 0.5, 1/3.
_KEPT = re.compile(r"[^\u4e00-\u9fffa-z0-9.%/]+|(?<!\d)[./]|[./](?!\d)")


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def cleaned(text: str) -> str:
    """The text without control, format and tag characters, blanks folded; else unchanged."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or _visible(c))
    return re.sub(" +", " ", "".join(kept)).strip()


def _visible(character: str) -> bool:
    # Cf holds zero-width and tag characters, Co and Cn nothing anyone can read.
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def normalised(text: str) -> str:
    """Simplified, half-width, lower case, without fillers; clauses parted by one blank."""
    text = unicodedata.normalize("NFKC", cleaned(text)).lower()
    text = _to_simplified().convert(text)
    text = re.sub(" +", " ", _KEPT.sub(" ", text)).strip()
    # Taking one filler away can make another stand free: 请问那个公积金.
    while (stripped := re.sub(" +", " ", _FILLERS.sub(" ", text)).strip()) not in ("", text):
        text = stripped
    return text

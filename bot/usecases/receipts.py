"""Numbers under which an answer can be found again."""

from __future__ import annotations

import re
import secrets

# Without 0 O 1 I L U V: read over the phone without mistakes.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
_LENGTH = 10
_SHAPE = re.compile(f"[{_LETTERS}]{{5}}-[{_LETTERS}]{{5}}")


def new_receipt() -> str:
    """A number nobody can guess (48 bits) that reveals neither time nor volume."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def parsed_receipt(text: str) -> str | None:
    """The number as written at filing, from what a person typed; None if it is none."""
    letters = re.sub(r"[\s-]", "", text).upper()
    receipt = f"{letters[:5]}-{letters[5:]}"
    return receipt if _SHAPE.fullmatch(receipt) else None

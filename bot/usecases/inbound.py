"""What a citizen may send: checked and cleaned before anything is stored."""

from __future__ import annotations

from bot.matching.normalise import cleaned

LONGEST_MESSAGE = 500


class BadInput(Exception):
    """Refused input; `code` names the wording in labels.yml, `parts` fill it in."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts


def parsed_text(value: object, field: str = "message") -> str:
    """The text of a message without control and invisible characters.

    Raises BadInput: bad_field, empty, too_long (over 500 characters).
    """
    text = cleaned_text(value, field)
    if not text:
        raise BadInput("empty")
    if len(text) > LONGEST_MESSAGE:
        raise BadInput("too_long", length=len(text))
    return text


def cleaned_text(value: object, field: str) -> str:
    """A text without control and invisible characters, possibly empty. Raises BadInput."""
    if not isinstance(value, str):
        raise BadInput("bad_field", field=field)
    return cleaned(value)


def parsed_name(value: object, field: str, longest: int = 200) -> str:
    """An identifier a client chose, such as a sender. Raises BadInput."""
    if not isinstance(value, str) or not cleaned(value) or len(value) > longest:
        raise BadInput("bad_field", field=field)
    return cleaned(value)

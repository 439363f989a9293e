"""All settings of the service, read from the environment once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_LAST_PORT = 65_535
_SHORTEST_SECRET = 16
# Values of JIESU_EMBEDDER that name no folder.
BUNDLED_EMBEDDER = "bundled"
NO_EMBEDDER = "none"


class BadSetting(Exception):
    """A setting cannot be used; the message is a Chinese sentence naming it."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how much is allowed. Every field is documented in .env.example."""

    host: str
    port: int
    rasa_port: int
    action_port: int
    data: Path
    knowledge: Path
    database_url: str
    encryption_key: str | None
    rasa_token: str | None
    staff_token: str | None
    trusted_proxies: frozenset[str]
    sender_per_minute: int
    address_per_minute: int
    rasa_timeout: float
    embedder: str
    vectors: Path
    demo: bool

    @property
    def rasa_url(self) -> str:
        """Where Rasa listens, always on this machine."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def action_url(self) -> str:
        """Where Rasa calls our actions, always on this machine."""
        return f"http://127.0.0.1:{self.action_port}/webhook"

    @property
    def imported_catalogues(self) -> Path:
        """Where imported catalogues of matters are kept."""
        return self.data / "catalogue"

    @property
    def imported_documents(self) -> Path:
        """Where imported official documents are kept."""
        return self.data / "documents"

    @property
    def model(self) -> Path:
        """The trained dialogue model."""
        return self.data / "models" / "jiesu.tar.gz"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment. Raises BadSetting."""
    # A variable that is set but empty means what an unset one means.
    environment = {name: value for name, value in environment.items() if value}
    read = _Reader(environment)
    port = read.number("PORT", 8000, most=_LAST_PORT)
    data = Path(environment.get("JIESU_DATA", "var")).resolve()
    return Settings(
        host=environment.get("JIESU_HOST", "127.0.0.1"),
        port=port,
        rasa_port=read.number("JIESU_RASA_PORT", port + 5, most=_LAST_PORT),
        action_port=read.number("JIESU_ACTION_PORT", port + 6, most=_LAST_PORT),
        data=data,
        knowledge=Path(environment.get("JIESU_KNOWLEDGE", PROJECT / "knowledge")).resolve(),
        database_url=environment.get("JIESU_DATABASE_URL", f"sqlite:///{data / 'jiesu.sqlite'}"),
        encryption_key=environment.get("JIESU_ENCRYPTION_KEY"),
        rasa_token=environment.get("JIESU_RASA_TOKEN"),
        staff_token=read.secret("JIESU_STAFF_TOKEN"),
        trusted_proxies=frozenset(re.findall(r"[^\s,]+", environment.get("JIESU_TRUSTED_PROXIES", ""))),
        sender_per_minute=read.number("JIESU_SENDER_PER_MINUTE", 60),
        address_per_minute=read.number("JIESU_ADDRESS_PER_MINUTE", 240),
        rasa_timeout=float(read.number("JIESU_RASA_TIMEOUT", 8)),
        embedder=environment.get("JIESU_EMBEDDER", BUNDLED_EMBEDDER),
        vectors=Path(environment.get("JIESU_VECTORS", data / "vectors")).resolve(),
        demo=environment.get("JIESU_DEMO") == "1",
    )


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def number(self, name: str, default: int, most: int = 9_999_999) -> int:
        text = self._environment.get(name, str(default))
        # int() itself takes other scripts' digits, and refuses very long numbers its own way.
        if not re.fullmatch("[0-9]{1,7}", text) or not 0 < int(text) <= most:
            raise BadSetting(f"环境变量 {name} 应当是 1 到 {most} 的整数，现在是“{text[:20]}”。")
        return int(text)

    def secret(self, name: str) -> str | None:
        text = self._environment.get(name)
        # It travels in a header, and nothing but its length keeps it from being guessed.
        if text is not None and not re.fullmatch(f"[!-~]{{{_SHORTEST_SECRET},}}", text):
            raise BadSetting(
                f"环境变量 {name} 至少要 {_SHORTEST_SECRET} 个字符，只用字母、数字和英文符号，中间没有空格。"
            )
        return text

"""The cipher for what stands encrypted in the database."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet


class NoEncryptionKey(Exception):
    """The key given cannot be used; the message is a Chinese sentence."""


def encryption(key: str | None, data: Path) -> Fernet:
    """The cipher for a key, or for the development key kept in the data folder.

    The development key is made on the first run, readable by its owner only.
    """
    if key is None:
        path = data / "encryption.key"
        if not path.exists():
            data.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key())
        key = path.read_text(encoding="ascii").strip()
    try:
        return Fernet(key)
    except ValueError as error:
        raise NoEncryptionKey("JIESU_ENCRYPTION_KEY 不是有效的密钥（应为 32 字节的 base64）。") from error

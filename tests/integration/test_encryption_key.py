"""The key for what is stored: given, or made once for this machine."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.storage.encryption import NoEncryptionKey, encryption


def test_a_development_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "var"
    sealed = encryption(None, data).encrypt(b"x")
    assert encryption(None, data).decrypt(sealed) == b"x"
    (file,) = data.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_given_is_used_and_none_is_made(tmp_path: Path) -> None:
    key = Fernet.generate_key()
    sealed = encryption(key.decode(), tmp_path).encrypt(b"x")
    assert Fernet(key).decrypt(sealed) == b"x"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["", "short", "密钥", "x" * 44])
def test_a_key_that_is_none_is_refused_in_chinese(tmp_path: Path, key: str) -> None:
    with pytest.raises(NoEncryptionKey, match=r"JIESU_ENCRYPTION_KEY.*。"):
        encryption(key, tmp_path)

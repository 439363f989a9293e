"""`jiesu knowledge gaps` lists in the terminal what was not answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.casework.gaps import Gap, GapReason
from bot.cli import main
from bot.storage.database import migrate, open_database
from bot.storage.encryption import encryption
from bot.storage.unit_of_work import StoredUnitsOfWork


@pytest.fixture
def units(
    database_url: str, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StoredUnitsOfWork]:
    """Transactions on the database that the command will read."""
    monkeypatch.setenv("JIESU_DATABASE_URL", database_url)
    monkeypatch.setenv("JIESU_KNOWLEDGE", str(sample_folder))
    monkeypatch.setenv("JIESU_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("JIESU_ENCRYPTION_KEY", raising=False)
    monkeypatch.setattr("os.umask", lambda mask: mask)
    engine = open_database(database_url)
    migrate(engine)
    yield StoredUnitsOfWork(engine, encryption(None, tmp_path / "data"))
    engine.dispose()


def test_the_most_wanted_stand_first_with_reasons_and_matter(
    units: StoredUnitsOfWork, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (("甲", "护照怎么办"), ("乙", "请问户照咋办"), ("丙", "结婚登记在船上能办吗"))
    now = datetime.now(UTC)
    with units() as work:
        for sender, question in asked:
            conversation = work.messages.conversation_of("rest", sender, now)
            matter = "marriage_registration" if "结婚" in question else None
            work.gaps.keep(Gap(conversation, 1, GapReason.REFUSED, question, now, matter))
        work.commit()
    assert main(["knowledge", "gaps"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "没有答好的问题共 2 类。"
    assert "护照" in told[1] or "户照" in told[1]
    assert "2 个对话，没有查到 2" in told[2]
    assert told[3] == "2. 结婚登记在船上能办吗"
    assert told[4].endswith("；最接近的事项：结婚登记")
    assert main(["knowledge", "gaps", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_without_gaps_it_says_so(units: StoredUnitsOfWork, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "gaps"]) == 0
    assert capsys.readouterr().out == "还没有没答好的问题。\n"


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "²", "9" * 5000])
def test_a_limit_that_is_none_is_refused(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["knowledge", "gaps", f"--limit={limit}"])
    assert "大于 0 的整数" in capsys.readouterr().err

"""`jiesu catalogue import` at the command line, and who takes up what it imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.loader import load
from bot.catalogue.official.mapping import read_mapping
from bot.settings import PROJECT, Settings, read_settings
from bot.usecases.knowledge_in_use import KnowledgeInUse
from tests.official_files import City, csv_file, row

FIRST, SECOND = row("A1", "户外广告设置审批"), row("A2", "临时占道审批", 承诺="尽快")


@pytest.fixture
def city(tmp_path: Path, sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    """A city on the sample knowledge, which the command uses."""
    monkeypatch.setenv("JIESU_DATA", str(tmp_path))
    monkeypatch.setenv("JIESU_KNOWLEDGE", str(sample_folder))
    return City(tmp_path, sample_folder)


@pytest.fixture
def command(city: City) -> list[str]:
    """The import of two rows, one with a remark."""
    source = csv_file(city.folder / "matters.csv", [FIRST, SECOND])
    return ["catalogue", "import", str(source), "--mapping", str(city.mapping)]


def test_an_import_tells_each_row_and_the_figures(
    city: City, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        "第 2 行　新增　“户外广告设置审批”（A1）。",
        "第 3 行　新增　“临时占道审批”（A2）：承诺时限“尽快”看不懂，这一格没有收。",
        "共 2 行：新增 2 个，更新 0 个，没有变化 0 个，没有收 0 个，撤下 0 个；收下的里面有 1 个带说明。",
        f"已写入 {city.imports / 'city.json'}。正在运行的服务收到 SIGHUP 以后换上。",
    ]
    assert cli.main(command) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "与上次导入的一样，没有改任何文件。"


def test_what_was_imported_is_for_this_user_only(city: City, command: list[str]) -> None:
    cli.main(command)
    assert (city.imports / "city.json").stat().st_mode & 0o077 == 0


def test_a_dry_run_says_that_nothing_was_written(
    city: City, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "这是试导入，什么也没有写。"
    assert not city.imports.exists()


def test_the_report_goes_to_a_file(
    city: City, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    report = city.folder / "report.csv"
    assert cli.main([*command, "--report", str(report)]) == 0
    assert report.read_text(encoding="utf-8-sig").count("\n") == 3
    assert cli.main([*command, "--report", str(city.folder / "none" / "report.csv")]) == 1
    assert "写不进" in capsys.readouterr().err


def test_a_refused_file_ends_with_a_sentence(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    source = city.folder / "matters.csv"
    source.write_text("编码,名称\n1,甲\n", encoding="utf-8")
    assert cli.main(["catalogue", "import", str(source), "--mapping", str(city.mapping)]) == 1
    assert "文件里有：编码、名称。" in capsys.readouterr().err


def test_knowledge_check_counts_what_was_imported(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["knowledge", "check"])
    before = capsys.readouterr().out
    cli.main(command)
    capsys.readouterr()
    assert cli.main(["knowledge", "check"]) == 0
    assert capsys.readouterr().out != before


def test_a_running_service_takes_the_import_up_on_reload(city: City, command: list[str]) -> None:
    knowledge = KnowledgeInUse(city.knowledge, imports=city.imports)
    before = knowledge.current().catalogue
    cli.main(command)
    assert knowledge.current().catalogue is before
    assert knowledge.reload()
    after = knowledge.current().catalogue
    assert "a1" in after.subjects
    assert after.version != before.version
    (city.imports / "city.json").write_bytes(b"{")
    assert not knowledge.reload()
    assert knowledge.current().catalogue is after


def test_an_import_leaves_the_dialogue_model_as_it_is(
    city: City, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made_from: list[Catalogue] = []

    def looked_at(settings: Settings, catalogue: Catalogue) -> bool:
        made_from.append(catalogue)
        return False

    monkeypatch.setattr(cli, "is_stale", looked_at)
    cli.main(["train"])
    cli.main(command)
    cli.main(["train"])
    assert made_from[0] == made_from[1]


def test_the_settings_say_where_imports_are_kept(city: City) -> None:
    settings = read_settings()
    assert settings.imported_catalogues == city.imports
    assert load(settings.knowledge, settings.imported_catalogues) == load(city.knowledge)


def test_the_example_mappings_can_be_read() -> None:
    found = list((PROJECT / "examples" / "catalogues").glob("*.yml"))
    assert found
    for path in found:
        assert read_mapping(path).name == path.stem

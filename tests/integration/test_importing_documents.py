"""From a file to an answer: imported whole or not at all, taken up on reload."""

from __future__ import annotations

import argparse
import json
import signal
import tracemalloc
from pathlib import Path

import pytest

from bot.catalogue.documents.block import MOST_CHARACTERS, BadDocument
from bot.catalogue.documents.importing import Given, import_document
from bot.catalogue.documents.library import keep, load_library, remove
from bot.catalogue.documents.reading import MOST_BYTES
from bot.catalogue.faults import KnowledgeFaults
from bot.commands.documents import add_to as add_documents_commands
from bot.settings import Settings, read_settings
from bot.usecases.answering import Turn
from bot.usecases.knowledge_in_use import KnowledgeInUse
from tests.documents_sample import (
    ANSWER,
    NUMBER,
    QUESTION,
    SECTION,
    TEXT,
    TITLE,
    text_file,
    web_page,
    word_file,
)
from tests.fakes import DialogueDown
from tests.serving import Parts


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a library that is still empty."""
    return tmp_path / "data" / "documents"


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def test_the_same_document_says_the_same_as_text_and_as_page(tmp_path: Path, library: Path) -> None:
    page = tmp_path / "page.html"
    lines = "".join(f"<p>{line.strip()}</p>" for line in TEXT.splitlines() if line)
    page.write_text(web_page(f"<article>{lines}</article>"), encoding="utf-8")
    by_text = import_document(text_file(tmp_path), library, Given()).document
    by_page = import_document(page, library, Given()).document
    assert by_page.passages == by_text.passages
    assert (SECTION, ANSWER) in [(p.section, p.text.splitlines()[0]) for p in by_page.passages]
    assert set(load_library(library).documents) == {"ginkgo", "page"}


def test_a_word_file_becomes_passages_and_rows(tmp_path: Path, library: Path) -> None:
    document = import_document(word_file(tmp_path), library, Given()).document
    assert (document.title, document.number, document.date) == (TITLE, NUMBER, "2024-03-05")
    assert [(passage.section, passage.text) for passage in document.passages] == [
        ("一、认养条件", "年满十八周岁的市民都可以认养。"),
        ("一、认养条件 办理时限", "认养协议在四个工作日内签订。"),
        ("二、收费 第 1 行", "树龄：十年以下；每年费用：20 元；负责单位：园林站"),
        ("二、收费 第 2 行", "树龄：十年以上；每年费用：50 元；负责单位：园林站"),
    ]


def test_imported_again_a_document_takes_the_place_of_the_earlier_one(tmp_path: Path, library: Path) -> None:
    first = import_document(text_file(tmp_path), library, Given())
    before = load_library(library).version
    assert import_document(text_file(tmp_path), library, Given()).replaced == first.document.title
    assert load_library(library).version == before
    import_document(text_file(tmp_path, TEXT.replace("三年内不得", "五年内不得")), library, Given())
    (document,) = load_library(library).documents.values()
    assert any("五年内不得再次认养" in passage.text for passage in document.passages)
    assert load_library(library).version != before
    assert list(files(library)) == ["ginkgo.json"]


def test_another_document_of_the_same_file_name_is_not_taken_for_the_same(
    tmp_path: Path, library: Path
) -> None:
    import_document(text_file(tmp_path), library, Given())
    before = files(library)
    with pytest.raises(BadDocument, match=r"不是同一份.*--key"):
        import_document(text_file(tmp_path), library, Given(title="别的通知"))
    assert files(library) == before
    import_document(text_file(tmp_path), library, Given(title="别的通知", key="ginkgo"))
    assert load_library(library).documents["ginkgo"].title == "别的通知"


def test_a_chinese_file_name_gives_the_same_key_every_time(tmp_path: Path, library: Path) -> None:
    path = text_file(tmp_path, name="认养通知.txt")
    keys = {import_document(path, library, Given()).document.key for _ in range(2)}
    assert len(keys) == 1


def test_a_dry_run_writes_nothing(tmp_path: Path, library: Path) -> None:
    assert import_document(text_file(tmp_path), library, Given(), dry_run=True).document.passages
    assert not library.exists()


LINE = "认养银杏树。" * 17

BAD = {
    "empty.txt": (b"", "文件是空的"),
    "blank.txt": (b" \n\t\n", "文件是空的"),
    "scan.txt": (b"%PDF-1.7 ...", "内容是PDF，与后缀“.txt”不符"),
    "old.docx": (b"\xd0\xcf\x11\xe0" * 20, "旧版 Office"),
    "text.docx": ("只是文字。".encode(), "内容不是 Word 文档"),
    "zip.html": (b"PK\x03\x04" * 20, "docx 之类的压缩文件"),
    "text.html": ("只是文字。".encode(), "不像是 html"),
    "a.pdf": (b"%PDF-1.7", "只能导入 txt、docx、html"),
    "utf16.txt": (("没有标记的编码，读不出来。" * 30).encode("utf-16-le"), "编码认不出来"),
    "title.txt": ("关于认养的通知\n2024年3月5日\n".encode(), "没有找到正文"),
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt", "folder.txt"])
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(
    tmp_path: Path, library: Path, name: str
) -> None:
    import_document(text_file(tmp_path), library, Given())
    before = files(library)
    (tmp_path / "folder.txt").mkdir()
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name][0])
    reason = BAD[name][1] if name in BAD else "没有这个文件"
    with pytest.raises(BadDocument, match=reason) as refusal:
        import_document(tmp_path / name, library, Given(key="ginkgo"))
    assert str(refusal.value).endswith("。")
    assert files(library) == before


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", "字".encode() * (MOST_BYTES // 3 + 1), "超过上限 20 MB"),
        ("b.txt", (LINE + "\n").encode() * (MOST_CHARACTERS // 99), f"超过上限 {MOST_CHARACTERS} 个字"),
        ("c.html", f"<p>{LINE}</p>".encode() * (MOST_CHARACTERS // 99), f"超过上限 {MOST_CHARACTERS} 个字"),
    ],
)
def test_a_huge_file_is_refused_without_filling_the_memory(
    tmp_path: Path, library: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    del data
    tracemalloc.start()
    with pytest.raises(BadDocument, match=reason):
        import_document(tmp_path / name, library, Given(title="甲", date="2024"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 250_000_000
    assert not library.exists()


def test_a_write_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = import_document(text_file(tmp_path), library, Given()).document
    before = files(library)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        keep(library, document.model_copy(update={"title": "另一个标题"}))
    assert files(library) == before


def test_a_document_is_removed_and_one_that_is_not_there_is_not(tmp_path: Path, library: Path) -> None:
    import_document(text_file(tmp_path), library, Given())
    with pytest.raises(BadDocument, match="没有 key 是“other”"):
        remove(library, "other")
    with pytest.raises(BadDocument, match="不能用"):
        remove(library, "../ginkgo")
    remove(library, "ginkgo")
    assert load_library(library).documents == {}


def test_a_library_broken_by_hand_names_its_file(tmp_path: Path, library: Path) -> None:
    import_document(text_file(tmp_path), library, Given())
    (library / "broken.json").write_text("{}", encoding="utf-8")
    (library / "renamed.json").write_bytes((library / "ginkgo.json").read_bytes())
    with pytest.raises(KnowledgeFaults) as faults:
        load_library(library)
    assert {fault.path.name for fault in faults.value.faults} == {"broken.json", "renamed.json"}


def test_the_service_takes_up_documents_on_reload_and_keeps_the_old_ones_when_they_break(
    tmp_path: Path, sample_folder: Path, library: Path
) -> None:
    knowledge = KnowledgeInUse(sample_folder, documents=library)
    before = knowledge.current()
    assert knowledge.reload()
    assert knowledge.current() is before
    import_document(text_file(tmp_path), library, Given())
    assert knowledge.reload()
    (reply,) = knowledge.current().answer_question(Turn(QUESTION)).replies
    assert ANSWER in reply.text
    assert reply.custom["knowledge_version"] != before.catalogue.version
    (library / "broken.json").write_text("{", encoding="utf-8")
    assert not knowledge.reload()
    (reply,) = knowledge.current().answer_question(Turn(QUESTION)).replies
    assert ANSWER in reply.text
    (library / "broken.json").unlink()
    remove(library, "ginkgo")
    assert knowledge.reload()
    (reply,) = knowledge.current().answer_question(Turn(QUESTION)).replies
    assert reply.custom["kind"] == "refusal"
    assert reply.custom["knowledge_version"] == before.catalogue.version


async def test_a_running_service_answers_from_a_document_imported_while_it_runs(
    tmp_path: Path, sample_folder: Path, library: Path, parts: Parts
) -> None:
    knowledge = KnowledgeInUse(sample_folder, documents=library)
    running = Parts(parts.engine, parts.cipher, knowledge, tmp_path)
    async with running.serving(DialogueDown()) as service:
        assert (await service.told(QUESTION))["custom"]["kind"] == "refusal"
        import_document(text_file(tmp_path), library, Given())
        assert (await service.told(QUESTION))["custom"]["kind"] == "refusal"
        assert knowledge.reload()
        said = await service.told(QUESTION)
        assert said["custom"]["kind"] == "answer"
        assert said["custom"]["matter_code"] is None
        assert ANSWER in said["text"]
        (source,) = said["custom"]["sources"]
        assert (source["section"], source["number"], source["date"]) == (SECTION, NUMBER, "2024-03-05")
        kept = await service.client.get(f"/api/v1/receipts/{said['custom']['receipt']}")
        assert ANSWER in json.dumps(await kept.json(), ensure_ascii=False)


@pytest.fixture
def settings_of_test(tmp_path: Path) -> Settings:
    """Settings with a data folder of the test's own."""
    return read_settings({"JIESU_DATA": str(tmp_path / "data")})


def run(settings: Settings, *arguments: str) -> None:
    """Runs a command as the command line does."""
    parser = argparse.ArgumentParser()
    add_documents_commands(parser.add_subparsers())
    options = parser.parse_args(["documents", *arguments])
    options.run(settings, options)


def test_the_commands_say_in_chinese_what_they_did(
    tmp_path: Path, settings_of_test: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(text_file(tmp_path))
    run(settings_of_test, "list")
    assert "还没有导入文件" in capsys.readouterr().out
    run(settings_of_test, "import", path, "--dry-run")
    assert "没有写入" in capsys.readouterr().out
    assert not settings_of_test.imported_documents.exists()
    run(settings_of_test, "import", path, "--issuer", "市林业局", "--number", "第 9 号")
    said = capsys.readouterr().out
    assert "已导入：ginkgo　" in said
    assert "第 9 号，市林业局，2024-03-05" in said
    assert signal.SIGHUP.name in said
    run(settings_of_test, "import", path)
    assert "替换了原来的《" in capsys.readouterr().out
    run(settings_of_test, "list")
    assert "共 1 份文件" in capsys.readouterr().out
    run(settings_of_test, "remove", "ginkgo")
    assert "已删除 ginkgo" in capsys.readouterr().out
    with pytest.raises(BadDocument):
        run(settings_of_test, "remove", "ginkgo")

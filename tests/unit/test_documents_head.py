"""Title, number, issuer and date are read off a document's head, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.documents.block import BadDocument, Content, Paragraph
from bot.catalogue.documents.head import Head, head_of, partial_date
from bot.catalogue.documents.importing import Given, parsed_document
from bot.catalogue.documents.reading import read_document
from tests.documents_sample import NUMBER, TITLE, text_file, web_page, word_file

BODY = "一、总体要求\n坚持便民。\n"


def head(text: str) -> Head:
    """The head of a text of these lines."""
    return head_of(Content(tuple(Paragraph(line) for line in text.splitlines() if line)))


def test_everything_is_found_where_it_stands(tmp_path: Path) -> None:
    found = head_of(read_document(text_file(tmp_path)))
    assert (found.title, found.number, found.date) == (f"青山市林业局{TITLE}", NUMBER, "2024-03-05")
    assert found.issuer == "青山市林业局"


def test_a_word_file_says_its_title_by_its_style(tmp_path: Path) -> None:
    found = head_of(read_document(word_file(tmp_path)))
    assert (found.title, found.number, found.date) == (TITLE, NUMBER, "2024-03-05")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("青山市银杏树保护办法（试行）", "青山市银杏树保护办法（试行）"),
        (
            "青山市人民政府\n关于加强银杏树保护\n工作的实施意见",
            "青山市人民政府关于加强银杏树保护工作的实施意见",
        ),
        (
            "市委办公室\n印发《银杏树保护\n实施方案》等3个方案",
            "市委办公室印发《银杏树保护实施方案》等3个方案",
        ),
        ("首页>文件\n关于认养的通知\n发布时间：2024-03-05", "关于认养的通知"),
        ("谈谈银杏", None),
    ],
)
def test_a_title_is_put_together_from_its_lines(lines: str, title: str | None) -> None:
    assert head(f"{lines}\n{BODY}").title == title


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("青政发〔2024〕4号", "青政发〔2024〕4号"),
        ("（青办发【2017】32号）", "青办发〔2017〕32号"),
        ("青政办字[2020]第 7 号", "青政办字〔2020〕7号"),
        ("根据《关于保护古树的意见》（国办发〔2016〕55号）等文件精神", None),
    ],
)
def test_a_number_is_the_documents_own_and_written_one_way(line: str, number: str | None) -> None:
    assert head(f"关于认养的通知\n{line}\n{BODY}").number == number


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("（2024年3月5日印发）", "2024-03-05"),
        ("二〇二四年十二月二十八日", "2024-12-28"),
        ("发布时间：2024-03-05 10:00", "2024-03-05"),
        ("2024年13月5日", None),
    ],
)
def test_a_date_is_found_in_the_ways_it_is_written(line: str, date: str | None) -> None:
    assert head(f"关于认养的通知\n{line}\n{BODY}").date == date


def test_the_day_a_page_showed_an_older_document_is_not_the_documents() -> None:
    assert head(f"关于认养的通知\n青政发〔2017〕4号\n发布时间：2024-03-05\n{BODY}").date is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(("2024", "2024"), ("2024年", "2024"), ("2024-4", "2024-04"), ("2024.4.8", "2024-04-08")),
        *(("2024年4月28日", "2024-04-28"), ("2024-02-30", None), ("去年", None), ("24-1-1", None)),
    ],
)
def test_a_date_given_is_as_exact_as_it_is_given(text: str, date: str | None) -> None:
    assert partial_date(text) == date


def test_what_is_not_found_and_not_given_is_asked_for(tmp_path: Path) -> None:
    path = text_file(tmp_path, "谈谈银杏\n一、认养\n市民都可以认养。\n")
    with pytest.raises(BadDocument, match=r"没有找到标题（--title .*）和日期（--date .*）"):
        parsed_document(path, Given())
    with pytest.raises(BadDocument, match="没有找到日期（--date"):
        parsed_document(path, Given(title="认养须知"))
    document = parsed_document(path, Given(title="认养须知", date="2024年3月"))
    assert (document.title, document.date, document.number, document.issuer) == (
        "认养须知",
        "2024-03",
        None,
        None,
    )


def test_what_is_given_overrides_what_is_found(tmp_path: Path) -> None:
    given = Given(title="另一个标题", number="第 1 号", issuer="市政府", date="2020", key="ginkgo_2020")
    document = parsed_document(text_file(tmp_path), given)
    assert (document.title, document.number, document.issuer) == ("另一个标题", "第 1 号", "市政府")
    assert (document.date, document.key) == ("2020", "ginkgo_2020")


@pytest.mark.parametrize(
    "given",
    [Given(title="  "), Given(title="长" * 301), Given(date="2024-02-30"), Given(key="../x"), Given(key="")],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, given: Given) -> None:
    with pytest.raises(BadDocument):
        parsed_document(text_file(tmp_path), given)


def test_a_page_without_other_title_has_that_of_its_window(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(web_page("<p>一、认养</p><p>市民都可以认养。</p>", "认养须知_青山市"), encoding="utf-8")
    assert parsed_document(path, Given(date="2024")).title == "认养须知"

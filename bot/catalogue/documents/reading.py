"""A document's file as blocks, whatever its format; refused with a reason if it cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.catalogue.documents.block import BadDocument, Content
from bot.catalogue.documents.plain_text import read_text
from bot.catalogue.documents.web_page import read_page
from bot.catalogue.documents.word_file import read_word_file

MOST_BYTES = 20 * 1024 * 1024

_READERS: Mapping[str, Callable[[bytes], Content]] = {
    ".txt": read_text,
    ".docx": read_word_file,
    ".html": read_page,
    ".htm": read_page,
}
_ZIP = b"PK\x03\x04"
# How files begin that are something else than their suffix says.
_FOREIGN = {
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件（doc、xls、wps）或者加了密码的文件",
    b"{\\rtf": "RTF",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    _ZIP: "docx 之类的压缩文件",
}


def read_document(path: Path) -> Content:
    """The content of a txt, docx or html file. Raises BadDocument."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadDocument(
            f"不能导入“{path.name}”：只能导入 txt、docx、html 文件。其他格式请先另存为其中一种。"
        )
    try:
        data = _data(path, reader is read_word_file)
        return reader(data)
    except BadDocument as error:
        raise BadDocument(f"不能导入“{path.name}”：{error}") from error


def _data(path: Path, packed: bool) -> bytes:
    try:
        if not path.is_file():
            raise BadDocument("没有这个文件。")
        with path.open("rb") as file:
            # One byte more than allowed tells that there is more, however much.
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadDocument(f"文件打不开（{error.strerror}）。") from error
    if len(data) > MOST_BYTES:
        raise BadDocument(f"文件超过上限 {MOST_BYTES // 1024 // 1024} MB。请去掉图片，或者拆成几份。")
    if not data.strip():
        raise BadDocument("文件是空的。")
    for start, kind in _FOREIGN.items():
        if data.startswith(start) and not (packed and start == _ZIP):
            raise BadDocument(
                f"文件内容是{kind}，与后缀“{path.suffix}”不符。请另存为 txt、docx 或 html 再导入。"
            )
    if packed and not data.startswith(_ZIP):
        raise BadDocument(f"文件内容不是 Word 文档，与后缀“{path.suffix}”不符。请另存为 docx 再导入。")
    return data

"""An invented official document, as text, as a web page and as a Word file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

TITLE = "关于做好银杏树认养工作的通知"
NUMBER = "青林发〔2024〕12号"
TEXT = f"""青山市林业局
{TITLE}
{NUMBER}

各县（市、区）林业局：
　　为了保护银杏树，方便市民认养，现将有关事项通知如下，请各县（市、区）林业局结合本地实际认真组织实施，并及时报告工作中的问题。
　　一、认养条件
　　（一）认养人范围。年满十八周岁的市民和在本市登记的单位，都可以认养银杏树。
　　（二）认养期限。每次认养三年，期满可以续认。
　　二、认养办法
　　1.提出申请。认养人登录林木认养平台填写申请表，提交下列材料：
　　（1）身份证明；
　　（2）认养承诺书。
　　2.签订协议。林业局在四个工作日内与认养人签订认养协议。
　　三、监督管理
　　在火星园区种土豆的，由林业局收回认养牌，三年内不得再次认养。
青山市林业局
2024年3月5日
"""
# A question that the sample knowledge refuses, whatever the weights of the matching.
QUESTION = "火星上怎么种土豆"
ANSWER = "在火星园区种土豆的，由林业局收回认养牌，三年内不得再次认养。"
SECTION = "三、监督管理"


def text_file(folder: Path, text: str = TEXT, name: str = "ginkgo.txt", encoding: str = "utf-8") -> Path:
    """The document, or another text, as plain text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def word_file(folder: Path, name: str = "ginkgo.docx") -> Path:
    """The document as Word writes it: a title, headings by style, a table with a merged cell."""
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(NUMBER).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("2024年3月5日").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("一、认养条件", level=1)
    document.add_paragraph("年满十八周岁的市民都可以认养。")
    document.add_heading("办理时限", level=2)
    document.add_paragraph("认养协议在四个工作日内签订。")
    document.add_heading("二、收费", level=1)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("树龄", "每年费用", "负责单位"), strict=True):
        cell.text = text
    for row in (("十年以下", "20 元", "园林站"), ("十年以上", "50 元", "")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    path = folder / name
    document.save(str(path))
    return path


def web_page(body: str, title: str = "某页_青山市人民政府") -> str:
    """A page as content systems make it, with everything around the document."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>
<style>p {{ color: red }}</style><script>var secret = "脚本";</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/b">政务公开</a></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/c">通知</a></div>
{body}
<p style="display: none">看不见的字</p><div class="share">分享到微信</div>
<footer>版权所有 青山市人民政府</footer></body></html>"""


def picture() -> bytes:
    """A PNG of one dot."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return memory.getvalue()

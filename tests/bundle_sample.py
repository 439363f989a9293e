"""A bundle for the sample knowledge: what a couple does that marries, drives and opens a shop."""

from __future__ import annotations

from pathlib import Path

BUNDLE = "bundles/young_couple.yml"
_TEXT = """\
code: young_couple
name: 新婚安家“一件事”
aliases: [新婚安家, 小两口安家]
audience: [个人]
department: civil_affairs
includes: [marriage_registration, driving_licence_renewal, food_business_permit]
without: [driving_licence_renewal#cost]
facts:
  - id: together
    aspect: process
    about: 新婚安家怎么一起办
    asked: [安家的事能一趟办完吗, 新婚几件事合着办行不行]
    text: 在一个窗口一起办。
    source: {document: elderly_2023, section: 第一条}
  - id: whole_limit
    aspect: time_limit
    about: 新婚安家一共几天
    asked: [安家全办完要多少天, 新婚这几样总共多久]
    text: 5 个工作日内全部办结。
    limit: {amount: 5, unit: working_day, kind: committed}
    source: {document: elderly_2023, section: 第二条}
  - id: whole_limit_before
    aspect: time_limit
    about: 以前新婚安家几天
    asked: [安家以前要十天吗]
    text: 以前是 10 个工作日。
    superseded_by: whole_limit
    source: {document: elderly_2023, section: 第三条}
"""


def add_bundle(folder: Path) -> Path:
    """The file of the bundle, written into a copy of the sample knowledge."""
    path = folder / BUNDLE
    path.parent.mkdir(exist_ok=True)
    path.write_text(_TEXT, encoding="utf-8")
    return path

"""The command `jiesu documents`: the library of imported documents."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.catalogue.documents.importing import Given, import_document
from bot.catalogue.documents.library import OfficialDocument, load_library, remove
from bot.settings import Settings

_SHOWN = 10
_SHOWN_CHARACTERS = 60
_TAKEN_UP = "正在运行的服务收到 SIGHUP 后换上：kill -HUP <jiesu serve 的进程号>"


def add_to(commands: Any) -> None:
    """Adds `documents` with its verbs to the command line's subparsers."""
    verbs = commands.add_parser("documents", help="官方文件").add_subparsers(required=True, metavar="动作")
    imported = verbs.add_parser("import", help="导入一份文件（txt、docx、html），查不到事项时摘录原文")
    imported.add_argument("file", type=Path, help="文件")
    imported.add_argument("--title", help="标题；默认从文件开头找")
    imported.add_argument("--number", help="文号，例如 鲁政发〔2024〕4号；默认从文件开头找")
    imported.add_argument("--issuer", help="发文单位；默认从文件开头找")
    imported.add_argument("--date", help="日期，例如 2024-04-28、2024-04、2024；默认从文件里找")
    imported.add_argument("--key", help="在库里的名字，相同就替换；默认用文件名")
    imported.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    imported.set_defaults(run=_import)
    verbs.add_parser("list", help="列出导入的文件").set_defaults(run=_list)
    removed = verbs.add_parser("remove", help="删除一份导入的文件")
    removed.add_argument("key", help="在库里的名字，见 list")
    removed.set_defaults(run=_remove)


def _import(settings: Settings, options: argparse.Namespace) -> None:
    given = Given(options.title, options.number, options.issuer, options.date, options.key)
    imported = import_document(options.file, settings.imported_documents, given, dry_run=options.dry_run)
    document = imported.document
    print(("试读：" if options.dry_run else "已导入：") + _line(document))
    if imported.replaced is not None:
        print(f"{'会替换' if options.dry_run else '替换了'}原来的《{imported.replaced}》。")
    if options.dry_run:
        for passage in document.passages[:_SHOWN]:
            start = passage.text[:_SHOWN_CHARACTERS].replace("\n", " ")
            print(f"  【{passage.section}】{start}{'……' if len(passage.text) > _SHOWN_CHARACTERS else ''}")
        print(
            f"没有写入。共 {len(document.passages)} 段，上面是前 {min(_SHOWN, len(document.passages))} 段。"
        )
    else:
        print(_TAKEN_UP)


def _list(settings: Settings, options: argparse.Namespace) -> None:  # noqa: ARG001 - a command's signature
    library = load_library(settings.imported_documents)
    for document in library.documents.values():
        print(_line(document))
    count = sum(len(document.passages) for document in library.documents.values())
    print(f"共 {len(library.documents)} 份文件，{count} 段。" if count else "还没有导入文件。")


def _remove(settings: Settings, options: argparse.Namespace) -> None:
    remove(settings.imported_documents, options.key)
    print(f"已删除 {options.key}。{_TAKEN_UP}")


def _line(document: OfficialDocument) -> str:
    parts = (document.title, document.number, document.issuer, document.date)
    return f"{document.key}　{'，'.join(part for part in parts if part)}（{len(document.passages)} 段）"

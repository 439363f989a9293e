"""`jiesu catalogue import`: official catalogues of matters into the data folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.catalogue.official.row_outcome import as_csv, summary
from bot.settings import Settings
from bot.usecases.catalogue_import import import_catalogue


def add_to(commands: Any) -> None:
    """Adds the group to the parser's commands."""
    group = commands.add_parser("catalogue", help="外部的事项目录")
    taking = group.add_subparsers(required=True, metavar="动作").add_parser("import", help="导入事项目录")
    taking.add_argument("file", type=Path, help=".jsonl、.csv 或 .xlsx")
    taking.add_argument("--mapping", type=Path, help="映射文件，默认是同一文件夹里同名的 .yml")
    taking.add_argument("--dry-run", action="store_true", help="只看结果，什么也不写")
    taking.add_argument("--report", type=Path, help="把逐行的结果另存为 CSV")
    taking.set_defaults(run=_import)


def _import(settings: Settings, options: argparse.Namespace) -> int:
    knowledge, imports = settings.knowledge, settings.imported_catalogues
    report = import_catalogue(
        options.file, options.mapping, knowledge=knowledge, imports=imports, dry_run=options.dry_run
    )
    print("\n".join(map(str, report.outcomes)))
    print(summary(report.outcomes))
    if report.written:
        print(f"已写入 {report.written}。正在运行的服务收到 SIGHUP 以后换上。")
    elif report.differs:
        print("这是试导入，什么也没有写。")
    else:
        print("与上次导入的一样，没有改任何文件。")
    try:
        if options.report:
            options.report.write_bytes(as_csv(report.outcomes))
    except OSError as error:
        print(f"逐行的结果写不进 {options.report}：{error.strerror}。", file=sys.stderr)
        return 1
    return 0

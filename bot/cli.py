"""The command `jiesu`."""

from __future__ import annotations

import argparse
import asyncio
import errno
import logging
import os
import signal
import sys
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.documents.block import BadDocument
from bot.catalogue.documents.library import load_library
from bot.catalogue.faults import KnowledgeFaults
from bot.catalogue.loader import load
from bot.catalogue.official.table import ImportRefused
from bot.clients.onnx_embedder import UnusableEmbedder
from bot.clients.rasa_process import until_ready
from bot.clients.rasa_training import TrainingFailed, is_stale, train
from bot.commands import catalogue as catalogue_commands
from bot.commands import documents as document_commands
from bot.commands import gaps as gap_commands
from bot.commands import match as match_commands
from bot.commands import vectors as vector_commands
from bot.settings import BadSetting, Settings, read_settings
from bot.storage.database import BadDatabase, migrate, open_database
from bot.storage.encryption import NoEncryptionKey
from bot.usecases.answering import Answering, Turn
from bot.wiring import running_service

_REFUSED = (KnowledgeFaults, ImportRefused, BadDocument, BadSetting)
_SAID = (*_REFUSED, UnusableEmbedder, BadDatabase, NoEncryptionKey, TrainingFailed)
_RASA_READY_WITHIN = 90.0


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 if it did what it should, 1 with a sentence if it could not."""
    options = _parser().parse_args(arguments)
    # What is written may hold what citizens said: for this user only.
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("jieba").setLevel(logging.ERROR)
    try:
        return int(options.run(read_settings(), options) or 0)
    except _SAID as error:
        return _fail(str(error))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return _fail(f"端口已被占用，请换一个（例如 make run PORT=8100）：{error.strerror or error}")
        raise


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jiesu", description="接诉：12345 热线智能助手")
    commands = parser.add_subparsers(required=True, metavar="命令")
    serve = commands.add_parser("serve", help="启动服务")
    serve.add_argument("--with-rasa", action="store_true", help="同时启动并看护 Rasa")
    serve.set_defaults(run=_serve)
    commands.add_parser("train", help="训练对话模型（没有变化就不训练）").set_defaults(run=_train)
    commands.add_parser("migrate", help="更新数据库结构").set_defaults(run=_migrate)
    ask = commands.add_parser("ask", help="问一句，看回答和理由")
    ask.add_argument("text", nargs="+", help="问题；多句就是多轮")
    ask.set_defaults(run=_ask)
    knowledge = commands.add_parser("knowledge", help="知识库").add_subparsers(required=True, metavar="动作")
    check = knowledge.add_parser("check", help="检查知识库")
    check.add_argument("folder", nargs="?", type=Path, help="默认是正在用的知识库")
    check.set_defaults(run=_check)
    gap_commands.add_to(knowledge)
    match_commands.add_to(commands)
    vector_commands.add_to(commands)
    catalogue_commands.add_to(commands)
    document_commands.add_to(commands)
    return parser


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _knowledge(settings: Settings) -> Catalogue:
    return load(settings.knowledge, settings.imported_catalogues)


def _train(settings: Settings, options: argparse.Namespace) -> None:  # noqa: ARG001
    _train_if_stale(settings)


def _train_if_stale(settings: Settings) -> None:
    # The model is made from the names in knowledge/ alone: an import leaves it as it is.
    catalogue = load(settings.knowledge)
    if is_stale(settings, catalogue):
        print("训练对话模型，大约一分钟……", flush=True)
        train(settings, catalogue)


def _migrate(settings: Settings, options: argparse.Namespace) -> None:  # noqa: ARG001
    engine = open_database(settings.database_url)
    migrate(engine)
    engine.dispose()


def _check(settings: Settings, options: argparse.Namespace) -> None:
    catalogue = load(options.folder) if options.folder else _knowledge(settings)
    facts = sum(1 for _ in catalogue.facts())
    print(f"知识库没有错：{len(catalogue.subjects)} 个条目，{facts} 条事实，版本 {catalogue.version}。")


def _ask(settings: Settings, options: argparse.Namespace) -> None:
    answering = Answering(_knowledge(settings), load_library(settings.imported_documents))
    turn = Turn("")
    for text in options.text:
        turn = Turn(text, turn.memory)
        match = answering.matcher.match(text)
        outcome = answering.answer_without_dialogue(turn)
        print("\n".join(reply.text for reply in outcome.replies))
        decision = answering.composition.wording.say(f"decision.{match.decision}")
        print(f"\n—— 判断：{decision}，把握 {match.probability:.2f}")
        for fact in match.facts[:3]:
            print(f"   {fact.share:.2f} {fact.key}（{fact.fact.about}）：{'；'.join(fact.reasons)}")
        for passage in (one for reply in outcome.replies for one in reply.custom.get("passages", ())):
            print(f"   {passage['score']:.2f} 文件 {passage['document']}：{passage['reason']}")
        turn = Turn("", outcome.memory)


def _serve(settings: Settings, options: argparse.Namespace) -> None:
    # Faults are told before a minute of training.
    _knowledge(settings)
    if options.with_rasa:
        _train_if_stale(settings)
    asyncio.run(_serve_until_stopped(settings, with_rasa=options.with_rasa))


async def _serve_until_stopped(settings: Settings, *, with_rasa: bool) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stopped.set)
    async with running_service(settings, with_rasa=with_rasa) as service:
        if sys.stdin.isatty():
            # The terminal was closed: there is nobody left to stop it. A daemon reloads instead.
            loop.add_signal_handler(signal.SIGHUP, stopped.set)
        if with_rasa:
            print("正在启动对话引擎……", flush=True)
            waiting = asyncio.create_task(until_ready(service.dialogue, _RASA_READY_WITHIN))
            stopping = asyncio.create_task(stopped.wait())
            await asyncio.wait((waiting, stopping), return_when=asyncio.FIRST_COMPLETED)
            if waiting.done() and not waiting.result():
                print(f"对话引擎没有启动，先按关键词回答。原因见 {settings.data / 'rasa.log'}。", flush=True)
            waiting.cancel()
            stopping.cancel()
        if not stopped.is_set():
            _print_addresses(settings)
        await stopped.wait()
        print("正在停止……", flush=True)


def _print_addresses(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    lines = (
        f"市民页面　{address}/",
        f"接口说明　{address}/api/v1/openapi.json",
        f"健康检查　{address}/readyz",
        "按 Ctrl-C 停止。",
    )
    print("\n".join(lines), flush=True)

"""Personal numbers stay with the service, and only the service can be reached."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.dialogue.citizen import Citizen
from tests.json_calls import JsonCalls
from tests.running_system import RunningSystem


def _digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def _mobile() -> str:
    return f"1{secrets.choice('3589')}{_digits(9)}"


def _identity() -> str:
    # No place has this code: the number is nobody's.
    return f"990000{'19900307'}{_digits(3)}X"


def _card() -> str:
    return f"62{_digits(17)}"


def _spaced(number: str) -> str:
    return f"{number[:3]} {number[3:7]}-{number[7:]}"


def _full_width(number: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


MADE_UP = {
    "mobile": _mobile(),
    "mobile in groups": _spaced(_mobile()),
    "mobile in full width": _full_width(_mobile()),
    "identity": _identity(),
    "card": _card(),
}
# By which of these a number is replaced is for tests/unit: a long one may hold a shorter one.
MASKS = ("〔手机号〕", "〔身份证号〕", "〔银行卡号〕")


@pytest.mark.parametrize("name", MADE_UP)
def test_a_personal_number_is_stored_nowhere_in_the_clear(
    whole_system: RunningSystem, citizen: Citizen, name: str
) -> None:
    number = MADE_UP[name]
    said = secrets.token_hex(6)
    citizen.say(f"我是{said}，号码是{number}，帮我问一下刻章要多久")
    citizen.say("转人工")
    told_to_rasa = [text for text in _told_to_rasa(whole_system.data) if said in text]
    assert told_to_rasa, "Rasa must have been asked, otherwise this test proves nothing"
    assert all(any(mask in text for mask in MASKS) and number not in text for text in told_to_rasa)
    kept = list(_everything_kept(whole_system.data))
    assert {"rasa.log", "service.log", "rasa-trackers.sqlite", "jiesu.sqlite"} <= {name for name, _ in kept}
    for file, content in kept:
        for form in {number, json.dumps(number)[1:-1]}:
            assert form.encode() not in content, f"{name} stands in {file}"


def test_what_a_citizen_said_is_not_readable_in_the_database(
    whole_system: RunningSystem, citizen: Citizen
) -> None:
    said = f"暗号{secrets.token_hex(6)}，刻章要多久"
    citizen.say(said)
    for file in whole_system.data.glob("jiesu.sqlite*"):
        assert said.encode() not in file.read_bytes()


def test_everything_listens_on_the_loopback_address_only(whole_system: RunningSystem) -> None:
    listening = {
        process.pid: {at.laddr for at in process.net_connections("inet") if at.status == psutil.CONN_LISTEN}
        for process in whole_system.processes()
    }
    assert len(listening.pop(whole_system.pid)) == 2  # the public port and that of the actions
    (rasa,) = listening.values()
    assert len(rasa) == 1
    addresses = [at.laddr.ip for one in whole_system.processes() for at in one.net_connections("inet")]
    assert set(addresses) == {"127.0.0.1"}


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "wrong"}])
def test_rasa_answers_nobody_without_the_token(whole_system: RunningSystem, headers: dict[str, str]) -> None:
    rasa = JsonCalls(f"http://127.0.0.1:{_rasa_port(whole_system)}", headers)
    answer = rasa.post("/webhooks/jiesu/webhook", {"sender": "stranger", "message": "你好"})
    assert answer.status == 401
    assert "text" not in str(answer.body)


def test_rasa_has_no_other_doors(whole_system: RunningSystem) -> None:
    rasa = JsonCalls(f"http://127.0.0.1:{_rasa_port(whole_system)}")
    for path in ("/domain", "/status", "/conversations/x/tracker", "/webhooks/rest/"):
        assert rasa.get(path).status == 404, path
    assert rasa.post("/webhooks/rest/webhook", {"sender": "x", "message": "你好"}).status == 404
    assert rasa.post("/model/parse", {"text": "你好"}).status == 404


def test_nobody_runs_an_action_without_the_token(whole_system: RunningSystem) -> None:
    actions = JsonCalls(f"http://127.0.0.1:{_action_port(whole_system)}")
    call = {"next_action": "action_hand_off", "sender_id": "stranger", "tracker": {}}
    assert actions.post("/webhook", call).status == 401
    assert actions.post("/webhook", call, token="wrong").status == 401


def test_the_public_port_serves_neither_actions_nor_files_outside_the_page(
    whole_system: RunningSystem,
) -> None:
    public = JsonCalls(whole_system.url)
    assert public.post("/webhook", {}).status == 404
    for path in (
        "..%2F..%2Fpages.py",
        "..%2f..%2fpages.py",
        "%2Fetc%2Fpasswd",
        "..",
        "%2E%2E%2F%2E%2E%2Fpages.py",
    ):
        assert public.get(f"/assets/{path}").status == 404, path


def _told_to_rasa(data: Path) -> Iterator[str]:
    connection = sqlite3.connect(data / "rasa-trackers.sqlite")
    try:
        for (event,) in connection.execute("SELECT data FROM events"):
            yield str(json.loads(event).get("text"))
    finally:
        connection.close()


def _everything_kept(data: Path) -> Iterator[tuple[str, bytes]]:
    for file in data.rglob("*"):
        if file.is_file() and "models" not in file.parts:
            yield file.name, file.read_bytes()


def _rasa_port(system: RunningSystem) -> int:
    (rasa,) = [one for one in system.processes() if one.pid != system.pid]
    (port,) = [at.laddr.port for at in rasa.net_connections("inet") if at.status == psutil.CONN_LISTEN]
    return int(port)


def _action_port(system: RunningSystem) -> int:
    listening = [
        at.laddr.port
        for at in psutil.Process(system.pid).net_connections("inet")
        if at.status == psutil.CONN_LISTEN and not system.url.endswith(f":{at.laddr.port}")
    ]
    (port,) = listening
    return int(port)

"""A message reaches a real mail server, an address on the web, a file; or it is said why not."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from ssl import create_default_context
from time import sleep
from typing import Any

import pytest
import respx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from hypothesis import given
from hypothesis import strategies as st

from sync.model import Email, Message, Notify, Webhook
from sync.transport import messages
from sync.transport.http import HttpClient
from sync.transport.messages import (
    LONGEST_FILE_BYTES,
    MAIL_ANSWERS_BYTES,
    NotSent,
    channels_of,
    request_of,
    send_mail,
    write_line,
)
from tests.ports import free_port

NOW = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
MESSAGE = Message("OCOP Sync: 1 việc cần xem", "Cua Năm Căn: chờ bạn duyệt.\n  → ocop approve")
HOOK = Webhook(name="zalo", url="https://zalo.example/send")


class Letters:
    """A mail server that keeps what it was given, and knows one password."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(envelope)
        return "250 OK"

    def knows(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> Any:
        return AuthResult(success=data.password == b"dung", handled=False)


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def email(letters: Letters) -> Iterator[Email]:
    """A mail server on loopback."""
    server = Controller(
        letters,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=letters.knows,
        auth_require_tls=False,
    )
    server.start()
    yield Email(
        to=("lan@htx.vn", "an@htx.vn"),
        sender="ocop@htx.vn",
        host="127.0.0.1",
        port=server.port,
        security="none",
    )
    server.stop()


@pytest.fixture
async def http() -> AsyncIterator[HttpClient]:
    async with HttpClient(create_default_context()) as client:
        yield client


def test_a_letter_arrives_whole_in_vietnamese(letters: Letters, email: Email) -> None:
    send_mail(email, MESSAGE, NOW)
    (envelope,) = letters.taken
    letter = message_from_bytes(envelope.content)
    assert envelope.rcpt_tos == ["lan@htx.vn", "an@htx.vn"]
    assert str(make_header(decode_header(letter["Subject"]))) == MESSAGE.subject
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().split() == MESSAGE.text.split()


def test_a_subject_cannot_bring_headers_of_its_own(letters: Letters, email: Email) -> None:
    send_mail(email, Message("một\r\nBcc: kẻ@lạ.vn", "hai"), NOW)
    letter = message_from_bytes(letters.taken[0].content)
    assert letter["Bcc"] is None
    assert letters.taken[0].rcpt_tos == ["lan@htx.vn", "an@htx.vn"]


def test_a_wrong_password_is_told_and_not_echoed(email: Email) -> None:
    with pytest.raises(NotSent, match=r"^login_refused$"):
        send_mail(replace(email, user="ocop", password="sai-mat-khau"), MESSAGE, NOW)


def test_the_right_password_lets_us_in(letters: Letters, email: Email) -> None:
    send_mail(replace(email, user="ocop", password="dung"), MESSAGE, NOW)
    assert letters.taken


def test_a_server_without_protection_gets_no_letter(letters: Letters, email: Email) -> None:
    with pytest.raises(NotSent):
        send_mail(replace(email, security="starttls"), MESSAGE, NOW)
    assert not letters.taken


def test_a_server_that_is_not_there_is_told(email: Email) -> None:
    with pytest.raises(NotSent):
        send_mail(replace(email, port=1), MESSAGE, NOW)


@pytest.mark.parametrize(
    ("word", "why"),
    [(b"220-" + b"x" * 2_000 + b"\r\n", "SMTP|Server|OS"), (b"2", "Server|Timeout")],
)
def test_a_mail_server_that_talks_for_ever_is_heard_for_so_long_and_no_longer(
    email: Email, word: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "MAIL_WHOLE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as talker, ThreadPoolExecutor(1) as beside:
        talking = beside.submit(talk, talker, word)
        with pytest.raises(NotSent, match=why):
            send_mail(replace(email, port=talker.getsockname()[1]), MESSAGE, NOW)
        assert talking.result(2) < 2 * MAIL_ANSWERS_BYTES + 2**20  # the rest lay in the system


def talk(talker: socket.socket, word: bytes) -> int:
    """Answer without an end, until the other side has enough; tells how much was said."""
    said = 0
    with suppress(OSError), talker.accept()[0] as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        while said < 50_000_000:
            said += connection.send(word)
            sleep(0.005 if len(word) == 1 else 0)
    return said


@given(st.text(), st.text())
def test_whatever_a_message_says_it_is_one_text_in_json(subject: str, text: str) -> None:
    template = '{"chat": 1, "s": {subject}, "t": {text}}'
    body = request_of(replace(HOOK, template=template), Message(subject, text)).content
    assert json.loads(body or b"") == {"chat": 1, "s": subject, "t": f"{subject}\n{text}"}


async def test_an_address_on_the_web_gets_json_and_its_token(
    tmp_path: Path, http: HttpClient, respx_mock: respx.MockRouter
) -> None:
    route = respx_mock.post(HOOK.url).respond(200)
    hook = replace(HOOK, header="access_token", token="bí-mật".encode().hex())
    ways = channels_of(Notify(webhooks=(hook,)), tmp_path, http, lambda: NOW)
    await ways["webhook:zalo"](MESSAGE)
    sent = route.calls.last.request
    assert sent.headers["access_token"] == hook.token
    assert json.loads(sent.content)["text"].startswith(MESSAGE.subject)


async def test_an_address_that_refuses_is_told(
    tmp_path: Path, http: HttpClient, respx_mock: respx.MockRouter
) -> None:
    respx_mock.post(HOOK.url).respond(302, headers={"location": "https://elsewhere.example"})
    ways = channels_of(Notify(webhooks=(HOOK,)), tmp_path, http, lambda: NOW)
    with pytest.raises(NotSent, match="HTTP 302"):
        await ways["webhook:zalo"](MESSAGE)


async def test_an_address_that_cannot_be_reached_is_told_without_its_key(
    tmp_path: Path, http: HttpClient
) -> None:
    hook = replace(HOOK, url="http://127.0.0.1:1/bot-secret")
    ways = channels_of(Notify(webhooks=(hook,)), tmp_path, http, lambda: NOW)
    with pytest.raises(NotSent) as failed:
        await ways["webhook:zalo"](MESSAGE)
    assert "secret" not in str(failed.value)


async def test_a_file_gets_one_message_below_the_other(tmp_path: Path, http: HttpClient) -> None:
    ways = channels_of(Notify(file="tin.txt"), tmp_path, http, lambda: NOW)
    await ways["file"](MESSAGE)
    await ways["file"](MESSAGE)
    lines = (tmp_path / "tin.txt").read_text(encoding="utf-8")
    assert lines.count(MESSAGE.text) == 2


def test_a_file_that_grew_long_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_bytes(b"x" * (LONGEST_FILE_BYTES + 1))
    write_line(file, MESSAGE, NOW)
    assert file.stat().st_size < 1000
    assert (tmp_path / "tin.txt.1").stat().st_size > LONGEST_FILE_BYTES


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSent):
        write_line(tmp_path, MESSAGE, NOW)

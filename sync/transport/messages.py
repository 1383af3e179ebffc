"""Sends a message to people: by mail, to an address on the web, or into a file."""

from __future__ import annotations

import asyncio
import json
import smtplib
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from sync.marketplace.client import Request
from sync.marketplace.errors import MarketplaceError
from sync.model import Email, Message, Notify, Webhook
from sync.transport.http import HttpClient

MAIL_TIMEOUT_S: Final = 30.0
MAIL_WHOLE_S: Final = 90.0  # from the first answer of a mail server to its last
MAIL_ANSWERS_BYTES: Final = 256 * 1024
LONGEST_REASON: Final = 200
LONGEST_FILE_BYTES: Final = 4_000_000  # then it is begun anew, the old one kept beside it

Send = Callable[[Message], Awaitable[None]]

# What kind of failure -> our word for it; the narrower first.
REASONS: Final[Mapping[type[Exception], str]] = {
    smtplib.SMTPAuthenticationError: "login_refused",
    smtplib.SMTPNotSupportedError: "tls_missing",
    smtplib.SMTPRecipientsRefused: "recipients_refused",
    ssl.SSLError: "tls_failed",
    socket.gaierror: "host_unknown",
    TimeoutError: "timed_out",
    ConnectionRefusedError: "connection_refused",
}


class NotSent(Exception):
    """A message was not taken; it may be sent again. The text says why, and holds no secret."""


def channels_of(
    notify: Notify, home: Path, http: HttpClient, now: Callable[[], datetime]
) -> dict[str, Send]:
    """Give every way to tell people by its name; sending raises `NotSent`."""
    ways: dict[str, Send] = {}
    if (email := notify.email) is not None:
        ways["email"] = lambda message: asyncio.to_thread(send_mail, email, message, now())
    for webhook in notify.webhooks:
        ways[f"webhook:{webhook.name}"] = _posting(webhook, http)
    if notify.file is not None:
        file = home / notify.file
        ways["file"] = lambda message: asyncio.to_thread(write_line, file, message, now())
    return ways


def send_mail(email: Email, message: Message, now: datetime) -> None:
    """Hand a message to the mail server; raises `NotSent`."""
    try:
        _hand_over(email, _letter(email, message, now))
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise NotSent(_why(error)) from error


def _letter(email: Email, message: Message, now: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = " ".join(message.subject.split())
    letter["From"], letter["To"] = email.sender, ", ".join(email.to)
    letter["Date"], letter["Message-ID"] = format_datetime(now), make_msgid(domain="ocop.invalid")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    return letter


class _Answers:
    """What a mail server answers, within bounds: smtplib would listen and keep for ever."""

    def __init__(self, taken: _Bounded, connection: socket.socket) -> None:
        self._taken, self._connection, self._rest = taken, connection, b""

    def readline(self, most: int) -> bytes:
        """Read a line, or as much of it; raises `OSError` beyond the bounds."""
        while b"\n" not in self._rest and len(self._rest) < most:
            self._connection.settimeout(self._taken.left_s())
            piece = self._connection.recv(4096)
            if not piece:
                break
            self._taken.took(len(piece))
            self._rest += piece
        end = self._rest.find(b"\n") + 1 or len(self._rest)
        line, self._rest = self._rest[: min(end, most)], self._rest[min(end, most) :]
        self._connection.settimeout(MAIL_TIMEOUT_S)  # what we send has time of its own
        return line

    def close(self) -> None:
        """Leave the connection to whoever opened it."""


class _Bounded(smtplib.SMTP):
    """A mail server that may take so long, and answer so much, and no more."""

    _ends_s, _left_bytes = 0.0, MAIL_ANSWERS_BYTES

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self._ends_s = self._ends_s or monotonic() + MAIL_WHOLE_S
            self.file = _Answers(self, self.sock)
        return super().getreply()

    def left_s(self) -> float:
        """How long its next word may take; raises `TimeoutError`."""
        if (left_s := self._ends_s - monotonic()) <= 0:
            raise TimeoutError
        return min(left_s, MAIL_TIMEOUT_S)

    def took(self, count: int) -> None:
        """Count what it answered; raises `OSError` for too much."""
        self._left_bytes -= count
        if self._left_bytes < 0:
            raise OSError("too much")  # nobody reads it


class _BoundedTls(_Bounded, smtplib.SMTP_SSL):
    """The same, over TLS from the first byte."""


def _hand_over(email: Email, letter: EmailMessage) -> None:
    tls = ssl.create_default_context()
    opened = partial(_BoundedTls, context=tls) if email.security == "tls" else _Bounded
    server = opened(email.host, email.port, timeout=MAIL_TIMEOUT_S)
    with server:
        if email.security == "starttls":
            server.starttls(context=tls)  # a server that has none is refused: nothing goes in clear
        if email.user is not None:
            server.login(email.user, email.password or "")
        server.send_message(letter)


def _posting(webhook: Webhook, http: HttpClient) -> Send:
    async def post(message: Message) -> None:
        try:
            answer = await http.send(request_of(webhook, message))
        except MarketplaceError as error:
            raise NotSent(error.problem.code) from error
        if not 200 <= answer.status < 300:
            raise NotSent(f"HTTP {answer.status}")

    return post


def request_of(webhook: Webhook, message: Message) -> Request:
    """Fill the template: both places become texts in JSON, whatever a message holds."""
    parts = webhook.template.split("{subject}")
    subject, text = json.dumps(message.subject), json.dumps(f"{message.subject}\n{message.text}")
    body = subject.join(part.replace("{text}", text) for part in parts)
    headers = {"content-type": "application/json"}
    if webhook.token is not None:
        headers[webhook.header] = webhook.token
    return Request(method="POST", url=webhook.url, headers=headers, content=body.encode())


def write_line(file: Path, message: Message, now: datetime) -> None:
    """Add a message to a file; raises `NotSent`."""
    try:
        if file.exists() and file.stat().st_size > LONGEST_FILE_BYTES:
            file.replace(file.with_name(f"{file.name}.1"))
        with file.open("a", encoding="utf-8") as lines:
            lines.write(
                f"{now.isoformat(timespec='seconds')} {message.subject}\n{message.text}\n\n"
            )
    except OSError as error:
        raise NotSent(_why(error)) from error


def _why(error: Exception) -> str:
    """Say what kind of failure it was; a server's own words may echo the password."""
    for kind, code in REASONS.items():
        if isinstance(error, kind):
            return code
    if isinstance(error, smtplib.SMTPResponseException):
        return f"SMTP {error.smtp_code}"
    text = (getattr(error, "strerror", None) or type(error).__name__)[:LONGEST_REASON]
    return str(text)

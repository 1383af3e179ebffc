"""Who decides at this command line, and how they are asked."""

from __future__ import annotations

import getpass
import socket
import sys
from datetime import UTC, datetime
from typing import Literal

from sync.cli.terminal import Terminal
from sync.model import Code, ShopName
from sync.running.decisions import login_name
from sync.store import Decision, Verdict

Answer = Literal["yes", "no", "all", "stop"]

ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("c", "có", "co", "y", "yes"), "yes"),
    **dict.fromkeys(("k", "không", "khong", "n", "no", ""), "no"),
    **dict.fromkeys(("t", "tất cả", "tat ca", "a", "all"), "all"),
    **dict.fromkeys(("d", "dừng", "dung", "q", "quit", "stop"), "stop"),
}


def decided(
    verdict: Verdict, shop: ShopName | None = None, code: Code | None = None, note: str = ""
) -> Decision:
    """Put down what the person at this command line says, now."""
    return Decision(
        at=datetime.now(UTC),
        who=login_name(),
        origin=f"ocop {socket.gethostname()}",
        verdict=verdict,
        shop=shop,
        code=code,
        note=note,
    )


def can_be_asked() -> bool:
    """Whether a person sits there."""
    return sys.stdin is not None and sys.stdin.isatty()


def typed_password(terminal: Terminal, name: str) -> str:
    """Have somebody type their password."""
    terminal.note("password_asked", name=name)
    return _unseen()


def typed_code(terminal: Terminal, shop: ShopName) -> str:
    """Have somebody paste what opens a shop: on a command line its history would keep it."""
    terminal.note("connect_code_asked", shop=shop)
    return _unseen().strip()


def _unseen() -> str:
    """Read a line that nobody sees; where nobody sits there, a line of the input is it."""
    if can_be_asked():
        return getpass.getpass("")
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""


def ask(terminal: Terminal, code: str) -> Answer:
    """Ask until the answer is understood; the end of the input means stop."""
    while True:
        terminal.note(code)
        line = sys.stdin.readline()
        if not line:
            return "stop"
        answer = ANSWERS.get(line.strip().lower())
        if answer is not None:
            return answer

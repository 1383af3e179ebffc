"""`ocop notify`: sends a trial message by every way that is configured, and says what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sync.cli import exits
from sync.cli.prepare import opening, prepared, run
from sync.cli.session import Session
from sync.cli.terminal import Terminal
from sync.model import Message
from sync.output.format import unsent_word
from sync.service.alert_watch import AlertWatch
from sync.service.trial_message import send_by_each
from sync.store.alerts import Unsent
from sync.transport.clock import Clock
from sync.wording import say


def notify(session: Session, *, digest: bool = False) -> int:
    """Try every way; with `digest` the sum of yesterday is sent by it instead of a trial."""
    configuration, terminal = prepared(session)
    settings = configuration.settings

    async def work() -> tuple[Mapping[str, str | None], list[Unsent]]:
        async with opening(session, configuration) as app:
            watch = AlertWatch(app, dict, Clock())
            message = await watch.summed_up() if digest else _trial(terminal)
            answers = await send_by_each(settings.notify, session.home, message)
            return answers, await app.store.alerts.unsent()

    if not settings.notify.channels:
        terminal.tell("notify_none")
        terminal.answer({"channels": {}, "waiting": []})
        return exits.FINE
    answers, waiting = run(work())
    _show(terminal, answers, waiting)
    return exits.NOT_ALL_TRUE if any(answers.values()) else exits.FINE


def _trial(terminal: Terminal) -> Message:
    return Message(*say("message_test", {}, terminal.language))


def _show(terminal: Terminal, answers: Mapping[str, str | None], waiting: list[Unsent]) -> None:
    for channel, reason in answers.items():
        if reason is None:
            terminal.tell("notify_sent", channel=channel)
        else:
            terminal.tell("notify_failed", channel=channel, reason=unsent_word(terminal, reason))
    for each in waiting:
        since = each.since.astimezone().isoformat(timespec="seconds")
        values = asdict(each) | {"since": since, "reason": unsent_word(terminal, each.reason)}
        terminal.tell("notify_waiting", **values)
    terminal.answer({"channels": answers, "waiting": [asdict(each) for each in waiting]})

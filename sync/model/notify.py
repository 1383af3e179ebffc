"""Who is told by the service of what goes wrong: mailboxes, addresses on the web, a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Literal

MailSecurity = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """Mailboxes, and the server (SMTP) that takes what is sent to them."""

    to: tuple[str, ...]
    sender: str
    host: str
    port: int = 587
    security: MailSecurity = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address that takes JSON; in `template`, {subject} and {text} become JSON texts."""

    name: str
    url: str = field(repr=False)  # some carry a key
    template: str = '{"text": {text}}'
    header: str = "Authorization"
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """The ways by which people are told; each day at `digest_at` they get a summary of the day."""

    digest_at: time | None = time(7)
    email: Email | None = None
    webhooks: tuple[Webhook, ...] = ()
    file: str | None = None  # lines are added to it; relative to the home

    @property
    def channels(self) -> tuple[str, ...]:
        """The names of all ways there are; none: nobody is told."""
        names = [f"webhook:{webhook.name}" for webhook in self.webhooks]
        mail = ["email"] if self.email else []
        return (*mail, *names, *(["file"] if self.file else []))

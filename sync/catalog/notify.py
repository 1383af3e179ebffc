"""Reads `notify:`; a way to tell people that is written wrongly is left out, the others hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.secrets import Vault, secret_of
from sync.catalog.yaml_schema import WrittenEmail, WrittenNotify, WrittenWebhook
from sync.model import Email, Notify, Webhook

SECTION: Final = "notify"
_MAILBOX = re.compile(r"[\w.%+'&/-]{1,64}@[A-Za-z0-9.-]{1,255}", re.ASCII)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")


def read_notify(written: WrittenNotify, vault: Vault) -> tuple[Notify, list[Finding]]:
    """Make the ways to tell people, of what is written, and say what is wrong with the others."""
    findings: list[Finding] = []
    given = {name: value for name in ("digest_at", "file") if (value := getattr(written, name))}
    email = _email(written.email, vault, findings) if written.email else None
    webhooks = [
        _webhook(each, (SECTION, "webhooks", place), vault, findings)
        for place, each in enumerate(written.webhooks or ())
    ]
    names = [each.name for each in webhooks if each]
    for place, name in enumerate(names):
        if name in names[:place]:
            findings.append(
                Finding("webhook_twice", (SECTION, "webhooks", place), values={"name": name[:60]})
            )
    known = tuple({each.name: each for each in reversed(webhooks) if each}.values())
    return Notify(**given, email=email, webhooks=known), findings


def _email(written: WrittenEmail, vault: Vault, findings: list[Finding]) -> Email | None:
    path: Path = (SECTION, "email")
    password, wrong = secret_of(written, "password", path, vault)
    wrong += _mailboxes(written, path)
    bare = written.given().get("security") == "none"
    if bare and not _is_here(written.host):
        wrong.append(Finding("mail_unprotected", (*path, "security")))
    findings += wrong
    if wrong:
        return None
    plain = {"password", "password_env", "password_file"}
    return Email(**{k: v for k, v in written.given().items() if k not in plain}, password=password)


def _mailboxes(written: WrittenEmail, path: Path) -> Iterator[Finding]:
    named: list[tuple[Path, str]] = [((*path, "sender"), written.sender)]
    named += [((*path, "to", place), each) for place, each in enumerate(written.to)]
    for where, address in named:
        if not _MAILBOX.fullmatch(address):
            yield Finding("mailbox_form", where, values={"text": address[:60]})


def _webhook(
    written: WrittenWebhook, path: Path, vault: Vault, findings: list[Finding]
) -> Webhook | None:
    url, wrong = secret_of(written, "url", path, vault)
    token, lacking = secret_of(written, "token", path, vault)
    wrong += [*lacking, *_wrong_in(written, path)]
    if not wrong and not _is_safe(url or ""):
        wrong.append(Finding("webhook_url", path, values={"name": written.name[:60]}))
    findings += wrong
    if wrong:
        return None
    given = {name: getattr(written, name) for name in ("template", "header")}
    others = {name: value for name, value in given.items() if value}
    return Webhook(name=written.name, url=url or "", token=token, **others)


def _wrong_in(written: WrittenWebhook, path: Path) -> Iterator[Finding]:
    if written.template is not None and not _is_json(written.template):
        yield Finding("webhook_template", (*path, "template"))
    if written.header is not None and not _HEADER.fullmatch(written.header):
        yield Finding("webhook_header", (*path, "header"))


def _is_json(template: str) -> bool:
    try:
        json.loads(template.replace("{subject}", '""').replace("{text}", '""'))
    except ValueError:
        return False
    return "{text}" in template


def _is_safe(url: str) -> bool:
    """Tell whether nobody on the way can read along; on this computer nobody is on the way."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False

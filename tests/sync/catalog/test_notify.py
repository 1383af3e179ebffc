"""Who is told stands in settings.yaml; what is wrong there stops no shop and shows no secret."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from sync.catalog.settings import ReadSettings, read_settings
from sync.model import Notify

MAIL = "email: {to: [lan@htx.vn], sender: o@htx.vn, host: mail.htx.vn"


def reading(folder: Path, notify: str, **environ: str) -> ReadSettings:
    file = folder / "settings.yaml"
    file.write_text(f"language: en\nnotify:\n  {notify}\n", encoding="utf-8")
    return read_settings(file, environ)


def codes(read: ReadSettings) -> list[str]:
    return [issue.finding.code for issue in read.issues]


def test_nothing_written_tells_nobody(tmp_path: Path) -> None:
    read = read_settings(tmp_path / "settings.yaml", {})
    assert read.settings.notify == Notify()
    assert read.settings.notify.channels == ()


def test_every_way_has_its_name_and_its_secret_from_outside(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("https://chat.example/k", encoding="utf-8")
    (tmp_path / "url").chmod(0o600)
    hook = "{name: chat, url_file: url, template: '{\"t\": {text}}', header: key, token_env: T}"
    read = reading(
        tmp_path,
        f"digest_at: 6h30\n  {MAIL}, user: o, password_env: P}}\n"
        f"  webhooks: [{hook}]\n  file: tin.txt",
        P="mat-khau",
        T="ma",
    )
    notify = read.settings.notify
    assert codes(read) == []
    assert notify.channels == ("email", "webhook:chat", "file")
    assert notify.digest_at == time(6, 30)
    assert notify.email is not None
    assert (notify.email.port, notify.email.password) == (587, "mat-khau")
    assert (notify.webhooks[0].url, notify.webhooks[0].token) == ("https://chat.example/k", "ma")
    assert not any(secret in repr(notify) for secret in ("mat-khau", "chat.example"))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (f"{MAIL}, security: none}}", "mail_unprotected"),
        (f"{MAIL}, password_env: P}}", "secret_env_missing"),
        (f"{MAIL}, port: 99999}}", "port_too_high"),
        ("email: {to: ['Lan <lan@htx.vn>'], sender: o@htx.vn, host: h}", "mailbox_form"),
        ('email: {to: [lan@htx.vn], sender: "o@htx.vn\\nBcc: x@y.z", host: h}', "mailbox_form"),
        ("email: {to: ['\"(@htx.vn'], sender: o@htx.vn, host: h}", "mailbox_form"),
        ("webhooks: [{name: a}]", "webhook_url"),
        ("webhooks: [{name: a, url: 'http://chat.example'}]", "webhook_url"),
        ("webhooks: [{name: a, url: 'file:///etc/passwd'}]", "webhook_url"),
        ("webhooks: [{name: a, url: 'https://x', template: '{\"t\": 1}'}]", "webhook_template"),
        ("webhooks: [{name: a, url: 'https://x', template: '{text'}]", "webhook_template"),
        ("webhooks: [{name: a, url: 'https://x', header: \"a: b\"}]", "webhook_header"),
        ("webhooks: [{name: a, url: 'https://x'}, {name: a, url: 'https://y'}]", "webhook_twice"),
        ("digest_at: 25:00", "time_of_day_form"),
        ("sms: 0909", "unknown_field"),
    ],
)
def test_what_is_wrong_is_found_and_stops_no_shop(tmp_path: Path, written: str, code: str) -> None:
    read = reading(tmp_path, written)
    assert codes(read)[:1] == [code]
    assert read.sound


def test_one_wrong_way_leaves_the_others(tmp_path: Path) -> None:
    read = reading(tmp_path, "webhooks: [{name: a}, {name: b, url: 'https://b'}]\n  file: tin.txt")
    assert read.settings.notify.channels == ("webhook:b", "file")


def test_a_server_on_this_computer_needs_no_protection(tmp_path: Path) -> None:
    here = "email: {to: [a@b.vn], sender: a@b.vn, host: 127.0.0.1, security: none}"
    assert reading(tmp_path, here).settings.notify.channels == ("email",)


def test_a_wrong_database_stops_the_shops_still(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("database_env: NOPE\n", encoding="utf-8")
    assert not read_settings(file, {}).sound

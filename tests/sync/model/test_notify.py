"""Each way to tell people has a name."""

from __future__ import annotations

from sync.model import Email, Notify, Webhook

MAIL = Email(to=("a@b.vn",), sender="a@b.vn", host="mail.b.vn")


def test_no_way_is_there_unless_written() -> None:
    assert Notify().channels == ()


def test_every_way_has_its_own_name() -> None:
    chat = Webhook(name="chat", url="https://chat.example")
    notify = Notify(email=MAIL, webhooks=(chat,), file="tin.txt")
    assert notify.channels == ("email", "webhook:chat", "file")

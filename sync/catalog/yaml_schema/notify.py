"""How `notify:` of settings.yaml is written."""

from __future__ import annotations

from typing import Annotated

from sync.catalog.yaml_schema.scalars import (
    Filled,
    Name,
    Port,
    TimeOfDay,
    YamlModel,
)
from sync.model import MailSecurity


class WrittenEmail(YamlModel):
    """Mailboxes and their server."""

    to: Annotated[tuple[Name, ...], Filled]
    sender: Name
    host: Name
    port: Port | None = None
    security: MailSecurity | None = None
    user: Name | None = None
    password: Name | None = None
    password_env: Name | None = None
    password_file: Name | None = None


class WrittenWebhook(YamlModel):
    """An address that takes JSON."""

    name: Name
    url: Name | None = None
    url_env: Name | None = None
    url_file: Name | None = None
    template: Name | None = None
    header: Name | None = None
    token: Name | None = None
    token_env: Name | None = None
    token_file: Name | None = None


class WrittenNotify(YamlModel):
    """Who is told of what goes wrong."""

    digest_at: TimeOfDay | None = None
    email: WrittenEmail | None = None
    webhooks: tuple[WrittenWebhook, ...] | None = None
    file: Name | None = None

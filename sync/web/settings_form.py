"""The settings as a form: which there are, what each holds, and the edits that a form means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from sync.catalog.editing import TOP, Drop, Put, Value
from sync.catalog.editing.edits import values_at
from sync.model import Safety, Settings
from sync.web.editing import FieldChange

Kind = Literal["text", "number", "choice", "words"]
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its path in the file, how it is typed, and what holds where it is left out."""

    path: tuple[str, ...]
    kind: Kind = "text"
    choices: Sequence[str] = ()
    default: str = ""

    @property
    def name(self) -> str:
        """What it is called in the form."""
        return ".".join(self.path)


_DEFAULTS: Final = Settings()
GENERAL: Final = (
    Setting(("language",), "choice", ("vi", "en"), _DEFAULTS.language),
    Setting(("approvals",), "choice", ("one_person", "two_people"), _DEFAULTS.approvals),
    Setting(("keep_days",), "number", default=str(_DEFAULTS.keep_days)),
    Setting(("time_zone",), default=_DEFAULTS.time_zone),
    Setting(("page_hosts",), "words"),
)
NOTICES: Final = (
    Setting(("notify", "digest_at"), default="07:00"),
    Setting(("notify", "email", "to"), "words"),
    Setting(("notify", "email", "sender")),
    Setting(("notify", "email", "host")),
    Setting(("notify", "email", "port"), "number", default="587"),
    Setting(("notify", "email", "security"), "choice", ("starttls", "tls", "none"), "starttls"),
    Setting(("notify", "email", "user")),
    Setting(("notify", "email", "password_env")),
    Setting(("notify", "file")),
)
THRESHOLDS: Final = tuple(
    Setting(("safety", each.name), "number", default=f"{getattr(Safety(), each.name):g}")
    for each in fields(Safety)
)
SETTING_GROUPS: Final[Mapping[str, Sequence[Setting]]] = {
    "general": GENERAL,
    "notices": NOTICES,
    "thresholds": THRESHOLDS,
}


def setting_values(values: Mapping[str, Any]) -> dict[str, str]:
    """Say what each setting holds, as a person types it; "" is what is left out."""
    return {each.name: _typed(values_at(values, each.path)) for each in _all()}


def setting_changes(values: Mapping[str, Any], given: Mapping[str, str]) -> Iterator[FieldChange]:
    """Find what a form changes; what is emptied, or holds the default anyway, is taken out."""
    held = setting_values(values)
    for each in _all():
        was = held[each.name]
        now = " ".join(given.get(each.name, was)[:LONGEST].split())
        if each.kind == "words":
            now = ", ".join(now.replace(",", " ").split())
        if now == was or (not was and now == each.default):
            continue
        edit = Put(code=TOP, path=each.path, value=_value(each, now)) if now else None
        yield FieldChange(each.name, was, now, edit or Drop(code=TOP, path=each.path))


def _all() -> Iterator[Setting]:
    for group in SETTING_GROUPS.values():
        yield from group


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, str | int | float) else ""


def _value(setting: Setting, text: str) -> Value:
    if setting.kind == "words":
        return text.split(", ")
    plain = text.isascii() and text.isdecimal()
    return int(text) if setting.kind == "number" and plain else text

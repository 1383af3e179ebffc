"""Who calls from where: the folders, the language, and how to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import sync

if TYPE_CHECKING:
    from sync.model import Language

Audience = Literal["people", "machine"]

VALUED = {"--config": "config", "--home": "home", "--lang": "lang"}
SWITCHES = {
    "--json": "json", "--help": "help", "-h": "help", "--version": "version", "-v": "verbose",
    "--verbose": "verbose",
}  # fmt: skip
LANGUAGES = ("vi", "en")


class Refused(Exception):
    """What was asked for cannot be done with what is there, as a code with values."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class UsageError(Refused):
    """A command line that cannot be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of `ocop`; `language` is None while nobody has chosen one."""

    config: Path
    home: Path
    language: Language | None = None
    audience: Audience = "people"
    verbose: bool = False  # tell every call of a marketplace, on stderr
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)


def parse_common_options(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take the options that every command shares from wherever they stand; return the rest too.

    Raises `UsageError` when an option lacks its value.
    """
    common: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in SWITCHES:
            common[SWITCHES[argument]] = "yes"
        elif name in VALUED:
            common[VALUED[name]] = value if equals else _value(name, next(waiting, None))
        else:
            rest.append(argument)
    return common, rest


def _value(name: str, value: str | None) -> str:
    if value is None or value.startswith("--"):
        raise UsageError("usage_value_missing", option=name)
    return value


def session(common: Mapping[str, str], environ: Mapping[str, str]) -> Session:
    """Settle what the common options leave open by the environment and the defaults."""
    return Session(
        config=Path(common["config"]) if common.get("config") else default_config(),
        home=Path(common.get("home") or environ.get("OCOP_HOME") or "var"),
        language=language(common, environ),
        audience="machine" if "json" in common else "people",
        verbose="verbose" in common or environ.get("OCOP_LOG") == "debug",
        environ=environ,
    )


def language(common: Mapping[str, str], environ: Mapping[str, str]) -> Language | None:
    """Which language was asked for; raises `UsageError` for one that we do not speak."""
    asked = common.get("lang")
    if asked is not None and asked not in LANGUAGES:
        raise UsageError("usage_language_unknown", given=asked)
    wished = asked or environ.get("OCOP_LANG")
    return "vi" if wished == "vi" else "en" if wished == "en" else None


def default_config() -> Path:
    """`./config` if it is there, else the starter that comes along."""
    here = Path("config")
    return here if here.is_dir() else starter_config()


def starter_config() -> Path:
    """The shipped configuration: inside the installed package, or beside it in the repository."""
    package = Path(sync.__file__).parent
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent / "config"

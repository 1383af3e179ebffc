"""Who calls from where: the folders, the language, and how to answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

import sync

if TYPE_CHECKING:
    from sync.model import Language, Problem, Value

Audience = Literal["people", "machine"]

VALUED = {"--config": "config", "--home": "home", "--lang": "lang"}
SWITCHES = {
    "--json": "json", "--help": "help", "-h": "help", "--version": "version", "-v": "verbose",
    "--verbose": "verbose",
}  # fmt: skip
LANGUAGES = ("vi", "en")
COMMAND = re.compile(
    r"\bocop (?:(?:stock|sheet|keys|catalog|users|undo(?= edit)|lots(?= add| recall)) )?"
    r"(?!init|demo|sandbox|LỆNH|COMMAND)[a-z][a-z-]+(?! --config)"
)
SAMPLE = "sample"  # below the usual home: what is tried out never meets what is real


class Refused(Exception):
    """What was asked for cannot be done with what is there, as a code with values."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Refuse for this problem."""
        return cls(problem.code, **problem.values)


class UsageError(Refused):
    """A command line that cannot be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of `ocop`; `language` is None while nobody has chosen one."""

    config: Path
    home: Path
    language: Language | None = None
    audience: Audience = "people"
    typed: str = ""  # options that what is printed as a next step must repeat
    sample: bool = False  # nobody said which catalog, and none is here
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
    chosen = common.get("config") or environ.get("OCOP_CONFIG")
    config = Path(chosen) if chosen else default_config()
    sample = not chosen and config == starter_config()
    home = Path(common.get("home") or environ.get("OCOP_HOME") or "var")
    return Session(
        config=config,
        home=home / SAMPLE if sample and not common.get("home") else home,
        typed=_typed(common),
        sample=sample,
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


def _typed(common: Mapping[str, str]) -> str:
    """Write the folders that were chosen as they must be typed again."""
    chosen = [(name, common[name]) for name in ("config", "home") if common.get(name)]
    return "".join(f" --{name} {shlex.quote(value)}" for name, value in chosen)


def default_config() -> Path:
    """`./config`, else this folder where it holds shops, else the sample that comes along."""
    for here in (Path("config"), Path()):
        if (here / "shops.yaml").is_file():
            return here
    return Path("config") if Path("config").is_dir() else starter_config()


def starter_config() -> Path:
    """The shipped configuration: inside the installed package, or beside it in the repository."""
    package = Path(sync.__file__).parent
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent / "config"


def told_to_type(text: str, typed: str) -> str:
    """Put them behind the commands that stand after a colon: others are only spoken of."""
    before, *rest = text.split(": ocop ")
    return before + "".join(f": {hinted(f'ocop {each}', typed)}" for each in rest)


def hinted(text: str, typed: str) -> str:
    """Put the chosen folders behind each command that a text tells to type."""
    return COMMAND.sub(lambda found: found[0] + typed, text) if typed else text

"""Reads a command line against what a command takes; whatever does not fit is a code of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sync.cli.session import UsageError

MOST: Final = 10**9  # of any number: no database holds an endless one

Named = Callable[[str], str]  # how the help calls a parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be said to a command: an option as it is typed, a switch, or an argument.

    `read` turns the typed text into the value and raises ValueError; a switch has none.
    """

    name: str
    flag: str = ""  # "": an argument, known by its place
    read: Callable[[str], Any] | None = str
    required: bool = False
    many: bool = False  # an argument that takes all words that are left, as one text


def words(name: str) -> Parameter:
    """What must be said in one or more words."""
    return Parameter(name=name, required=True, many=True)


def argument(name: str, read: Callable[[str], Any] = str) -> Parameter:
    """What must be said, in its place."""
    return Parameter(name=name, read=read, required=True)


def may_be(name: str, read: Callable[[str], Any] = str) -> Parameter:
    """What may be said, in its place."""
    return Parameter(name=name, read=read)


def option(name: str, read: Callable[[str], Any] = str, flag: str = "") -> Parameter:
    """What may be said as --name VALUE."""
    return Parameter(name=name, flag=flag or f"--{name}", read=read)


def required(name: str) -> Parameter:
    """What must be said as --name VALUE."""
    return Parameter(name=name, flag=f"--{name}", required=True)


def switch(name: str, flag: str = "") -> Parameter:
    """What is said by --name alone."""
    return Parameter(name=name, flag=flag or f"--{name}", read=None)


def between(least: int, most: int = MOST) -> Callable[[str], int]:
    """Make a reader of whole numbers within bounds."""

    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return read


def parse(words: Sequence[str], parameters: Iterable[Parameter], named: Named) -> dict[str, Any]:
    """Find each parameter's value; what was not said is left out. Raises `UsageError`."""
    by_flag = {each.flag: each for each in parameters if each.flag}
    places = [each for each in parameters if not each.flag]
    values: dict[str, Any] = {}
    surplus: list[str] = []
    for parameter, text in _spoken(words, by_flag):
        if parameter is None and len(places) == 0:
            surplus.append(text)
            continue
        meant = parameter or (places[0] if places[0].many else places.pop(0))
        if meant.many:
            values[meant.name] = f"{values.get(meant.name, '')} {text}".strip()
            continue
        if meant.name in values:
            raise UsageError("usage_option_twice", option=meant.flag)
        values[meant.name] = _value(meant, text, named)
    if surplus:
        raise UsageError("usage_not_understood", given=" ".join(surplus))
    for each in parameters:
        if each.required and each.name not in values:
            raise UsageError("usage_argument_missing", option=each.flag or named(each.name))
    return values


def _spoken(
    words: Sequence[str], by_flag: dict[str, Parameter]
) -> Iterator[tuple[Parameter | None, str]]:
    """Pair each option with its text, and each argument with None; -5 is a number, no option."""
    left = iter(words)
    for word in left:
        if word == "--":
            yield from ((None, argument) for argument in left)
        elif not word.startswith("-") or word[1:2].isdigit() or word == "-":
            yield None, word
        else:
            flag, equals, text = word.partition("=")
            if (meant := by_flag.get(flag)) is None:
                raise UsageError("usage_option_unknown", option=flag)
            if meant.read is None and equals:
                raise UsageError("usage_option_misused", option=flag)
            yield meant, text if equals or meant.read is None else _next(flag, left)


def _next(flag: str, left: Iterator[str]) -> str:
    value = next(left, None)
    if value is None or value.startswith("--"):
        raise UsageError("usage_value_missing", option=flag)
    return value


def _value(meant: Parameter, text: str, named: Named) -> Any:
    if meant.read is None:
        return True
    try:
        return meant.read(text)
    except ValueError:
        raise UsageError("usage_value_wrong", option=meant.flag or named(meant.name)) from None

"""The front door: understands the command line, and lets no traceback out to a person."""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from sync.cli import exits
from sync.cli.faults import kept
from sync.cli.session import Refused, Session, UsageError, parse_common_options, session

if TYPE_CHECKING:
    from sync.model import Language
    from sync.wording.sentence import Wording

HELP = frozenset({"--help", "-h"})
QUOTED = re.compile(r"'(.*?)'|\(([^()]*)\)$")  # where typer's complaints show what was typed


def run(arguments: Sequence[str], environ: Mapping[str, str] | None = None) -> int:
    """Do what the arguments ask for and return the exit code."""
    _speak_utf8()
    environ = os.environ if environ is None else environ
    try:
        common, rest = parse_common_options(arguments)
        called = session(common, environ)
    except UsageError as error:
        return _refused(error, _fallen_back(arguments, environ))
    return _guarded(called, rest)


def _guarded(called: Session, rest: list[str]) -> int:
    try:
        return _dispatch(called, rest)
    except Refused as error:
        return _refused(error, called)
    except KeyboardInterrupt:
        _tell(called, "ended_interrupted")
        return exits.INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away; nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.UNHEARD
    except Exception as error:  # noqa: BLE001 the last net: a person gets a sentence, not a trace
        return _ended_by(error, called)


def _dispatch(called: Session, rest: list[str]) -> int:
    """Answer a call for help, or let the command do its work."""
    import typer

    from sync.cli.app import app

    rest = _in_one_word(rest)
    if not rest or HELP & {*takewhile(lambda argument: argument != "--", rest)}:
        return _help(rest[0] if rest else "", called.language or "vi")
    command = typer.main.get_command(app)
    try:
        code: int = command(rest, prog_name="ocop", standalone_mode=False, obj=called)
    except typer.TyperException as error:
        raise _worded(error, called.language or "vi") from error
    except SystemExit as error:  # typer ends by itself only when nobody reads on
        raise BrokenPipeError from error
    if code == exits.INTERRUPTED:  # so typer says that it met a KeyboardInterrupt
        raise KeyboardInterrupt
    return code


def _in_one_word(rest: list[str]) -> list[str]:
    """Join the two words of a command such as `stock count`."""
    from sync.cli.commands import commands

    name = " ".join(rest[:2])
    return [name, *rest[2:]] if len(rest) > 1 and name in commands() else rest


def _help(name: str, spoken: Language) -> int:
    from sync.cli.commands import commands, parameters
    from sync.cli.help import command_help, overview

    if name in commands():
        sys.stdout.write(command_help(name, parameters(name), commands(), spoken))
    elif name in HELP or not name:
        sys.stdout.write(overview(commands(), spoken))
    else:
        raise _stranger(name)
    return exits.FINE


def _worded(error: Any, spoken: Language) -> UsageError:
    """typer's English complaint as a code of ours, by the kind of complaint."""
    name = _parameter_name(getattr(error, "param", None), spoken)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return UsageError("usage_option_unknown", option=error.option_name)
    if kind == "MissingParameter":
        return UsageError("usage_argument_missing", option=name)
    if kind == "BadOptionUsage":
        return UsageError("usage_option_misused", option=error.option_name)
    if kind == "BadParameter":
        return UsageError("usage_value_wrong", option=name)
    quoted = QUOTED.search(str(getattr(error, "message", error)))
    return _stranger(quoted[1] or quoted[2] if quoted else "")


def _parameter_name(parameter: Any, spoken: Language) -> str:
    """An option as it is typed; an argument as the help calls it."""
    from sync.cli.help import value_name

    if parameter is None or parameter.param_type_name == "option":
        return str(getattr(parameter, "opts", [""])[0])
    return value_name(parameter.name, spoken)


def _stranger(given: str) -> UsageError:
    """A word that is no command and belongs to none; perhaps it was meant to be one."""
    from sync.cli.commands import commands

    nearest = difflib.get_close_matches(given, commands(), n=1)
    if nearest:
        return UsageError("usage_command_unknown", given=given, nearest=nearest[0])
    return UsageError("usage_not_understood", given=given)


def _refused(error: Refused, called: Session) -> int:
    _tell(called, error.code, **error.values)
    return exits.MISTYPED if isinstance(error, UsageError) else exits.WRONG_INPUT


def _fallen_back(arguments: Sequence[str], environ: Mapping[str, str]) -> Session:
    """As much of a session as can be had from arguments that make no sense."""
    common = {"json": "yes"} if "--json" in arguments else {}
    if "--lang=en" in arguments or "--lang en" in " ".join(arguments):
        common["lang"] = "en"
    return session(common, environ)


def _ended_by(error: Exception, called: Session) -> int:
    """Word an error that carries its problem; keep any other for whoever mends the program."""
    from sync.model import Problem

    problem = getattr(error, "problem", None)
    if isinstance(problem, Problem):
        _tell(called, problem.code, **problem.values)
        return exits.OUT_OF_REACH
    _tell(called, "ended_by_our_fault", file=str(kept(error, called.home)))
    return exits.OUR_FAULT


def _tell(called: Session, code: str, **values: Any) -> None:
    """Say on stderr how it ended; a machine gets the same as JSON on stdout."""
    saying = _saying(called, code, values)
    sys.stderr.write("\n".join(part for part in saying if part) + "\n")
    if called.audience == "machine":
        body = {"error": {"code": code, "what": saying.what, "todo": saying.todo}}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")


def _saying(called: Session, code: str, values: Mapping[str, Any]) -> Wording:
    """Our own codes are worded from our own list, so that this cannot fail with another's."""
    from sync.wording import fill, say
    from sync.wording.commands import SENTENCES
    from sync.wording.sentence import Wording

    spoken = called.language or "vi"
    if (sentence := SENTENCES.get(code)) is None:
        return Wording(*say(code, values, spoken))
    wording = sentence.vi if spoken == "vi" else sentence.en
    return Wording(*(fill(text, values) for text in wording))


def _speak_utf8() -> None:
    """Make stdout and stderr take Vietnamese everywhere, also on an old Windows console."""
    for stream in (sys.stdout, sys.stderr):
        if callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(encoding="utf-8", errors="backslashreplace")

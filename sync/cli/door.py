"""The front door: understands the command line, and lets no traceback out to a person."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sync.cli import exits
from sync.cli.session import Mistyped, Refused, Session, lift, session


def run(arguments: Sequence[str], environ: Mapping[str, str] | None = None) -> int:
    """Do what the arguments ask for and return the exit code."""
    _speak_utf8()
    environ = os.environ if environ is None else environ
    try:
        common, rest = lift(arguments)
        called = session(common, environ)
    except Mistyped as error:
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
        return exits.FINE
    except Exception as error:  # noqa: BLE001 the last net: a person gets a sentence, not a trace
        return _ended_by(error, called)


def _dispatch(called: Session, rest: list[str]) -> int:
    import typer

    from sync.cli.app import app

    command = typer.main.get_command(app)
    try:
        code = command(rest or ["--help"], prog_name="ocop", standalone_mode=False, obj=called)
    except typer.TyperException as error:
        raise _worded(error) from error
    return code if isinstance(code, int) else exits.FINE


def _worded(error: Any) -> Mistyped:
    """typer's English complaint as a code of ours, by the kind of complaint."""
    parameter = getattr(error, "param", None)
    name = getattr(parameter, "opts", [""])[0]
    given = str(getattr(error, "message", error))
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return Mistyped("usage_option_unknown", option=error.option_name)
    if kind == "MissingParameter":
        return Mistyped("usage_argument_missing", option=name)
    if kind == "BadOptionUsage":
        return Mistyped("usage_option_misused", option=error.option_name)
    if kind == "BadParameter":
        return Mistyped("usage_value_wrong", option=name)
    return Mistyped("usage_not_understood", given=given.partition("'")[2].partition("'")[0])


def _refused(error: Refused, called: Session) -> int:
    _tell(called, error.code, **error.values)
    return exits.MISTYPED if isinstance(error, Mistyped) else exits.WRONG_INPUT


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
    _tell(called, "ended_by_our_fault", file=str(_kept(error, called.home)))
    return exits.OUR_FAULT


def _kept(error: Exception, home: Path) -> Path:
    """Write the traceback where it can be found: the home folder, else the temporary one."""
    text = "".join(traceback.format_exception(error))
    name = f"ocop-error-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    for folder in (home, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return (folder / name).absolute()
    return Path(os.devnull)


def _tell(called: Session, code: str, **values: Any) -> None:
    """Say on stderr how it ended; a machine gets the same as JSON on stdout."""
    from sync.wording import say

    saying = say(code, values, called.language or "vi")
    sys.stderr.write("\n".join(part for part in saying if part) + "\n")
    if called.audience == "machine":
        body = {"error": {"code": code, "what": saying.what, "todo": saying.todo}}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")


def _speak_utf8() -> None:
    """Make stdout and stderr take Vietnamese everywhere, also on an old Windows console."""
    for stream in (sys.stdout, sys.stderr):
        if callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(encoding="utf-8", errors="backslashreplace")

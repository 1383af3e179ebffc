"""Understands the command line, and lets no traceback out to a person."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sync.cli import exits
from sync.cli.arguments import parse
from sync.cli.commands import COMMANDS, NEED_NO_CATALOG, named_by
from sync.cli.help import value_name
from sync.cli.owners import refuse_anothers
from sync.cli.session import (
    Refused,
    Session,
    UsageError,
    hinted,
    parse_common_options,
    session,
)

if TYPE_CHECKING:
    from sync.model import Language
    from sync.wording.sentence import Wording


def run(arguments: Sequence[str], environ: Mapping[str, str] | None = None) -> int:
    """Do what the arguments ask for and return the exit code."""
    _speak_utf8()
    environ = os.environ if environ is None else environ
    try:
        common, rest = parse_common_options(arguments)
        called = session(common, environ)
    except UsageError as error:
        return _refused(error, _fallen_back(arguments, environ))
    return _guarded(called, common, rest)


def _guarded(called: Session, common: Mapping[str, str], rest: list[str]) -> int:
    try:
        return _dispatch(called, common, rest)
    except Refused as error:
        return _refused(error, called)
    except KeyboardInterrupt:
        _tell(called, "ended_interrupted")
        return exits.INTERRUPTED
    except (BrokenPipeError, SystemExit):  # rich exits when nobody reads on: none is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.UNHEARD
    except Exception as error:  # noqa: BLE001 the last net: a person gets a sentence, not a trace
        return _ended_by(error, called)


def _dispatch(called: Session, common: Mapping[str, str], rest: list[str]) -> int:
    """Answer a call for help, or let the command do its work."""
    language = called.language or "vi"
    name, words = named_by(rest)
    if "version" in common and not name:
        from importlib import metadata

        sys.stdout.write(f"ocop {metadata.version('ocop-sync')}\n")
        return exits.FINE
    if not rest or "help" in common:
        return _help(name, rest, language)
    if not name:
        raise _stranger(rest)
    command = COMMANDS[name]
    if called.sample and name not in NEED_NO_CATALOG:
        _note(called, "config_is_sample", folder=str(called.config), home=str(called.home))
    try:
        values = parse(words, command.parameters, partial(value_name, language=language))
    except UsageError as error:
        error.values.setdefault("command", name)
        raise
    refuse_anothers(called.home, name)
    if not called.verbose:
        return command.call(called, values)
    from sync.cli.logs import logging_to_stderr

    with logging_to_stderr(called.audience):
        return command.call(called, values)


def _help(name: str, rest: list[str], language: Language) -> int:
    from sync.cli.help import command_help, overview

    if rest and not name:
        raise _stranger(rest)
    sys.stdout.write(command_help(name, language) if name else overview(language))
    return exits.FINE


def _stranger(rest: Sequence[str]) -> UsageError:
    """Words that name no command; perhaps they were meant to."""
    first = rest[1] if rest[0] == "--" and len(rest) > 1 else rest[0]
    if first.startswith("-"):
        return UsageError("usage_option_unknown", option=first)
    import difflib

    nearest = difflib.get_close_matches(first, COMMANDS, n=1)
    if nearest:
        return UsageError("usage_command_unknown", given=first, nearest=nearest[0])
    return UsageError("usage_not_understood", given=first)


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
    from sync.cli.faults import kept
    from sync.model import Problem

    problem = getattr(error, "problem", None)
    if isinstance(problem, Problem):
        _tell(called, problem.code, **problem.values)
        return exits.OUT_OF_REACH
    _tell(called, "ended_by_our_fault", file=str(kept(error, called.home)))
    return exits.OUR_FAULT


def _note(called: Session, code: str, **values: Any) -> None:
    """Say something beside the result, on stderr."""
    sys.stderr.write("\n".join(part for part in _saying(called, code, values) if part) + "\n")


def _tell(called: Session, code: str, **values: Any) -> None:
    """Say on stderr how it ended; a machine gets the same as JSON on stdout."""
    saying = _saying(called, code, values)
    saying = saying._replace(todo=hinted(saying.todo, called.typed))
    sys.stderr.write("\n".join(part for part in saying if part) + "\n")
    if called.audience == "machine":
        import json

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
    return Wording(*(fill(text, values, spoken) for text in wording))


def _speak_utf8() -> None:
    """Make stdout and stderr take Vietnamese everywhere, also on an old Windows console."""
    for stream in (sys.stdout, sys.stderr):
        if callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(encoding="utf-8", errors="backslashreplace")

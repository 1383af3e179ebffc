"""Reads settings.yaml; a file that is not there means the defaults."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sync.catalog.diagnostics import Finding, Issue
from sync.catalog.documents import read_document
from sync.catalog.notify import SECTION, read_notify
from sync.catalog.parse import discreet, parse
from sync.catalog.secrets import Vault, variable_missing
from sync.catalog.yaml_schema import WrittenFollowed, WrittenNotify, WrittenSettings
from sync.model import FollowedCatalog, Notify, Problem, RatingRounds, Safety, Settings

# Seconds between two looks at what is followed: a repository is on another machine.
LEAST_EVERY_S, LEAST_EVERY_S_IN_DATABASE, EVERY_S_IN_DATABASE = 10, 2, 5
_DATABASE_KEYS: Final = ("database", "database_env")
_ALIKE: Final = 0.75


class ReadSettings(NamedTuple):
    """The settings and what is wrong with them; unless `sound`, nothing may be done by them."""

    settings: Settings
    issues: list[Issue]
    problems: list[Problem]

    @property
    def sound(self) -> bool:
        """Whether they say what the person meant; whom to tell is no matter of the shops."""
        of_shops = [each for each in self.issues if each.finding.path[:1] != (SECTION,)]
        return not (of_shops or self.problems)


def read_settings(file: pathlib.Path, environ: Mapping[str, str]) -> ReadSettings:
    """Read the settings; what is left out has its default."""
    document = read_document(file)
    if [problem.code for problem in document.problems] == ["file_missing"]:
        return ReadSettings(Settings(), [], [])
    taken = parse(WrittenSettings, document.raw)
    written = taken.value or WrittenSettings()
    vault = Vault(environ, file.parent)
    notify, unusable = read_notify(written.notify or WrittenNotify(), vault)
    refused = [discreet(each) for each in taken.refused]
    findings = [*refused, *_rules(written, environ), *unusable]
    issues = [document.issue(each) for each in findings]
    settings, faulty = _settings(written, notify), bool(issues or document.problems)
    unread = faulty and _means_a_database(written, file, lost=document.lost)
    settings = replace(settings, database_unread=unread)
    return ReadSettings(settings, issues, document.problems)


def _means_a_database(written: WrittenSettings, file: pathlib.Path, *, lost: bool) -> bool:
    """Whether a faulty file seems to name a database, and which could not be read.

    It is looked for in the plain text, so that no slip of the pen leads to another, empty memory.
    """
    if written.database or written.database_env:
        return False
    try:
        text = file.read_bytes().replace(b"\0", b"").decode("utf-8", "replace")
    except OSError:
        return lost
    names = (re.split(r"[:=#]", line, maxsplit=1)[0].strip(" \t'\"-?").lower()
             for line in text.splitlines())  # fmt: skip
    return any(get_close_matches(name, _DATABASE_KEYS, n=1, cutoff=_ALIKE) for name in names)


def _rules(written: WrittenSettings, environ: Mapping[str, str]) -> Iterator[Finding]:
    if written.time_zone and not _zone_exists(written.time_zone):
        yield Finding("time_zone_unknown", ("time_zone",), values={"name": written.time_zone[:60]})
    if written.database_env and not environ.get(written.database_env):
        yield variable_missing(written.database_env, ("database_env",))

    if written.catalog is not None and not _is_plain(written.catalog):
        yield Finding("followed_setting_unclear", ("catalog",))


def _is_plain(written: WrittenFollowed) -> bool:
    """Whether it is kept in one place, and address, branch and folder mean nothing but that."""
    git = written.git or ""
    least_s = LEAST_EVERY_S if git else LEAST_EVERY_S_IN_DATABASE
    branch, folder = written.branch or "main", pathlib.PurePosixPath(written.folder or ".")
    return (
        bool(git) != bool(written.database)
        and (bool(git) or not (written.branch or written.folder or written.signers))
        and not git.startswith("-")
        and not git.lower().startswith("ext::")
        and re.fullmatch(r"[A-Za-z0-9_][\w./-]*", branch, re.ASCII) is not None
        and ".." not in branch
        and not folder.is_absolute()
        and ".." not in folder.parts
        and not re.search(r"[:\\]", str(folder))
        and (written.every_s is None or written.every_s >= least_s)
    )


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _settings(written: WrittenSettings, notify: Notify) -> Settings:
    given = written.model_dump(exclude_none=True)
    safety = Safety(**given.get("safety", {}))
    rounds = RatingRounds(**given.get("rating_rounds", {}))
    followed = _followed(**given["catalog"]) if "catalog" in given else None
    built = {"safety": safety, "rating_rounds": rounds, "notify": notify, "catalog": followed}
    return Settings(**given | built)


def _followed(*, database: bool = False, **given: Any) -> FollowedCatalog:
    return FollowedCatalog(**({"every_s": EVERY_S_IN_DATABASE} if database else {}) | given)

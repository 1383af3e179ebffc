"""Finds a secret where its shop says: in the environment, in a file, or (sandbox only) plain.

A secret goes from here into the shop and nowhere else: findings name variables and files only.
"""

from __future__ import annotations

import os
import pathlib
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import YamlModel

_READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MAX_BYTES = 64 * 1024
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,99}")
_PATH = re.compile(r"[/\\.]|^[a-z-]{1,20}$")  # what is no path may be the secret itself


@dataclass(frozen=True, slots=True)
class Vault:
    """Where secrets are looked for; files are relative to the folder of the configuration."""

    environ: Mapping[str, str]
    folder: pathlib.Path


def secret_of(
    written: YamlModel, name: str, path: Path, vault: Vault
) -> tuple[str | None, list[Finding]]:
    """Find the secret `name` of an app or shop: its plain field, or `_env`, or `_file`."""
    ways = {name + way: getattr(written, name + way) for way in ("", "_env", "_file")}
    given = [(field, value) for field, value in ways.items() if value]
    if len(given) > 1:
        return None, [Finding("secret_twice", (*path, given[1][0]), values={"field": name})]
    if not given:
        return None, []
    field, value = given[0]
    if field.endswith("_env"):
        return _from_environment(value, (*path, field), vault)
    if field.endswith("_file"):
        return _from_file(value, (*path, field), vault)
    return value, []


def _from_environment(variable: str, path: Path, vault: Vault) -> tuple[str | None, list[Finding]]:
    if found := vault.environ.get(variable, "").strip():
        return found, []
    return None, [variable_missing(variable, path)]


def variable_missing(variable: str, path: Path) -> Finding:
    """Say that a variable is not set; what is no name of one may be the secret: never echoed."""
    if not _VARIABLE.fullmatch(variable):
        return Finding("secret_env_unnamed", path)
    return Finding("secret_env_missing", path, values={"variable": variable})


def _from_file(name: str, path: Path, vault: Vault) -> tuple[str | None, list[Finding]]:
    file, values = vault.folder / name, {"file": name[:200] if _PATH.search(name) else "…"}
    try:
        status = file.stat()
        if os.name == "posix" and status.st_mode & _READABLE_BY_OTHERS:
            return None, [Finding("secret_file_open", path, values=values)]
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
            return None, [Finding("secret_file_unreadable", path, values=values)]
        found = file.read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError:
        return None, [Finding("secret_file_missing", path, values=values)]
    except (OSError, ValueError):
        return None, [Finding("secret_file_unreadable", path, values=values)]
    return (found, []) if found else (None, [Finding("secret_file_empty", path, values=values)])

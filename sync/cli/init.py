"""`ocop init`: a first small config folder that works at once against the sandbox."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from sync.cli import exits
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal

FIRST_CONFIG = "first_config"


def init(session: Session, *, folder: Path) -> int:
    """Write the first config into a folder; refuses to overwrite anything."""
    terminal = Terminal.of(session)
    with as_file(files("sync.cli")) as package:
        template = package / FIRST_CONFIG
        spoken = package / f"{FIRST_CONFIG}_en" if terminal.language == "en" else template
        written = copied(template, folder, spoken)
    terminal.tell("init_written", folder=str(folder))
    terminal.tell("init_next", folder=str(folder))
    terminal.answer({"written": [str(path) for path in written]})
    return exits.FINE


def copied(template: Path, folder: Path, spoken: Path | None = None) -> list[Path]:
    """Copy every file of the template; raises Refused if one is there already.

    Where `spoken` has the same file with its comments in another language, that one is taken.
    """
    names = sorted(path.relative_to(template) for path in template.rglob("*") if path.is_file())
    sources = [
        own if spoken and (own := spoken / name).is_file() else template / name for name in names
    ]
    targets = [folder / name for name in names]
    there = [str(target) for target in targets if target.exists()]
    if there:
        raise Refused("init_exists", files=", ".join(there))
    try:
        for source, target in zip(sources, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    except OSError as error:
        raise Refused("folder_read_only", folder=str(folder), why=error.strerror or "") from error
    return targets

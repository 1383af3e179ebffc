"""`ocop init`: a first small config folder that works at once against the sandbox."""

from __future__ import annotations

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from sync.cli import exits
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.model import Language
from sync.wording.first_config import COMMENTS

FIRST_CONFIG = "first_config"
_COMMENT = re.compile(r"(?<=#).*$", re.MULTILINE)  # no value of these files holds a #


def init(session: Session, *, folder: Path) -> int:
    """Write the first config into a folder; refuses to overwrite anything."""
    terminal = Terminal.of(session)
    with as_file(files("sync.cli") / FIRST_CONFIG) as template:
        written = copied(template, folder, terminal.language)
    terminal.tell("init_written", folder=str(folder))
    terminal.tell("init_next", folder=str(folder))
    terminal.answer({"written": [str(path) for path in written]})
    return exits.FINE


def copied(template: Path, folder: Path, language: Language = "vi") -> list[Path]:
    """Copy every file of the template; raises Refused if one is there already."""
    sources = sorted(path for path in template.rglob("*") if path.is_file())
    targets = [folder / source.relative_to(template) for source in sources]
    there = [str(target) for target in targets if target.exists()]
    if there:
        raise Refused("init_exists", files=", ".join(there))
    try:
        for source, target in zip(sources, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".yaml" and language == "en":
                text = in_english(source.read_text(encoding="utf-8"))
                target.write_text(text, encoding="utf-8", newline="\n")
            else:
                shutil.copyfile(source, target)
    except OSError as error:
        raise Refused("folder_read_only", folder=str(folder), why=error.strerror or "") from error
    return targets


def in_english(text: str) -> str:
    """Put the comments of a first file into English; what buyers will read stays as it is."""

    def spoken(found: re.Match[str]) -> str:
        comment = found[0]
        for vietnamese, english in COMMENTS.items():
            comment = comment.replace(vietnamese, english)
        return comment

    return _COMMENT.sub(spoken, text).replace("\nlanguage: vi\n", "\nlanguage: en\n")

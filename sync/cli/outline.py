"""Keeps in the home what a status tells of the configuration, while nothing of it has changed.

It is a hint and never more: whatever lies under the configuration's folder, beside the shops that
are reached by files, and in this program is part of its key, and so are the day and the variables
that hold secrets. It holds no secret itself. Where anything is unusual, none is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sync.model.zone import VIETNAM
from sync.program import program_stamp
from sync.store.home import EXCHANGE

if TYPE_CHECKING:
    from sync.cli.session import Session
    from sync.model import Language, ShopName

FILE: Final = "status-outline.json"  # in the home
# Told by their stamps, as the catalog does; workbooks are written by us and read by people.
STAMPED: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".pdf", ".xlsx"})
SECRET_FILES: Final = ("settings.yaml", "shops.yaml")
_VARIABLE: Final = re.compile(r"_env\b[\"']?\s*:\s*[\"']?([A-Z_][A-Z0-9_]*)")
_OUTSIDE: Final = re.compile(  # a path, or what is none that we know; not within a comment
    r"^(?:[^#\n]|(?<=\S)#)*_file\b[\"']?\s*:[ ]*+(?![\w.-]+\s*(?:#.*)?$)", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOutline:
    """What is told of a shop itself; `waits` is what is outstanding where files are carried."""

    name: ShopName
    platform: str
    account: str
    sandbox: str | None
    policy: str
    waits: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a status tells of what people edit; `papers` and `stops` are values of sentences."""

    language: Language
    time_zone: str
    shops: tuple[ShopOutline, ...]
    unsold: tuple[str, ...]
    resting: Mapping[str, str | None]  # until which day (ISO 8601), by the product's code
    papers: Mapping[str, Any] | None
    stops: Mapping[str, Any] | None
    blocked: bool
    campaigns: tuple[Mapping[str, Any], ...] = ()  # values and code of what begins or ends by us


def recalled(session: Session, key: str) -> Outline | None:
    """Answer what was kept under this key."""
    try:
        found = json.loads((session.home / FILE).read_text(encoding="utf-8"))
        if found.pop("key") != key:
            return None
        shops = tuple(ShopOutline(**shop) for shop in found.pop("shops"))
        return Outline(**found, shops=shops)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def key_of(session: Session) -> str | None:
    """Tell all that the outline follows from, before it is worked out; None where that is more."""
    try:
        return _key(session)
    except (OSError, ValueError):
        return None


def keep(session: Session, key: str, outline: Outline) -> None:
    """Keep it, where that can be done."""
    half = session.home / f"{FILE}.{os.getpid()}"
    with suppress(OSError):
        half.write_text(json.dumps({"key": key, **asdict(outline)}), encoding="utf-8")
        half.chmod(0o600)
        half.replace(session.home / FILE)


def _key(session: Session) -> str:
    """Digest what an outline follows from; raises `OSError`, and `ValueError` for links."""
    told = [_small(session.config / name) for name in SECRET_FILES]
    if any(_OUTSIDE.search(text) for text in told):
        raise ValueError("a secret may lie outside of the configuration")
    named = {name for text in told for name in _VARIABLE.findall(text)}
    given = sorted(name for name in named if session.environ.get(name, "").strip())
    day = datetime.now(VIETNAM).date().isoformat()
    followed = (program_stamp("sync", "adapters"), str(session.config.absolute()), day, given)
    digest = hashlib.blake2b(repr(followed).encode(), digest_size=16)
    for folder in (session.config, session.home / EXCHANGE):
        for path in _files(str(folder)):
            digest.update(_told_by(path))
    return digest.hexdigest()


def _small(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _files(folder: str) -> Iterator[str]:
    """List the files below a folder in their order; a folder that is a link could lead anywhere."""
    if not os.path.isdir(folder):  # noqa: PTH112 - text, for there are very many
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_symlink() and entry.is_dir():
                raise ValueError(entry.path)
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                yield entry.path


def _told_by(path: str) -> bytes:
    """Tell a file by its content, or by its stamp."""
    status = os.stat(path)  # noqa: PTH116
    if Path(path).suffix.lower() in STAMPED:
        content = f"{status.st_size} {status.st_mtime_ns}".encode()
    else:
        content = hashlib.blake2b(Path(path).read_bytes()).digest()
    return b"\0".join(
        (path.encode("utf-8", "surrogatepass"), oct(status.st_mode).encode(), content)
    )

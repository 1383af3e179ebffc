"""Keeps on disk what catalog files held, so that a new process need not read and judge them anew.

One file a catalog file, readable by its owner alone. It is a hint and never more: what another
program wrote, what is cut short or was tampered with, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from sync.catalog.dated import Dated
from sync.catalog.facts import Facts
from sync.catalog.parsed import CatalogFile, ParsedProduct
from sync.catalog.records import Reading, Writer
from sync.model import Location, Problem, Product
from sync.program import program_stamp

Stamp = tuple[str, int, int] | None  # where a picture or paper lies, when it changed, its bytes

FOLDER: Final = "catalog-cache"  # in the home
_MARK: Final = b"ocop catalog 2\n"
_DIGEST: Final = 32  # bytes
_LENGTH: Final = 8
_SUFFIX: Final = ".json"
_OWN: Final = (
    "sync/catalog",
    "sync/claims",
    "sync/model",
    "sync/wording",
)  # what reads a catalog, and judges it


class KeptFile(NamedTuple):
    """What a catalog file held when it and what lies beside it were as these digests say."""

    digest: bytes
    beside: list[Stamp]
    file: CatalogFile


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The kept files of one configuration, in a folder below the home."""

    folder: Path

    @classmethod
    def of(cls, home: Path, config: Path) -> KeptFiles:
        """Keep what is below `config` in the home, if there is one."""
        return cls(
            home / FOLDER / _hash(str(config.absolute()).encode(errors="replace")).hex()[:16]
        )

    def recall(self, file: Path, known: bytes) -> KeptFile | None:
        """Answer what was kept of a file by who `known` the same (see `known_from`)."""
        try:
            content = self._path(file).read_bytes()
            head, found, body = _cut(content)
            if head != _MARK + _basis(file, known) or found != _hash(body):
                return None
            return _read(body, file)
        except (
            OSError,
            ValueError,
            OverflowError,
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
        ):
            return None

    def keep(self, file: Path, known: bytes, kept: KeptFile) -> None:
        """Keep what a file held, where that can be done."""
        if not self.folder.parent.parent.is_dir():
            return  # no home yet: reading alone makes none
        body = _body(kept)
        with suppress(OSError):
            for folder in (self.folder.parent, self.folder):
                folder.mkdir(mode=0o700, exist_ok=True)
            path = self._path(file)
            half = path.with_suffix(f".{os.getpid()}")
            with suppress(FileNotFoundError):
                half.unlink()
            with open(half, "xb", opener=_owners) as out:
                out.write(_MARK + _basis(file, known) + _hash(body) + body)
            half.replace(path)

    def forget_others(self, files: Iterable[Path]) -> None:
        """Forget what was kept of files that are there no more."""
        stay = {self._path(file).name for file in files}
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in stay:
                    path.unlink()

    def _path(self, file: Path) -> Path:
        return self.folder / (_named(file.name) + _SUFFIX)


def _named(text: str) -> str:
    """Make a file name of any text."""
    return _hash(text.encode("utf-8", errors="surrogatepass")).hex()[:32]


def _owners(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _cut(content: bytes) -> tuple[bytes, bytes, bytes]:
    ends = len(_MARK) + _DIGEST
    return content[:ends], content[ends : ends + _DIGEST], content[ends + _DIGEST :]


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


def _basis(file: Path, known: bytes) -> bytes:
    """Say on what a reading stands besides the bytes of the files."""
    return _hash(known + str(file).encode("utf-8", errors="surrogatepass"))


def known_from(facts: Facts) -> bytes:
    """Digest what a reading stands on that is the same for all files: program and names."""
    categories = None if facts.categories is None else list(facts.categories.items())
    known = (categories, sorted(facts.channels), facts.for_real)
    return _hash(repr((program_stamp(*_OWN), known)).encode("utf-8", errors="surrogatepass"))


def _body(kept: KeptFile) -> bytes:
    packed = kept.file.dated.packed
    return len(packed).to_bytes(_LENGTH, "big") + packed + orjson.dumps(_written(kept))


def _written(kept: KeptFile) -> dict[str, Any]:
    writer, file = Writer(), kept.file
    drafts = [
        (d.part, writer.number(d.start), d.code, d.skus, d.gtins, writer.number(d.product))
        for d in file.drafts
    ]
    problems = [writer.number(problem) for problem in file.problems]
    return {
        "digest": kept.digest.hex(),
        "stamps": kept.beside,
        "name": file.name,
        "beside": sorted(file.beside),
        "whole": file.whole,
        "drafts": drafts,
        "problems": problems,
        "spans": list(array("q", file.dated.spans)),
        "rows": writer.rows,
    }


def _read(body: bytes, file: Path) -> KeptFile:
    ends = _LENGTH + int.from_bytes(body[:_LENGTH], "big")
    found: dict[str, Any] = orjson.loads(memoryview(body)[ends:])
    dated = Dated(array("q", found["spans"]).tobytes(), body[_LENGTH:ends])
    made = Reading(found["rows"], (Location, Product, Problem))
    places, products = made.of(Location), made.of(Product)
    drafts = [
        ParsedProduct(
            file=file,
            part=tuple(part),
            start=places[start],
            code=code,
            skus=tuple(skus),
            gtins=tuple((tuple(path), gtin) for path, gtin in gtins),
            product=None if product is None else products[product],
        )
        for part, start, code, skus, gtins, product in found["drafts"]
    ]
    problems = [made.of(Problem)[number] for number in found["problems"]]
    held = CatalogFile(
        found["name"],
        set(found["beside"]),
        drafts,
        problems=problems,
        whole=found["whole"],
        dated=dated,
    )
    stamps: list[Stamp] = [tuple(stamp) if stamp else None for stamp in found["stamps"]]
    return KeptFile(bytes.fromhex(found["digest"]), stamps, held)

"""Keeps what catalog files held, for as long as nothing that it was read from has changed."""

from __future__ import annotations

import hashlib
import os
import pathlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sync.catalog.beside import Outside, find_beside
from sync.catalog.configuration import Configuration
from sync.catalog.facts import Facts
from sync.catalog.kept_files import KeptFile, KeptFiles, Stamp, known_from
from sync.catalog.parsed import CatalogFile
from sync.catalog.reading import Unread
from sync.catalog.reading.text import read_bytes
from sync.catalog.saved import concerned


@dataclass(slots=True)
class CatalogCache:
    """What was read last; `configuration` is what it all came to.

    A file is read again when its bytes, its pictures or papers, or the facts of the rules are
    others; another day has none read again. What is in no process's memory is looked up in
    `on_disk`. One reader at a time. `instead` is what files would hold, to see what they would
    come to.
    """

    on_disk: KeptFiles | None = None
    facts: Facts | None = None
    configuration: Configuration | None = None
    instead: Mapping[pathlib.Path, bytes] = field(default_factory=dict)
    saved: Collection[pathlib.Path] | None = None  # all that changed, where that is known
    fresh: int = 0  # files that were in no process's memory, since `configuration`
    _files: dict[pathlib.Path, KeptFile] = field(default_factory=dict)
    _known: bytes = b""
    _looked_at: Collection[pathlib.Path] | None = None
    _day: date | None = None
    _on_day: dict[pathlib.Path, tuple[CatalogFile, CatalogFile]] = field(default_factory=dict)

    def read(self, file: pathlib.Path, facts: Facts, today: date) -> CatalogFile:
        """Answer what the file holds on a day, its problems with their places."""
        if self._day != today:
            self._on_day.clear()
        self._day, found = today, self._always(file, facts)
        if file not in self._on_day or self._on_day[file][0] is not found:
            self._on_day[file] = found, found.on(today)
        return self._on_day[file][1]

    def _always(self, file: pathlib.Path, facts: Facts) -> CatalogFile:
        """Answer what the file holds on any day."""
        if file in self.instead:
            return _read(file, facts, self.instead[file])
        if facts != self.facts:
            self._files.clear()
            self._known = known_from(facts) if self.on_disk else b""
        self.facts = facts
        if self._looked_at is not None and file in self._files and file not in self._looked_at:
            return self._files[file].file
        digest = _digest(file)
        self.fresh += file not in self._files
        kept = self._files.get(file) or (self.on_disk and self.on_disk.recall(file, self._known))
        if kept and kept.digest == digest and kept.beside == _stamps(file, kept.file.beside):
            self._files[file] = kept
            return kept.file
        self.fresh += kept is not None
        # What changes while it is read differs from these next time, and is read once more.
        found = _read(file, facts)
        if digest is not None:
            self._files[file] = KeptFile(digest, _stamps(file, found.beside), found)
            if self.on_disk:
                self.on_disk.keep(file, self._known, self._files[file])
        return found

    def begin(self, files: Iterable[pathlib.Path]) -> None:
        """Begin to read these files: forget the others, and look only at what was saved."""
        there = set(files)
        for gone in self._files.keys() - there:
            del self._files[gone]
        for gone in self._on_day.keys() - there:
            del self._on_day[gone]
        if self.on_disk:
            self.on_disk.forget_others(there)
        read = {file: kept.file.beside for file, kept in self._files.items()}
        self._looked_at = None if self.saved is None else concerned(self.saved, read)

    def settled(self, found: Configuration) -> Configuration:
        """Answer the configuration of before where nothing changed: what was derived of it holds.

        Products of files that did not change are the same values, so comparing is cheap.
        """
        if found != self.configuration:
            self.configuration = found
        return self.configuration

    def mostly_fresh(self) -> bool:
        """Tell whether most files were read since this was asked last."""
        fresh, self.fresh = self.fresh, 0
        return 2 * fresh >= len(self._files)


def _read(file: pathlib.Path, facts: Facts, content: bytes | None = None) -> CatalogFile:
    """Read and judge a file; the rules are imported only where one was not read before."""
    from sync.catalog.catalog_file import read_catalog_file

    return read_catalog_file(file, facts, content)


def _digest(file: pathlib.Path) -> bytes | None:
    """Hash the file; None, which is never kept, where it cannot be read."""
    try:
        return hashlib.sha256(read_bytes(file)).digest()
    except Unread:
        return None


def _stamps(file: pathlib.Path, names: Collection[str]) -> list[Stamp]:
    return [_stamp(file.parent, name) for name in sorted(names)]


def _stamp(folder: pathlib.Path, name: str) -> Stamp:
    """Say how a picture or paper lies there; None where it does not."""
    try:
        path = find_beside(folder, name)
        status = os.stat(path)  # noqa: PTH116 - text, for there are very many
    except (OSError, ValueError, Outside):
        return None
    return path, status.st_mtime_ns, status.st_size

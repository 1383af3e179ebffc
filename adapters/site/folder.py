"""Puts files into a site's folder: written aside, then named, never over what is not ours.

What is decided stands in the records before the first file is named, so that a publish that breaks
off is gone through with at the next start: visitors see old files or new ones, none by halves.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from adapters.site.layout import Output
from adapters.site.places import SEARCH_INDEX
from adapters.site.records import PendingFile, Records, WrittenFile
from sync.marketplace import Rejected
from sync.model import Problem

ASIDE = ".dang-ghi"
EDITED = "sua-tay"
# They name what is there.
_LAST = (*SEARCH_INDEX.values(), "sitemap.xml", "robots.txt", "tin.xml", "feeds/")


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A folder that a web server or a command takes the site from; `own` keeps what was edited."""

    folder: Path
    own: Path

    def stage(
        self, outputs: Iterable[Output], known: Mapping[str, WrittenFile]
    ) -> list[PendingFile]:
        """Write aside what is not there yet as it shall be; raises `Rejected` for foreign files."""
        try:
            return list(self._stage(outputs, known))
        except BaseException:
            shutil.rmtree(self.folder / ASIDE, ignore_errors=True)  # nothing of it was decided
            raise

    def _stage(
        self, outputs: Iterable[Output], known: Mapping[str, WrittenFile]
    ) -> Iterator[PendingFile]:
        for output in outputs:
            was = known.get(output.path)
            if was is not None and was.source == output.source and self.is_ours(output.path, was):
                continue
            content = output.make()
            sha256 = hashlib.sha256(content).hexdigest()
            self._refuse_foreign(output.path, was, sha256)
            self._write_aside(output.path, content)
            yield PendingFile(output.path, output.source, sha256)

    def is_ours(self, path: str, was: WrittenFile) -> bool:
        """Tell whether a file stands as we wrote it."""
        try:
            found = (self.folder / path).stat()
        except OSError:
            return False
        if (found.st_size, found.st_mtime_ns) == (was.size, was.mtime_ns):
            return True
        return found.st_size == was.size and self._sha256(path) == was.sha256

    def place(self, records: Records) -> bool:
        """Put in place what was decided, what names others last; whether there was anything."""
        pending, known = records.pending(), records.files()
        if not pending:
            return False
        placed, gone = {}, []
        for file in sorted(pending, key=_turn):
            self._keep_edited(file.path, known.get(file.path))
            if file.sha256:
                placed[file.path] = self._name(file)
            else:
                self._remove(file.path)
                gone.append(file.path)
        records.settle(placed, gone)
        shutil.rmtree(self.folder / ASIDE, ignore_errors=True)
        return True

    def _name(self, file: PendingFile) -> WrittenFile:
        aside, place = self._aside(file.path), self.folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        if aside.exists():  # else it was named before we broke off
            aside.replace(place)
        found = place.stat()
        return WrittenFile(file.source, file.sha256, found.st_size, found.st_mtime_ns)

    def _write_aside(self, path: str, content: bytes) -> None:
        """Write it whole; a disk that lost it loses nothing: the page is then made anew."""
        aside = self._aside(path)
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)

    def _aside(self, path: str) -> Path:
        return self.folder / ASIDE / hashlib.sha256(path.encode()).hexdigest()

    def _refuse_foreign(self, path: str, was: WrittenFile | None, sha256: str) -> None:
        if was is None and (self.folder / path).exists() and self._sha256(path) != sha256:
            values = {"file": str(self.folder / path)}
            raise Rejected([Problem(code="site_file_foreign", values=values)])

    def _keep_edited(self, path: str, was: WrittenFile | None) -> None:
        """Keep what somebody typed into a file of ours before it is written over."""
        place = self.folder / path
        if was is None or not place.exists() or self.is_ours(path, was):
            return
        kept = self.own / EDITED / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place, kept)

    def _remove(self, path: str) -> None:
        (self.folder / path).unlink(missing_ok=True)
        for parent in PurePosixPath(path).parents:
            try:
                (self.folder / parent).rmdir()
            except OSError:
                return  # something else lies there, or it is the root

    def _sha256(self, path: str) -> str:
        return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()


def _turn(file: PendingFile) -> tuple[int, str]:
    """Pictures and assets first, then pages, then what names them, what goes at the end."""
    if not file.sha256:
        return 3, file.path
    if file.path.startswith(_LAST):
        return 2, file.path
    return (1 if file.path.endswith(".html") else 0), file.path

"""A catalog that lives in a git repository: fetched, proved to be readable, and only then used.

Each commit is laid out in a folder of its own. Which of them is used stands in one small file,
replaced at one stroke; a commit that cannot be read leaves the last good one in use. Nothing of a
repository is ever run: no hooks, no filters, no submodules, and links are written as plain files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.model import FollowedRepository, Problem
from sync.model.address import NOWHERE, parts_of

TIMEOUT_S: Final = 120.0
MOST_FILES, MOST_BYTES = 50_000, 2 * 1024**3
KEPT: Final = 3  # commits that lie there, the one in use among them
CURRENT: Final = "current"
_COMMIT: Final = re.compile(r"[0-9a-f]{40,64}")
_HARMLESS: Final = (
    "core.hooksPath=", "core.symlinks=false", "core.autocrlf=false", "protocol.ext.allow=never",
    "core.fsmonitor=false", "gc.auto=0",
)  # fmt: skip

_PLAIN_FILES: Final = "* -filter -text -eol -ident -working-tree-encoding\n"

Check = Callable[[Path], Problem | None]  # what keeps a folder from being used as the catalog


class FetchFailed(Exception):
    """Nothing was fetched, or what came cannot be used: the last good commit stays in use."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, severity="warning", values=values)


@dataclass(frozen=True, slots=True)
class Followed:
    """A repository, and where its commits lie on this machine, as an absolute path."""

    repository: FollowedRepository
    folder: Path

    @property
    def commit(self) -> str | None:
        """The commit that is in use."""
        try:
            named = (self.folder / CURRENT).read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        return named if _COMMIT.fullmatch(named) and (self.folder / named).is_dir() else None

    @property
    def catalog(self) -> Path | None:
        """The folder of catalog files in use."""
        return None if self.commit is None else self._catalog_in(self.commit)

    def follow(self, check: Check) -> str | None:
        """Use the newest commit; answers it if it is another. Raises `FetchFailed`."""
        commit = self._fetched()
        if commit == self.commit:
            return None
        self._lay_out(commit)
        if not (files := self._catalog_in(commit)).is_dir():
            raise FetchFailed("git_commit_broken", commit=commit[:12], why=files.name)
        if (problem := check(files)) is not None:
            raise FetchFailed("git_commit_broken", commit=commit[:12], why=problem.code)
        self._use(commit)
        return commit

    def _catalog_in(self, commit: str) -> Path:
        return self.folder / commit / self.repository.folder

    def _fetched(self) -> str:
        """Fetch the newest commit of the branch, and nothing before it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._git("init", "--quiet", "--bare", str(self._store))
        reference = f"refs/heads/{self.repository.branch}"
        depth = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules")
        self._git("fetch", *depth, "--", self.repository.git, reference)
        commit = self._git("rev-parse", "--verify", "FETCH_HEAD^{commit}").strip()
        if not _COMMIT.fullmatch(commit):
            raise FetchFailed("git_failed", place=self._place, detail=commit[:80])
        return commit

    def _lay_out(self, commit: str) -> None:
        """Write a commit's files into a folder of its own, whole or not at all."""
        target, draft = self.folder / commit, self.folder / f"{commit}.new"
        if target.is_dir():
            return
        self._refuse_huge(commit)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        index = self.folder / f"{commit}.index"
        try:
            checkout = ("checkout", "--quiet", "--force", commit, "--", ".")
            self._git(f"--work-tree={draft}", *checkout, environ={"GIT_INDEX_FILE": str(index)})
            draft.replace(target)
        finally:
            index.unlink(missing_ok=True)
            shutil.rmtree(draft, ignore_errors=True)

    def _refuse_huge(self, commit: str) -> None:
        """Count while git tells: a few kilobytes of folders in folders can name billions of files.

        The folders count as well: where they hold none, git would walk through them in silence.

        What a repository says of its files (`.gitattributes`) is not heeded: filters run programs.
        """
        attributes = self._store / "info" / "attributes"
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text(_PLAIN_FILES, "ascii")
        files, size = 0, 0
        with self._begun("ls-tree", "-r", "-t", "-l", commit) as listing:
            for line in listing.stdout or ():
                told = line.split(maxsplit=4)[3:4]
                files, size = files + 1, size + int(told[0] if told[0].isdigit() else 0)
                if files > MOST_FILES or size > MOST_BYTES:
                    listing.kill()
                    raise FetchFailed("git_commit_huge", commit=commit[:12])

    def _use(self, commit: str) -> None:
        draft = self.folder / f"{CURRENT}.new"
        draft.write_text(commit, "ascii")
        draft.replace(self.folder / CURRENT)
        there = [path for path in self.folder.iterdir() if _COMMIT.fullmatch(path.name)]
        for old in sorted(there, key=lambda path: path.stat().st_mtime)[:-KEPT]:
            if old.name != commit:
                shutil.rmtree(old, ignore_errors=True)

    @property
    def _store(self) -> Path:
        return self.folder / "repository"

    @property
    def _place(self) -> str:
        """Name the repository without what opens it."""
        parts = parts_of(self.repository.git)
        if parts == NOWHERE:
            return "?"
        return self.repository.git.replace(f"{parts.netloc}", parts.hostname or "") or "?"

    def _command(self, *arguments: str) -> list[str]:
        settings = [part for each in _HARMLESS for part in ("-c", each)]
        return ["git", *settings, f"--git-dir={self._store}", *arguments]

    def _begun(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 a list of arguments, no shell
            self._command(*arguments), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _git(self, *arguments: str, environ: dict[str, str] | None = None) -> str:
        quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes"}
        try:
            done = subprocess.run(  # noqa: S603 a list of arguments, no shell
                self._command(*arguments), check=False, capture_output=True,
                stdin=subprocess.DEVNULL, timeout=TIMEOUT_S,
                env={**os.environ, **quiet, "LC_ALL": "C", **(environ or {})},
            )  # fmt: skip
        except FileNotFoundError:
            raise FetchFailed("git_missing") from None
        except (subprocess.TimeoutExpired, OSError) as error:
            raise FetchFailed(
                "git_failed", place=self._place, detail=type(error).__name__
            ) from None
        if done.returncode:
            raise FetchFailed("git_failed", place=self._place, detail=_last_line(done.stderr))
        return done.stdout.decode("utf-8", "replace")


def _last_line(output: bytes) -> str:
    """Say what git said last, without an address: a password may stand in it."""
    lines: Sequence[str] = output.decode("utf-8", "replace").strip().splitlines()
    return re.sub(r"\S*://\S*", "…", lines[-1])[:200] if lines else ""

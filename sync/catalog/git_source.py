"""A catalog that lives in a git repository, each commit a version of it.

Nothing of a repository is ever run: no hooks, no filters, no submodules, and links are written as
plain files.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.catalog.followed import MOST_BYTES, MOST_FILES, VERSION, FetchFailed
from sync.model.address import NOWHERE, parts_of

TIMEOUT_S: Final = 120.0
_HARMLESS: Final = (
    "core.hooksPath=", "core.symlinks=false", "core.autocrlf=false", "protocol.ext.allow=never",
    "core.fsmonitor=false", "gc.auto=0",
)  # fmt: skip

_PLAIN_FILES: Final = "* -filter -text -eol -ident -working-tree-encoding\n"


@dataclass(frozen=True, slots=True)
class GitSource:
    """A repository, and where its newest commit is kept on this machine."""

    address: str
    store: Path
    branch: str = "main"
    folder: str = "."  # below the root of a commit

    def newest(self) -> str:
        """Fetch the newest commit of the branch, and nothing before it."""
        self._git("init", "--quiet", "--bare", str(self.store))
        reference = f"refs/heads/{self.branch}"
        depth = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules")
        self._git("fetch", *depth, "--", self.address, reference)
        commit = self._git("rev-parse", "--verify", "FETCH_HEAD^{commit}").strip()
        if not VERSION.fullmatch(commit):
            raise FetchFailed("git_failed", place=self._place, detail=commit[:80])
        return commit

    def write(self, version: str, draft: Path, before: Path | None) -> None:
        """Write the files of a commit into a folder."""
        del before  # git has the files
        self._refuse_huge(version)
        index = draft.with_suffix(".index")
        try:
            checkout = ("checkout", "--quiet", "--force", version, "--", ".")
            self._git(f"--work-tree={draft}", *checkout, environ={"GIT_INDEX_FILE": str(index)})
        finally:
            index.unlink(missing_ok=True)

    def _refuse_huge(self, commit: str) -> None:
        """Count while git tells: a few kilobytes of folders in folders can name billions of files.

        The folders count as well: where they hold none, git would walk through them in silence.

        What a repository says of its files (`.gitattributes`) is not heeded: filters run programs.
        """
        attributes = self.store / "info" / "attributes"
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text(_PLAIN_FILES, "ascii")
        files, size = 0, 0
        with self._begun("ls-tree", "-r", "-t", "-l", commit) as listing:
            for line in listing.stdout or ():
                told = line.split(maxsplit=4)[3:4]
                files, size = files + 1, size + int(told[0] if told[0].isdigit() else 0)
                if files > MOST_FILES or size > MOST_BYTES:
                    listing.kill()
                    raise FetchFailed("followed_version_huge", version=commit[:12])

    @property
    def _place(self) -> str:
        """Name the repository without what opens it."""
        parts = parts_of(self.address)
        if parts == NOWHERE:
            return "?"
        return self.address.replace(f"{parts.netloc}", parts.hostname or "") or "?"

    def _command(self, *arguments: str) -> list[str]:
        settings = [part for each in _HARMLESS for part in ("-c", each)]
        return ["git", *settings, f"--git-dir={self.store}", *arguments]

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

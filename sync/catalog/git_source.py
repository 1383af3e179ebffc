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

_SAID: Final = {
    "git_branch_missing": ("couldn't find remote ref",),
    "git_login_refused": (
        "Authentication failed", "could not read Username", "could not read Password",
        "Permission denied", "Host key verification failed", "error: 403", "error: 401",
    ),
    "git_not_reached": (
        "Could not resolve host", "Failed to connect", "Connection refused", "Connection timed out",
        "Connection reset", "No route to host", "Network is unreachable", "timed out",
    ),
    "git_not_there": (
        "does not appear to be a git repository", "not found", "does not exist",
        "not a git repository",
    ),
    "git_disk_full": ("No space left on device",),
}  # fmt: skip

# A signature counts by the list of signers alone, never by what keys this machine happens to know.
_SIGNED: Final = ("gpg.openpgp.program=", "gpg.x509.program=", "gpg.minTrustLevel=fully")

_PLAIN_FILES: Final = "* -filter -text -eol -ident -working-tree-encoding\n"


@dataclass(frozen=True, slots=True)
class GitSource:
    """A repository, and where its newest commit is kept on this machine."""

    address: str
    store: Path
    branch: str = "main"
    folder: str = "."  # below the root of a commit
    signers: Path | None = None  # who may sign a commit, as ssh's allowed signers; None: not asked

    def newest(self) -> str:
        """Fetch the newest commit of the branch, and nothing before it."""
        self._git("init", "--quiet", "--bare", str(self.store))
        reference = f"refs/heads/{self.branch}"
        depth = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules")
        self._git("fetch", *depth, "--", self.address, reference)
        commit = self._git("rev-parse", "--verify", "FETCH_HEAD^{commit}").strip()
        if not VERSION.fullmatch(commit):
            raise FetchFailed("git_failed", place=self._place, detail=commit[:80])
        if self.signers is not None:
            self._refuse_unsigned(commit, self.signers)
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

    def _refuse_unsigned(self, commit: str, signers: Path) -> None:
        if not signers.is_file():
            raise FetchFailed("git_signers_missing", file=str(signers))
        trusted = _options((*_SIGNED, f"gpg.ssh.allowedSignersFile={signers.absolute()}"))
        if self._ran(*trusted, "verify-commit", commit).returncode:
            raise FetchFailed("followed_version_unsigned", version=commit[:12], file=str(signers))

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
        if not files:
            raise FetchFailed("followed_version_empty", version=commit[:12])

    @property
    def _place(self) -> str:
        """Name the repository without what opens it."""
        parts = parts_of(self.address)
        if parts == NOWHERE:
            return "?"
        return self.address.replace(f"{parts.netloc}", parts.hostname or "") or "?"

    def _command(self, *arguments: str) -> list[str]:
        return ["git", *_options(_HARMLESS), f"--git-dir={self.store}", *arguments]

    def _begun(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 a list of arguments, no shell
            self._command(*arguments), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _git(self, *arguments: str, environ: dict[str, str] | None = None) -> str:
        done = self._ran(*arguments, environ=environ)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace")
            raise FetchFailed(
                code_of(said), place=self._place, branch=self.branch, detail=why(said)
            )
        return done.stdout.decode("utf-8", "replace")

    def _ran(
        self, *arguments: str, environ: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -oBatchMode=yes"}
        try:
            return subprocess.run(  # noqa: S603 a list of arguments, no shell
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


def _options(settings: Sequence[str]) -> list[str]:
    return [part for each in settings for part in ("-c", each)]


def code_of(said: str) -> str:
    """Tell what a person can do something about; git was asked to speak English."""
    known = (code for code, words in _SAID.items() if any(each in said for each in words))
    return next(known, "git_failed")


def why(said: str) -> str:
    """Say what git died of, without an address: a password may stand in it."""
    lines = said.strip().splitlines()
    died = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines[-1:]
    return re.sub(r"\S*://\S*", "…", died[0].partition(": ")[2] or died[0])[:200] if died else ""

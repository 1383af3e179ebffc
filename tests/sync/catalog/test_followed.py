"""A followed repository: each good commit is used, a broken one leaves the last good in use."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path
from unittest.mock import AsyncMock, Mock

import pytest

from sync.catalog.followed import FetchFailed, Followed
from sync.catalog.git_source import GitSource, code_of, why
from sync.catalog.settings import read_settings
from sync.model import Problem
from sync.service import followed_watch


class Repository:
    """A repository of a cooperative, to which somebody commits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def commit(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "edit")

    def git(self, *arguments: str, told: str = "") -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        done = subprocess.run(
            ["git", *who, *arguments],
            cwd=self.folder,
            check=True,
            input=told,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return Repository(tmp_path / "theirs")


@pytest.fixture
def followed(repository: Repository, tmp_path: Path) -> Followed:
    return Followed(
        GitSource(str(repository.folder), tmp_path / "home" / "repository"), tmp_path / "home"
    )


def fine(_files: Path) -> Problem | None:
    return None


def broken(_files: Path) -> Problem | None:
    return Problem(code="yaml_syntax")


def text_of(followed: Followed, name: str) -> str:
    assert followed.catalog is not None
    return (followed.catalog / f"{name}.yaml").read_text("utf-8")


def test_each_new_commit_is_used_once(repository: Repository, followed: Followed) -> None:
    repository.commit(mat_ong="một")
    first = followed.follow(fine)
    assert (followed.version, text_of(followed, "mat_ong")) == (first, "một")
    assert followed.follow(fine) is None
    repository.commit(mat_ong="hai")
    assert followed.follow(fine) not in {None, first}
    assert text_of(followed, "mat_ong") == "hai"


def test_a_broken_commit_leaves_the_last_good_one(
    repository: Repository, followed: Followed
) -> None:
    repository.commit(mat_ong="tốt")
    good = followed.follow(fine)
    repository.commit(mat_ong="hỏng")
    with pytest.raises(FetchFailed) as failed:
        followed.follow(broken)
    assert failed.value.problem.code == "followed_version_broken"
    assert failed.value.problem.values["kept"] == str(good)[:12]
    assert failed.value.cause == broken(Path())
    assert (followed.version, text_of(followed, "mat_ong")) == (good, "tốt")
    assert followed.trouble == failed.value.problem, "ocop status tells it for as long as it lasts"
    repository.commit(mat_ong="mới")
    followed.follow(fine)
    assert followed.trouble is None


def test_a_commit_without_a_file_and_a_branch_that_is_gone_are_named(
    repository: Repository, followed: Followed
) -> None:
    repository.commit(mat_ong="tốt")
    good = followed.follow(fine)
    repository.git("rm", "-q", "-r", ".")
    repository.git("commit", "-q", "-m", "trống")
    for code in ("followed_version_empty", "git_branch_missing"):
        with pytest.raises(FetchFailed) as failed:
            followed.follow(fine)
        assert (failed.value.problem.code, followed.version) == (code, good)
        repository.git("branch", "-m", "khac")


NOT_READ = "fatal: Could not read from remote repository."
RIGHTS = "Please make sure you have the correct access rights\nand the repository exists."


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("fatal: could not read Username for 'https://x': disabled", "git_login_refused"),
        (f"git@x: Permission denied (publickey).\n{NOT_READ}\n\n{RIGHTS}", "git_login_refused"),
        (f"ssh: Could not resolve hostname x: unknown\n{NOT_READ}", "git_not_reached"),
        ("fatal: unable to access 'https://me:hunter2@x/': Failed to connect", "git_not_reached"),
        (
            "remote: Repository not found.\nfatal: repository 'https://x/' not found",
            "git_not_there",
        ),
        ("fatal: write error: No space left on device", "git_disk_full"),
        ("fatal: bad object", "git_failed"),
    ],
)
def test_what_git_says_is_sorted_by_what_a_person_can_do(said: str, code: str) -> None:
    assert code_of(said) == code
    assert why(said).strip()
    assert "hunter2" not in why(said)
    assert "exists" not in why(said)


def test_a_repository_out_of_reach_leaves_the_last_good_commit_and_shows_no_password(
    repository: Repository, followed: Followed, tmp_path: Path
) -> None:
    repository.commit(mat_ong="tốt")
    good = followed.follow(fine)
    repository.folder.rename(tmp_path / "gone")
    with pytest.raises(FetchFailed) as failed:
        followed.follow(fine)
    assert (failed.value.problem.code, followed.version) == ("git_not_there", good)
    for number, place in enumerate(("127.0.0.1:9", "[::1", "[::1]x")):
        secret = GitSource(f"https://me:hunter2@{place}/x.git", tmp_path / f"other-{number}" / "r")
        with pytest.raises(FetchFailed) as failed:
            Followed(secret, tmp_path / f"other-{number}").follow(fine)
        assert "hunter2" not in str(failed.value.problem.values)
    assert "hunter2" not in str(failed.value.problem)


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """Make SSH keys of two people."""
    for name in ("lan", "la"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", tmp_path / name]
        subprocess.run(make, check=True)
    return {name: tmp_path / name for name in ("lan", "la")}


def sign(repository: Repository, key: Path | None) -> None:
    signed = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}")
    how = ("--no-gpg-sign",) if key is None else ("-S",)
    repository.git(*signed, "commit", "-q", "--amend", "--no-edit", *how)


def test_only_a_commit_signed_by_one_of_us_is_used(
    repository: Repository, keys: dict[str, Path], tmp_path: Path
) -> None:
    signers, home = tmp_path / "signers", tmp_path / "home"
    source = GitSource(str(repository.folder), home / "repository", signers=signers)
    followed = Followed(source, home)
    repository.commit(mat_ong="thật")
    sign(repository, keys["lan"])
    assert failing(followed) == "git_signers_missing"
    assert followed.trouble is not None
    assert "kept" not in followed.trouble.values, "nothing was ever used"
    signers.write_text(f"lan@htx.vn {keys['lan'].with_suffix('.pub').read_text('utf-8')}", "utf-8")
    good = followed.follow(fine)
    repository.commit(mat_ong="giả")
    for stranger in (None, keys["la"]):
        sign(repository, stranger)
        assert failing(followed) == "followed_version_unsigned"
        assert (followed.version, text_of(followed, "mat_ong")) == (good, "thật")
    sign(repository, keys["lan"])
    assert followed.follow(fine)


def failing(followed: Followed) -> str:
    with pytest.raises(FetchFailed) as failed:
        followed.follow(fine)
    return failed.value.problem.code


@pytest.mark.parametrize(
    "written",
    [
        "git: --upload-pack=x",
        "git: ext::sh -c x",
        "{git: a, branch: -x}",
        "{git: a, branch: a..b}",
        "{git: a, folder: ../x}",
        "{git: a, every_s: 1}",
        "{git: a, database: yes}",
        "{every_s: 60}",
        "{database: no}",
        "{database: yes, branch: main}",
        "{database: yes, signers: signers}",
    ],
)
def test_what_git_could_take_for_an_order_is_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(f"catalog: {written if written[0] == '{' else '{' + written + '}'}\n", "utf-8")
    read = read_settings(file, {})
    assert [issue.finding.code for issue in read.issues] == ["followed_setting_unclear"]


@pytest.mark.parametrize("holds", ["a file", "nothing"])
def test_folders_in_folders_that_name_billions_of_files_are_refused_while_they_are_counted(
    repository: Repository, followed: Followed, holds: str
) -> None:
    blob = repository.git("hash-object", "-w", "--stdin", told="x")
    entry = f"100644 blob {blob}\tf"
    if holds == "nothing":  # git names no file of it, and walks on for days
        entry = f"040000 tree {repository.git('mktree')}\tf"
    for _ in range(10):
        names = "\n".join(entry.rpartition("\t")[0] + f"\t{n}" for n in range(10))
        entry = f"040000 tree {repository.git('mktree', told=names)}\tf"
    tree = entry.split()[2].partition("\t")[0]
    commit = repository.git("commit-tree", tree, "-m", "bomb")
    repository.git("update-ref", "refs/heads/main", commit)
    with pytest.raises(FetchFailed) as error:
        followed.follow(fine)
    assert error.value.problem.code == "followed_version_huge"


def test_no_filter_of_this_computer_runs_because_a_repository_asks_for_it(
    repository: Repository, followed: Followed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "gitconfig"
    own.write_text('[filter "lfs"]\n\tsmudge = sed s/gốc/sửa/\n\tclean = cat\n', "utf-8")
    (repository.folder / ".gitattributes").write_text("*.yaml filter=lfs\n", "utf-8")
    repository.commit(mat_ong="gốc")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    followed.follow(fine)
    assert text_of(followed, "mat_ong") == "gốc"


async def test_a_trouble_is_told_with_its_cause_once_and_again_each_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    now, looks = 0.0, iter(range(4))
    cause = Problem(code="yaml_syntax")

    observer = Mock()
    observer.catalog_followed = lambda version, problem: told.append(problem.code or version)

    def follow() -> str | None:
        nonlocal now
        now += followed_watch.TOLD_AGAIN_S * 0.6
        if next(looks, None) is None:
            raise asyncio.CancelledError
        raise FetchFailed("followed_version_broken", cause, version="abc")

    monkeypatch.setattr(followed_watch, "monotonic", lambda: now)
    with pytest.raises(asyncio.CancelledError):
        await followed_watch.watch_followed(follow, 0.0, AsyncMock(), observer)
    assert told == ["followed_version_broken", "yaml_syntax"] * 2

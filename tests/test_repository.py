"""What holds for the repository as a whole: no hosts, no strays, and a wheel that works."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from sync.cli.commands import COMMANDS
from tools.measures import ROOT, SOURCE, tracked

# Written in pieces, so that this file passes its own test.
HOSTS = tuple(
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("debian", "org"),
        ("crates", "io"),
    )
)
MACHINE_PATHS = tuple(f"/{folder}/" for folder in ("work", "root", "home", "Users"))
COMMAND = r"(?m)(?:^\s*|`|\$ ){} ([a-z-]+)"
PICTURES = {".png", ".jpg", ".heic", ".ttf"}
LOCKS_THAT_NAME_HOSTS = {"uv.lock", "poetry.lock", "pylock.toml"}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix not in PICTURES
    }


def test_no_file_names_a_registry_or_a_path_of_one_machine(texts: dict[str, str]) -> None:
    found = [
        f"{name}: {words}"
        for name, text in texts.items()
        for words in HOSTS + MACHINE_PATHS
        if words in text
    ]
    assert found == []


def test_no_lock_file_that_names_hosts() -> None:
    assert {path.name for path in tracked()} & LOCKS_THAT_NAME_HOSTS == set()


def test_every_command_of_the_documents_exists(texts: dict[str, str]) -> None:
    documents = "\n".join(text for name, text in texts.items() if name.endswith(".md"))
    told = {word: set(re.findall(COMMAND.format(word), documents)) for word in ("make", "ocop")}
    assert told["make"] <= set(re.findall(r"(?m)^([a-z-]+):", texts["Makefile"]))
    assert told["ocop"] <= {name.partition(" ")[0] for name in COMMANDS}


def test_every_link_of_the_documents_leads_to_a_file(texts: dict[str, str]) -> None:
    broken = [
        f"{name}: {link}"
        for name, text in texts.items()
        if name.endswith(".md")
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", text)
        if not (ROOT / name).parent.joinpath(link).exists()
    ]
    assert broken == []


def test_every_target_is_declared_phony(texts: dict[str, str]) -> None:
    targets = set(re.findall(r"^([a-z-]+):", texts["Makefile"], re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", texts["Makefile"], re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == targets


def test_every_dependency_says_why_it_is_there(texts: dict[str, str]) -> None:
    project = tomllib.loads(texts["pyproject.toml"])
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lines = texts["pyproject.toml"].splitlines()
    for requirement in asked:
        (line,) = (line for line in lines if line.strip().startswith(f'"{requirement}"'))
        assert re.search(r"# \w", line), f"{requirement} has no reason beside it"


@pytest.mark.parametrize("group", ["ocop.marketplaces", "ocop.sandboxes", "console_scripts"])
def test_entry_points_lead_somewhere(group: str) -> None:
    ours = [point for point in entry_points(group=group) if point.dist and is_ours(point.dist.name)]
    assert ours
    assert all(point.load() for point in ours)


def is_ours(distribution: str) -> bool:
    return distribution.replace("_", "-") == "ocop-sync"


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wheel_carries_the_program_and_its_first_config(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info" not in name}
        archive.extractall(tmp_path / "site")
    files = {path.relative_to(ROOT).as_posix() for path in tracked()}
    config = {f"sync/starter/{name[7:]}" for name in files if name.startswith("config/")}
    code = {name for name in files if name.partition("/")[0] in SOURCE}
    assert carried == config | code
    assert ask(tmp_path / "site", "--help").returncode == 0


def ask(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command from an unpacked wheel, far from the checkout."""
    start = f"import sys; sys.path.insert(0, {str(site)!r}); from sync.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

"""The container files say what they should: no engine is at hand here that would try them.

They were tried in one by hand on 1 December 2026 (docs/operations.md).
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from sync.cli.arguments import parse
from sync.cli.commands import COMMANDS, named_by
from sync.cli.session import parse_common_options, session
from sync.store import SecretBox

ROOT = Path(__file__).parents[2]
FILE = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
OURS = {name: each for name, each in COMPOSE["services"].items() if name != "db"}


def instructions() -> list[tuple[str, str]]:
    """Each instruction with what it says, in order."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", FILE, flags=re.MULTILINE))
    return [
        (line.split()[0], line.partition(" ")[2].strip()) for line in joined.splitlines() if line
    ]


def last(name: str) -> str:
    return [text for instruction, text in instructions() if instruction == name][-1]


def set_in_the_image() -> dict[str, str]:
    return dict(each.split("=", 1) for each in shlex.split(last("ENV")))


def understood(words: list[str]) -> str:
    """The command that these words call; an option that it does not know raises."""
    common, rest = parse_common_options(words)
    name, left = named_by(rest)
    parse(left, COMMANDS[name].parameters, lambda each: each)
    assert common == {}, "what a person types within must find the same folders"
    return name


def test_it_runs_as_nobody_of_importance_and_ends_gently() -> None:
    assert last("USER") == "10001:10001"
    assert last("STOPSIGNAL") == "SIGTERM"
    assert "--compile" in FILE
    assert "compileall" in FILE


def test_a_command_typed_within_finds_the_configuration_and_the_home_of_the_service() -> None:
    typed = session({}, set_in_the_image())
    assert (typed.config, typed.home, typed.sample) == (Path("/config"), Path("/data"), False)


def test_git_follows_a_catalog_by_https_and_by_ssh() -> None:
    installed = [text for name, text in instructions() if name == "RUN" and "apt-get" in text]
    assert [set(text.split()) & {"git", "openssh-client"} for text in installed] == [
        {"git", "openssh-client"}
    ]


def test_nothing_of_a_persons_goes_into_the_image_or_into_git() -> None:
    *_, config = COMPOSE["services"]["serve"]["volumes"][0]["source"].rpartition("/")
    taken = {line[1:] for line in IGNORED if line.startswith("!")}
    copied = [text for name, text in instructions() if name == "COPY" and "--from" not in text]
    assert {each for text in copied for each in shlex.split(text)[:-1]} == taken
    assert "*" in IGNORED
    assert "deploy" not in taken
    untracked = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {f"/deploy/{config}/", "/deploy/.env"} <= set(untracked)


def test_everything_that_it_copies_is_there() -> None:
    for text in (text for name, text in instructions() if name == "COPY" and "--from" not in text):
        *sources, _ = shlex.split(text)
        assert all((ROOT / source).exists() for source in sources), text


def test_the_command_is_one_of_ours_and_its_health_is_asked_where_it_answers() -> None:
    words = yaml.safe_load(last("CMD"))
    assert understood(words) == "serve"
    port = words[words.index("--metrics") + 1]
    assert f"127.0.0.1:{port}/healthz" in last("HEALTHCHECK")


@pytest.mark.parametrize("name", OURS)
def test_each_service_calls_a_command_of_ours_and_can_write_nothing_but_its_home(name: str) -> None:
    service = OURS[name]
    assert understood(service["command"]) == ("serve" if name == "serve" else "worker")
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    config, *writable = service["volumes"]
    assert (config["target"], config["read_only"]) == ("/config", True)
    assert not config["bind"]["create_host_path"]
    assert [each.partition(":")[2] for each in writable] == ["/data", "/data/exchange"]
    assert service["depends_on"]["db"] == {"condition": "service_healthy"}


def test_there_are_a_database_one_serve_and_two_workers_with_homes_of_their_own() -> None:
    assert sorted(COMPOSE["services"]) == ["db", "serve", "worker-1", "worker-2"]
    mounts = [v for each in OURS.values() for v in each["volumes"] if isinstance(v, str)]
    homes = [v for v in mounts if v.endswith(":/data")]
    assert len(set(homes)) == 3
    shared = {v for v in mounts if v.endswith("/exchange")}
    assert len(shared) == 1, "a shop reached by workbooks has its records in one place"
    assert re.search(r"install -d -o 10001 .*/data/exchange$", FILE, re.MULTILINE)
    assert {home.partition(":")[0] for home in homes} < COMPOSE["volumes"].keys()


def test_what_is_secret_stands_in_no_file_and_nothing_listens_to_strangers() -> None:
    for service in COMPOSE["services"].values():
        for key, value in service["environment"].items():
            if "PASSWORD" in key or "KEYS" in key or "DATABASE" in key:
                assert "${" in value
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
def test_what_the_file_says_to_put_beside_it_is_taken(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    made = {
        name: subprocess.run(
            ["sh", "-c", command], check=True, capture_output=True, encoding="ascii"
        ).stdout.strip()
        for name, command in re.findall(r'echo "(\w+)=\$\((.+)\)" >', text)
    }
    assert made.keys() == {"OCOP_DB_PASSWORD", "OCOP_SECRET_KEYS"}
    assert made["OCOP_DB_PASSWORD"].isalnum()  # it stands in an address
    box = SecretBox.of({"OCOP_SECRET_KEYS": made["OCOP_SECRET_KEYS"]}, tmp_path)
    assert box.open(box.seal("mã")) == "mã"

"""What the operating system is told to run: a unit that systemd takes, and a Windows task."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from xml.etree import ElementTree

import pytest

from sync.cli import exits, install_service, owners
from sync.service.installation import Service, systemd_unit, windows_task
from sync.service.watchdog import notify, watchdog_every_s

LINUX = Service(
    command=["/opt/ocop/bin/ocop", "serve", "--home", "/srv/dữ 100% $liệu"],
    config=PurePosixPath("/etc/ocop"),
    home=PurePosixPath("/srv/dữ 100% $liệu"),
)
OF_SYSTEM = Service(command=LINUX.command, config=LINUX.config, home=LINUX.home, user="ocop")
WINDOWS = Service(
    command=[r"C:\ocop & co\ocop.exe", "serve", "--home", "D:\\dữ liệu\\"],
    config=PureWindowsPath(r"D:\config"),
    home=PureWindowsPath(r"D:\dữ liệu"),
)
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_the_unit_is_watched_begins_again_and_quotes_what_it_must() -> None:
    unit = systemd_unit(LINUX)
    assert 'ExecStart="/opt/ocop/bin/ocop" "serve" "--home" "/srv/dữ 100%% $$liệu"\n' in unit
    for line in ("Type=notify", "WatchdogSec=120", "Restart=always", "NoNewPrivileges=yes"):
        assert f"{line}\n" in unit
    assert "WantedBy=default.target" in unit
    assert "User=" not in unit


def test_the_unit_of_the_system_may_write_nothing_but_its_home_and_what_the_page_edits() -> None:
    unit = systemd_unit(OF_SYSTEM)
    for line in ("User=ocop", "ProtectSystem=strict", "CapabilityBoundingSet="):
        assert f"{line}\n" in unit
    assert 'ReadWritePaths="/srv/dữ 100%% $liệu" "-/etc/ocop"\n' in unit
    assert "WantedBy=multi-user.target" in unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_itself_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    file = tmp_path / "ocop-sync.service"
    command = [sys.executable, *LINUX.command[1:]]
    service = Service(command=command, config=LINUX.config, home=LINUX.home, user="root")
    file.write_text(systemd_unit(service), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(file)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, "ocop-sync" in done.stderr) == (0, False), done.stderr


def test_the_windows_task_runs_for_ever_and_begins_again() -> None:
    tree = ElementTree.fromstring(windows_task(WINDOWS).partition("?>")[2])
    found = {each.tag.removeprefix(TASK): each.text for each in tree.iter()}
    assert found["Command"] == r"C:\ocop & co\ocop.exe"
    assert found["Arguments"] == 'serve --home "D:\\dữ liệu\\\\"'
    assert found["ExecutionTimeLimit"] == "PT0S"
    assert found["Count"] == "999"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """The commands that would have been run; units lie in a folder of the test."""
    commands: list[list[str]] = []
    monkeypatch.setattr(install_service, "_run", lambda command: commands.append(list(command)))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    return commands


def test_it_is_installed_and_removed_again(ran: list[list[str]], ocop: Any, tmp_path: Path) -> None:
    unit = tmp_path / "xdg" / "systemd" / "user" / "ocop-sync.service"
    places = ("--home", str(tmp_path / "home"))
    assert ocop("install-service", "--print", *places).code == 0
    assert not unit.exists()
    assert ran == []
    assert ocop("install-service", *places).code == 0
    assert str(tmp_path / "home") in unit.read_text(encoding="utf-8")
    assert ran[-2] == ["systemctl", "--user", "enable", "ocop-sync.service"]
    assert ran[-1] == ["systemctl", "--user", "restart", "ocop-sync.service"], "an upgrade too"
    assert ocop("uninstall-service", *places).code == 0
    assert not unit.exists()
    assert ocop("uninstall-service", *places).code == exits.WRONG_INPUT


@pytest.mark.skipif(not hasattr(os, "chown"), reason="no such owners here")
@pytest.mark.parametrize("command", [["status"], ["restore", "b.zip"]])
def test_root_leaves_no_file_in_the_home_of_a_service(
    ran: list[list[str]],
    ocop: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    home, seen = tmp_path / "home", Path.stat
    home.mkdir()

    def of_a_service(path: Path, **how: Any) -> os.stat_result:
        found = seen(path, **how)
        return os.stat_result((*found[:4], 65_533, *found[5:])) if path == home else found

    monkeypatch.setattr(Path, "stat", of_a_service)
    monkeypatch.setattr(owners, "_administers", lambda: True)
    monkeypatch.setattr(owners, "_maker", lambda _: 0)
    refused = ocop(*command, "--home", str(home))
    assert (refused.code, "sudo -u" in refused.err) == (exits.WRONG_INPUT, True)
    assert ocop("install-service", "--home", str(home)).code == exits.FINE
    owners.refuse_anothers(home, "demo")  # which has a home of its own
    assert list(home.iterdir()) == []
    monkeypatch.setattr(owners, "_maker", lambda _: 65_533)  # a share, or the service itself
    assert "sudo -u" not in ocop(*command, "--home", str(home)).err


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_systemd_hears_that_the_service_lives(tmp_path: Path) -> None:
    with socket.socket(getattr(socket, "AF_UNIX"), socket.SOCK_DGRAM) as heard:  # noqa: B009
        heard.bind(str(tmp_path / "notify"))
        assert notify({"NOTIFY_SOCKET": str(tmp_path / "notify")}, "READY=1")
        assert heard.recv(100) == b"READY=1"
    assert not notify({"NOTIFY_SOCKET": str(tmp_path / "nobody")}, "READY=1")
    assert not notify({}, "READY=1")


def test_it_tells_twice_in_the_time_that_systemd_waits() -> None:
    assert watchdog_every_s({"WATCHDOG_USEC": "120000000"}) == 60
    assert watchdog_every_s({"WATCHDOG_USEC": "0"}) is None
    assert watchdog_every_s({}) is None

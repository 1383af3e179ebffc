"""`ocop install-service`, `uninstall-service`: the system itself keeps `ocop serve` running."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.catalog import CatalogCache
from sync.cli import exits
from sync.cli.prepare import load, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.service.installation import NAME, Service, systemd_unit, windows_task

SYSTEM_UNITS = Path("/etc/systemd/system")
METRICS_PORT = "9464"
COMMAND_WITHIN_S = 330.0  # a start is waited for until the service is up: the unit's own 300 s


@dataclass(frozen=True, slots=True)
class Steps:
    """A file to write, and the commands that make the system read it, or forget it."""

    file: Path
    text: str
    begin: Sequence[Sequence[str]]
    end: Sequence[Sequence[str]]
    encoding: str = "utf-8"


def install_service(
    session: Session, *, system: bool = False, show: bool = False, listen: str | None = None
) -> int:
    """Write the file and start the service, or only show what would be done."""
    terminal = _terminal(session)
    service = _service(session, listen, system=system)
    plan = _plan(service, os.environ, session.home)
    if show:
        sys.stdout.write(f"# {plan.file}\n{plan.text}")
        sys.stdout.writelines(f"# {' '.join(command)}\n" for command in plan.begin)
        return exits.FINE
    try:
        session.home.mkdir(parents=True, exist_ok=True)
        plan.file.parent.mkdir(parents=True, exist_ok=True)
        plan.file.write_bytes(plan.text.encode(plan.encoding))
    except OSError as error:
        raise Refused("service_unwritable", file=str(plan.file), why=str(error.strerror)) from error
    for command in plan.begin:
        _run(command)
    terminal.tell("service_installed", file=str(plan.file), port=METRICS_PORT)
    if plan.file.suffix == ".service" and not system:
        terminal.tell("service_lingers")
    return exits.FINE


def uninstall_service(session: Session, *, system: bool = False) -> int:
    """Stop the service and have the system forget it; what it remembers stays."""
    terminal = _terminal(session)
    plan = _plan(_service(session, None, system=system), os.environ, session.home)
    if not plan.file.exists():
        raise Refused("service_unknown", file=str(plan.file))
    stop, *forget = plan.end
    _run(stop)
    plan.file.unlink()
    for command in forget:
        _run(command)
    terminal.tell("service_uninstalled", home=str(session.home))
    return exits.FINE


def _terminal(session: Session) -> Terminal:
    """Read without keeping what was read: root leaves nothing in the home of the service."""
    return terminal_of(session, load(session, CatalogCache()))


def _service(session: Session, listen: str | None, *, system: bool) -> Service:
    """Say what is to run: this very program, with folders that are named in full.

    Raises `Refused` for a folder whose name would begin a line of its own.
    """
    home, config = session.home.absolute(), session.config.absolute()
    for folder in (home, config):
        if not str(folder).isprintable():
            raise Refused("service_folder_odd", folder=str(folder))
    places = ["--config", str(config), "--home", str(home)]
    serve = ["serve", *places, "--metrics", METRICS_PORT]
    if listen is not None:
        serve += ["--listen", listen]
    user = _owner(home) if system else None
    return Service(command=[*_program(), *serve], config=config, home=home, user=user)


def _program() -> list[str]:
    """Find the command beside this Python, else have Python itself run it."""
    for name in ("ocop.exe", "ocop"):
        if (beside := Path(sys.executable).with_name(name)).exists():
            return [str(beside)]
    return [sys.executable, "-c", "from sync.cli import main; main()"]


def _owner(home: Path) -> str:
    """Let the service be whoever owns the home: never the system's own administrator unasked."""
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    try:
        return there.owner()  # type: ignore[misc,unused-ignore] # not asked on Windows
    except KeyError as error:  # a folder of nobody that this system knows
        raise Refused("service_folder_odd", folder=str(there)) from error


def _plan(service: Service, environ: Mapping[str, str], home: Path) -> Steps:
    """Say what is written where on this system; raises `Refused` where we know of no way."""
    system: str = sys.platform
    if system == "win32":
        file = home.absolute() / f"{NAME}.xml"
        create = ["schtasks", "/Create", "/TN", NAME, "/XML", str(file), "/F"]
        return Steps(
            file,
            windows_task(service),
            begin=[create, ["schtasks", "/Run", "/TN", NAME]],
            end=[["schtasks", "/End", "/TN", NAME], ["schtasks", "/Delete", "/TN", NAME, "/F"]],
            encoding="utf-16",
        )
    if not system.startswith("linux"):
        raise Refused("service_no_way", system=system)
    manager = ["systemctl"] if service.user else ["systemctl", "--user"]
    base = Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    folder = SYSTEM_UNITS if service.user else base / "systemd" / "user"
    unit, read = f"{NAME}.service", [*manager, "daemon-reload"]
    return Steps(
        folder / unit,
        systemd_unit(service),
        begin=[read, [*manager, "enable", unit], [*manager, "restart", unit]],  # also a running one
        end=[[*manager, "disable", "--now", unit], read],
    )


def _run(command: Sequence[str]) -> None:
    if shutil.which(command[0]) is None:
        raise Refused("service_no_manager", program=command[0])
    try:
        done = subprocess.run(  # noqa: S603 our own words, and folders as arguments
            list(command),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=COMMAND_WITHIN_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("service_command_failed", command=" ".join(command), why="") from error
    if done.returncode:
        why = (done.stderr or done.stdout).strip().partition("\n")[0]
        raise Refused("service_command_failed", command=" ".join(command), why=why)

"""What an operating system is told to keep `ocop serve` running: a systemd unit, a Windows task.

Pure: values in, the text of a file and the commands around it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from subprocess import list2cmdline
from xml.sax.saxutils import escape

NAME = "ocop-sync"
WATCHDOG_S = 120
ENVIRONMENT = "service.env"  # in the home: what secret_env and the like name, one NAME=value a line

_UNIT = """[Unit]
Description=OCOP Sync keeps the shops of {config} true
Documentation=https://www.freedesktop.org/software/systemd/man/systemd.service.html
Wants=network-online.target
After=network-online.target time-sync.target
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
ExecStart={command}
WorkingDirectory={home}
EnvironmentFile=-{environment}
Environment=PYTHONUNBUFFERED=1
Restart=always
RestartSec=10
WatchdogSec={watchdog_s}
TimeoutStartSec=300
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
{more}
[Install]
WantedBy={target}
"""
# What only the manager of the whole system can take away from a service.
_SANDBOX = """User={user}
StateDirectory={name}
Environment=OCOP_STATE=%S/{name}
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={home} {config}
PrivateTmp=yes
PrivateDevices=yes
PrivateMounts=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
CapabilityBoundingSet=
AmbientCapabilities=
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
"""
_TASK = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>OCOP Sync: ocop serve</Description></RegistrationInfo>
  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions>
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{home}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is to be kept running: the program and its arguments, its folders, and as whom.

    Without a `user` it is a service of whoever installs it.
    """

    command: Sequence[str]
    config: PurePath
    home: PurePath
    user: str | None = None


def systemd_unit(service: Service) -> str:
    """Write the unit; of the whole system with all sandboxing, else with what a user may ask."""
    home = in_unit(str(service.home))
    more = ""
    if service.user is not None:
        config = in_unit(f"-{service.config}")  # the page edits it; without it we say so ourselves
        more = _SANDBOX.format(user=service.user, name=NAME, home=home, config=config)
    return _UNIT.format(
        config=str(service.config).replace("%", "%%"),
        command=" ".join(map(in_command, service.command)),
        home=str(service.home).replace("%", "%%"),  # it is taken as it stands, blanks and all
        environment=str(service.home / ENVIRONMENT).replace("%", "%%"),
        watchdog_s=WATCHDOG_S,
        more=more,
        target="multi-user.target" if service.user else "default.target",
    )


def in_unit(value: str) -> str:
    """Quote a value as systemd reads it: blanks, quotes, and its own specifiers."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{quoted}"'


def in_command(value: str) -> str:
    """Quote a word of a command line, where a dollar names a variable as well."""
    return in_unit(value.replace("$", "$$"))


def windows_task(service: Service) -> str:
    """Write the task, to be saved as UTF-16: it begins when its user logs in, and again if it ends.

    No password is asked for that way, and none kept.
    """
    program, *arguments = service.command
    return _TASK.format(
        program=escape(program),
        arguments=escape(list2cmdline(arguments)),
        home=escape(str(service.home)),
    )

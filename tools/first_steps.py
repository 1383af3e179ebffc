"""Walks the README's first steps as a new user would: the installed command, the shipped config.

Each step must end with the exit code that the README promises; the sandbox and the background
service run beside it and must stop when they are told to.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.setup import PROGRAMS, ROOT

OCOP = Path(sys.prefix) / PROGRAMS / "ocop"
STOP_WITHIN_S = 10
SERVE_FOR_S = 3
LONGEST_S = 400  # on a machine that does much else
LOOPBACK, FIRST_PORT = "http://127.0.0.1", 8711
FINE, WOULD_CHANGE = 0, 2
BEFORE = (("--help", FINE), ("check", FINE))
STEPS = (
    ("plan", WOULD_CHANGE),  # everything is still to be published
    ("sync", FINE),
    ("plan", FINE),  # nothing would change
    ("sync", FINE),  # and nothing does
    ("status", FINE),
    ("log", FINE),
    ("status --lang en", FINE),
)


class Stumbled(Exception):
    """A step did not end as it should."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A folder of one's own, with a copy of the shipped configuration."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "OCOP_HOME": str(self.folder / "home"), "PYTHONUNBUFFERED": "1"}

    def step(self, words: str, expected: int) -> None:
        """Run one command, show how it went; raises when it ended otherwise."""
        started = time.monotonic()
        done = subprocess.run(
            [OCOP, *words.split()],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_S,
            check=False,
        )
        print(f"{time.monotonic() - started:6.1f} s  ocop {words}: exit {done.returncode}")
        if done.returncode != expected:
            raise Stumbled(f"expected {expected}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")

    @contextlib.contextmanager
    def beside(self, words: str) -> Iterator[subprocess.Popen[str]]:
        """Run a command that lasts, then tell it to stop; raises when it does not, or not well."""
        with subprocess.Popen(
            [OCOP, *words.split()],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as running:
            try:
                yield running
                stop(running, words)
            finally:
                running.kill()


def stop(running: subprocess.Popen[str], words: str) -> None:
    """Send the signal of a service manager and wait."""
    started = time.monotonic()
    running.send_signal(signal.SIGTERM)
    try:
        running.communicate(timeout=STOP_WITHIN_S)
    except subprocess.TimeoutExpired as error:
        raise Stumbled(f"ocop {words} did not stop within {STOP_WITHIN_S} s") from error
    print(f"{time.monotonic() - started:6.1f} s  ocop {words}: stopped, exit {running.returncode}")
    if running.returncode != FINE:
        raise Stumbled(f"ocop {words} was told to stop and ended with {running.returncode}")


def free_port() -> int:
    """A port that nobody has; the first replica takes the one after it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1]) - 1


def point_to(config: Path, served: Mapping[str, Any]) -> None:
    """Let the shipped shops talk to the sandbox where it runs now; ports count up from the first.

    Raises when one would talk to whatever stands at the usual port.
    """
    shops = config / "shops.yaml"
    text = shops.read_text(encoding="utf-8")
    for number, each in enumerate(served.values()):
        text = text.replace(f"{LOOPBACK}:{FIRST_PORT + number}", each["url"])
    shops.write_text(text, encoding="utf-8")
    if left := re.findall(rf"sandbox: {LOOPBACK}:87\d\d", text):
        raise Stumbled(f"no replica serves {left}")


def walk(visitor: Visitor) -> None:
    """All steps, in the order of the README."""
    shutil.copytree(ROOT / "config", visitor.folder / "config")
    for words, expected in BEFORE:
        visitor.step(words, expected)
    with visitor.beside(f"sandbox --port {free_port()} --json") as sandbox:
        ready = sandbox.stdout.readline() if sandbox.stdout else ""
        point_to(visitor.folder / "config", json.loads(ready))
        for words, expected in STEPS:
            visitor.step(words, expected)
        with visitor.beside("serve") as service:
            first = service.stdout.readline() if service.stdout else ""
            print(f"          ocop serve: {first.strip()}")
            time.sleep(SERVE_FOR_S)
    visitor.step("init own", FINE)
    visitor.step("check --config own", FINE)


def main() -> int:
    """Walk; 0 when every step ended as promised."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            walk(Visitor(Path(folder)))
        except (Stumbled, subprocess.TimeoutExpired, ValueError) as error:
            print(f"The first steps stumble: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

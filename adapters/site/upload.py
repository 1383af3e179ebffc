"""Runs the command that takes the site to where visitors are; never through a shell."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sync.marketplace import Unavailable
from sync.model import Problem

LONGEST_S = 900.0
MOST_TOLD = 300


async def run_after(command: Sequence[str], folder: Path) -> None:
    """Run it in the site's folder; raises `Unavailable` when it fails or takes too long."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise _failed(command, error.strerror or type(error).__name__) from error
    try:
        async with asyncio.timeout(LONGEST_S):
            _, told = await process.communicate()
    except TimeoutError as error:
        raise _failed(command, f"{LONGEST_S:.0f} s") from error
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        last = told.decode(errors="replace").strip()[-MOST_TOLD:]
        raise _failed(command, last or str(process.returncode))


def _failed(command: Sequence[str], why: str) -> Unavailable:
    values = {"command": command[0], "why": why}
    return Unavailable(Problem(code="site_upload_failed", values=values))

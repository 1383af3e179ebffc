"""How much of the processor another process has used."""

from __future__ import annotations

import os
from pathlib import Path


def cpu_s_of(pid: int) -> float:
    """Ask the kernel; 0 where it does not tell."""
    return _ticks(pid)[0] / _A_SECOND


def cpu_s_of_all(pid: int) -> float:
    """Ask for a process and its children, those that ended included."""
    live = [each for each in _pids() if _ticks(each)[2] == pid]
    return (sum(_ticks(pid)[:2]) + sum(_ticks(each)[0] for each in live)) / _A_SECOND


_A_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 1


def _ticks(pid: int) -> tuple[int, int, int]:
    """Read what a process used, what its children did that ended, and whose child it is."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0, 0, 0
    own, gone = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return own, gone, int(fields[1])


def _pids() -> list[int]:
    found = Path("/proc")
    return [int(each.name) for each in found.glob("[0-9]*")] if found.is_dir() else []

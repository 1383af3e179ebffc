"""How much of the processor another process has used."""

from __future__ import annotations

import os
from pathlib import Path


def cpu_s_of(pid: int) -> float:
    """Ask the kernel; 0 where it does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # type: ignore[attr-defined,no-any-return,unused-ignore]

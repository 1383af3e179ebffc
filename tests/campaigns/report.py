"""What a campaign found: figures, and each fault with how to bring it about again."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

TELL_EVERY_S = 60.0


@dataclass
class Findings:
    """The notes, counts and faults of one campaign."""

    campaign: str
    notes: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str]] = field(default_factory=list)  # how, and what was wrong
    began: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)

    def note(self, text: str) -> None:
        self.notes.append(text)
        sys.stderr.write(f"{time.monotonic() - self.began:5.0f} s: {text}\n")

    def count(self, name: str, times: int = 1) -> None:
        self.counts[name] += times
        if time.monotonic() - self.told > TELL_EVERY_S:
            self.told = time.monotonic()
            sys.stderr.write(f"so far: {dict(self.counts)}, {len(self.faults)} faults\n")

    def add(self, how: str, fault: str) -> None:
        self.faults.append((how, fault))
        sys.stderr.write(f"FAULT {how}: {fault}\n")

    def show(self) -> int:
        """Print all; the exit code."""
        lines = [*self.notes, *(f"{name}: {times}" for name, times in sorted(self.counts.items()))]
        lines += [f"FAULT {how}: {fault}" for how, fault in self.faults]
        took_s = time.monotonic() - self.began
        lines.append(f"{self.campaign}: {len(self.faults)} faults, {took_s:.0f} s")
        sys.stdout.write("\n".join(lines) + "\n")
        return 1 if self.faults else 0

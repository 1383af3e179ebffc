"""What a form for a new shop asks of the settings that only its platform has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedSetting:
    """One of a platform's own settings that a form asks for; its sentence is `code`."""

    path: tuple[str, ...]  # where it stands below `settings`
    code: str  # what it is called, and behind it what a person must know to fill it in
    needed: bool = False

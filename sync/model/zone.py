"""The time zone that the trade and its law live by; a module of its own, since it needs nothing."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7))  # certificates end by its days

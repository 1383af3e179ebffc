"""Structured logs: one line an event, for people or as JSON; what comes from outside is cleaned."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from sync.wording.visible import visible

if TYPE_CHECKING:
    from sync.cli.session import Audience

OURS = "sync"  # the logger above all of ours; other packages may log what they sign
DRIVER = "psycopg"  # without a handler its warnings stood on the terminal, in nobody's language
FILE = "ocop.log"
LARGEST_BYTES, KEPT = 5_000_000, 5  # a file grows to so many, and so many old ones are kept


@contextmanager
def logging_to_stderr(audience: Audience) -> Iterator[None]:
    """Tell every event meanwhile, calls of marketplaces among them."""
    with _handling(logging.StreamHandler(sys.stderr), logging.DEBUG, audience):
        yield


@contextmanager
def logging_to_file(home: Path, name: str = FILE) -> Iterator[None]:
    """Keep a log file in the home folder meanwhile, as JSON lines; all of it stays below 30 MB."""
    file = RotatingFileHandler(
        home / name, maxBytes=LARGEST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
    )
    with _handling(file, logging.INFO, "machine", (OURS, DRIVER)):
        yield


@contextmanager
def _handling(
    handler: logging.Handler, level: int, audience: Audience, heard: Sequence[str] = (OURS,)
) -> Iterator[None]:
    handler.setLevel(level)
    handler.setFormatter(formatter(audience))
    ours = logging.getLogger(OURS)
    before = ours.level
    ours.setLevel(min(level, before or level))
    for name in heard:
        logging.getLogger(name).addHandler(handler)
    try:
        yield
    finally:
        for name in heard:
            logging.getLogger(name).removeHandler(handler)
        ours.setLevel(before)
        handler.close()


def formatter(audience: Audience) -> logging.Formatter:
    """Write a record's event and its fields: `key=value` for people, JSON for machines."""
    render: Any = structlog.processors.LogfmtRenderer(
        key_order=["timestamp", "level", "event", "shop"], drop_missing=True
    )
    if audience == "machine":
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _cleaned,
            render,
        ],
    )


def _cleaned(_logger: Any, _method: str, event: Any) -> Any:
    """Show what would steer a terminal or begin a line of its own."""
    return {
        name: visible(value) if isinstance(value, str) and name != "exception" else value
        for name, value in event.items()
        if value is not None
    }

"""Reads what people edit; apart from the engine, so that `ocop check` need not wait for a store."""

from __future__ import annotations

from sync import catalog
from sync.catalog import Configuration
from sync.cli.session import Refused, Session
from sync.transport.clock import Clock, legal_day

__all__ = ["Configuration", "load"]


def load(session: Session) -> Configuration:
    """Read the configuration as of today; raises Refused when there is no such folder."""
    if not session.config.is_dir():
        raise Refused("config_missing", folder=str(session.config))
    return catalog.load(session.config, today=legal_day(Clock()), environ=session.environ)

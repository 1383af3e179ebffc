"""Keeps doing it: a work queue, a clock that fills it, pushes, and a supervisor over all."""

from sync.service.listener import AddressUnusable
from sync.service.observer import Observer, each_of
from sync.service.supervisor import Saved, ServiceOptions, Supervisor, serve, supervised

__all__ = [
    "AddressUnusable",
    "Observer",
    "Saved",
    "ServiceOptions",
    "Supervisor",
    "each_of",
    "serve",
    "supervised",
]

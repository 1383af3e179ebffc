"""What we remember between rounds, on SQLite or PostgreSQL."""

from sync.store.approvals import Approval
from sync.store.errors import LeaseLost, StoreUnavailable, WrongKey
from sync.store.journal import RETENTION, Entry, EntryStatus, Note
from sync.store.leases import Lease
from sync.store.links import Link, LinkState
from sync.store.rounds import Round
from sync.store.seal import Sealer
from sync.store.shown import Books
from sync.store.stock import ByHand, Shelf, Slip
from sync.store.store import Store

__all__ = [
    "RETENTION",
    "Approval",
    "Books",
    "ByHand",
    "Entry",
    "EntryStatus",
    "Lease",
    "LeaseLost",
    "Link",
    "LinkState",
    "Note",
    "Round",
    "Sealer",
    "Shelf",
    "Slip",
    "Store",
    "StoreUnavailable",
    "WrongKey",
]

"""What we remember between rounds, on SQLite or PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.lazy import lazily

if TYPE_CHECKING:
    from sync.store.decisions import Decision, Pin, Verdict
    from sync.store.errors import LeaseLost, StoreUnavailable, WrongKey
    from sync.store.held import HeldChange, HeldName
    from sync.store.journal import Entry, EntryStatus, Note
    from sync.store.leases import Lease
    from sync.store.links import LinkDigest
    from sync.store.observations import OnSale, listing_digest
    from sync.store.private import keep_private
    from sync.store.secret_box import SecretBox
    from sync.store.shop_facts import RoundRecord
    from sync.store.shown_stock import StockBooks
    from sync.store.stock import ByHand, EntryReference
    from sync.store.store import Store, Tidied
else:
    __getattr__ = lazily(__name__, __file__)

__all__ = [
    "ByHand",
    "Decision",
    "Entry",
    "EntryReference",
    "EntryStatus",
    "HeldChange",
    "HeldName",
    "Lease",
    "LeaseLost",
    "LinkDigest",
    "Note",
    "OnSale",
    "Pin",
    "RoundRecord",
    "SecretBox",
    "StockBooks",
    "Store",
    "StoreUnavailable",
    "Tidied",
    "Verdict",
    "WrongKey",
    "keep_private",
    "listing_digest",
]

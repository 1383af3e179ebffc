"""Whether an OCOP certificate may be spoken of on a given day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sync.model.product import Certificate

ClaimState = Literal["not_yet", "valid", "expiring", "expired", "withdrawn", "unknown"]

CLAIMED: frozenset[ClaimState] = frozenset({"valid", "expiring"})  # stars may be published
EXPIRING_DAYS = 30
NOTICE_DAYS = (180, 90, 30, 7, 0)  # before a paper's last day people are told, and on the day


def claim(certificate: Certificate, today: date) -> ClaimState:
    """Tell the state of a certificate; its last day still counts, missing dates prove nothing."""
    issued_on, expires_on = certificate.issued_on, certificate.expires_on
    if certificate.withdrawn:
        return "withdrawn"
    if expires_on is not None and today > expires_on:
        return "expired"
    if issued_on is None or expires_on is None:
        return "unknown"
    if today < issued_on:
        return "not_yet"
    return "expiring" if (expires_on - today).days <= EXPIRING_DAYS else "valid"

"""What a text claims that the law or a marketplace watches for: one table of rules."""

from __future__ import annotations

from sync.claims import contact, disease, goods, stars, superlative
from sync.claims.canonical import canonical
from sync.claims.rule import ClaimRule

__all__ = ["CLAIM_RULES", "ClaimRule", "canonical"]

CLAIM_RULES: tuple[ClaimRule, ...] = (
    stars.RULE,
    disease.RULE,
    superlative.RULE,
    contact.RULE,
    *goods.RULES,
)

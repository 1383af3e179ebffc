"""What a text claims that the law or a marketplace watches for: one table of rules."""

from __future__ import annotations

from sync.catalog.rules.claims import contact, disease, goods, stars, superlative
from sync.catalog.rules.claims.canonical import canonical
from sync.catalog.rules.claims.rule import ClaimRule

__all__ = ["CLAIM_RULES", "ClaimRule", "canonical"]

CLAIM_RULES: tuple[ClaimRule, ...] = (
    stars.RULE,
    disease.RULE,
    superlative.RULE,
    contact.RULE,
    *goods.RULES,
)

"""Tells which listing that people made by hand is which product: pairs, each with its reasons."""

from sync.planning.matching.adopted import Adopted, adopted_as, applied_of, naming
from sync.planning.matching.likeness import LIKE, Likeness, Likenesses, fingerprints_alike
from sync.planning.matching.match import Candidate, Match, match

__all__ = [
    "LIKE",
    "Adopted",
    "Candidate",
    "Likeness",
    "Likenesses",
    "Match",
    "adopted_as",
    "applied_of",
    "fingerprints_alike",
    "match",
    "naming",
]

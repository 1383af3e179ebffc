"""What is said of the rules of trade and law that a product must keep."""

from __future__ import annotations

from sync.wording.rules import certificate, english, label, papers, seller, texts, trade
from sync.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = (
    trade.SENTENCES
    | label.SENTENCES
    | certificate.SENTENCES
    | papers.SENTENCES
    | seller.SENTENCES
    | texts.SENTENCES
    | english.SENTENCES
)

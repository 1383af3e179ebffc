"""What is said of the rules of trade and law that a product must keep."""

from __future__ import annotations

from sync.wording.rules import label, paper, texts, trade
from sync.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = (
    trade.SENTENCES | label.SENTENCES | paper.SENTENCES | texts.SENTENCES
)

"""Words what a marketplace said, the same for all of them."""

from __future__ import annotations

from sync.wording.marketplace.account import ACCOUNT
from sync.wording.marketplace.category import CATEGORY
from sync.wording.marketplace.connection import CONNECTION
from sync.wording.marketplace.listing import LISTING
from sync.wording.marketplace.offer import OFFER
from sync.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = CONNECTION | ACCOUNT | LISTING | CATEGORY | OFFER

"""What planning has to say: what does not fit, what must not be touched, what waits."""

from __future__ import annotations

from sync.wording.planning import limits, standing, waiting
from sync.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = limits.SENTENCES | standing.SENTENCES | waiting.SENTENCES

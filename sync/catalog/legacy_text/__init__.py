"""Vietnamese text of before Unicode: recognised where it is certain, and turned into Unicode."""

from sync.catalog.legacy_text.conversion import ENCODINGS, Encoding, to_unicode
from sync.catalog.legacy_text.recognition import Recognised, recognised
from sync.catalog.legacy_text.syllables import is_syllable

__all__ = ["ENCODINGS", "Encoding", "Recognised", "is_syllable", "recognised", "to_unicode"]

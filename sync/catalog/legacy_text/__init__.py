"""Vietnamese text of before Unicode: recognised where it is certain, and turned into Unicode."""

from sync.catalog.legacy_text.conversion import ENCODINGS, Encoding, to_unicode
from sync.catalog.legacy_text.recognition import Recognised, read_as, recognised
from sync.catalog.legacy_text.syllables import is_syllable

__all__ = [
    "ENCODINGS", "Encoding", "Recognised", "is_syllable", "read_as", "recognised", "to_unicode",
]  # fmt: skip

"""The only home of prose: a code and its values in, a sentence in plain words out."""

from sync.wording.say import Saying, known_codes, names_seller_centre, say
from sync.wording.sentence import Sentence, fill

__all__ = ["Saying", "Sentence", "fill", "known_codes", "names_seller_centre", "say"]

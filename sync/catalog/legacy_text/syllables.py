"""What is a Vietnamese syllable: an onset, a rime, and a tone that may stand on that rime."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook, dot below
_STOPPED: Final = frozenset({"", "\u0301", "\u0323"})  # before c, ch, p, t (none: a foreign word)
_STOP: Final = re.compile("(c|ch|p|t)$")
_ONSET: Final = re.compile("ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx]|")
_RIMES: Final = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oau
    oăc oăm oăn oăng oăt oe oen oeo oet ooc oong
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uênh uơ
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()  # noqa: SIM905 a page of words is read as words
)


def is_syllable(word: str) -> bool:
    """Whether a word is a syllable as Vietnamese is written; any case, tone marks anywhere."""
    letters = normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    plain = normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1:
        return False
    fitting = [rime for rime in _rimes_of(plain) if rime in _RIMES]
    return any(not _STOP.search(rime) or "".join(tones) in _STOPPED for rime in fitting)


def _rimes_of(plain: str) -> list[str]:
    """List what may be the rime: `gi` and `qu` may end in a vowel of it."""
    found = _ONSET.match(plain)
    onset = found[0] if found else ""
    rest = plain[len(onset) :]
    if onset in ("gi", "qu"):
        return [rest, plain[1:], f"i{rest}" if onset == "gi" else f"u{rest}"]
    return [rest]

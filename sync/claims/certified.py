"""Words that only a certificate in force allows: VietGAP, GlobalGAP, organic.

Law: Decree 109/2018/NĐ-CP (organic goods); Law on Advertising 16/2012/QH13, art. 8(9): nothing is
told of goods that their papers do not bear out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sync.claims.rule import NOT_YET, Pattern, with_its_words
from sync.model import PaperKind

# Manure and matter are organic too; "towards organic" tells of a way, and of no certificate.
_NO_GOODS = "".join(
    f"(?<!{word} )" for word in ("phân", "bón", "chất", "rác", "mùn", "hướng", "axit", "acid")
)
_WORDS: Final[Mapping[PaperKind, Pattern]] = {
    "vietgap": Pattern(r"(?<!\w)(?<!hướng )vi[eệê]t ?g\.?a\.?p(?!\w)"),
    "globalgap": Pattern(r"(?<!\w)(?<!hướng )global ?g\.?a\.?p(?!\w)"),
    "organic": Pattern(
        rf"(?<!\w){_NO_GOODS}(?:hữu cơ|huu co)(?! (?:vi sinh|hoai|khoáng|sinh học))(?!\w)"
        r"|(?<!\w)organic(?! (?:matter|fertili[sz]er|manure|waste|acid))(?!\w)"
    ),
}
_QUICK = ("gap", "g.a.p", "hữu cơ", "huu co", "organic")


def certified(text: str) -> Iterator[tuple[PaperKind, str]]:
    """Find which certificates a canonical text lets buyers believe in, each with its words."""
    if not any(word in text for word in _QUICK):
        return
    for kind, pattern in _WORDS.items():
        for found in pattern.finditer(text):
            if not NOT_YET.search(text, 0, found.start()):
                yield kind, with_its_words(text, found)
                break

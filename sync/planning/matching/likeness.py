"""Says how much a listing is like a product: by its names, what is in a pack, its pictures."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sync.model import Code, Listing, Product
from sync.model.letters import without_marks
from sync.model.packs import net_content_of, sizes_in

WORD = re.compile(r"[a-z]+|\d+")
SIZE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:gram|gr|g|kg|ký|ml|lít|l)\b")
LIKE = 32  # bits of 512 in which fingerprints of one photograph differ, saved or shrunk once more
MOST_TOLD, LEAST_NAMED = 0.8, 0.25  # of what a text tells, and of a name, that they share
FAR = 1.6  # times a price: a pack of two or three costs more than any mark-up of a platform
SMALL_TALK = frozenset(
    {
        "ocop", "sao", "dac", "san", "chinh", "hang", "freeship", "combo", "sieu", "ngon", "sach",
        "nha", "lam", "tu", "nhien", "nguyen", "chat", "loai", "tot", "gia", "re", "hot", "moi",
        "ban", "chay", "qua", "bieu", "tang", "que", "thom", "dam", "da", "cao", "cap", "xuat",
        "khau", "sale", "giam", "goi", "hop", "hu", "tui", "chai", "lo", "keo", "lon", "thung",
        "bich", "g", "gr", "gram", "kg", "ky", "ml", "l", "lit",
    }
)  # fmt: skip
Sizes = frozenset[tuple[float, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How a listing and a product compare.

    `name` goes from 0 to 1, by the words of the catalog; `plain` says that the listing's title
    holds the whole name and nothing else that could make it another thing. `pack`, `price` and
    `picture` are None where one side tells nothing, or where several products show the picture.
    `skus` and `gtins` count what both have.
    """

    code: Code
    skus: int = 0
    gtins: int = 0
    name: float = 0.0
    plain: bool = False
    pack: bool | None = None
    price: bool | None = None
    picture: bool | None = None


def fingerprints_alike(one: int, other: int) -> bool:
    """Tell whether two fingerprints are of the same photograph."""
    return (one ^ other).bit_count() <= LIKE


class Likenesses:
    """Compares listings with all products of a catalog: what is rare in it tells them apart.

    `pictures` are fingerprints by the hash of a file, and by a platform's id of a picture.
    """

    def __init__(self, products: Sequence[Product], pictures: Mapping[str, int]) -> None:
        self._pictures = pictures
        self._words = {product.code: _words(product.name) for product in products}
        named = Counter(word for words in self._words.values() for word in words)
        self._weights = {word: math.log(1 + len(products) / times) for word, times in named.items()}
        self._weight_of = {
            code: sum(self._weights[word] for word in words) for code, words in self._words.items()
        }
        self._sizes = {product.code: _sizes_of(product) for product in products}
        self._prices = {p.code: [variant.price for variant in p.variants] for p in products}
        self._shown = {product.code: self._shown_by(product) for product in products}
        self._owners = {v.sku.casefold(): p.code for p in products for v in p.variants}
        self._by_gtin = _owners_of_gtins(products)

    def of(self, listing: Listing) -> list[Likeness]:
        """Compare a listing with every product."""
        words, sizes = _words(listing.title or ""), sizes_of(listing)
        prices = [offer.price for offer in listing.offers if offer.price]
        shown = self._fingerprints(picture.remote_id for picture in listing.images or ())
        alone = self._only_one_showing(shown)
        skus, gtins = self.owners_of(listing), self.gtin_owners_of(listing)
        return [
            Likeness(
                code=code,
                skus=skus[code],
                gtins=gtins[code],
                name=self.alike(words, code),
                plain=self._words[code] <= words <= self._words[code] | SMALL_TALK,
                pack=_packs_agree(self._sizes[code], sizes),
                price=_prices_agree(self._prices[code], prices),
                picture=self._pictures_agree(code, shown, alone),
            )
            for code in self._words
        ]

    def owners_of(self, listing: Listing) -> Counter[Code]:
        """Count whose SKUs, or own code, a listing has."""
        names = dict.fromkeys([listing.code, *(offer.sku for offer in listing.offers)])
        known = (self._owners.get(name.casefold()) for name in names if name)
        codes = [listing.code] if listing.code in self._words else []
        return Counter([*filter(None, known), *codes])

    def gtin_owners_of(self, listing: Listing) -> Counter[Code]:
        """Count whose barcodes a listing has."""
        gtins = {offer.gtin for offer in listing.offers if offer.gtin}
        return Counter(self._by_gtin[gtin] for gtin in gtins if gtin in self._by_gtin)

    def alike(self, words: Collection[str], code: Code) -> float:
        """Compare words with a product's name, by those that any name of the catalog has."""
        told = sum(self._weights.get(word, 0.0) for word in words)
        both = sum(self._weights[word] for word in self._words[code] if word in words)
        all_words = self._weight_of[code] + told
        return 2 * both / all_words if all_words else 0.0

    def nearest(self, text: str) -> tuple[Code, float] | None:
        """Find the product that a text names best, and how well."""
        words = _words(text)
        found = [(code, self.alike(words, code)) for code in self._words]
        return max(found, key=lambda one: one[1], default=None)

    def named_by(self, text: str) -> set[Code]:
        """Find every product that a text may name: a part of its name will do, cut off or not."""
        words = _words(text)
        told = sum(self._weights.get(word, 0.0) for word in words)
        found = set[Code]()
        for code, name in self._words.items():
            both = sum(self._weights[word] for word in name if word in words)
            if both and both >= MOST_TOLD * told and both >= LEAST_NAMED * self._weight_of[code]:
                found.add(code)
        return found

    def _shown_by(self, product: Product) -> list[int]:
        return self._fingerprints(file.sha256 for file in product.images)

    def _fingerprints(self, names: Iterable[str | None]) -> list[int]:
        return [self._pictures[n] for n in map(str, names) if n in self._pictures]

    def _only_one_showing(self, shown: Sequence[int]) -> Code | None:
        found = [code for code, own in self._shown.items() if _any_alike(own, shown)]
        return found[0] if len(found) == 1 else None

    def _pictures_agree(self, code: Code, shown: Sequence[int], alone: Code | None) -> bool | None:
        """Tell whether both show one photograph, which no other product shows."""
        if not shown or not self._shown[code]:
            return None
        if _any_alike(self._shown[code], shown):
            return True if alone == code else None
        return False


def _any_alike(some: Iterable[int], others: Sequence[int]) -> bool:
    return any(fingerprints_alike(one, other) for one in some for other in others)


def _owners_of_gtins(products: Iterable[Product]) -> dict[str, Code]:
    """Say whose each barcode is; one that two variants have is nobody's."""
    found = [(v.gtin, p.code) for p in products for v in p.variants if v.gtin]
    times = Counter(gtin for gtin, _ in found)
    return {gtin: owner for gtin, owner in found if times[gtin] == 1}


def _words(text: str) -> frozenset[str]:
    """Take the words of a text, without marks and capitals, and without what is in a pack."""
    return frozenset(WORD.findall(without_marks(SIZE.sub(" ", text.casefold()))))


def _sizes_of(product: Product) -> Sizes:
    told = (net_content_of(product, variant) or "" for variant in product.variants)
    options = (option for variant in product.variants for option in variant.options)
    found = frozenset[tuple[float, str]]().union(*map(sizes_in, (*told, *options)))
    return found or sizes_in(f"{product.name} {product.label.net_content or ''}")


def sizes_of(listing: Listing) -> Sizes:
    """Find the weights and volumes that a listing offers: its options tell, else its title."""
    options = (option for offer in listing.offers for option in offer.options)
    found = frozenset[tuple[float, str]]().union(*map(sizes_in, options))
    return found or sizes_in(listing.title or "")


def _packs_agree(one: Sizes, other: Sizes) -> bool | None:
    return not one.isdisjoint(other) if one and other else None


def _prices_agree(one: Sequence[int], other: Sequence[int]) -> bool | None:
    if not one or not other:
        return None
    return any(a <= b * FAR and b <= a * FAR for a in one for b in other)

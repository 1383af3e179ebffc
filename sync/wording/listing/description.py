"""Composes a description in the sections that a buyer reads, out of facts and the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sync.model import Label, Language, Product
from sync.model.packs import net_contents
from sync.wording.listing.words import WORDS, day, issuer


def description(product: Product, story: str, stars: int | None, language: Language = "vi") -> str:
    """Compose the description; `stars` is None unless the certificate may be claimed today.

    The product is one in that language (see `in_english`).
    """
    return _Description(product, language).composed(story, stars)


class _Description:
    """The sections of one product, in the words of one language."""

    def __init__(self, product: Product, language: Language) -> None:
        self._product, self._language, self._words = product, language, WORDS[language]

    def composed(self, story: str, stars: int | None) -> str:
        label = self._product.label
        blocks = (
            story.strip(),
            self._section("highlights", self._highlights(stars)),
            self._section("packs", self._packs()),
            self._section("on_label", self._label(label)),
            self._section("use", _usage(label)),
            self._section("keeping", self._storage(label)),
            self._section("origins", self._origin()),
            self._section("delivery", self._shipping()),
        )
        return "\n\n".join(block for block in blocks if block)

    def _section(self, heading: str, lines: Iterator[str]) -> str:
        listed = [f"- {line}" for line in lines]
        return "\n".join([self._words[heading], *listed]) if listed else ""

    def _facts(self, facts: Mapping[str, object]) -> Iterator[str]:
        return (f"{self._words[name]}: {fact}" for name, fact in facts.items() if fact)

    def _highlights(self, stars: int | None) -> Iterator[str]:
        product = self._product
        if stars is not None:
            yield self._certified(stars)
        yield from self._facts(
            {"area": product.label.origin_place, "area_code": product.growing_area_code}
        )
        if product.trace_url:
            yield self._words["trace"]

    def _certified(self, stars: int) -> str:
        product, told = self._product, self._words
        certificate = product.certificate
        parts = [told["certified"].format(stars=stars)]
        if certificate and certificate.decision_no:
            parts.append(told["decision"].format(number=certificate.decision_no))
            if certificate.issued_by:
                by = issuer(certificate.issued_by, self._language)
                parts.append(told["issued_by"].format(issuer=by))
        if certificate and certificate.expires_on:
            end = day(certificate.expires_on, self._language)
            parts.append(told["in_force"].format(day=end))
        certified = product.origin_as_certified
        if certified and certified != product.origin_now:  # it has been renamed since
            parts.append(told["as_certified"].format(place=certified))
        return "".join(parts)

    def _packs(self) -> Iterator[str]:
        product = self._product
        contents = net_contents(product)
        packs = dict.fromkeys(each.pack for each in product.variants if each.pack)
        return self._facts(
            {
                "generic_name": product.label.generic_name,
                "packing": ", ".join(pack for pack in packs if pack not in contents),
                "net_content": ", ".join(contents),
                "material": product.label.material,
            }
        )

    def _label(self, label: Label) -> Iterator[str]:
        declaration, safety = label.declaration, label.food_safety_certificate
        alcohol = label.alcohol_percent and f"{self._decimal(label.alcohol_percent)} % vol"
        yield from self._facts(
            {
                "ingredients": ", ".join(label.ingredients),
                "allergens": ", ".join(label.allergens),
                "alcohol": alcohol,
                "shelf_life": label.shelf_life,
            }
        )
        if label.shelf_life:
            yield self._words["dates"]
        yield from self._facts(
            {
                "warning": label.warning,
                "standard": label.standard_no,
                "declaration": declaration and declaration.number,
                "food_safety": safety and safety.number,
            }
        )

    def _storage(self, label: Label) -> Iterator[str]:
        if label.storage:
            yield label.storage
        yield from self._facts({"opened": label.shelf_life_opened})

    def _origin(self) -> Iterator[str]:
        label = self._product.label
        maker = label.manufacturer or self._product.cooperative
        places = (label.origin_place, label.origin)
        return self._facts(
            {
                "origin": ", ".join(dict.fromkeys(place for place in places if place)),
                "finished": label.finished_in,
                "made_in": self._product.origin_now,
                "maker": maker.name,
                "address": maker.address,
            }
        )

    def _shipping(self) -> Iterator[str]:
        """Tell how it travels; its weight is the carrier's business, no reason to edit a text."""
        if days := self._product.prepare_days:
            yield self._words["to_order"].format(days=days)
        if self._product.shipping:
            yield self._product.shipping

    def _decimal(self, number: float) -> str:
        told = f"{number:g}"
        return told.replace(".", ",") if self._language == "vi" else told


def _usage(label: Label) -> Iterator[str]:
    yield from (text for text in (label.usage, label.care) if text)

"""Rules of the label (Decree 37/2026, Appendix I) and of food papers."""

from __future__ import annotations

from collections.abc import Iterator

from sync.catalog.days import after, shown
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.rules.papers import paper_ending
from sync.catalog.rules.places import in_vietnam, origin_of, places_now
from sync.catalog.yaml_schema import WrittenFoodSafety, WrittenLabel, WrittenProduct
from sync.claims.disease import HEALTH_FOOD_SENTENCE

_HEALTH_FOOD = 18  # product sets of Decision 26/2026/QĐ-TTg
_ALCOHOL = {14, 15}


def label_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what the label lacks."""
    label = product.label or WrittenLabel()
    yield from _origin(product, label, facts)
    if facts.is_food(product):
        yield from _food(label, facts, _told_by_all(product))
        if facts.product_set(product) == _HEALTH_FOOD and not _sentence(product, label):
            yield Finding("health_food_sentence_missing", ("label", "warning"))
    if facts.product_set(product) in _ALCOHOL:
        lacking = _lacking(alcohol_percent=label.alcohol_percent, warning=label.warning)
        if lacking:
            yield Finding("alcohol_label_incomplete", ("label",), values={"fields": lacking})
        else:
            yield Finding("strong_alcohol", ("label", "alcohol_percent"), "hold")
    if label.food_safety_certificate:
        yield from _ending(label.food_safety_certificate)


def _origin(product: WrittenProduct, label: WrittenLabel, facts: Facts) -> Iterator[Finding]:
    """Ask for the origin where nothing tells it: where the maker is, it was completed at least."""
    maker = label.manufacturer or facts.cooperative
    address = (maker and maker.address) or ""
    if not any(map(str.isalnum, address)) or in_vietnam(address) or any(places_now((), address)):
        return  # it tells, or is asked about itself
    if origin_of(label, product) is None:
        yield Finding("origin_unknown", ("label",), "warning")


def _ending(paper: WrittenFoodSafety) -> Iterator[Finding]:
    if paper.expires_on is None:
        return
    path = ("label", "food_safety_certificate", "expires_on")
    values = {"expired_on": shown(paper.expires_on)}
    days = after(paper.expires_on)
    yield Finding("food_safety_certificate_expired", path, values=values, days=days)
    yield paper_ending(paper.number, paper.expires_on, path)


def _told_by_all(product: WrittenProduct) -> object:
    """Give what all that can be bought say of how much is in it; None where one is silent."""
    told = [each.net_content for each in product.variants or ()]
    return product.net_content or (tuple(told) if all(told) else None)


def _food(label: WrittenLabel, facts: Facts, net_content: object) -> Iterator[Finding]:
    """The maker has a default, the cooperative itself; for the origin see `_origin`."""
    maker = label.manufacturer or facts.cooperative
    lacking = _lacking(
        net_content=label.net_content or net_content,
        ingredients=label.ingredients,
        shelf_life=label.shelf_life,
    )
    if lacking:
        yield Finding("food_label_incomplete", ("label",), values={"fields": lacking})
    if maker is not None and not maker.address:
        yield Finding("food_maker_address_missing", ("label", "manufacturer"))


def _lacking(**fields: object) -> tuple[str, ...]:
    return tuple(name for name, value in fields.items() if value in (None, "", ()))


def _sentence(product: WrittenProduct, label: WrittenLabel) -> bool:
    return any(
        HEALTH_FOOD_SENTENCE.search(text.lower()) for text in (product.story, label.warning) if text
    )

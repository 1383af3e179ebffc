"""Says how a product of the catalog shall stand in one shop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sync.marketplace import Ability, Features
from sync.model import (
    Change,
    Code,
    Dong,
    Kind,
    ListedEnglish,
    ListedLot,
    Listing,
    Offer,
    Picture,
    Problem,
    Product,
    Shop,
    Sku,
    Value,
    Variant,
)
from sync.model.assortment import overrides_of, sells
from sync.model.claims import stars_allowed
from sync.model.letters import seen
from sync.model.packs import net_content_of, unit_of
from sync.planning.claims import claimless, claimless_attributes, pictures_shown
from sync.planning.english import listed_english, spoken
from sync.planning.income import fees_of
from sync.planning.papers import papers_in_force
from sync.planning.price import price_keeping, price_of, wanted_of
from sync.wording.listing import TitleRoom, attributes, description, title

# What a platform of which nothing is said is taken for.
_ANY: frozenset[Ability] = frozenset({"remove_attributes"})


def project(
    product: Product,
    shop: Shop,
    offered: Mapping[Sku, int | None],
    today: date,
    features: Features | None = None,
) -> Listing:
    """Compose the listing that the shop shall show.

    `offered` is how many this shop may offer (see `share`); a SKU missing there is not managed. Our
    category becomes the platform's by `shop.categories`; None where nobody mapped it. An override
    for the shop goes before one for its platform; its description replaces the story alone, since
    the label is the law's; its price is taken as it is, without the price rule. A title that
    somebody wrote goes before the rule. Stars leave a review's time before their end.
    """
    if product.kept:
        return _as_it_stands(product, shop, offered)
    written, product = product, spoken(product, shop)
    overrides, can = overrides_of(product, shop), features.can if features else _ANY
    stars = stars_allowed(product.certificate, today, features.review_days if features else 0)
    composed = Listing(
        shop=shop.name,
        code=product.code,
        title=_first((o.name for o in overrides), title_in(product, shop, features, stars)),
        description=_description(product, shop, stars),
        category=category_in(product, shop),
        brand=product.brand,
        attributes=_attributes(product, shop, stars),
        images=tuple(Picture(image.sha256) for image in pictures_shown(product, stars)),
        papers=papers_in_force(product, today) if "papers" in can else (),
        prepare_days=product.prepare_days if "pre_order" in can else None,
        option_names=tuple(map(_words, product.option_names)),
        offers=tuple(
            _with_facts(_offer(v, product, shop, offered, today), product, v, can, today)
            for v in product.variants
        ),
        english=listed_english(written, stars) if "english" in can else None,
        status="live",
    )
    return _honest(_readable(composed), stars, can)


def _readable(listing: Listing) -> Listing:
    """Leave out what nobody can see, and what would break a title in two."""
    attributes = (listing.attributes or {}).items()
    return replace(
        listing,
        title=_words(listing.title or ""),
        description=seen(listing.description or ""),
        brand=listing.brand and seen(listing.brand),
        attributes={seen(key): seen(text) for key, text in attributes},
        english=listing.english and _readable_english(listing.english),
    )


def _readable_english(told: ListedEnglish) -> ListedEnglish:
    return replace(
        told,
        title=" ".join(seen(told.title).split()),
        description=seen(told.description),
        attributes={seen(key): seen(text) for key, text in told.attributes.items()},
    )


def _words(text: str) -> str:
    return " ".join(seen(text).split())


def _honest(listing: Listing, stars: int | None, can: Collection[Ability]) -> Listing:
    """Claim no more than may be claimed, and in no attribute that nobody could take back."""
    cut = claimless(listing, stars)
    if "remove_attributes" in can:
        return cut
    return replace(cut, attributes=claimless_attributes(cut.attributes, None))


def title_in(product: Product, shop: Shop, features: Features | None, stars: int | None) -> str:
    """Name the product as a person did, else by the rule of the platform."""
    rule = features.title if features else None
    if features is None or rule is None or product.title is not None or shop.titles == "name":
        return product.title or product.name
    limits = features.limits

    def fits(text: str) -> bool:
        most, most_bytes = limits.title_length.most, limits.title_bytes.most
        short = most is None or len(text) <= most
        return short and (most_bytes is None or len(text.encode()) <= most_bytes)

    room = TitleRoom(fits=fits, least=limits.title_length.least or 0)
    return title(product, stars, rule, room, shop.language)


def _as_it_stands(product: Product, shop: Shop, offered: Mapping[Sku, int | None]) -> Listing:
    """Want nothing of a product that is only remembered but its true stock."""
    return Listing(
        shop=shop.name,
        code=product.code,
        option_names=product.option_names,
        offers=tuple(
            Offer(sku=each.sku, options=each.options, quantity=offered.get(each.sku))
            for each in product.variants
        ),
    )


def category_in(product: Product, shop: Shop) -> str | None:
    """Translate our category; an override may also name the platform's own at once."""
    wanted = _first((o.category for o in overrides_of(product, shop)), "")
    return shop.categories.get(wanted or product.category, wanted or None)


def _description(product: Product, shop: Shop, stars: int | None) -> str:
    story = _first((o.description for o in overrides_of(product, shop)), product.story)
    return description(product, story, stars, shop.language)


def _attributes(product: Product, shop: Shop, stars: int | None) -> Mapping[str, str]:
    composed = attributes(product, stars, shop.language)
    for override in reversed(overrides_of(product, shop)):
        composed |= override.attributes
    return composed


def price_in(product: Product, variant: Variant, shop: Shop, today: date) -> Dong | None:
    """Say what a variant costs in a shop, campaigns aside.

    An override's price is taken as it is. Where a net income is to be kept, the fees of the day
    come on top; None where they are not known.
    """
    rule, net = shop.price_rule, None
    for override in overrides_of(product, shop):
        if (price := override.prices.get(variant.sku, override.price)) is not None:
            return price
        if (net := override.net) is not None:
            break
    if net is None and rule.keeps == "net":
        net = wanted_of(variant.price, rule)
    if net is None:
        return price_of(variant.price, rule)
    return price_keeping(net, fees_of(shop.fees, shop.platform, product.category, today), rule)


def _offer(
    variant: Variant, product: Product, shop: Shop, offered: Mapping[Sku, int | None], today: date
) -> Offer:
    price = price_in(product, variant, shop, today)
    return Offer(
        sku=variant.sku,
        options=tuple(map(_words, variant.options)),
        price=price,
        list_price=_list_price(variant, shop, price) if price else None,
        quantity=offered.get(variant.sku),
        gtin=variant.gtin,
        weight_g=variant.weight_g,
        size_mm=variant.size_mm,
    )


def _with_facts(
    offer: Offer, product: Product, variant: Variant, can: Collection[Ability], today: date
) -> Offer:
    """Add what only some platforms take beside an offer."""
    if "list_price" not in can:
        offer = replace(offer, list_price=None)
    if "lots" in can:
        offer = replace(offer, lots=_listed_lots(variant, today))
    if "packs" not in can:
        return offer
    return replace(
        offer,
        net_content=net_content_of(product, variant),
        unit=unit_of(product, variant),
        pack=variant.pack,
    )


def _listed_lots(variant: Variant, today: date) -> tuple[ListedLot, ...] | None:
    """Tell of each lot what is written of it, and whether its days are over; never how many."""
    told = (replace(lot, quantity=None, word=None) for lot in variant.lots)
    found = (ListedLot(lot, ended=lot.over(today)) for lot in told)
    return tuple(sorted(found, key=lambda each: each.lot.number)) or None


def _list_price(variant: Variant, shop: Shop, price: Dong) -> Dong | None:
    """Raise the list price as the price was; it stands beside none that is higher, or half of it.

    More than half off is against the law of promotions (Decree 81/2018). A price that is made of a
    net income has none.
    """
    if variant.list_price is None or shop.price_rule.keeps == "net":
        return None
    listed = price_of(variant.list_price, shop.price_rule)
    return listed if price < listed <= 2 * price else None


def _first(wishes: Iterable[str | None], own: str) -> str:
    return next((wish for wish in wishes if wish is not None), own)


def unshown(
    products: Iterable[Product], changes: Iterable[Change], features: Features
) -> Iterator[Problem]:
    """Say of what is written now what the platform cannot show of it."""
    changed = list(changes)

    def told(code: str, kinds: Collection[Kind], said: Callable[[Product], bool]) -> Problem | None:
        written = {change.code for change in changed if change.kind in kinds}
        codes = tuple(p.code for p in products if p.code in written and said(p))
        return _of_products(code, codes, features)

    found = list[Problem | None]()
    if "list_price" not in features.can:
        found.append(told("list_price_unshown", {"publish", "reprice"}, _has_list_price))
    if "pre_order" not in features.can:
        late = told("pre_order_unshown", {"publish", "revise"}, lambda p: bool(p.prepare_days))
        found.append(late and replace(late, severity="warning"))
    yield from (problem for problem in found if problem is not None)


def list_prices_unshown(
    products: Iterable[Product], shop: Shop, features: Features
) -> Iterator[Problem]:
    """Say of a catalog which list prices a shop will never show; nothing is written for them."""
    if "list_price" in features.can:
        return
    codes = tuple(p.code for p in products if sells(shop, p) and _has_list_price(p))
    if told := _of_products("list_price_unshown", codes, features):
        yield replace(told, values={**told.values, "seller_centre": features.seller_centre})


def _of_products(code: str, codes: tuple[Code, ...], features: Features) -> Problem | None:
    values: dict[str, Value] = {"count": len(codes), "codes": codes, "platform": features.label}
    return Problem(code=code, severity="note", values=values) if codes else None


def _has_list_price(product: Product) -> bool:
    return any(each.list_price for each in product.variants)

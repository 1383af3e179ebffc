"""Finds what only got another name: the same product under another code, a variant's other SKU.

A renamed product keeps its listing, with its sales and reviews; a renamed SKU keeps its ledger.
What is not surely the same is left as it is: the guard asks about what would go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sync.model import Change, Code, Link, Listing, Product, Sku
from sync.model.assortment import file_of

NAME_ENDS = (", ", " – ", " - ")  # what sets facts apart from the name in a composed title


def renamed_codes(
    links: Iterable[Link], products: Collection[Product], linked: Collection[Code]
) -> dict[Code, Code]:
    """Say which remembered products stand in the catalog under another code, old to new.

    `links` are of codes that the catalog names no more, `linked` all codes that we remember. The
    owner of the SKUs is the same product; where these are other ones too, it has to be the same
    file, the same options and the same title or pictures, and the only such one. Pictures that
    several products show tell nothing.
    """
    owners = {v.sku: product.code for product in products for v in product.variants}
    shown = Counter(sha256 for product in products for sha256 in set(_pictures_of(product)))
    fresh = [product for product in products if product.code not in linked]
    found = {
        link.code: new
        for link in links
        if link.applied is not None
        and (new := _owner(link.applied, owners) or _lookalike(link, link.applied, fresh, shown))
        is not None
        and new not in linked
    }
    times = Counter(found.values())
    return {old: new for old, new in found.items() if times[new] == 1}


def exchanged_codes(
    observed: Iterable[Listing], links: Mapping[Code, str | None], owners: Mapping[str, Code]
) -> dict[Code, Code]:
    """Say which remembered products go by the code of another now, old to new.

    Two that exchanged their codes, or three in a ring: whoever sells all SKUs of a listing is the
    product that it shows. Nobody gets a second listing by that.
    """
    linked = {remote_id: code for code, remote_id in links.items() if remote_id}
    found: dict[Code, Code] = {}
    for listing in observed:
        code = linked.get(listing.remote_id or "")
        owner = owners.get(listing.offers[0].sku) if listing.offers else None
        if code is None or owner is None or owner == code:
            continue
        if all(owners.get(offer.sku) == owner for offer in listing.offers):
            found[code] = owner
    while stuck := _stuck(found, links):
        found = {old: new for old, new in found.items() if old not in stuck}
    return found


def _stuck(found: Mapping[Code, Code], links: Collection[Code]) -> set[Code]:
    """Find those whose new code another product keeps, or two would get."""
    times = Counter(found.values())
    return {
        old for old, new in found.items() if times[new] > 1 or new not in links or new not in found
    }


def renamed_skus(
    link: Link, product: Product, written: Collection[Sku], known: Collection[Sku]
) -> dict[Sku, Sku]:
    """Say which variants of a product have another SKU by now, old to new: the same options tell.

    Only what the catalog names nowhere any more, by what nobody ever counted: `written`, `known`.
    """
    if link.applied is None:
        return {}
    gone = [offer for offer in link.applied.offers if offer.sku not in written]
    fresh = {v.options: v.sku for v in product.variants if v.sku not in known}
    return {offer.sku: fresh[offer.options] for offer in gone if offer.options in fresh}


def _owner(applied: Listing, owners: Mapping[Sku, Code]) -> Code | None:
    """Name the one product that most of these SKUs stand in now; None where it is not one."""
    found = [owners[offer.sku] for offer in applied.offers if offer.sku in owners]
    if len(set(found)) != 1 or len(found) * 2 < len(applied.offers):
        return None
    return found[0]


def _lookalike(
    link: Link, applied: Listing, fresh: Iterable[Product], shown: Mapping[str, int]
) -> Code | None:
    alike = [product.code for product in fresh if _is_alike(link, applied, product, shown)]
    return alike[0] if len(alike) == 1 else None


def _is_alike(link: Link, applied: Listing, product: Product, shown: Mapping[str, int]) -> bool:
    if link.file != file_of(product):
        return False
    if {offer.options for offer in applied.offers} != {v.options for v in product.variants}:
        return False
    pictures = [picture.sha256 for picture in applied.images or ()]
    if _is_named(applied.title or "", product.name):
        return True
    own = pictures == _pictures_of(product) != []
    return own and all(shown[sha256] == 1 for sha256 in pictures)


def _pictures_of(product: Product) -> list[str]:
    return [file.sha256 for file in product.images]


def _is_named(title: str, name: str) -> bool:
    """Tell whether a title is this name, alone or with facts behind it."""
    bare = title.removeprefix("OCOP - ")
    return bare == name or bare.startswith(tuple(f"{name}{joint}" for joint in NAME_ENDS))


def listing_under(listing: Listing, names: Mapping[Sku, Sku]) -> Listing:
    """Give a listing with these SKUs under their other names; two never get the same one."""
    there = {offer.sku for offer in listing.offers}
    names = {sku: names[sku] for sku in there if names.get(sku, sku) not in there}
    if not names:
        return listing
    offers = (replace(offer, sku=names.get(offer.sku, offer.sku)) for offer in listing.offers)
    return replace(listing, offers=tuple(offers))


def change_under(change: Change, names: Mapping[Sku, Sku]) -> Change:
    """Give a change with these SKUs under their other names."""
    return replace(
        change,
        before=change.before and listing_under(change.before, names),
        after=listing_under(change.after, names),
        sku=change.sku and names.get(change.sku, change.sku),
    )


def naming(change: Change, unnamed: Mapping[Sku, Sku]) -> Change:
    """Have an edit give SKUs their names: what stands there goes on, at its price and quantity.

    Where the options change as well, it is for the adapter to say whether anything goes on.
    """
    before, after = change.before, change.after
    if not unnamed or before is None or "variants" not in change.fields:
        return change
    there = {offer.sku: offer for offer in before.offers}
    goes_on = {
        offer.sku: there[offer.sku].price or offer.price
        for offer in after.offers
        if before.option_names == after.option_names
        and offer.sku in unnamed
        and offer.sku in there
        and offer.options == there[offer.sku].options
    }
    offers = tuple(
        replace(offer, price=goes_on[offer.sku], quantity=None) if offer.sku in goes_on else offer
        for offer in after.offers
    )
    return replace(
        change, before=listing_under(before, unnamed), after=replace(after, offers=offers)
    )


def link_under(link: Link, names: Mapping[Sku, Sku]) -> Link:
    """Give what we remember with these SKUs under their other names."""
    return replace(
        link,
        before=link.before and listing_under(link.before, names),
        applied=link.applied and listing_under(link.applied, names),
    )

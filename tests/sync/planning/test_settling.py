"""Properties of the plan: done once, nothing is left to do, whatever happened before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model import Change, Code, Dong, Field, Link, Listing, Offer, Picture, Plan, ShopName, Sku
from sync.planning import merge_applied
from tests.sync.planning.conftest import plan

SHOP = ShopName("cho-ca-mau")
TITLES = st.sampled_from(["Tôm khô", "Cua", "Muối"])
OPTIONS = st.sampled_from([("200 g",), ("500 g",), ("1 kg",)])


@st.composite
def offers(draw: st.DrawFn, code: str) -> tuple[Offer, ...]:
    skus = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True))
    return tuple(
        Offer(
            sku=Sku(f"{code}-{sku}"),
            options=draw(OPTIONS),
            price=Dong(draw(st.sampled_from([50_000, 60_000, 900_000]))),
            quantity=draw(st.sampled_from([None, 0, 3, 8])),
            weight_g=draw(st.sampled_from([None, 100, 200])),
        )
        for sku in skus
    )


@st.composite
def listings(draw: st.DrawFn, code: str) -> Listing:
    return Listing(
        shop=SHOP,
        code=Code(code),
        title=draw(TITLES),
        description=draw(st.none() | TITLES),
        category="1",
        attributes=draw(st.sampled_from([None, {}, {"a": "1"}, {"a": "2", "b": "1"}])),
        images=(Picture(draw(st.sampled_from(["aa", "bb"]))),),
        option_names=("Khối lượng",),
        offers=draw(offers(code)),
        status="live",
    )


@st.composite
def catalogs(draw: st.DrawFn) -> dict[Code, Listing]:
    codes = draw(st.lists(st.sampled_from(["A", "B", "C"]), unique=True))
    return {Code(code): draw(listings(code)) for code in codes}


@dataclass
class Model:
    """A shop that does what it is told, and shows only what its platform echoes."""

    echoes: frozenset[Field]
    can: frozenset[str]
    there: dict[Code, Listing] = field(default_factory=dict)
    links: dict[Code, Link] = field(default_factory=dict)

    def apply(self, change: Change) -> None:
        if change.kind == "publish":
            self.there[change.code] = replace(change.after, remote_id=f"id-{change.code}")
        else:
            self.there[change.code] = self._changed(self.there[change.code], change)
        link = self.links.get(change.code)
        applied = merge_applied(link.applied if link else None, change)
        self.links[change.code] = Link(
            shop=change.shop,
            code=change.code,
            remote_id=self.there[change.code].remote_id,
            applied=applied,
        )

    def _changed(self, listing: Listing, change: Change) -> Listing:
        """Do as a platform does: offer by offer, field by field."""
        after = {offer.sku: offer for offer in change.after.offers}
        there = {offer.sku: offer for offer in listing.offers}
        for name in change.fields:
            if name == "variants":
                new = {sku: there.get(sku, offer) for sku, offer in after.items()}
                new = {sku: replace(o, options=after[sku].options) for sku, o in new.items()}
                there = new if "remove_variants" in self.can else there | new
                listing = replace(listing, option_names=change.after.option_names)
            elif name in {"price", "quantity", "gtin", "weight_g", "size_mm"}:
                for sku in [change.sku] if change.sku else [sku for sku in after if sku in there]:
                    there[sku] = replace(there[sku], **{name: getattr(after[sku], name)})
            else:
                listing = replace(listing, **{name: getattr(change.after, name)})
        return replace(listing, offers=tuple(there.values()))

    def shown(self) -> list[Listing]:
        return [self._shown(listing) for listing in self.there.values()]

    def _shown(self, listing: Listing) -> Listing:
        hidden = {"description", "attributes"} - self.echoes
        seen: dict[str, Any] = dict.fromkeys(hidden)
        images = tuple(Picture("", f"img-{image.sha256}") for image in listing.images or ())
        return replace(listing, images=images, **seen)

    def plan(self, make: Any, wanted: Mapping[Code, Listing]) -> Plan:
        """Plan with the approval of a person, so that nothing is held."""
        shop_state = make.shop_state(
            wanted.values(),
            self.shown(),
            self.links,
            features=make.features(echoes=self.echoes, can=self.can),
        )
        asked = plan(shop_state, make.guard_input())
        approved: Plan = plan(shop_state, make.guard_input(approved=asked.digest))
        return approved

    def sync(self, make: Any, wanted: Mapping[Code, Listing]) -> None:
        for change in self.plan(make, wanted).changes:
            self.apply(change)


@st.composite
def models(draw: st.DrawFn) -> Model:
    fields: list[Field] = ["description", "attributes", "price", "quantity", "weight_g"]
    some = draw(st.sets(st.sampled_from(fields)))
    can = {"publish", "revise", "reprice", "restock", "withdraw", "restore"}
    can |= draw(st.sampled_from([set(), {"remove_variants"}]))
    echoes: set[Field] = {"title", "status", "variants", *some}
    return Model(frozenset(echoes), frozenset(can))


@st.composite
def edited(draw: st.DrawFn, listing: Listing) -> Listing | None:
    """What somebody may do in the seller centre: the last is to delete it."""
    first = listing.offers[0]
    edits: list[Listing | None] = [
        replace(listing, title="bị sửa"),
        replace(listing, status="hidden"),
        replace(listing, offers=(replace(first, price=Dong(1)), *listing.offers[1:])),
        replace(listing, offers=(replace(first, quantity=77), *listing.offers[1:])),
        replace(listing, offers=(replace(first, options=("9 kg",)), *listing.offers[1:])),
        replace(listing, offers=listing.offers[1:]),
        replace(listing, offers=(*listing.offers, Offer(sku=Sku("lạ"), price=Dong(5)))),
        None,
    ]
    return draw(st.sampled_from(edits))


def drift(data: st.DataObject, model: Model) -> None:
    for code, listing in list(model.there.items()):
        if data.draw(st.booleans()):
            after = data.draw(edited(listing)) if listing.offers else None
            if after is None:
                del model.there[code]
            else:
                model.there[code] = after


@settings(max_examples=60, deadline=None)
@given(data=st.data(), model=models(), steps=st.lists(catalogs(), min_size=1, max_size=3))
def test_a_plan_that_was_applied_leaves_nothing_to_plan(
    make: Any, data: st.DataObject, model: Model, steps: list[dict[Code, Listing]]
) -> None:
    for wanted in steps:
        drift(data, model)
        model.sync(make, wanted)
        again = model.plan(make, wanted)
        assert (again.changes, again.held) == ((), ())


@settings(max_examples=25, deadline=None)
@given(data=st.data(), model=models(), wanted=catalogs())
def test_a_shop_ends_as_the_catalog_wants_it(
    make: Any, data: st.DataObject, model: Model, wanted: dict[Code, Listing]
) -> None:
    model.sync(make, wanted)
    for code in wanted:
        there = model.there[code]
        model.there[code] = data.draw(edited(there)) or there
    model.sync(make, wanted)
    for code, listing in wanted.items():
        there = model.there[code]
        assert (there.title, there.status, there.images) == (
            listing.title,
            "live",
            listing.images,
        )
        assert {offer.sku for offer in listing.offers} <= {offer.sku for offer in there.offers}


@settings(max_examples=25, deadline=None)
@given(data=st.data(), model=models(), wanted=catalogs())
def test_what_is_not_counted_is_never_written(
    make: Any, data: st.DataObject, model: Model, wanted: dict[Code, Listing]
) -> None:
    model.sync(make, wanted)
    drift(data, model)
    uncounted = {
        code: replace(listing, offers=tuple(replace(o, quantity=None) for o in listing.offers))
        for code, listing in wanted.items()
    }
    kinds = [change.kind for change in model.plan(make, uncounted).changes]
    assert "restock" not in kinds


@settings(max_examples=25, deadline=None)
@given(data=st.data(), model=models(), old=catalogs(), new=catalogs())
def test_the_order_of_products_is_irrelevant(
    make: Any,
    data: st.DataObject,
    model: Model,
    old: dict[Code, Listing],
    new: dict[Code, Listing],
) -> None:
    model.sync(make, old)
    drift(data, model)
    one = model.plan(make, new)
    model.there = dict(data.draw(st.permutations(list(model.there.items()))))
    other = model.plan(make, dict(data.draw(st.permutations(list(new.items())))))
    assert one == other

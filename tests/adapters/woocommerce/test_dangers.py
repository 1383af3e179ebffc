"""What must never happen to a shop of one's own, each shown by what was asked of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from adapters.woocommerce.handover import given_up
from adapters.woocommerce.known import KNOWN
from adapters.woocommerce.writing import NAMED
from sandbox.woocommerce.orders import DECOY
from sync.marketplace import Rejected, ShowsPictures
from sync.model import Change, Code, Count, Dong, Listing, Offer, Problem, Product
from sync.running.plan import Scope
from tests.adapters.woocommerce.conftest import WooStall, plain, varied
from tests.conformance.stall import Stall, killed_once


async def test_a_whole_life_deletes_nothing_refunds_nothing_and_makes_each_product_once(
    shop: WooStall,
) -> None:
    stall = shop.stall
    stall.sell([plain(), varied()])
    assert (await stall.round()).true
    stall.edit_variants(lambda v: replace(v, price=Dong(v.price + 1000), stock=Count(4)))
    await stall.round(Scope(approve=(await stall.look()).plan.digest))
    stall.sell([plain()])  # one is withdrawn, and comes back
    await stall.round()
    stall.sell([plain(), varied()])
    await stall.round()
    calls = await shop.ledger()
    assert len(await shop.asked("POST", "wc/v3/products")) == 2
    assert [one for one in calls if one["method"] == "DELETE"] == []
    assert [one for one in calls if '"delete"' in one["said"] or one["force"]] == []
    assert await shop.asked("POST", "refunds") == []
    assert not any(one["key_in_url"] for one in calls)
    prices = [one["said"] for one in calls if "regular_price" in one["said"]]
    assert prices
    assert all('"regular_price":"' in said for said in prices)
    rows = await shop.owner("GET", "products")  # what a write answers with is told in documents
    assert {name for row in rows for name in row} <= KNOWN.names


async def test_an_old_sale_does_not_go_on_below_a_new_price(shop: WooStall) -> None:
    stall, product = shop.stall, plain()
    stall.sell([product])
    assert (await stall.round()).true
    (listing,) = await stall.remote()
    await shop.owner("PUT", f"products/{listing['id']}", {"sale_price": "1000"})
    (seen,) = [one async for one in stall.market.listings({})]
    assert (seen.offers[0].price, seen.offers[0].list_price) == (1000, product.variants[0].price)
    report = await stall.round()
    await stall.round(Scope(approve=report.plan.digest))  # a person sees so large a step
    (listing,) = await stall.remote()
    assert listing["variants"][0]["price"] == product.variants[0].price


async def test_a_variant_gets_its_new_weight_and_barcode_along_with_its_new_option(
    shop: WooStall,
) -> None:
    stall, product = shop.stall, varied()
    stall.sell([product])
    assert (await stall.round()).true
    stall.edit_variants(
        lambda v: replace(v, options=(f"{v.options[0]} mới", *v.options[1:]), weight_g=777)
    )
    await stall.round(Scope(approve=(await stall.look()).plan.digest))
    seen = [offer for one in [x async for x in stall.market.listings({})] for offer in one.offers]
    assert {offer.weight_g for offer in seen} == {777}
    assert (await stall.look()).plan.changes == ()


async def test_options_that_the_owner_called_otherwise_are_renamed_once(shop: WooStall) -> None:
    """As in a shop that is taken over: nothing there says yet which attributes are ours."""
    stall, product = shop.stall, varied()
    stall.sell([product])
    assert (await stall.round()).true
    (listing,) = await stall.remote()
    row = await shop.owner("GET", f"products/{listing['id']}")
    for each in row["attributes"]:
        if each["variation"]:
            each["name"] = f"{each['name']} cũ"
    marks = [{"key": NAMED, "value": None}]
    body = {"attributes": row["attributes"], "meta_data": marks}
    await shop.owner("PUT", f"products/{listing['id']}", body)
    for _ in range(2):
        await stall.round(Scope(approve=(await stall.look()).plan.digest))
    (seen,) = [one async for one in stall.market.listings({})]
    assert seen.option_names == product.option_names
    assert (await stall.look()).plan.changes == ()


async def test_it_says_where_pictures_lie_of_what_another_process_read(shop: WooStall) -> None:
    stall = shop.stall
    stall.sell([plain()])
    assert (await stall.round()).true
    (seen,) = [one async for one in stall.market.listings({})]
    stall.reopen()
    assert isinstance(stall.market, ShowsPictures)
    urls = await stall.market.picture_urls(seen)
    assert len(urls) == len(seen.images or ()) > 0
    assert all(url.startswith(stall.credentials["url"]) for url in urls)


async def test_fields_of_owner_and_plugins_stay_as_they_are(shop: WooStall) -> None:
    stall, product = shop.stall, plain()
    stall.sell([product])
    assert (await stall.round()).true
    (before,) = await stall.remote()
    theirs = {
        "meta_data": [{"key": "_yoast_wpseo_title", "value": "Tiêu đề SEO"}],
        "featured": True,
        "tax_class": "giam",
        "categories": [*({"id": int(n)} for n in before["category"].split(",")), {"id": 15}],
    }
    await shop.owner("PUT", f"products/{before['id']}", theirs)
    stall.edit(product.code, name=f"{product.name} mới", attributes={"Vị": "mặn"})
    assert (await stall.round()).true
    (after,) = await stall.remote()
    assert {"_yoast_wpseo_title", "_ocop_sync"} <= {each["key"] for each in after["meta"]}
    assert after["plain"] | {"featured": True, "tax_class": "giam"} == after["plain"]
    assert set(after["category"].split(",")) == {*before["category"].split(","), "15"}


@pytest.mark.parametrize(
    ("holder", "code"),
    [
        ("stands", "listing_exists_unlinked"),
        ("trashed", "sku_in_trash"),
        ("trashed in small letters", "sku_in_trash"),  # they are the same to its database
    ],
)
async def test_a_sku_of_somebody_elses_product_is_asked_about_and_never_written_over(
    shop: WooStall, holder: str, code: str
) -> None:
    stall, product = shop.stall, plain()
    sku, trashed = str(product.variants[0].sku), holder != "stands"
    theirs = sku.lower() if "small" in holder else sku
    wish = {"name": "Hàng của chủ", "sku": theirs, "regular_price": "5000"}
    made = await shop.owner("POST", "products", wish)
    if trashed:
        await shop.owner("DELETE", f"products/{made['id']}")
    stall.sell([product])
    report = await stall.round()
    told = [held.problem.code for held in report.plan.held]
    told += [one.problem.code for one in report.outcomes if one.problem]
    assert set(told) == {code}
    listings = (await shop.state())["shops"][stall.operator.shop]["listings"]
    assert [one["title"] for one in listings] == ["Hàng của chủ"]
    await stall.round()
    asked = await shop.asked("POST", "wc/v3/products")
    assert len(asked) == (2 if trashed else 1)  # the owner's, and ours once: no loop


async def test_a_row_that_no_product_owns_is_told_with_what_mends_it(shop: WooStall) -> None:
    """The lookup table holds the SKU, the search finds nobody: the second kind of refusal."""
    stall = shop.stall
    stall.sell([plain()])
    words = "woocommerce_rest_product_not_created"
    await stall.fault("refuse", method="POST", path="products$", error=words)
    (outcome,) = (await stall.round()).outcomes
    assert outcome.problem is not None
    assert (outcome.status, outcome.problem.code) == ("rejected", "sku_held_by_nobody")


async def test_a_product_whose_making_was_not_answered_is_found_by_its_mark(
    shop: WooStall,
) -> None:
    """Its SKU cannot be searched for yet, and a second one would be refused, or stand beside it."""
    stall = shop.stall
    stall.sell([plain()])
    await shop.turn(sku_meta_lag_ms=20_000)
    await stall.fault("reset_after", method="POST", path="products$", nth=1)
    await stall.round()
    await stall.advance(60)
    await stall.ends_true()
    assert len(await stall.remote()) == 1


async def killed_in_the_making(stall: Stall) -> None:
    """A product is made, and nobody hears of it."""
    await killed_once(stall, lambda r: r.method == "POST" and r.url.endswith("/products"))


async def test_a_product_that_nobody_heard_of_is_found_by_its_mark_after_a_death_too(
    shop: WooStall,
) -> None:
    stall = shop.stall
    stall.sell([plain()])
    await shop.turn(sku_meta_lag_ms=20_000)
    await killed_in_the_making(stall)
    stall.reopen()
    report = await stall.round()
    assert report.plan.held == ()
    assert len(await stall.remote()) == 1


@pytest.mark.parametrize("remembered", [True, False], ids=["killed", "an older backup"])
async def test_a_product_whose_variations_were_never_made_is_carried_on_with(
    shop: WooStall, *, remembered: bool
) -> None:
    """It bears no SKU but its own, which nothing else may bear; here one of its variations does."""
    stall, product = shop.stall, varied()
    product = replace(product, code=Code(product.variants[0].sku))
    stall.sell([product])
    if remembered:
        await killed_in_the_making(stall)
    else:
        begun = {"type": "variable", "status": "draft", "sku": f"{product.code}-NHOM"}
        await shop.owner("POST", "products", {"name": product.name, **begun})
        (held,) = (await stall.look()).plan.held
        assert (held.change.kind, held.problem.code) == ("publish", "listing_exists_unlinked")
    stall.reopen()
    await stall.ends_true()
    assert len(await stall.remote()) == 1


async def test_a_picture_is_fetched_once_however_often_it_is_shown(
    shop: WooStall, tmp_path: Path
) -> None:
    folder, stall, same = tmp_path / "anh", shop.stall, plain().images
    folder.mkdir()
    with served(folder) as address:
        await shop.turn(outer_web=address)
        shop.with_keys({"folder": str(folder), "url": "https://anh.example"})
        await stall.fault("reset_after", method="POST", path=r"products/\d+$", nth=1)
        stall.sell(replace(each, images=same) for each in (plain(), varied()))
        await stall.round()
        await stall.heal()
        await stall.advance(3600)
        await stall.ends_true()
        stall.edit(plain().code, name="Tên khác hẳn của tôm")
        assert (await stall.round()).true
    state = await shop.state()
    assert set(state["fetched"].values()) == {1}
    assert len(state["fetched"]) == len(same)
    listings = state["shops"][stall.operator.shop]["listings"]
    shown = [one["images"] for one in listings if one["status"] == "live"]
    assert shown[0] == shown[1]
    assert len(shown[0]) == len(same)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The web server of the cooperative, whose folder the program writes pictures into."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


async def test_keys_without_a_way_for_pictures_say_so_and_publish_nothing_half(
    shop: WooStall,
) -> None:
    shop.with_keys()
    shop.stall.sell([plain()])
    report = await shop.stall.round()
    assert {one.problem.code for one in report.outcomes if one.problem} == {"pictures_have_no_way"}
    assert await shop.stall.remote() == []


async def test_nothing_of_a_buyer_reaches_store_or_log(
    shop: WooStall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stall, sku = shop.stall, plain().variants[0].sku
    stall.sell([plain()])
    assert (await stall.round()).true
    order = await stall.buyer_orders(sku, 2)
    told = ""
    for step in ("pay", "return"):
        await stall.ask("POST", f"orders/{order}/{step}")
        await stall.advance(60)
        told += repr(await stall.round())
    told += "".join(record.getMessage() + repr(record.__dict__) for record in caplog.records)
    assert DECOY not in told
    assert DECOY.encode() not in written(tmp_path)
    asked = [one for one in await shop.ledger() if one["path"].endswith("orders")]
    assert asked
    assert all("_fields" in one["query"] for one in asked)


def written(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())


async def counted(shop: WooStall, quantity: int) -> None:
    """Somebody counted; by now it has been quiet for a while."""
    await shop.stall.advance(120)
    shop.stall.edit_variants(lambda v: replace(v, stock=Count(quantity)))


async def with_ten(shop: WooStall) -> str:
    shop.stall.sell([plain()])
    shop.stall.edit_variants(lambda v: replace(v, stock=Count(10)))
    assert (await shop.stall.round()).true
    return plain().variants[0].sku


async def shown(shop: WooStall) -> int:
    (listing,) = await shop.stall.remote()
    return int(listing["variants"][0]["stock"])


async def test_a_buyer_who_is_quicker_than_our_number_is_not_put_back_for_long(
    shop: WooStall,
) -> None:
    """Between our look and our write; there is no write that compares, so the next round mends."""
    sku = await with_ten(shop)
    await counted(shop, 6)
    await shop.turn(checkout_between=2)
    for _ in range(3):
        await shop.stall.round()
        await shop.stall.advance(60)
    (shelf,) = (await shop.stall.store.stock.ledger([sku])).values()  # type: ignore[list-item]
    left = shelf.count.quantity + sum(movement.quantity for movement in shelf.movements)
    assert await shown(shop) == left


async def test_a_number_that_moved_since_the_look_is_not_written_over(shop: WooStall) -> None:
    sku, stall = await with_ten(shop), shop.stall
    await counted(shop, 30)
    apply = stall.market.apply

    async def bought_meanwhile(changes: object) -> object:
        await stall.operator.order(sku, 3, cod=True)
        return await apply(changes)  # type: ignore[arg-type]

    stall.market.apply = bought_meanwhile  # type: ignore[method-assign, assignment]
    report = await stall.round()
    stall.market.apply = apply  # type: ignore[method-assign]
    assert {one.problem.code for one in report.outcomes if one.problem} == {"stock_moved"}
    assert await shown(shop) < 10


async def test_a_checkout_that_is_under_way_neither_sells_nor_gives_back(shop: WooStall) -> None:
    """Units kept apart at the payment page: the number stands, and nobody lowers or raises it."""
    sku, stall = await with_ten(shop), shop.stall
    order = await stall.buyer_orders(sku, 2)
    await shop.owner("PUT", f"orders/{order}", {"status": "pending"})
    assert await shown(shop) == 10
    await stall.advance(60)
    assert (await stall.round()).plan.changes == ()
    assert await stall.market.orders_named([order]) == []
    await stall.ask("POST", f"orders/{order}/pay")
    await stall.advance(60)
    assert (await stall.round()).plan.changes == ()
    assert await shown(shop) == 8


@pytest.mark.parametrize("product", [plain(), varied()], ids=["plain", "varied"])
async def test_a_sku_that_was_given_up_in_vain_comes_back(shop: WooStall, product: Product) -> None:
    stall = shop.stall
    stall.sell([product])
    assert (await stall.round()).true
    before = await stall.remote()
    taker = Listing(
        shop=stall.shop.name,
        code=Code("KHAC"),
        offers=tuple(Offer(sku=variant.sku) for variant in product.variants[:1]),
    )
    change = Change(
        kind="publish",
        shop=taker.shop,
        code=taker.code,
        after=taker,
        takes_from=(str(before[0]["id"]),),
    )

    async def refused() -> None:
        async with given_up(stall.market._api, change):  # type: ignore[attr-defined]
            assert await stall.remote() != before
            raise Rejected([Problem(code="title_refused")])

    with pytest.raises(Rejected):
        await refused()
    assert await stall.remote() == before

"""Products as a shop takes them: prices as text, SKUs refused in two ways, lists replaced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.sandbox.woocommerce.conftest import Json, Woo


async def test_a_number_as_price_is_refused_alone_and_passes_in_a_batch(woo: Woo) -> None:
    made = await woo.made()
    refused = await woo.put(f"products/{made['id']}", {"regular_price": 90000})
    assert refused["code"] == "rest_invalid_param"
    assert refused["data"]["params"] == {"regular_price": "regular_price is not of type string."}
    told = await woo.post(
        "products/batch", {"update": [{"id": made["id"], "regular_price": 90000}]}
    )
    assert told["update"][0]["regular_price"] == "90000"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("150000", "150000"), ("150.000", "150"), ("1.500.000", "1500"), ("abc", ""), ("-5", "-5")],
)
async def test_a_price_is_read_as_php_reads_it(woo: Woo, written: str, kept: str) -> None:
    made = await woo.made(regular_price=written)
    assert made["regular_price"] == kept
    assert made["purchasable"] == (kept != "")


async def test_an_old_sale_goes_on_below_a_new_price(woo: Woo) -> None:
    made = await woo.made(sale_price="120000")
    raised = await woo.put(f"products/{made['id']}", {"regular_price": "200000"})
    assert (raised["price"], raised["on_sale"]) == ("120000", True)


async def test_a_dated_sale_ends_at_midnight_and_not_before(woo: Woo) -> None:
    """As WooCommerce's daily action does it, which forgets the sale and its dates as well."""
    now = datetime.now(UTC).replace(microsecond=0)
    await woo.turn(time_zone=f"Etc/GMT{now.hour - 12:+d}")  # where it is noon
    made = await woo.made(
        sale_price="120000", date_on_sale_to=(now + timedelta(minutes=2)).isoformat()
    )
    prices = [made["price"]]
    for seconds in (300, 86_400):
        await woo.advance(seconds)
        [listing] = [each for each in await woo.listings() if each["id"] == str(made["id"])]
        prices.append(str(listing["variants"][0]["price"]))
    assert prices == ["120000", "120000", "150000"]


@pytest.mark.parametrize("sku", ["TOM-1", "tom-1", "TÔM-1"])
async def test_a_sku_that_stands_is_refused_and_its_holder_named(woo: Woo, sku: str) -> None:
    made = await woo.made("TOM-1")
    refused = await woo.post("products", {"name": "khác", "sku": sku})
    assert (refused["code"], refused["data"]["resource_id"]) == ("product_invalid_sku", made["id"])


async def test_a_sku_in_the_trash_is_refused_and_nobody_named(woo: Woo) -> None:
    made = await woo.made()
    await woo.call("delete", f"products/{made['id']}")
    refused = await woo.post("products", {"name": "khác", "sku": "TOM-1"})
    assert refused["code"] == "woocommerce_rest_product_not_created"
    assert "resource_id" not in refused["data"]
    again = await woo.call("delete", f"products/{made['id']}")
    assert (again.status_code, again.json()["code"]) == (410, "woocommerce_rest_already_trashed")


async def test_a_row_without_its_lookup_lets_a_second_one_in(woo: Woo) -> None:
    await woo.turn(lookup_missing=True)
    await woo.made()
    assert (await woo.call("post", "products", {"name": "b", "sku": "TOM-1"})).status_code == 201


async def test_a_sku_is_taken_before_it_is_found(woo: Woo) -> None:
    await woo.turn(sku_meta_lag_ms=60_000)
    await woo.made()
    assert await woo.get("products", sku="TOM-1") == []
    assert (await woo.post("products", {"name": "b", "sku": "TOM-1"}))["code"] == (
        "product_invalid_sku"
    )
    await woo.advance(61)
    assert len(await woo.get("products", sku="TOM-1")) == 1


async def test_a_shop_without_skus_answers_a_search_with_everything(woo: Woo) -> None:
    await woo.made("A")
    await woo.made("B")
    await woo.turn(sku_disabled=True)
    assert len(await woo.get("products", sku="A")) == 2


async def test_a_picture_is_fetched_anew_each_time_it_is_named_by_address(
    woo: Woo, outer_web: str
) -> None:
    await woo.turn(outer_web=outer_web)
    picture: Json = {"images": [{"src": "https://anh.example/tom.jpg"}]}
    made = await woo.made(**picture)
    again = await woo.put(f"products/{made['id']}", picture)
    assert again["images"][0]["id"] != made["images"][0]["id"]
    assert again["images"][0]["src"].endswith("/tom-1.jpg")
    by_id = {"images": [{"id": made["images"][0]["id"]}]}
    assert (await woo.put(f"products/{made['id']}", by_id))["images"][0]["id"] == (
        made["images"][0]["id"]
    )
    assert (await woo.state())["attachments"] == 2


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/a.jpg", "http://10.0.0.1/a.jpg", "https://anh.example:8443/a.jpg",
     "https://anh.example/a", "https://anh.example/a.png"],
)  # fmt: skip
async def test_what_cannot_be_fetched_fails_the_whole_product(
    woo: Woo, outer_web: str, url: str
) -> None:
    await woo.turn(outer_web=outer_web)
    refused = await woo.post("products", {"name": "x", "sku": "X", "images": [{"src": url}]})
    assert refused["code"] == "woocommerce_product_image_upload_error"
    assert await woo.listings() == []


async def test_stock_is_ignored_unless_managed_and_erased_when_no_more(woo: Woo) -> None:
    made = await woo.made(manage_stock=False)
    assert made["stock_quantity"] is None
    path = f"products/{made['id']}"
    assert (await woo.put(path, {"stock_quantity": 5}))["stock_quantity"] is None
    managed = await woo.put(path, {"manage_stock": True, "stock_quantity": 5})
    assert (managed["stock_quantity"], managed["stock_status"]) == (5, "instock")
    empty = await woo.put(path, {"stock_quantity": 0, "stock_status": "instock"})
    assert empty["stock_status"] == "outofstock"
    assert (await woo.put(path, {"manage_stock": False}))["stock_quantity"] is None


async def test_variations_keep_only_what_their_parent_varies_by(woo: Woo) -> None:
    attributes = [{"name": "Loại", "variation": True, "options": ["To"]}]
    parent = await woo.made(type="variable", attributes=attributes)
    path = f"products/{parent['id']}/variations"
    place = [{"name": "Loại", "option": "To"}, {"name": "Màu", "option": "Đỏ"}]
    one = await woo.post(path, {"sku": "TOM-TO", "regular_price": "1", "attributes": place})
    assert [each["name"] for each in one["attributes"]] == ["Loại"]
    assert (one["manage_stock"], one["stock_quantity"]) == ("parent", 10)
    two = await woo.post(path, {"sku": "TOM-TO-2", "attributes": place})  # the same options
    assert two["id"] > one["id"]
    rows = await woo.get("products", sku="TOM-TO,TOM-1")
    assert {(row["type"], row["parent_id"]) for row in rows} == {
        ("variable", 0),
        ("variation", parent["id"]),
    }
    refused = await woo.put(f"products/{one['id']}", {"name": "x"})
    assert refused["code"] == "woocommerce_rest_invalid_product_id"


async def test_a_batch_is_answered_200_and_deletes_for_good_in_silence(woo: Woo) -> None:
    first, second = await woo.made("A"), await woo.made("B")
    rows = {
        "create": [{"name": "x", "sku": "A"}],
        "update": [{"id": 999_999, "name": "y"}],
        "delete": [second["id"]],
    }
    answer = await woo.call("post", "products/batch", rows)
    told = answer.json()
    assert answer.status_code == 200
    assert told["create"][0]["error"]["data"]["resource_id"] == first["id"]
    assert told["update"][0]["id"] == 999_999
    assert (await woo.call("get", f"products/{second['id']}")).status_code == 404
    much = await woo.call("post", "products/batch", {"update": [{"id": 1}] * 101})
    assert much.status_code == 413


async def test_a_batch_that_dies_leaves_what_it_had_done(woo: Woo) -> None:
    await woo.turn(batch_die_after=2)
    rows = {"create": [{"name": "x", "sku": f"S{n}"} for n in range(4)]}
    answer = await woo.call("post", "products/batch", rows)
    assert (answer.status_code, answer.headers["content-type"][:9]) == (500, "text/html")
    assert len(await woo.listings()) == 2


async def test_texts_are_cleaned_and_shown_otherwise_than_they_are_kept(woo: Woo) -> None:
    made = await woo.made(name="Tôm & cua<script>1</script>", description="một\n\nhai")
    assert made["name"] == "Tôm &amp; cua1"
    shown = await woo.get(f"products/{made['id']}")
    kept = await woo.get(f"products/{made['id']}", context="edit")
    assert (shown["description"], kept["description"]) == (
        "<p>một</p>\n<p>hai</p>\n",
        "một\n\nhai",
    )


async def test_lists_are_replaced_meta_is_merged_and_a_slug_is_counted_up(woo: Woo) -> None:
    made = await woo.made(meta_data=[{"key": "a", "value": 1}], categories=[{"id": 21}])
    path = f"products/{made['id']}"
    changed = await woo.put(path, {"meta_data": [{"key": "b", "value": 2}], "categories": []})
    assert {each["key"] for each in changed["meta_data"]} == {"a", "b"}
    assert [each["name"] for each in changed["categories"]] == ["Uncategorized"]
    assert (await woo.made("TOM-2"))["slug"] == "tom-kho-2"


async def test_what_is_missing_is_400_where_it_is_changed_and_404_where_it_is_read(
    woo: Woo,
) -> None:
    assert (await woo.call("put", "products/99", {"name": "x"})).status_code == 400
    assert (await woo.call("get", "products/99")).status_code == 404


async def test_pages_are_bounded_short_in_the_middle_and_empty_past_the_end(woo: Woo) -> None:
    for number in range(5):
        await woo.made(f"S{number}")
    await woo.turn(unreadable_skus="S1")
    page = await woo.call("get", "products", orderby="id", order="asc", per_page=2)
    assert ([row["sku"] for row in page.json()], page.headers["X-WP-Total"]) == (["S0"], "5")
    assert await woo.get("products", page=9) == []
    refused = await woo.get("products", per_page=101)
    assert refused["data"]["details"]["per_page"]["code"] == "rest_out_of_bounds"


async def test_changes_are_asked_for_strictly_and_by_the_clock_on_the_wall(woo: Woo) -> None:
    made = await woo.made()
    local, gmt = made["date_modified"], made["date_modified_gmt"]
    assert local != gmt
    assert await woo.get("products", modified_after=local) == []
    assert len(await woo.get("products", modified_after=gmt)) == 1  # taken for seven hours ago
    by_gmt = {"modified_after": gmt, "dates_are_gmt": "true"}
    assert await woo.get("products", **by_gmt) == []
    trapped = {"modified_after": f"{gmt}Z", "dates_are_gmt": "true"}  # turned into local time
    await woo.advance(600)
    await woo.put(f"products/{made['id']}", {"name": "mới"})
    assert await woo.get("products", **trapped) == []
    assert len(await woo.get("products", **by_gmt)) == 1

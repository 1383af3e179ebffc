"""Campaign "adopt": shops that were filled by hand are taken over, and nothing is mixed up.

Of `--size` products, a shop is typed in over raw HTTP, with SKUs and without, titles as people
write them, merged, doubled, one barcode in twenty wrong. `ocop adopt` then links what is certain:
no link may be wrong (precision 100 %), and of the products that have one listing of their own at
least 95 % must be linked (recall). Nothing in the shop may change by it, the first sync may publish
no product that stands there already, and the one after it nothing at all.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from tests.campaigns.processes import preload
from tests.campaigns.report import Findings
from tests.campaigns.typed import Typed, Ware, doubled, typed, wares
from tests.campaigns.world import World, opened
from tests.ports import free_port
from tests.sandbox.conftest import PRODUCT, Shopee, origin, shelf_life, tier
from tests.sandbox.lazada.conftest import Lazada, attributes, axis, sku_wish
from tests.sandbox.partner.conftest import NO_WAITING, Partner
from tests.sandbox.tiktok.conftest import TikTok
from tests.sandbox.tiktok.conftest import sku as tiktok_sku

RECALL = 0.95
HEAD = "\ncooperative:\n  name: HTX Vị Dụ\n  address: Xã U Minh, tỉnh Cà Mau\nproducts:\n"
PLATFORMS = ("shopee", "lazada", "tiktok", "postmart", "voso", "woocommerce")
Fill = Callable[
    [httpx.AsyncClient, Mapping[str, str], Sequence[Typed]], Awaitable[dict[str, Typed]]
]


def run(size: int, seed: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """Take over a shop of so many products with SKUs, and one without, on each platform."""
    preload()
    findings = Findings("adopt")
    for platform in [each for each in platforms if each in FILLS]:
        for with_skus in (True, False):
            how = f"{platform} --size {size} --seed {seed}, {'with' if with_skus else 'no'} SKUs"
            dice = random.Random(f"{seed} {platform} {with_skus}")
            goods = wares(size, dice)
            shop = typed(goods, dice, with_skus=with_skus)
            with (
                tempfile.TemporaryDirectory() as folder,
                opened(platform, Path(folder), free_port()) as world,
            ):
                _take_over(world, goods, shop, (how, findings))
    return findings


def _take_over(
    world: World,
    goods: Sequence[Ware],
    shop: Sequence[Typed],
    told: tuple[str, Findings],
) -> None:
    how, findings = told
    there = asyncio.run(_filled(world, shop))
    _write(world, goods)
    before = world.shop()["listings"]
    ended = world.ocop("adopt", "gian-hang")
    if ended.code not in {0, 3}:
        findings.add(how, f"adopt ended with {ended.code}: {ended.out}{ended.err}")
        return
    if world.shop()["listings"] != before:
        findings.add(how, "adopt changed the shop")
    _judge(there, ended.told, told)
    world.ocop("adopt", "gian-hang", "--write-skus")
    _sync_twice(world, there, told)


def _judge(there: Mapping[str, Typed], said: Any, told: tuple[str, Findings]) -> None:
    """Compare what was linked with the truth."""
    how, findings = told
    linked = {pair["remote_id"]: pair["product"] for pair in said["linked"]}
    for remote_id, code in linked.items():
        if there[remote_id].truth != code:
            title, truth = there[remote_id].title, there[remote_id].truth
            findings.add(how, f"“{title}” was linked to {code}, and is {truth}")
    twice = set(doubled(list(there.values())))
    single = {k: x.truth for k, x in there.items() if x.truth is not None and x.truth not in twice}
    right = sum(linked.get(remote_id) == code for remote_id, code in single.items())
    recall = right / len(single)
    findings.note(
        f"{how}: {len(there)} listings, precision"
        f" {sum(there[k].truth == code for k, code in linked.items()) / max(len(linked), 1):.1%},"
        f" recall {recall:.1%} ({right} of {len(single)})"
    )
    missed = Counter(
        next((d["reason"] for d in said["doubtful"] if d["remote_id"] == k), "unknown")
        for k in single.keys() - linked.keys()
    )
    if missed:
        findings.note(f"  left to a person: {dict(missed)}")
    if recall < RECALL:
        findings.add(how, f"only {recall:.1%} of the pairs were found")
    findings.count("listings", len(there))
    findings.count(
        "doubled, asked about", sum(k not in linked and x.truth in twice for k, x in there.items())
    )


def _sync_twice(world: World, there: Mapping[str, Typed], told: tuple[str, Findings]) -> None:
    """Publish what is missing, once; what stands there already is never published again."""
    how, findings = told
    stood = {code for each in there.values() for code in (each.truth, *each.parts)}
    published = {change["code"] for change in _made(world) if change["kind"] == "publish"}
    for code in sorted(published & stood):
        findings.add(how, f"{code} stood there, and was published once more")
    for change in _made(world):
        findings.add(how, f"the second sync made a change: {change}")
    findings.count("published", len(published))


def _made(world: World) -> list[Any]:
    """Sync, and say which changes were made."""
    ended = world.ocop("sync", "--shop", "gian-hang")
    changes = [change for plan in ended.told["plans"] for change in plan["changes"]]
    return [change for change in changes if change["outcome"] in {"done", "sent"}]


def _write(world: World, goods: Sequence[Ware]) -> None:
    images = world.config / "catalog" / "images"
    text = HEAD
    for ware in goods:
        (images / f"{ware.code}.jpg").write_bytes(ware.photo)
        text += _written(ware)
    (world.config / "catalog" / "vi-du.yaml").write_text(text, encoding="utf-8")


def _written(ware: Ware) -> str:
    lines = [
        f"  - code: {ware.code}",
        f"    name: {ware.name}",
        "    category: mat-ong",
        f"    images: [images/{ware.code}.jpg]",
        (
            "    label: {generic_name: Đặc sản, ingredients: [hàng nhà], shelf_life: 6 tháng,"
            " storage: Nơi khô ráo, usage: Dùng liền}"
        ),
    ]
    if len(ware.sizes) == 1:
        ((size, price),) = ware.sizes
        lines += [
            f"    price: {price}",
            "    stock: 20",
            "    weight_g: 600",
            f"    net_content: {size}",
        ]
        lines += ["    size_mm: [80, 80, 260]", f"    gtin: '{ware.gtins[0]}'"]
        return "\n".join(lines) + "\n"
    lines += ["    options: [Khối lượng]", "    variants:"]
    lines += [
        f"      - {{sku: {sku}, options: [{size}], price: {price}, stock: 20, weight_g: 600,"
        f" size_mm: [80, 80, 260], gtin: '{code}'}}"
        for sku, (size, price), code in zip(ware.skus, ware.sizes, ware.gtins, strict=True)
    ]
    return "\n".join(lines) + "\n"


async def _filled(world: World, shop: Sequence[Typed]) -> dict[str, Typed]:
    async with httpx.AsyncClient(timeout=60, verify=False) as http:
        return await FILLS[world.platform](http, world.credentials, shop)


async def _fill_shopee(
    http: httpx.AsyncClient, credentials: Mapping[str, str], shop: Sequence[Typed]
) -> dict[str, Typed]:
    seller, found = Shopee(http, dict(credentials)), dict[str, Typed]()
    for each in shop:
        answer = await seller.upload(each.photo)
        image = answer["response"]["image_info"]["image_id"]
        item_id = await seller.add(
            each.skus[0] if not each.options else "",
            item_name=each.title,
            description=each.text,
            original_price=each.prices[0],
            item_status="NORMAL",
            image={"image_id_list": [image]},
            seller_stock=[{"stock": each.stocks[0]}],
            attribute_list=[origin(1201), shelf_life()],
            **({"gtin_code": each.gtins[0]} if each.gtins[0] and not each.options else {}),
        )
        if each.options:
            made = await seller.post(PRODUCT + "init_tier_variation", **_models(item_id, each))
            assert not made["error"], made
        found[str(item_id)] = each
    return found


def _models(item_id: int, each: Typed) -> dict[str, Any]:
    models = [
        {
            "tier_index": [place],
            "original_price": each.prices[place],
            "model_sku": each.skus[place],
            "seller_stock": [{"stock": each.stocks[place]}],
            **({"gtin_code": each.gtins[place]} if each.gtins[place] else {}),
        }
        for place in range(len(each.options))
    ]
    tiers = [tier("Phân loại", *each.options)]
    return {"item_id": item_id, "standardise_tier_variation": tiers, "model": models}


async def _fill_lazada(
    http: httpx.AsyncClient, credentials: Mapping[str, str], shop: Sequence[Typed]
) -> dict[str, Typed]:
    """Lazada knows no barcode, and makes a SKU of its own where nobody types one."""
    seller, found = Lazada(http, credentials), dict[str, Typed]()
    for number, each in enumerate(shop):
        answer = await seller.upload(each.photo)
        url = answer["data"]["image"]["url"]
        told = await seller.send("/product/create", _product(number, each, url))
        found[str(told["data"]["item_id"])] = each
    return found


def _product(number: int, each: Typed, url: str) -> dict[str, Any]:
    options = each.options or ("",)
    skus = [
        sku_wish(
            each.skus[place] or f"VN-{number:05d}-{place}",
            {"Khối lượng": option} if each.options else {},
            price=str(each.prices[place]),
            quantity=str(each.stocks[place]),
        )
        for place, option in enumerate(options)
    ]
    return {
        "PrimaryCategory": "10001958",
        "Images": {"Image": [url]},
        "disableAutoFillAttribute": True,
        **({"variation": {"variation1": axis("Khối lượng", *options)}} if each.options else {}),
        "Attributes": attributes(name=each.title, description=each.text),
        "Skus": {"Sku": skus},
    }


async def _fill_tiktok(
    http: httpx.AsyncClient, credentials: Mapping[str, str], shop: Sequence[Typed]
) -> dict[str, Typed]:
    """TikTok Shop wants titles of 25 letters at least, and takes a SKU without a name."""
    seller, found = TikTok(http, dict(credentials)), dict[str, Typed]()
    for each in shop:
        answer = await seller.upload(each.photo)
        made = await seller.create(
            title=f"{each.title} hàng nhà làm ở Cà Mau" if len(each.title) < 25 else each.title,
            description=f"<p>{each.text}</p>",
            main_images=[{"uri": answer["data"]["uri"]}],
            skus=[_tiktok_sku(each, place) for place in range(len(each.prices))],
        )
        found[made["product_id"]] = each
    return found


def _tiktok_sku(each: Typed, place: int) -> dict[str, Any]:
    size = each.options[place] if each.options else None
    wish = tiktok_sku(each.skus[place], size, each.prices[place], each.stocks[place])
    wish.pop("external_sku_id")
    code = each.gtins[place]
    return wish | ({"identifier_code": {"code": code, "type": "GTIN"}} if code else {})


async def _fill_partner(
    http: httpx.AsyncClient, credentials: Mapping[str, str], shop: Sequence[Typed]
) -> dict[str, Typed]:
    """The partner API knows no product without a SKU, and no barcode twice."""
    seller, found, taken = Partner(http, dict(credentials)), dict[str, Typed](), set[str]()
    await seller.turn(**NO_WAITING)
    for number, each in enumerate(shop):
        sku = each.skus[0] if each.skus[0] and not each.options else f"HANG-{number:05d}"
        media = (await seller.upload(each.photo)).json()["data"]["media_id"]
        rows = [_partner_row(each, place, taken) for place in range(len(each.prices))]
        wish = await seller.wish(
            name=each.title,
            description_html=f"<p>{each.text}</p><p>Giao trong tỉnh Cà Mau và đi các tỉnh.</p>",
            images=[media],
            category_id=310,
        )
        wish["attributes"].pop("drying")
        if each.options:
            for name in ("price", "stock", "weight_g"):
                del wish[name]
            names = [own or f"{sku}-{place}" for place, own in enumerate(each.skus)]
            variants = [{"sku": name, **row} for name, row in zip(names, rows, strict=True)]
            wish |= {"options": ["Phân loại"], "variants": variants}
        else:
            wish |= {name: value for name, value in rows[0].items() if name != "option_values"}
        made = await seller.ask("PUT", f"/products/by-sku/{sku}", wish)
        assert made["code"] == 0, made
        found[sku] = each
    return found


def _partner_row(each: Typed, place: int, taken: set[str]) -> dict[str, Any]:
    return {
        "option_values": [each.options[place]] if each.options else [],
        "price": each.prices[place],
        "stock": each.stocks[place],
        "weight_g": 600,
        "gtin": _once(each.gtins[place], taken) or None,
    }


def _once(gtin: str, taken: set[str]) -> str:
    """A barcode that stands in the shop already is not taken a second time."""
    if gtin in taken:
        return ""
    taken.add(gtin)
    return gtin


async def _fill_woocommerce(
    http: httpx.AsyncClient, credentials: Mapping[str, str], shop: Sequence[Typed]
) -> dict[str, Typed]:
    """Products typed into WordPress; one with options gets a variation for each."""
    found, taken = dict[str, Typed](), set[str]()
    auth, door = (credentials["key"], credentials["secret"]), f"{credentials['url']}/wp-json/"

    async def post(path: str, body: Any) -> Any:
        answer = await http.post(door + path, auth=auth, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    for number, each in enumerate(shop):
        headers = {"Content-Disposition": f'attachment; filename="{number}.jpg"'}
        headers["Content-Type"] = "image/jpeg"
        media = await http.post(
            f"{door}wp/v2/media", auth=auth, content=each.photo, headers=headers
        )
        picture = {"id": media.json()["id"]}
        about = {"name": each.title, "description": each.text, "images": [picture]}
        rows = [_woo_row(each, place, taken) for place in range(len(each.prices))]
        if not each.options:
            made = await post("wc/v3/products", {**about, **rows[0]})
        else:
            axis = {"name": "Phân loại", "variation": True, "visible": True}
            axes = [{**axis, "options": list(each.options)}]
            made = await post("wc/v3/products", {**about, "type": "variable", "attributes": axes})
            for option, row in zip(each.options, rows, strict=True):
                place = {"attributes": [{"name": "Phân loại", "option": option}]}
                await post(f"wc/v3/products/{made['id']}/variations", {**row, **place})
        found[str(made["id"])] = each
    return found


def _woo_row(each: Typed, place: int, taken: set[str]) -> dict[str, Any]:
    gtin = _once(each.gtins[place], taken)
    return {
        "regular_price": str(each.prices[place]),
        "manage_stock": True,
        "stock_quantity": each.stocks[place],
        **({"sku": each.skus[place]} if each.skus[place] else {}),
        **({"global_unique_id": gtin} if gtin else {}),
    }


FILLS: Mapping[str, Fill] = {
    "shopee": _fill_shopee,
    "lazada": _fill_lazada,
    "tiktok": _fill_tiktok,
    "postmart": _fill_partner,
    "voso": _fill_partner,
    "woocommerce": _fill_woocommerce,
}

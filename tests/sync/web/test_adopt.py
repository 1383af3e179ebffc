"""A shop that people filled by hand is taken over on the page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.server import EPHEMERAL, serving
from sandbox.shopee import replica as shopee
from sync.app import load_configuration, opened
from sync.cli.init import copied
from sync.model import Code, ShopName
from sync.model.people import Role, Viewer
from tests.sync.web.conftest import SHIPPED, Browser, browser_over

SHOP = ShopName("tu-lam")
PAGE = f"/shops/{SHOP}/adopt"
HONEY, MAM, DRIED = Code("MAU-MATONG"), Code("MAM-CA"), Code("KHO")
SHOPS = """apps:
  a: {{platform: shopee, key: '1234567',
       secret: shpk4f434f502d73616e64626f782d746573742d6b65792d30303031,
       pace: {{calls_per_s: 200, burst: 50}}}}
shops:
  - {{name: tu-lam, app: a, account: '227000001', sandbox: '{url}', policy: everything,
      listings_per_day: 50,
      access_token: 6f636f702d746573742d746f6b656e,
      refresh_token: 72656672657368746f6b656e30303031}}
"""
TYPED = (("MAM", "Mắm cá lóc đồng", 90_000), ("KHO", "Tôm khô Rạch Gốc", 700_000))


def written(config: Path, url: str) -> None:
    """Three products; the second and third as the first, but for their names."""
    copied(SHIPPED.parent / "sync/cli/first_config", config)
    (config / "shops.yaml").write_text(SHOPS.format(url=url), encoding="utf-8")
    file = config / "catalog" / "hop-tac-xa-mau.yaml"
    head, mark, product = file.read_text(encoding="utf-8").partition("  - code: MAU-MATONG")
    others = [
        (mark + product)
        .replace("MAU-MATONG", code)
        .replace("Mật ong rừng tràm mẫu", name)
        .replace("250000", str(price))
        for code, name, price in TYPED
    ]
    file.write_text(head + mark + product + "".join(others), encoding="utf-8")


@pytest.fixture
async def filled(tmp_path: Path) -> AsyncIterator[Browser]:
    """A shop with three listings; of one the catalog has another code, of one it knows nothing."""
    async with serving([shopee], EPHEMERAL) as credentials:
        config = tmp_path / "config"
        written(config, credentials["shopee"]["url"])
        configuration = load_configuration(config, {})
        async with opened(configuration, home=tmp_path / "somebody") as app:
            report = await app.sync(SHOP)
            assert sum(one.status == "done" for one in report.outcomes) == 3
        file = config / "catalog" / "hop-tac-xa-mau.yaml"
        known, mark, _ = file.read_text(encoding="utf-8").partition("  - code: KHO")
        assert mark
        other = known.replace("code: MAM", "code: MAM-CA").replace("cá lóc đồng", "cá lóc U Minh")
        file.write_text(other, encoding="utf-8")
        async with browser_over(config, tmp_path / "home") as found:
            yield found


async def test_a_shop_is_taken_over_by_one_thumb(filled: Browser, tmp_path: Path) -> None:
    store = filled.app.store
    assert "Đọc gian hàng" in await filled.words(PAGE)
    await filled.send(PAGE)
    asked = await filled.text(PAGE)
    assert "Có phải là một không? Còn 1" in asked
    assert "Mắm cá lóc U Minh" in asked
    assert set(await store.links.of(SHOP, [HONEY, MAM])) == {HONEY}
    assert [one.code for one in await store.decisions.holds()] == ["MAM-CA"]  # not published twice
    shown = re.findall(rf'"({PAGE}/pictures/\d+)"', asked)
    picture = await filled.http.get(shown[0])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    (listing,) = set(re.findall(r'name="listing" value="(\d+)"', asked))
    await filled.send(f"{PAGE}/answer", listing=listing, product="later")
    assert "Còn 1" in await filled.words(PAGE)
    await filled.send(f"{PAGE}/answer", listing=listing, product="MAM-CA")
    links = await store.links.of(SHOP, [HONEY, MAM])
    assert links[MAM].remote_id == listing
    assert await store.decisions.holds() == []
    fresh = (await filled.http.get(f"{PAGE}/products.yaml")).text
    assert "Tôm khô Rạch Gốc" in fresh
    await filled.send(f"{PAGE}/catalog")
    file = tmp_path / "config" / "catalog" / "tu-lam.yaml"
    assert "Tôm khô Rạch Gốc" in file.read_text(encoding="utf-8")
    assert "chỉ có trên sàn" not in await filled.words(PAGE)
    assert DRIED in await store.links.of(SHOP, [DRIED])
    said = [(one.verdict, one.code) for one in await store.decisions.entries(SHOP) if one.code]
    assert said[::-1] == [
        ("adopt", "MAU-MATONG"), ("hold", "MAM-CA"), ("adopt", "MAM-CA"), ("release", "MAM-CA"),
        ("edit", "KHO"), ("adopt", "KHO"),
    ]  # fmt: skip
    assert filled.faults == []


async def test_what_is_not_for_sale_is_asked_about_and_linked_by_a_word(
    filled: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "config" / "catalog" / "hop-tac-xa-mau.yaml"
    text = file.read_text(encoding="utf-8").replace("    price: ", "    sold: no\n    price: ", 1)
    file.write_text(text, encoding="utf-8")
    filled.app.configuration = load_configuration(tmp_path / "config", {})
    await filled.send(PAGE)
    assert "danh mục ghi không bán ở đây" in await filled.text(PAGE)
    assert await filled.app.store.links.of(SHOP, [HONEY]) == {}
    there = (await filled.app.store.observations.of(SHOP)).values()
    listing = next(each.remote_id for each in there if each.code == HONEY) or ""
    await filled.send(f"{PAGE}/answer", listing=listing, product=HONEY)
    assert set(await filled.app.store.links.of(SHOP, [HONEY])) == {HONEY}


async def test_a_listing_that_is_none_of_ours_is_offered_as_new(filled: Browser) -> None:
    await filled.send(PAGE)
    (listing,) = set(re.findall(r'name="listing" value="(\d+)"', await filled.text(PAGE)))
    for strange in ("KHO", "../../etc", ""):
        await filled.send(f"{PAGE}/answer", listing=listing, product=strange)
    assert "Còn 1" in await filled.words(PAGE)
    await filled.send(f"{PAGE}/answer", listing=listing, product="new")
    assert "2 sản phẩm chỉ có trên sàn" in await filled.words(PAGE)
    assert await filled.app.store.decisions.holds() == []


async def test_a_cooperative_writes_no_file_that_would_not_be_its_own(filled: Browser) -> None:
    await filled.become(Viewer(name="Lan", role=Role.OWNER))
    await filled.become(
        Viewer(name="Bình", role=Role.COOPERATIVE, cooperatives=("hop-tac-xa-mau",))
    )
    await filled.send(PAGE)
    assert "Viết vào danh mục" not in await filled.words(PAGE)
    assert (await filled.send(f"{PAGE}/catalog")).status_code == 403
    assert (await filled.http.get(f"{PAGE}/pictures/..%2f..%2fpage.json")).status_code == 404


async def test_a_shop_out_of_reach_is_said_so(filled: Browser, tmp_path: Path) -> None:
    shops = tmp_path / "config" / "shops.yaml"
    text = shops.read_text(encoding="utf-8")
    shops.write_text(re.sub(r"127.0.0.1:\d+", "127.0.0.1:9", text), encoding="utf-8")
    await filled.context.saved()
    await filled.send(PAGE)
    assert (await filled.http.get(PAGE)).status_code == 400
    assert filled.faults == []

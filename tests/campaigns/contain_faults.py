"""One thing that goes wrong, and the most that it may harm."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from sync.marketplace import Rejected
from sync.model import ShopName
from tests.campaigns import mutations
from tests.campaigns.contain_harm import ABSURD, FAULTS, TEXTS, UNREAD, Harm, fault
from tests.campaigns.cooperatives import (
    BY_FILES,
    FILES,
    OF_NO_REPLICA,
    REPLICAS,
    SHOPS,
    Cooperatives,
)
from tests.campaigns.goods import goods

# In a product


def in_field(name: str, pattern: str, instead: str, waits: frozenset[str]) -> None:
    """Something in one product of one file is wrong."""

    async def spoil(world: Cooperatives, dice: random.Random) -> Harm:
        file = dice.choice(FILES)
        product = dice.choice(world.written[file])
        spoil_product(world.file(file), product.code, pattern, instead)
        return Harm({product.code: waits}, told=True)

    FAULTS[name] = spoil


def spoil_product(file: Path, code: str, pattern: str, instead: str) -> None:
    text = file.read_text(encoding="utf-8")
    start = text.index(f"  - code: {code}\n")
    end = text.find("\n  - code: ", start)
    end = len(text) if end < 0 else end
    block, found = re.subn(pattern, instead, text[start:end], count=1, flags=re.MULTILINE)
    assert found, pattern
    file.write_text(text[:start] + block + text[end:], encoding="utf-8")


in_field("name-missing", r"^    name: .*\n", "", TEXTS)
in_field("name-far-too-long", r"^    name: ", "    name: " + "Mật ong " * 60, TEXTS)
in_field("story-forbidden-words", r"story: ", "story: Chữa khỏi ung thư, gọi 0912345678. ", TEXTS)
in_field("picture-named-wrongly", r"images/", "images/khong-co-", TEXTS)
in_field("picture-outside", r"images: \[", "images: [/etc/hostname, ", TEXTS)
in_field("unknown-field", r"^    category", "    mau_sac: vàng\n    category", UNREAD)
in_field("unknown-category", r"category: mat-ong", "category: mat-trang", TEXTS)
in_field("label-lacks-contents", r"^      net_content: .*\n", "", TEXTS)
in_field("size-of-nothing", r"size_mm: .*", "size_mm: [0, 80]", TEXTS)
in_field("weight-as-text", r"weight_g: 880", "weight_g: nặng", TEXTS)
in_field("price-unreadable", r"price: \d+", "price: 65k", TEXTS | {"price"})
in_field("price-negative", r"price: \d+", "price: -65000", TEXTS | {"price"})
in_field("price-of-another-world", r"price: (\d+)", r"price: \g<1>0000", TEXTS | {"price"})
in_field("price-cut", r"price: (\d+)\d\d$", r"price: \1", TEXTS | {"price"})
in_field("stock-unreadable", r"stock: \d+", "stock: nhiều", TEXTS | {"count"})
in_field("stock-negative", r"stock: \d+", "stock: -4", TEXTS | {"count"})
in_field("stock-absurd", r"stock: \d+", f"stock: {ABSURD}", TEXTS | {"count"})
in_field("barcode-wrong", r"^( +)weight_g: 880", r'\1weight_g: 880\n\1gtin: "8934567890123"', TEXTS)


@fault
async def code_unreadable(world: Cooperatives, dice: random.Random) -> Harm:
    """It may be any product of the file: nothing of that is withdrawn meanwhile."""
    file = dice.choice(FILES)
    product = dice.choice(world.written[file])
    spoil_product(world.file(file), product.code, r"  - code: .*", "  - code: [1, 2]")
    removed = f"MATONG-0{FILES.index(file) + 1}04"
    return Harm({product.code: UNREAD, removed: frozenset({"withdraw"})}, told=True)


@fault
async def line_indented_wrongly(world: Cooperatives, dice: random.Random) -> Harm:
    """YAML is broken from there on."""
    file = dice.choice(FILES)
    product = dice.choice(world.written[file])
    spoil_product(world.file(file), product.code, r"^    category", "   category")
    return Harm(_unreadable(world, file), told=True)


in_field("certificate-unreadable", r"certificate: .*", "certificate: {stars: nhiều}", TEXTS)
in_field("certificate-of-nine-stars", r"certificate: .*", "certificate: {stars: 9}", TEXTS)
in_field(
    "certificate-of-an-absurd-date",
    r"certificate: .*",
    "certificate: {stars: 3, issued_on: 9999-12-31, expires_on: 0001-01-01}",
    TEXTS,
)
in_field("certificate-a-list", r"certificate: .*", "certificate: [3, 4]", TEXTS)


@fault
async def certificate_ended(world: Cooperatives, dice: random.Random) -> Harm:
    """Its stars may not be named any more; nothing else changes."""
    file = dice.choice(FILES)
    product = dice.choice(world.written[file])
    ended = (
        "certificate: {stars: 3, decision_no: 12/QĐ-UBND, issued_by: UBND huyện, "
        "issued_level: district, issued_on: 2020-01-02, expires_on: 2023-01-02}"
    )
    spoil_product(world.file(file), product.code, r"certificate: .*", ended)
    return Harm({product.code: frozenset({"publish"})}, told=True)


# In a file


def _unreadable(world: Cooperatives, file: str) -> dict[str, frozenset[str]]:
    number = FILES.index(file) + 1
    codes = {each.code for each in world.written[file]} | {f"MATONG-0{number}04"}
    return dict.fromkeys(codes, UNREAD)


def in_file(name: str, spoil: Callable[[random.Random, bytes], bytes | None]) -> None:
    """Something is wrong with one file as a whole."""

    async def spoiled(world: Cooperatives, dice: random.Random) -> Harm:
        file = dice.choice(FILES)
        content = spoil(dice, world.file(file).read_bytes())
        if content is None:
            world.file(file).unlink()
        else:
            world.file(file).write_bytes(content)
        removed = f"MATONG-0{FILES.index(file) + 1}04"  # one of many that were held: it is asked
        asks = {removed: frozenset({"withdraw"})}
        return Harm(_unreadable(world, file), told=content is None or not content, asks=asks)

    FAULTS[name] = spoiled


in_file("file-gone", lambda _dice, _content: None)
in_file("file-emptied", lambda _dice, _content: b"")
in_file("file-only-comments", lambda _dice, _content: "# sẽ viết lại\n".encode())
in_file("file-cut", lambda dice, content: content[: dice.randrange(1, len(content))])
in_file("file-of-bytes", lambda dice, _content: dice.randbytes(4000))
in_file("file-not-utf8", lambda _dice, content: content.decode().encode("utf-16"))
in_file("file-mutated", lambda dice, content: mutations.text(dice, content.decode()))
in_file("file-without-products", lambda _dice, content: content.partition(b"products:")[0])


@fault
async def file_cut_between_products(world: Cooperatives, dice: random.Random) -> Harm:
    file = dice.choice(FILES)
    parts = world.file(file).read_text(encoding="utf-8").split("\n  - code: ")
    kept = dice.randrange(1, len(parts) - 1)
    world.file(file).write_text("\n  - code: ".join(parts[: kept + 1]) + "\n", encoding="utf-8")
    gone = {each.code for each in world.written[file][kept:]}
    number = FILES.index(file) + 1
    waits = dict.fromkeys(gone, UNREAD | {"hide"} if len(gone) == 1 else UNREAD)
    removed = {f"MATONG-0{number}04": frozenset({"withdraw"})}
    return Harm(waits | removed, asks=removed)


@fault
async def picture_file_gone(world: Cooperatives, dice: random.Random) -> Harm:
    """A picture that products of all files share is deleted; listings keep theirs."""
    del dice
    picture = world.config / "catalog" / "images" / "rumcm-matong.png"
    content = picture.read_bytes()
    picture.unlink()
    return _about_pictures(world, picture, content)


@fault
async def picture_broken(world: Cooperatives, dice: random.Random) -> Harm:
    picture = world.config / "catalog" / "images" / "rumcm-matong.png"
    content = picture.read_bytes()
    picture.write_bytes(dice.choice((b"", content[:500], dice.randbytes(5000))))
    return _about_pictures(world, picture, content)


def _about_pictures(world: Cooperatives, picture: Path, content: bytes) -> Harm:
    codes = (each.code for products in world.written.values() for each in products)
    waits = dict.fromkeys(codes, frozenset({"publish"}))
    return Harm(waits, told=True, mends=(lambda: picture.write_bytes(content),))


# Names


def _newcomer(world: Cooperatives, dice: random.Random) -> tuple[str, str, str]:
    """Two files, and a product of the first that the second will claim something of."""
    mine, theirs = dice.sample(FILES, 2)
    return mine, theirs, dice.choice(world.written[mine][:4]).code


@fault
async def code_claimed_twice(world: Cooperatives, dice: random.Random) -> Harm:
    _, theirs, code = _newcomer(world, dice)
    text = replace(goods(999), code=code, price=99_000, stock=999).written()
    with world.file(theirs).open("a", encoding="utf-8") as file:
        file.write(text)
    return Harm(told=True)


@fault
async def sku_claimed_twice(world: Cooperatives, dice: random.Random) -> Harm:
    mine, theirs, _ = _newcomer(world, dice)
    sku = next(iter(dice.choice(world.written[mine][:4]).offers))
    text = replace(goods(999), options={"Chai": (99_000, 999)}).written()
    with world.file(theirs).open("a", encoding="utf-8") as file:
        file.write(text.replace("MATONG-0999-0", sku))
    return Harm(told=True)


@fault
async def code_named_like_a_file(world: Cooperatives, dice: random.Random) -> Harm:
    mine, theirs, _ = _newcomer(world, dice)
    with world.file(theirs).open("a", encoding="utf-8") as file:
        file.write(replace(goods(999), code=mine).written())
    return Harm(told=True)


@fault
async def second_file_of_a_name(world: Cooperatives, dice: random.Random) -> Harm:
    mine = dice.choice(FILES)
    other = world.file(mine).with_suffix(".yml")
    other.write_bytes(world.file(dice.choice(FILES)).read_bytes())
    return Harm(told=True, mends=(other.unlink,))


@fault
async def code_renamed(world: Cooperatives, dice: random.Random) -> Harm:
    """Its SKUs stay: it is the same product, and no shop shows it twice."""
    file = dice.choice(FILES)
    code = world.written[file][2].code
    text = world.file(file).read_text(encoding="utf-8")
    text = text.replace(f"- code: {code}\n", f"- code: MOI-{code}\n")
    world.file(file).write_text(text, encoding="utf-8")
    return Harm()


@fault
async def sku_renamed(world: Cooperatives, dice: random.Random) -> Harm:
    """Code and SKU of a product become others: carried over, or a person is asked."""
    file = dice.choice(FILES)
    code = dice.choice(
        (world.written[file][0], world.written[file][1], world.written[file][3])
    ).code
    text = world.file(file).read_text(encoding="utf-8").replace(code, f"M{code}")
    world.file(file).write_text(text, encoding="utf-8")
    gone = frozenset({"title", "price", "stock", "hide"})
    removed = f"MATONG-0{FILES.index(file) + 1}04"  # two of five: a person is asked by the guard
    waits = {code: gone, removed: frozenset({"withdraw"})}
    asks = {code: gone, removed: frozenset({"withdraw"})}
    return Harm(waits, asks=asks, strangers=frozenset({f"M{code}"}))


# Shops and settings


@fault
async def shop_gone_from_the_file(world: Cooperatives, dice: random.Random) -> Harm:
    """Its share stays its own: buyers can still buy there."""
    shop = dice.choice(REPLICAS)
    return _shops_edited(world, rf"\n  - name: {SHOPS[shop]}\n(    .*\n)*", "\n", SHOPS[shop])


@fault
async def shop_wrong_in_a_field(world: Cooperatives, dice: random.Random) -> Harm:
    shop = dice.choice(REPLICAS)
    wrong = dice.choice(
        ("account: [1]", "acount: 5", "policy: alles", "every_s: -1", "price_rule: x")
    )
    pattern = rf"  - name: {SHOPS[shop]}\n"
    return _shops_edited(world, pattern, rf"  - name: {SHOPS[shop]}\n    {wrong}\n", SHOPS[shop])


def _shops_edited(world: Cooperatives, pattern: str, instead: str, *names: ShopName) -> Harm:
    file = world.config / "shops.yaml"
    text = file.read_text(encoding="utf-8")
    edited, found = re.subn(pattern, instead, text)
    assert found, pattern
    file.write_text(edited, encoding="utf-8")
    mend = (lambda: file.write_text(text, encoding="utf-8"),)
    return Harm(shops=frozenset(names), told=True, mends=mend, shares="anew")


@fault
async def shops_file_cut(world: Cooperatives, dice: random.Random) -> Harm:
    """Nobody can tell which shops there are: what cannot be read is left alone, and told."""
    file = world.config / "shops.yaml"
    content = file.read_bytes()
    file.write_bytes(content[: dice.randrange(len(content) // 3, len(content) - 200)])
    names = frozenset(map(ShopName, {*SHOPS.values(), *OF_NO_REPLICA}))
    return Harm(shops=names, told=True, mends=(lambda: file.write_bytes(content),))


# In a shop and its files


@fault
async def listing_edited_by_hand(world: Cooperatives, dice: random.Random) -> Harm:
    """Somebody deletes, hides or reprices a listing in the seller centre: it alone waits."""
    name, product = dice.choice(REPLICAS), dice.choice(world.written[dice.choice(FILES)][:4])
    change: dict[str, Any] = dice.choice(
        ({"status": "hidden"}, {"status": "deleted"}, {"price": 1000}, {"stock": 999})
    )
    await world.operators[name].edit(next(iter(product.offers)), **change)
    if "price" in change or "stock" in change:
        return Harm()
    alone = {product.code: UNREAD | {"hide", "stock", "shared"}}
    return Harm(alone, told=True, asks=alone)


def _sales_file(world: Cooperatives, rows: list[list[Any]]) -> Path:
    """A result that came back once more, with these lines in its sheet of sales."""
    first = next(iter(world.clerk._answered))
    book: Any = openpyxl.load_workbook(first)
    for row in rows:
        book["BanHang"].append(row)
    file = world.folder / "ban-hang_ket-qua.xlsx"
    book.save(file)
    return file


async def _taken_in(world: Cooperatives, file: Path) -> None:
    def take(files: Any) -> None:
        try:
            files.take_in(file)
        except Rejected:
            files.set_aside(file, "hỏng")

    await world.app.exchange(BY_FILES, take)


@fault
async def workbook_row_absurd(world: Cooperatives, dice: random.Random) -> Harm:
    """One line of the sheet of sales is absurd; the line beside it counts."""
    code = dice.choice(world.written[dice.choice(FILES)][:2]).code
    day = world.now().strftime("%d/%m/%Y")
    wrong: Any = dice.choice((8934567890123, 10**30, -5, "nhiều", 2.5, 400))
    rows = [["DH-1", day, code, wrong, "Mới"], ["DH-2", day, "KHONG-BIET", 1, "Mới"]]
    await _taken_in(world, _sales_file(world, rows))
    return Harm({code: frozenset({"stock"})}, told=True, asks={code: frozenset({"stock"})})


@fault
async def workbook_row_many_times(world: Cooperatives, dice: random.Random) -> Harm:
    code = dice.choice(world.written[dice.choice(FILES)][:2]).code
    day = world.now().strftime("%d/%m/%Y")
    rows: list[list[Any]] = [[f"DH-{n}", day, code, 99_999, "Mới"] for n in range(3000)]
    await _taken_in(world, _sales_file(world, rows))
    return Harm({code: frozenset({"stock"})}, told=True, asks={code: frozenset({"stock"})})


@fault
async def workbook_damaged(world: Cooperatives, dice: random.Random) -> Harm:
    """What cannot be read of a result, or is read wrongly, harms the clerk's shop alone."""
    file = world.folder / "hong_ket-qua.xlsx"
    first = next(iter(world.clerk._answered))
    file.write_bytes(mutations.workbook(dice, first.read_bytes()))
    await _taken_in(world, file)
    return Harm(shops=frozenset({BY_FILES}), asks={})


@fault
async def nothing(_world: Cooperatives, _dice: random.Random) -> Harm:
    """An ordinary day."""
    return Harm()

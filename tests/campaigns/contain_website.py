"""What goes wrong with a website, and what waits for a person while other edits go on."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from sync.model import ShopName
from tests.campaigns.contain_faults import spoil_product
from tests.campaigns.contain_harm import FAULTS, Harm, fault
from tests.campaigns.cooperatives import FILES, Cooperatives
from tests.campaigns.goods import PICTURES
from tests.campaigns.window import WEBSITE

ALONE: frozenset[ShopName] = frozenset({WEBSITE})
EDITS = (  # each goes its way, whatever else of the product waits
    (r"^    story: Mật vàng trong", "    story: Mật vàng óng"),
    (r"images/\S+\.png", f"images/{PICTURES[2]}.png"),
    (r"weight_g: 880", "weight_g: 905"),
    (r"usage: Dùng liền", "usage: Uống liền"),
    (r"storage: Để nơi khô ráo", "storage: Để nơi khô, sạch"),
    (r"^(    name: .*)", r"\1, mùa hoa tràm"),
)


def waits(name: str, pattern: str, instead: str, field: str) -> None:
    """One figure of a product waits for a person, and further edits of that product do not."""

    async def spoil(world: Cooperatives, dice: random.Random) -> Harm:
        file = dice.choice(FILES)
        code = dice.choice(world.written[file][:4]).code
        for edit in (*dice.sample(EDITS, dice.randint(1, 3)), (pattern, instead)):
            spoil_product(world.file(file), code, *edit)
        return Harm({code: frozenset({field})}, told=True)

    FAULTS[name] = spoil


waits("price-waits-amid-edits", r"price: (\d+)", r"price: \g<1>0", "price")
waits("price-falls-amid-edits", r"price: (\d+)\d$", r"price: \1", "price")
waits("price-unreadable-amid-edits", r"price: \d+", "price: 65k", "price")
waits("count-waits-amid-edits", r"price: (\d+)\n( +)stock: \d+", r"price: \1\n\2stock: \1", "count")
waits("count-unreadable-amid-edits", r"stock: \d+", "stock: nhiều", "count")


def in_entry(name: str, spoil: Callable[[str], str]) -> None:
    """What shops.yaml says of the website is wrong: the website is as it was, all else goes on."""

    async def spoiled(world: Cooperatives, _dice: random.Random) -> Harm:
        return _entry_edited(world, spoil)

    FAULTS[name] = spoiled


def _entry_edited(world: Cooperatives, spoil: Callable[[str], str]) -> Harm:
    file = world.config / "shops.yaml"
    whole = file.read_text(encoding="utf-8")
    entry = whole[whole.index(f"  - name: {WEBSITE}\n") :]
    file.write_text(whole.removesuffix(entry) + spoil(entry), encoding="utf-8")
    mend = (lambda: file.write_text(whole, encoding="utf-8"),)
    return Harm(shops=ALONE, told=True, mends=mend)


in_entry("website-gone-from-the-file", lambda _entry: "")
in_entry("website-of-no-address", lambda entry: re.sub(r"address: https.*", "address: [1]", entry))
in_entry("website-of-no-seller", lambda entry: re.sub(r" +seller: .*\n", "", entry))
in_entry("website-upload-fails", lambda entry: f'{entry}      after: ["false"]\n')
in_entry("website-folder-a-file", lambda entry: f"{entry}      folder: /dev/null\n")


@fault
async def website_theme_broken(world: Cooperatives, dice: random.Random) -> Harm:
    theme = world.folder / "theme"
    theme.mkdir()
    wrong = dice.choice(("{% for %}", "{{ product.khong.co }}", "{{ 1 / 0 }}", "{% include 'x' %}"))
    name = dice.choice(("product.html", "base.html", "card.html", "list.html"))
    (theme / name).write_text(wrong, encoding="utf-8")
    return _entry_edited(world, lambda entry: f"{entry}      theme: {theme}\n")


@fault
async def website_page_typed_into(world: Cooperatives, dice: random.Random) -> Harm:
    """Somebody types another price or name into a page: it is told, and set right."""
    page = _page(world, dice)
    typed = dice.choice(((r"(\d)\.(\d{3}) ₫", r"\g<1>0.\2 ₫"), ("</h1>", " thượng hạng</h1>")))
    page.write_text(re.sub(*typed, page.read_text(encoding="utf-8")), encoding="utf-8")
    return Harm(told=True)


@fault
async def website_page_emptied(world: Cooperatives, dice: random.Random) -> Harm:
    _page(world, dice).write_bytes(b"")
    return Harm(told=True)


@fault
async def website_of_an_older_day(world: Cooperatives, dice: random.Random) -> Harm:
    """Its folder is gone, then it is as it was: what came since has no page, and is asked about."""
    folder, aside = world.window.site, world.folder / "aside"
    shutil.move(folder, aside)

    def put_back() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(aside, folder)

    if dice.random() < 0.5:
        folder.mkdir()
    newest = [f"MATONG-0{number}09" for number in range(1, len(FILES) + 1)]
    asks = dict.fromkeys(newest, frozenset({"publish"}))
    return Harm(shops=ALONE, told=True, mends=(put_back,), asks=asks)


def _page(world: Cooperatives, dice: random.Random) -> Path:
    return dice.choice(sorted(world.window.site.glob("san-pham/*/index.html")))

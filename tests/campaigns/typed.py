"""A cooperative's goods, and a shop that somebody filled with them by hand: with every slip.

The truth is known here alone: which listing is which product, or none.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFilter

KINDS = (
    "Mật ong rừng tràm", "Tôm khô đất", "Khô cá lóc", "Mắm ba khía", "Bánh phồng tôm",
    "Chuối sấy giòn", "Muối hạt sạch", "Yến tinh chế", "Cua thịt ướp", "Trà hoa sen",
)  # fmt: skip
PLACES = ("U Minh Hạ", "Năm Căn", "Đầm Dơi", "Ngọc Hiển", "Cái Nước", "Thới Bình", "Phú Tân")
MAKERS = ("Tân Tiến", "Hồng Phúc", "Bảy Hoàng", "Út Sơn", "Tài Thịnh", "Minh Quách", "Ngọc Giàu",
          "Hương Biển", "Thành Đạt", "Sông Xanh")  # fmt: skip
GRADES = ("", " loại đặc biệt", " loại thường", " hạng nhất", " hạng nhì")
SHOUTS = ("HÀNG CHÍNH HÃNG", "siêu ngon", "đặc sản Cà Mau", "freeship", "quà biếu", "nhà làm")
PAINTS = ("#8a3b12", "#c98f2b", "#2f6b3a", "#7a1f3d", "#3a5a8c", "#d9c7a0", "#555555", "#e3b505")
UNKNOWN = ("Áo thun in hình cua", "Nón lá thêu", "Combo ly sứ", "Túi vải bố", "Dép lục bình")


MOST_OF_AN_OPTION = 20  # letters, on Shopee and Lazada


@dataclass(frozen=True)
class Ware:
    """A product of the catalog: options and prices, a barcode each, and its photograph."""

    code: str
    name: str
    sizes: tuple[tuple[str, int], ...]  # net content, price
    gtins: tuple[str, ...]
    photo: bytes = field(repr=False)

    @property
    def skus(self) -> tuple[str, ...]:
        """One a size; where there is only one, the code."""
        if len(self.sizes) == 1:
            return (self.code,)
        return tuple(f"{self.code}-{number}" for number in range(len(self.sizes)))


@dataclass(frozen=True)
class Typed:
    """A listing as somebody typed it; `truth` is the product that it is, if it is one."""

    title: str
    text: str
    options: tuple[str, ...]
    prices: tuple[int, ...]
    stocks: tuple[int, ...]
    skus: tuple[str, ...]
    gtins: tuple[str, ...]
    photo: bytes = field(repr=False)
    truth: str | None = None
    parts: tuple[str, ...] = ()  # the products that were merged into it


def wares(count: int, dice: random.Random) -> list[Ware]:
    """Make products; many names differ in one word only, some share a photograph."""
    names = [f"{k} {p} {m}" for k in KINDS for p in PLACES for m in MAKERS]
    found: list[Ware] = []
    for number, own in enumerate(dice.sample(names, count)):
        sibling = found[-1] if found and dice.random() < 0.15 else None
        name = own if sibling is None else _sibling(sibling, found, dice)
        price = dice.randint(30, 400) * 1000
        sizes = [("500 g", price)]
        if dice.random() > 0.7:
            sizes = [("250 g", price // 2), ("1 kg", price * 2)]
        photo = sibling.photo if sibling is not None and dice.random() < 0.3 else photograph(dice)
        gtins = tuple(gtin(number * 10 + n) for n in range(len(sizes)))
        found.append(Ware(f"SP-{number:04d}", name, tuple(sizes), gtins, photo))
    return found


def _sibling(ware: Ware, there: Sequence[Ware], dice: random.Random) -> str:
    """Name a product like another one: of another maker, or of another grade."""
    name = " ".join([*ware.name.split()[:-2], *dice.choice(MAKERS).split()])
    taken = {each.name for each in there}
    return next(n for grade in GRADES if (n := f"{name}{grade}") not in taken)


def gtin(number: int) -> str:
    """A barcode of a Vietnamese company, with its check digit."""
    digits = f"8930001{number:05d}"
    total = sum(int(d) * (1, 3)[place % 2] for place, d in enumerate(digits))
    return f"{digits}{-total % 10}"


def photograph(dice: random.Random) -> bytes:
    """Something that looks like no other: many soft shapes of many colours."""
    image = Image.new("RGB", (640, 640), dice.choice(PAINTS))
    draw = ImageDraw.Draw(image)
    for _ in range(24):
        x, y, size = dice.randint(-50, 600), dice.randint(-50, 600), dice.randint(40, 260)
        shape = draw.ellipse if dice.random() < 0.5 else draw.rectangle
        shape((x, y, x + size, y + dice.randint(40, 260)), fill=dice.choice(PAINTS))
    return saved(image.filter(ImageFilter.GaussianBlur(2)), 90)


def saved(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return target.getvalue()


def uploaded(photo: bytes, dice: random.Random) -> bytes:
    """The same photograph from a phone: smaller, saved once more, sometimes with a sticker."""
    side = dice.choice((520, 600, 640))
    image = Image.open(io.BytesIO(photo)).resize((side, side))
    if dice.random() < 0.3:
        ImageDraw.Draw(image).rectangle((0, side - side // 14, side // 3, side), fill="#cc0000")
    return saved(image, dice.choice((60, 75, 85)))


def typed(goods: Sequence[Ware], dice: random.Random, *, with_skus: bool) -> list[Typed]:
    """Fill a shop: nearly all of the goods, one listing each but for the slips of a hand."""
    listed = [ware for ware in goods if dice.random() > 0.05]
    merged = listed[: len(listed) // 30 * 2]
    found = [
        _merged(one, other, dice) for one, other in zip(merged[::2], merged[1::2], strict=True)
    ]
    for ware in listed[len(merged) :]:
        found.append(_one(ware, goods, dice, with_skus=with_skus))
        if dice.random() < 0.04:
            found.append(_one(ware, goods, dice, with_skus=False))
    found += [_stranger(name, dice) for name in UNKNOWN[: max(len(goods) // 20, 1)]]
    dice.shuffle(found)
    return found


def _one(ware: Ware, goods: Sequence[Ware], dice: random.Random, *, with_skus: bool) -> Typed:
    title = _title(ware, dice)
    gtins = [code if dice.random() < 0.5 else "" for code in ware.gtins]
    if any(gtins) and dice.random() < 0.05:  # a barcode in twenty is another product's
        other = dice.choice([each for each in goods if each.code != ware.code])
        gtins = [other.gtins[0] if code else "" for code in gtins]
        gtins[1:] = [""] * (len(gtins) - 1)
    several = len(ware.sizes) > 1
    return Typed(
        title=title,
        text=f"{ware.name}. Hàng nhà làm, bảo quản nơi khô ráo, thoáng mát.",
        options=tuple(_option(size, dice) for size, _ in ware.sizes) if several else (),
        prices=tuple(price + dice.choice((0, 0, 1000, 5000)) for _, price in ware.sizes),
        stocks=tuple(dice.randint(0, 40) for _ in ware.sizes),
        skus=ware.skus if with_skus and dice.random() < 0.9 else ("",) * len(ware.sizes),
        gtins=tuple(gtins),
        photo=uploaded(ware.photo, dice),
        truth=ware.code,
    )


def _title(ware: Ware, dice: random.Random) -> str:
    """The name as people type it: with the pack, shouting, renamed, without marks."""
    words = ware.name.split()
    if dice.random() < 0.15:
        words.pop(dice.randrange(len(words)))
        words = [*words, *dice.choice(SHOUTS).split()]
    title = " ".join(words)
    if len(ware.sizes) == 1:
        title += dice.choice((" 500g", " - 500 gr", " gói 500 g", " 0,5kg"))
    if dice.random() < 0.3:
        title = f"{dice.choice(SHOUTS)} {title}"
    return title.upper() if dice.random() < 0.2 else title


def _option(size: str, dice: random.Random) -> str:
    bare = size.replace(" ", "")
    return dice.choice((size, bare, f"Gói {bare}"))


def _as_option(name: str) -> str:
    """Leave the last words out that no marketplace's option has room for."""
    words = name.split()
    while len(" ".join(words)) > MOST_OF_AN_OPTION:
        words.pop()
    return " ".join(words)


def _as_options(one: str, other: str) -> tuple[str, str]:
    """Cut both names short; where that makes them one, the other keeps its last words."""
    first, second = _as_option(one), _as_option(other)
    if first == second:
        second = other[-MOST_OF_AN_OPTION:].partition(" ")[2]
    return first, second


def _merged(one: Ware, other: Ware, dice: random.Random) -> Typed:
    price, dear = one.sizes[0][1], other.sizes[0][1]
    return Typed(
        title=f"{dice.choice(SHOUTS)} các loại",
        text="Nhiều món trong một sản phẩm.",
        options=_as_options(one.name, other.name),
        prices=(price, min(max(dear, price // 4), price * 4)),  # Shopee takes no wider range
        stocks=(5, 5),
        skus=("", ""),
        gtins=(one.gtins[0], other.gtins[0]) if dice.random() < 0.5 else ("", ""),
        photo=uploaded(one.photo, dice),
        parts=(one.code, other.code),
    )


def _stranger(name: str, dice: random.Random) -> Typed:
    photo = photograph(dice)
    return Typed(name, "Hàng lưu niệm.", (), (90_000,), (3,), ("",), ("",), photo)


def doubled(shop: Sequence[Typed]) -> Iterator[str]:
    """Name the products that were typed in twice."""
    seen = set[str]()
    for each in shop:
        if each.truth is not None and each.truth in seen:
            yield each.truth
        seen.add(each.truth or "")

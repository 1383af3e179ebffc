"""Any edit of a catalog file changes that one thing, and leaves every other byte as it was."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.catalog.editing import Add, Drop, Edit, EditRefused, Move, Put, Rename, Value, edited
from sync.catalog.reading import Unread
from sync.model import Code, Sku

CONFIG = Path(__file__).parents[3] / "config" / "catalog"
CODE, SECOND = Code("MAT-ONG"), Code("TOM")

WRITTEN = """\
# đầu tệp
cooperative: {name: HTX "Hoa"}   # chủ thể

products:
  # mật của rừng
  - code: MAT-ONG        # mã
    name: 'Mật ong'      # tên
    category: mat-ong
    story: >-            # chuyện
      Mật ong rừng
      U Minh.

      Hạ.

    images:              # ảnh
      - a.png            # bìa
      # ảnh sau
      - b.png
    price: 65000
    stock: 3
    overrides: {shopee: {prices: {MAT-ONG: 70000}}}

  - code: TOM
    name: "Tôm"
    category: tom
    options: [Cỡ]
    variants:
      - {sku: T1, options: [to], price: 1000, stock: {count: 1, date: 2026-11-20}}   # to
      - sku: T2
        options: [nhỏ]
        price: 900   # rẻ hơn
    brand:       # chưa có
"""


def test_a_scalar_keeps_its_quotes_and_the_comment_behind_it() -> None:
    done = _edited(Put(code=CODE, path=("name",), value="Mật ong rừng"))

    assert done == WRITTEN.replace("'Mật ong'", "'Mật ong rừng'")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Trà: loại một", '"Trà: loại một"'),
        ("no", '"no"'),
        ("012", '"012"'),
        ("2026-11-20", '"2026-11-20"'),
        ("~", '"~"'),
        ("", '""'),
        ("a # b", '"a # b"'),
        ('nói "hay"', 'nói "hay"'),
        ('"hay": nói', "'\"hay\": nói'"),
        ("- một", '"- một"'),
        ("tab\tở giữa", '"tab\\tở giữa"'),
    ],
)
def test_a_text_that_would_read_as_something_else_is_quoted(name: str, written: str) -> None:
    done = _edited(Put(code=CODE, path=("category",), value=name))

    assert done == WRITTEN.replace("category: mat-ong", f"category: {written}")


def test_a_folded_text_stays_folded_with_the_comment_on_its_first_line() -> None:
    done = _edited(Put(code=CODE, path=("story",), value="Ngắn thôi."))

    assert "    story: >-            # chuyện\n      Ngắn thôi.\n\n    images:" in done
    assert done.startswith(WRITTEN[: WRITTEN.index("      Mật")])


def test_a_number_in_a_variant_on_one_line() -> None:
    done = _edited(Put(code=SECOND, sku=Sku("T1"), path=("price",), value=1200))

    assert done == WRITTEN.replace("price: 1000,", "price: 1200,")


def test_a_field_that_is_not_there_comes_where_people_write_it() -> None:
    done = _edited(Put(code=SECOND, sku=Sku("T2"), path=("weight_g",), value=250))

    assert done == WRITTEN.replace("# rẻ hơn\n", "# rẻ hơn\n        weight_g: 250\n")


def test_an_empty_field_is_filled_before_its_comment() -> None:
    done = _edited(Put(code=SECOND, path=("brand",), value="Năm Căn"))

    assert done == WRITTEN.replace("brand:       #", "brand: Năm Căn       #")


def test_what_a_value_stands_in_is_written_as_well() -> None:
    path = ("overrides", "lazada", "prices", "T1")
    done = _edited(Put(code=SECOND, path=path, value=1100))

    assert _without(done, "    overrides: {lazada: {prices: {T1: 1100}}}\n") == WRITTEN


def test_a_second_shop_comes_into_the_overrides_that_are_there() -> None:
    done = _edited(Put(code=CODE, path=("overrides", "lazada", "name"), value="Mật"))

    assert done == WRITTEN.replace("70000}}}", "70000}}, lazada: {name: Mật}}")


def test_of_a_list_only_what_differs_is_written() -> None:
    done = _edited(Put(code=CODE, path=("images",), value=["a.png", "giữa.png", "b.png"]))

    assert done == WRITTEN.replace("# bìa\n", "# bìa\n      - giữa.png\n")


def test_a_picture_goes_and_the_comments_around_it_stay() -> None:
    done = _edited(Drop(code=CODE, path=("images", 1)))

    assert done == WRITTEN.replace("      - b.png\n", "")


def test_the_last_item_takes_its_key_along() -> None:
    done = _edited(Drop(code=CODE, path=("overrides", "shopee", "prices", "MAT-ONG")))

    assert done == WRITTEN.replace("    overrides: {shopee: {prices: {MAT-ONG: 70000}}}\n", "")


def test_a_variant_goes_with_its_own_comment() -> None:
    done = _edited(Drop(code=SECOND, sku=Sku("T1")))

    line = next(line for line in WRITTEN.splitlines(keepends=True) if "sku: T1" in line)
    assert done == WRITTEN.replace(line, "")


def test_a_product_moves_with_the_comment_above_it() -> None:
    done = _edited(Move(code=SECOND, to=0))

    assert done.index("code: TOM") < done.index("# mật của rừng") < done.index("code: MAT-ONG")
    assert sorted(done.splitlines()) == sorted(WRITTEN.splitlines())


def test_a_new_product_is_a_block_like_the_others() -> None:
    new: Value = {"code": "CUA", "name": "Cua", "category": "cua", "images": ["c.png"], "price": 5}
    done = _edited(Add(value=new))

    block = "  - code: CUA\n    name: Cua\n    category: cua\n    images: [c.png]\n    price: 5\n"
    assert done == WRITTEN + "\n" + block


def test_a_renamed_variant_keeps_its_price_in_every_shop() -> None:
    done = _edited(Rename(code=CODE, to="MAT-ONG-2"))

    assert done == WRITTEN.replace("code: MAT-ONG ", "code: MAT-ONG-2 ").replace(
        "{MAT-ONG: 70000}", "{MAT-ONG-2: 70000}"
    )


def test_the_first_product_of_an_empty_file() -> None:
    new = {"code": "CUA", "name": "Cua"}
    block = "  - code: CUA\n    name: Cua\n"

    assert edited(b"", [Add(value=new)]).decode() == f"products:\n{block}"
    for empty in ("products: []   # gì", "products:   # gì"):
        assert edited(
            empty.encode(), [Add(value=new)]
        ).decode() == f"products:   # gì\n{block}".rstrip("\n")


def test_the_last_product_leaves_an_empty_list() -> None:
    first = _edited(Drop(code=CODE))
    done = edited(first.encode(), [Drop(code=SECOND)]).decode()

    assert "products: []\n" in done
    assert yaml.load(done, yaml.BaseLoader)["products"] == []


def test_windows_line_ends_and_the_byte_order_mark_stay() -> None:
    content = codecs.BOM_UTF8 + WRITTEN.replace("\n", "\r\n").encode()
    done = edited(content, [Put(code=CODE, path=("story",), value="Một.\nHai.")])

    assert done.startswith(codecs.BOM_UTF8)
    assert done.count(b"\n") == done.count(b"\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "products: [{code: A, price: &p 5, list_price: *p}]",  # both would change
        "x: &base {price: 5}\nproducts: [{code: A, other: *base, stock: *base}]",
        "products:\n  - code: A\n    ? price\n    : &p 5\n    list_price: *p\n",
    ],
)
def test_what_is_written_for_several_places_is_left_to_a_person(text: str) -> None:
    path = ("price",) if "x:" not in text else ("other", "price")

    with pytest.raises(EditRefused) as refused:
        edited(text.encode(), [Put(code=Code("A"), path=path, value=6)])
    assert refused.value.problem.code == "edit_by_hand"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Put(code=Code("?"), path=("name",), value="x"), "edit_not_there"),
        (Put(code=SECOND, sku=Sku("T9"), path=("price",), value=1), "edit_not_there"),
        (Drop(code=CODE, path=("brand",)), "edit_not_there"),
        (Move(code=CODE, to=7), "edit_not_there"),
        (Rename(code=CODE, to="T2"), "edit_name_taken"),
    ],
)
def test_what_is_not_there_is_named(edit: Edit, code: str) -> None:
    with pytest.raises(EditRefused) as refused:
        _edited(edit)
    assert refused.value.problem.code == code


def test_a_broken_file_is_not_edited() -> None:
    with pytest.raises(Unread):
        edited(b"products: [", [Put(code=CODE, path=("name",), value="x")])


@pytest.mark.parametrize("file", sorted(CONFIG.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_scalar_of_the_shipped_catalog_can_be_rewritten(file: Path) -> None:
    content = file.read_bytes()
    for product in yaml.load(content, yaml.BaseLoader)["products"]:
        code = Code(product["code"])
        for path, value in list(_scalars(product))[::7]:
            done = edited(content, [Put(code=code, path=path, value=f"{value} nữa")])
            renamed = Code(f"{code} nữa") if path == ("code",) else code
            back = edited(done, [Put(code=renamed, path=path, value=value)])
            assert _model(back) == _model(content)
            assert sum(_ends(content, done)) >= len(content) - 2 * len(value.encode()) - 80


# Any catalog, however it is laid out: each scalar is written in a way of its own, and remembered.


@dataclass(frozen=True)
class Piece:
    """A bit of the file; a scalar says whose it is."""

    text: str
    path: tuple[Any, ...] | None = None
    value: str = ""


WORDS = st.text(alphabet="aăbđ ôệ012.-_'\"#:", min_size=1, max_size=12).map(str.strip).filter(bool)
TEXTS = st.one_of(WORDS, st.sampled_from(["no", "012", "~x", "a\nb", "dài " * 40 + "x", "a: b"]))
NAMES = ("name", "category", "brand", "gtin")


def _spelled(draw: Any, value: str, *, flow: bool) -> str:
    """Write a scalar in one of the ways that read back as it."""
    ways = [value, "'" + value.replace("'", "''") + "'", _double(value)]
    sound = [
        way
        for way in ways
        if _reads(way, value) and (not flow or _reads(way, value, "{k: %s, z: 1}"))
    ]
    chosen: str = draw(st.sampled_from(sound))
    return chosen


def _double(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _reads(way: str, value: str, layout: str = "k: %s   # c\nz: 1") -> bool:
    text = layout.replace("%s", way)
    try:
        return bool(yaml.load(text, yaml.BaseLoader) == {"k": value, "z": "1"})
    except yaml.YAMLError:
        return False


@st.composite
def catalogs(draw: Any) -> list[Piece]:
    """Draw a file with two products, one of them with variants."""
    gaps = st.sampled_from(["", "", "\n", "    # lời của người viết\n", "\n\n"])
    comments = st.sampled_from(["", "   # chú thích", " # - code: X"])
    pieces = [Piece(draw(st.sampled_from(["", "# đầu\n", "cooperative: {name: H}\n\n"])))]
    pieces.append(Piece("products:" + draw(comments) + "\n"))
    for number, code in enumerate(("P0", "P1")):
        pieces.append(Piece(f"  - code: {code}" + draw(comments) + "\n"))
        for name in draw(st.permutations(NAMES)):
            value = draw(TEXTS)
            pieces.append(Piece(draw(gaps) + f"    {name}: "))
            pieces.append(Piece(_spelled(draw, value, flow=False), (number, name), value))
            pieces.append(Piece(draw(comments) + "\n"))
        if number == 1:
            pieces += _variants(draw, comments)
        pieces.append(Piece(draw(gaps)))
    return pieces


def _variants(draw: Any, comments: Any) -> Iterator[Piece]:
    yield Piece("    variants:\n")
    for at, sku in enumerate(("S0", "S1", "S2")):
        value = draw(WORDS)
        spelled = Piece(_spelled(draw, value, flow=True), (1, "variants", at, "gtin"), value)
        if draw(st.booleans()):
            yield from (Piece(f"      - {{sku: {sku}, gtin: "), spelled, Piece(", price: 5}"))
        else:
            yield from (Piece(f"      - sku: {sku}\n        gtin: "), spelled)
        yield Piece(draw(comments) + "\n")


def _content(pieces: list[Piece], newline: str, mark: bytes) -> bytes:
    return mark + "".join(piece.text for piece in pieces).replace("\n", newline).encode()


LAYOUTS = st.tuples(
    catalogs(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", codecs.BOM_UTF8])
)


@given(layout=LAYOUTS, value=TEXTS, data=st.data())
@settings(max_examples=150, deadline=None)
def test_of_any_file_a_scalar_is_rewritten_and_nothing_else(
    layout: tuple[list[Piece], str, bytes], value: str, data: st.DataObject
) -> None:
    pieces, newline, mark = layout
    at = data.draw(st.sampled_from([n for n, piece in enumerate(pieces) if piece.path]))
    before, after = pieces[:at], pieces[at + 1 :]
    if "\n" in value or len(value) > 100:  # a block: the comment stays, on its first line
        after[0] = Piece(after[0].text.lstrip(" ")) if after[0].text.startswith(" ") else after[0]
    content = _content(pieces, newline, mark)

    done = edited(content, [_put(pieces[at].path or (), value)])

    assert done.startswith(_content(before, newline, mark))
    rest = "".join(piece.text for piece in after[1:]).replace("\n", newline).encode()
    assert done.endswith(rest)
    wanted = _model(content)
    _in(wanted, (pieces[at].path or ())[:-1])[(pieces[at].path or ())[-1]] = value
    assert _model(done) == wanted


@given(layout=LAYOUTS, data=st.data())
@settings(max_examples=150, deadline=None)
def test_of_any_file_what_is_added_dropped_or_moved_leaves_the_rest(
    layout: tuple[list[Piece], str, bytes], data: st.DataObject
) -> None:
    content = _content(*layout)
    wanted = _model(content)
    edit, make = data.draw(st.sampled_from(EDITS))
    make(wanted)

    done = edited(content, [edit])

    assert _model(done) == wanted
    if isinstance(edit, Move):
        assert sorted(done.split(b"\n")) == sorted(content.split(b"\n"))
    elif not isinstance(edit, Rename):
        assert sum(_ends(content, done)) >= min(len(content), len(done))


P1, S1 = Code("P1"), Sku("S1")
VARIANT = {"sku": "S3", "price": "7"}
EDITS: list[tuple[Edit, Any]] = [
    (Put(code=P1, path=("story",), value="mới"), lambda m: m[1].update(story="mới")),
    (
        Put(code=P1, sku=S1, path=("weight_g",), value=5),
        lambda m: m[1]["variants"][1].update(weight_g="5"),
    ),
    (
        Put(code=P1, path=("overrides", "s", "name"), value="n"),
        lambda m: m[1].update(overrides={"s": {"name": "n"}}),
    ),
    (Drop(code=P1, path=("name",)), lambda m: m[1].pop("name")),
    (Drop(code=P1, sku=S1), lambda m: m[1]["variants"].pop(1)),
    (Drop(code=Code("P0")), lambda m: m.pop(0)),
    (Drop(code=P1), lambda m: m.pop(1)),
    (Add(code=P1, path=("variants",), value=VARIANT), lambda m: m[1]["variants"].append(VARIANT)),
    (
        Add(code=P1, path=("variants",), value=VARIANT, at=0),
        lambda m: m[1]["variants"].insert(0, VARIANT),
    ),
    (Add(code=P1, path=("images",), value="x.png"), lambda m: m[1].update(images=["x.png"])),
    (Add(value={"code": "P2", "name": "N"}), lambda m: m.append({"code": "P2", "name": "N"})),
    (
        Add(value={"code": "P2", "name": "N"}, at=1),
        lambda m: m.insert(1, {"code": "P2", "name": "N"}),
    ),
    (Move(code=P1, to=0), lambda m: m.reverse()),
    (Move(code=P1, sku=S1, to=2), lambda m: m[1]["variants"].append(m[1]["variants"].pop(1))),
    (Rename(code=P1, to="P9"), lambda m: m[1].update(code="P9")),
    (Rename(code=P1, sku=S1, to="S9"), lambda m: m[1]["variants"][1].update(sku="S9")),
]


def _put(path: tuple[Any, ...], value: str) -> Put:
    return Put(code=Code(f"P{path[0]}"), path=path[1:], value=value)


def _model(content: bytes) -> Any:
    return yaml.load(content.decode("utf-8-sig"), yaml.BaseLoader)["products"]


def _in(model: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        model = model[step]
    return model


def _scalars(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
        return
    for step, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _scalars(one, (*path, step))


def _ends(one: bytes, other: bytes) -> tuple[int, int]:
    """Measure what two files begin and end with in common."""
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    return head, tail


def _edited(edit: Edit) -> str:
    return edited(WRITTEN.encode(), [edit]).decode()


def _without(text: str, part: str) -> str:
    assert part in text
    return text.replace(part, "")

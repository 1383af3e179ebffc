"""Finds the known name that somebody most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from sync.model.letters import without_marks

_VIETNAMESE: Mapping[str, str] = {  # what a cooperative would write first
    "ten": "name",
    "ten san pham": "name",
    "ma": "code",
    "ma sku": "sku",
    "gia": "price",
    "gia ban": "price",
    "gia niem yet": "list_price",
    "ton": "stock",
    "ton kho": "stock",
    "so luong": "stock",
    "ghep tu": "made_of",
    "gom": "made_of",
    "bundle": "made_of",
    "anh": "images",
    "hinh": "images",
    "hinh anh": "images",
    "mo ta": "story",
    "cau chuyen": "story",
    "danh muc": "category",
    "nganh hang": "category",
    "nhan": "label",
    "thanh phan": "ingredients",
    "han su dung": "shelf_life",
    "bao quan": "storage",
    "cach dung": "usage",
    "xuat xu": "origin",
    "thuong hieu": "brand",
    "ma vach": "gtin",
    "barcode": "gtin",
    "can nang": "weight_g",
    "weight": "weight_g",
    "kich thuoc": "size_mm",
    "size": "size_mm",
    "phan loai": "variants",
    "bien the": "variants",
    "giay chung nhan": "certificate",
    "dia chi": "address",
    "ma so thue": "tax_code",
    "description": "story",
    "quantity": "stock",
    "image": "images",
    "expires": "expires_on",
    "khoi luong tinh": "net_content",
}

_MOST = 2_000  # among more names a guess takes too long


def folded(text: str) -> str:
    """Write without accents, capitals and joining marks: "Tồn_kho" is "ton kho"."""
    return " ".join(without_marks(text.lower()).replace("_", " ").replace("-", " ").split())


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Name the known one that is meant by `name`, None when nothing is near."""
    known = list(known)
    if len(known) > _MOST:
        return None
    names = {folded(each): each for each in sorted(known)}
    wanted = folded(name[:100])
    meant = _VIETNAMESE.get(wanted)
    if meant in names.values():
        return meant
    found = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
    return names[found[0]] if found else None

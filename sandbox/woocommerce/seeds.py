"""The categories that the owner made, and how WordPress spells a name in an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sandbox.woocommerce.entities import Term

CATEGORY, TAG, ATTRIBUTE = "product_cat", "product_tag", "attribute"
UNCATEGORIZED = 15
TREE = {
    "Đặc sản OCOP": (
        "Thủy sản khô",
        "Hải sản đông lạnh",
        "Mắm và gia vị",
        "Mật ong, yến sào",
        "Gạo, bánh, bún",
        "Trái cây sấy",
        "Thủ công mỹ nghệ",
        "Đặc sản khác",
    ),
    "Quà tặng": ("Giỏ quà", "Hộp quà"),
}


def seeded() -> Iterator[Term]:
    """The categories that the owner made."""
    yield Term(UNCATEGORIZED, CATEGORY, "Uncategorized", "uncategorized")
    number = 20
    for parent, children in TREE.items():
        above = number
        yield Term(above, CATEGORY, parent, slug_of(parent))
        for child in children:
            number += 1
            yield Term(number, CATEGORY, child, slug_of(child), above)
        number += 1


def slug_of(text: str) -> str:
    """The name in an address: accents written plainly, all else a hyphen."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(each for each in plain if not unicodedata.combining(each)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")

"""Draws every picture that the catalog names: `python -m tools.draw_pictures [config folder]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from tools.draw_pictures import more
from tools.draw_pictures.card import Facts, cover, encoded

KINDS: tuple[Callable[[Facts], Image.Image], ...] = (cover, more.packs, more.label)
LABEL = {
    "ingredients": "Thành phần",
    "net_content": "Khối lượng tịnh",
    "shelf_life": "Hạn sử dụng",
    "storage": "Bảo quản",
    "usage": "Cách dùng",
}


def main() -> None:
    """Draw all, and write only what changed."""
    catalog = Path(sys.argv[1] if len(sys.argv) > 1 else "config") / "catalog"
    written = [path for path, card in _cards(catalog) if _write(path, encoded(card))]
    print(f"{len(written)} pictures changed")


def _cards(catalog: Path) -> Iterator[tuple[Path, Image.Image]]:
    for file in sorted(catalog.glob("*.yaml")):
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        for product in written["products"]:
            facts = _facts(product, written["cooperative"])
            for kind, name in zip(KINDS, product["images"], strict=False):
                yield catalog / name, kind(facts)


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return True


def _facts(product: dict[str, Any], cooperative: dict[str, Any]) -> Facts:
    label = product["label"]
    packs = tuple(", ".join(v["options"]) for v in product.get("variants", ()))
    return Facts(
        code=product["code"],
        name=product["name"],
        category=product["category"],
        producer=cooperative["name"],
        place=_place(cooperative["address"]),
        pack=label.get("net_content") or ", ".join(packs),
        packs=packs,
        label=tuple(_told(label)),
    )


def _told(label: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, heading in LABEL.items():
        if key in label:
            value = label[key]
            yield heading, ", ".join(value) if isinstance(value, list) else str(value)


def _place(address: str) -> str:
    """The commune and the province, without hamlet and street."""
    place = ", ".join(address.split(", ")[-2:])
    return place[0].upper() + place[1:]


if __name__ == "__main__":
    main()

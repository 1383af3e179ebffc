"""Packs what we write: JSON where Lazada takes it, XML where it takes nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson

from sync.marketplace.json_values import Json


def of_product(product: Json) -> dict[str, str]:
    """Pack a product; every value in it is text, lists are lists."""
    return {"payload": orjson.dumps({"Request": {"Product": product}}).decode()}


def of_skus(skus: Sequence[Json]) -> dict[str, str]:
    """Pack SKUs of any items."""
    return of_product({"Skus": {"Sku": list(skus)}})


def to_hide(item_id: str, sku_ids: Iterable[str] = ()) -> dict[str, str]:
    """Pack what /product/deactivate wants: an item, or some SKUs of it."""
    request = Element("Request")
    product = SubElement(request, "Product")
    SubElement(product, "ItemId").text = item_id
    named = list(sku_ids)
    if named:
        skus = SubElement(product, "Skus")
        for sku_id in named:
            SubElement(skus, "SkuId").text = sku_id
    return {"apiRequestBody": tostring(request, encoding="unicode")}


def to_remove(item_id: str, sku_ids: Iterable[str]) -> dict[str, str]:
    """Pack what /product/remove wants: names made of both ids."""
    names = [f"SkuId_{item_id}_{sku_id}" for sku_id in sku_ids]
    return {"sku_id_list": orjson.dumps(names).decode()}


def html_of(text: str) -> str:
    """Write a text as paragraphs; a single line end stays one."""
    return "".join(
        tostring(_paragraph(paragraph.split("\n")), encoding="unicode", method="html")
        for paragraph in text.split("\n\n")
        if paragraph.strip()
    )


def _paragraph(lines: Sequence[str]) -> Element:
    paragraph = Element("p")
    paragraph.text = lines[0]
    for line in lines[1:]:
        SubElement(paragraph, "br").tail = line
    return paragraph


def highlights_of(points: Sequence[str]) -> str:
    """Write points as the list that a short description has to be."""
    outer = Element("ul")
    for point in points:
        SubElement(outer, "li").text = point
    return tostring(outer, encoding="unicode", method="html")

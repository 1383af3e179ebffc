"""The payload of a writing call: XML or JSON in one parameter, read into the same nodes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from sandbox.lazada.errors import Refusal, numbered

if TYPE_CHECKING:
    from sandbox.lazada.market import Call


_REPEATED = frozenset({"Image", "Sku", "option", "MultiWarehouseInventory"})
_NO_JSON = Refusal("1001", "The parameters are not in JSON format")


def broken() -> Refusal:
    """The XML cannot be read."""
    return numbered(5, "Invalid Request Format")


class Node:
    """An element of the payload; unknown children are ignored, as the platform does."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def has(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """A child's text, empty when absent."""
        value = self._only(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict | list):
            raise broken()
        return "" if value is None else str(value)

    def child(self, name: str) -> Node:
        """A child with children of its own; empty when absent."""
        value = self._only(name)
        return Node(value) if isinstance(value, dict) else Node({})

    def texts(self, outer: str, inner: str) -> list[str]:
        """The texts of a list such as Images > Image."""
        return [str(each) for each in self._list(outer, inner)]

    def nodes(self, outer: str, inner: str) -> list[Node]:
        """The nodes of a list such as Skus > Sku."""
        return [Node(each) for each in self._list(outer, inner) if isinstance(each, dict)]

    def _only(self, name: str) -> Any:
        """A child, also where XML made a list of it."""
        value = self.values.get(name)
        return value[0] if isinstance(value, list) and len(value) == 1 else value

    def _list(self, outer: str, inner: str) -> list[Any]:
        value = self.child(outer).values.get(inner)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]


def read_request(call: Call, parameter: str = "payload") -> Node:
    """What is inside Request; raises 5, 30 or 1001 when there is none."""
    text = call.required(parameter).strip()
    request = _from_json(text) if text.startswith("{") else _from_xml(text)
    if not request.values:
        raise numbered(30, "Empty Request")
    return request


def read_product(call: Call) -> Node:
    """The Product of a create or update, with the shapes that JSON must keep."""
    product = read_request(call).child("Product")
    if not product.values:
        raise numbered(30, "Empty Request")
    if call.get("payload").strip().startswith("{"):
        _check_shapes(product)
    return product


def _from_json(text: str) -> Node:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _NO_JSON from error
    request = whole.get("Request") if isinstance(whole, dict) else None
    if not isinstance(request, dict):
        raise _NO_JSON
    return Node(request)


def _check_shapes(product: Node) -> None:
    """Lists are lists, and what a SKU says is text."""
    images = product.child("Images").values.get("Image", [])
    skus = product.child("Skus").values.get("Sku", [])
    if not isinstance(images, list) or not isinstance(skus, list):
        raise _NO_JSON
    for sku in skus:
        if not isinstance(sku, dict):
            raise _NO_JSON
        if not all(isinstance(value, str | dict) for value in sku.values()):
            raise _NO_JSON


def _from_xml(text: str) -> Node:
    if "<!DOCTYPE" in text:
        raise broken()
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # no DTD: nothing can expand
    except (ElementTree.ParseError, ValueError) as error:
        raise broken() from error
    if root.tag != "Request":
        raise broken()
    inside = _value(root)
    return Node(inside if isinstance(inside, dict) else {})


def _value(element: ElementTree.Element) -> str | dict[str, Any]:
    children = list(element)
    if not children:
        return element.text or ""
    found: dict[str, Any] = {}
    for child in children:
        if child.tag in _REPEATED:
            found.setdefault(child.tag, []).append(_value(child))
        elif child.tag in found:
            earlier = found[child.tag]
            several = earlier if isinstance(earlier, list) else [earlier]
            found[child.tag] = [*several, _value(child)]
        else:
            found[child.tag] = _value(child)
    return found

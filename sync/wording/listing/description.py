"""Composes a description in the sections that a buyer reads, out of facts and the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sync.model import Label, Product
from sync.model.packs import net_contents
from sync.wording.listing.attributes import day

_DATES = "NSX/HSD: xem trên bao bì"  # they belong to a lot, so the catalog cannot know them
_IN_FORCE = re.compile(r"công nhận OCOP \d sao.*có hiệu lực đến (\d\d)/(\d\d)/(\d{4})")
_TRACE = "Truy xuất nguồn gốc: quét mã QR trên bao bì"  # platforms refuse links in texts


def description(product: Product, story: str, stars: int | None) -> str:
    """Compose the description; `stars` is None unless the certificate may be claimed today."""
    blocks = (
        story.strip(),
        _section("Điểm nổi bật:", _highlights(product, stars)),
        _section("Quy cách:", _packs(product)),
        _section("Thông tin trên nhãn:", _label(product.label)),
        _section("Cách dùng:", _usage(product.label)),
        _section("Bảo quản:", _storage(product.label)),
        _section("Nguồn gốc:", _origin(product)),
        _section("Giao hàng:", _shipping(product)),
    )
    return "\n\n".join(block for block in blocks if block)


def _section(heading: str, lines: Iterator[str]) -> str:
    listed = [f"- {line}" for line in lines]
    return "\n".join([heading, *listed]) if listed else ""


def _highlights(product: Product, stars: int | None) -> Iterator[str]:
    if stars is not None:
        yield _certified(product, stars)
    if place := product.label.origin_place:
        yield f"Vùng sản xuất: {place}"
    yield from _facts({"Mã số vùng trồng": product.growing_area_code})
    if product.trace_url:
        yield _TRACE


def _certified(product: Product, stars: int) -> str:
    certificate = product.certificate
    parts = [f"Sản phẩm được công nhận OCOP {stars} sao"]
    if certificate and certificate.decision_no:
        parts.append(f" theo Quyết định số {certificate.decision_no}")
        parts.append(f" của {certificate.issued_by}" if certificate.issued_by else "")
    if certificate and certificate.expires_on:
        parts.append(f", có hiệu lực đến {day(certificate.expires_on)}")
    certified = product.origin_as_certified
    if certified and certified != product.origin_now:  # it has been renamed since
        parts.append(f"; nơi sản xuất ghi trên giấy chứng nhận: {certified}")
    return "".join(parts)


def certificate_end(text: str) -> date | None:
    """Read back until when a description of ours says that its stars are in force."""
    found = _IN_FORCE.search(text)
    return date(*map(int, reversed(found.groups()))) if found else None


def _packs(product: Product) -> Iterator[str]:
    contents = net_contents(product)
    packs = dict.fromkeys(each.pack for each in product.variants if each.pack)
    yield from _facts(
        {
            "Tên hàng hóa": product.label.generic_name,
            "Quy cách đóng gói": ", ".join(pack for pack in packs if pack not in contents),
            "Khối lượng tịnh": ", ".join(contents),
            "Chất liệu": product.label.material,
        }
    )


def _label(label: Label) -> Iterator[str]:
    declaration, safety = label.declaration, label.food_safety_certificate
    yield from _facts(
        {
            "Thành phần": ", ".join(label.ingredients),
            "Chất gây dị ứng": ", ".join(label.allergens),
            "Nồng độ cồn": label.alcohol_percent and f"{_decimal(label.alcohol_percent)} % vol",
            "Hạn sử dụng": label.shelf_life,
        }
    )
    if label.shelf_life:
        yield _DATES
    yield from _facts(
        {
            "Thông tin cảnh báo": label.warning,
            "Tiêu chuẩn": label.standard_no,
            "Số tự công bố": declaration and declaration.number,
            "Giấy chứng nhận cơ sở đủ điều kiện ATTP": safety and safety.number,
        }
    )


def _usage(label: Label) -> Iterator[str]:
    yield from (text for text in (label.usage, label.care) if text)


def _storage(label: Label) -> Iterator[str]:
    if label.storage:
        yield label.storage
    yield from _facts({"Sau khi mở": label.shelf_life_opened})


def _origin(product: Product) -> Iterator[str]:
    label = product.label
    maker = label.manufacturer or product.cooperative
    places = (label.origin_place, label.origin)
    yield from _facts(
        {
            "Xuất xứ": ", ".join(dict.fromkeys(place for place in places if place)),
            "Nơi sản xuất": product.origin_now,
            "Cơ sở sản xuất": maker.name,
            "Địa chỉ": maker.address,
        }
    )


def _shipping(product: Product) -> Iterator[str]:
    """Tell how it travels; its weight is the carrier's business, and no reason to edit a text."""
    if product.shipping:
        yield product.shipping


def _facts(facts: Mapping[str, object]) -> Iterator[str]:
    return (f"{name}: {fact}" for name, fact in facts.items() if fact)


def _decimal(number: float) -> str:
    return f"{number:g}".replace(".", ",")

"""What a buyer reads in a listing: the story, the label that the law wants, the origin, the stars.

Listings are Vietnamese whatever language the report is in: they are read by buyers in Vietnam.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sync.model import Label, Paper, Product

_LABEL_HEADING = "Thông tin sản phẩm:"
_ORIGIN_HEADING = "Nguồn gốc:"
_DATES = "NSX/HSD: xem trên bao bì"  # they belong to a lot, so the catalog cannot know them
_IN_FORCE = re.compile(r"công nhận OCOP \d sao.*có hiệu lực đến (\d\d)/(\d\d)/(\d{4})")
_TRACE = "Truy xuất nguồn gốc: quét mã QR trên bao bì"  # platforms refuse links in texts


def description(product: Product, story: str, stars: int | None) -> str:
    """Compose the description; `stars` is None unless the certificate may be claimed today."""
    blocks = (
        story.strip(),
        _block(_LABEL_HEADING, _label_lines(product.label)),
        _block(_ORIGIN_HEADING, _origin_lines(product)),
        _certificate_line(product, stars),
    )
    return "\n\n".join(block for block in blocks if block)


def attributes(product: Product, stars: int | None) -> dict[str, str]:
    """Name what marketplaces ask for as attributes; the product's own go before the label's."""
    label = product.label
    maker = label.manufacturer or product.cooperative
    known = {
        "Thương hiệu": product.brand,
        "Xuất xứ": label.origin,
        "Trọng lượng": label.net_content,
        "Thành phần": ", ".join(label.ingredients),
        "Hạn sử dụng": label.shelf_life,
        "Hướng dẫn bảo quản": label.storage,
        "Hướng dẫn sử dụng": label.usage,
        "Thông tin cảnh báo": label.warning,
        "Chất liệu": label.material,
        "Tên tổ chức chịu trách nhiệm sản xuất": maker.name,
        "Địa chỉ tổ chức chịu trách nhiệm sản xuất": maker.address,
        "Chứng nhận OCOP": None if stars is None else f"{stars} sao",
        **_papers(product, stars),
    }
    return {name: text for name, text in known.items() if text} | dict(product.attributes)


def _papers(product: Product, stars: int | None) -> dict[str, str | None]:
    """Name what only some forms ask for: the decision behind the stars, declarations, the trace."""
    label, certificate = product.label, product.certificate if stars is not None else None
    issued_on = certificate.issued_on if certificate else None
    expires_on = certificate.expires_on if certificate else None
    return {
        "Số quyết định OCOP": certificate.decision_no if certificate else None,
        "Cơ quan công nhận OCOP": certificate.issued_by if certificate else None,
        "Ngày công nhận OCOP": _day(issued_on) if issued_on else None,
        "Công nhận OCOP có hiệu lực đến": _day(expires_on) if expires_on else None,
        "Hạn sử dụng sau khi mở": label.shelf_life_opened,
        "Số tự công bố": label.declaration.number if label.declaration else None,
        **_licence(product),
        "Liên kết truy xuất nguồn gốc": product.trace_url,
    }


def _licence(product: Product) -> dict[str, str | None]:
    """Name the licence that lets a food be sold: its self-declaration, or its registration."""
    declared = (paper for paper in product.papers if paper.kind == "self_declaration")
    papers = [paper for paper in (product.label.declaration, *declared) if paper is not None]
    if not papers:
        return {}
    same = [paper for paper in papers if paper.number == papers[0].number]
    issued_on = next((paper.issued_on for paper in same if paper.issued_on), None)
    return {
        "Loại giấy phép sản phẩm": _licence_kind(papers[0]),
        "Số giấy phép sản phẩm": papers[0].number,
        "Ngày cấp giấy phép sản phẩm": _day(issued_on) if issued_on else None,
        "Nơi cấp giấy phép sản phẩm": next((p.issued_by for p in same if p.issued_by), None),
    }


def _licence_kind(paper: Paper) -> str:
    """Tell a registration by its number (12/2026/ĐKSP): what is declared by oneself has none."""
    registered = re.search(r"[ĐD]K(SP|CB)|TNĐK", paper.number.upper())
    if registered:
        return "Giấy tiếp nhận đăng ký bản công bố sản phẩm"
    return "Bản tự công bố sản phẩm"


def _block(heading: str, lines: Iterator[str]) -> str:
    listed = [f"- {line}" for line in lines]
    return "\n".join([heading, *listed]) if listed else ""


def _label_lines(label: Label) -> Iterator[str]:
    facts = {
        "Tên hàng hóa": label.generic_name,
        "Khối lượng tịnh": label.net_content,
        "Thành phần": ", ".join(label.ingredients),
        "Chất gây dị ứng": ", ".join(label.allergens),
        "Nồng độ cồn": label.alcohol_percent and f"{_decimal(label.alcohol_percent)} % vol",
        "Chất liệu": label.material,
        "Hạn sử dụng": label.shelf_life,
        "Sau khi mở": label.shelf_life_opened,
    }
    yield from _facts(facts)
    if label.shelf_life:
        yield _DATES
    yield from _facts(_care(label))


def _care(label: Label) -> Mapping[str, object]:
    declaration, safety = label.declaration, label.food_safety_certificate
    return {
        "Hướng dẫn bảo quản": label.storage,
        "Hướng dẫn sử dụng": label.usage,
        "Hướng dẫn giữ gìn": label.care,
        "Thông tin cảnh báo": label.warning,
        "Tiêu chuẩn": label.standard_no,
        "Số tự công bố": declaration and declaration.number,
        "Giấy chứng nhận cơ sở đủ điều kiện ATTP": safety and safety.number,
    }


def _origin_lines(product: Product) -> Iterator[str]:
    label = product.label
    maker = label.manufacturer or product.cooperative
    places = (label.origin_place, label.origin)
    yield from _facts(
        {
            "Xuất xứ": ", ".join(dict.fromkeys(place for place in places if place)),
            "Nơi sản xuất": product.origin_now,
            "Cơ sở sản xuất": maker.name,
            "Địa chỉ": maker.address,
            "Mã số vùng trồng": product.growing_area_code,
        }
    )
    if product.trace_url:
        yield _TRACE


def _facts(facts: Mapping[str, object]) -> Iterator[str]:
    return (f"{name}: {fact}" for name, fact in facts.items() if fact)


def _certificate_line(product: Product, stars: int | None) -> str:
    certificate = product.certificate
    if certificate is None or stars is None:
        return ""
    parts = [
        f"Sản phẩm được công nhận OCOP {stars} sao",
        certificate.decision_no and f" theo Quyết định số {certificate.decision_no}",
        certificate.decision_no and certificate.issued_by and f" của {certificate.issued_by}",
        certificate.expires_on and f", có hiệu lực đến {_day(certificate.expires_on)}",
        _certified_elsewhere(product),
    ]
    return "".join(part for part in parts if part) + "."


def certificate_end(description: str) -> date | None:
    """Read back until when a description of ours says that its stars are in force."""
    found = _IN_FORCE.search(description)
    return date(*map(int, reversed(found.groups()))) if found else None


def _certified_elsewhere(product: Product) -> str:
    """Quote the place as certified where it has been renamed since."""
    certified = product.origin_as_certified
    if not certified or certified == product.origin_now:
        return ""
    return f"; nơi sản xuất ghi trên giấy chứng nhận: {certified}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _decimal(number: float) -> str:
    return f"{number:g}".replace(".", ",")

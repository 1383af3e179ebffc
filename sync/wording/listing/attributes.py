"""Names what marketplaces ask for as attributes."""

from __future__ import annotations

import re
from datetime import date

from sync.model import Paper, Product
from sync.model.packs import net_contents

TRACE_LINK = "Liên kết truy xuất nguồn gốc"


def attributes(product: Product, stars: int | None) -> dict[str, str]:
    """Name what marketplaces ask for as attributes; the product's own go before the label's."""
    label = product.label
    maker = label.manufacturer or product.cooperative
    known = {
        "Thương hiệu": product.brand,
        "Xuất xứ": label.origin,
        "Trọng lượng": ", ".join(net_contents(product)),
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
        "Ngày công nhận OCOP": day(issued_on) if issued_on else None,
        "Công nhận OCOP có hiệu lực đến": day(expires_on) if expires_on else None,
        "Hạn sử dụng sau khi mở": label.shelf_life_opened,
        "Số tự công bố": label.declaration.number if label.declaration else None,
        **_licence(product),
        TRACE_LINK: product.trace_url,
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
        "Ngày cấp giấy phép sản phẩm": day(issued_on) if issued_on else None,
        "Nơi cấp giấy phép sản phẩm": next((p.issued_by for p in same if p.issued_by), None),
    }


def _licence_kind(paper: Paper) -> str:
    """Tell a registration by its number (12/2026/ĐKSP): what is declared by oneself has none."""
    registered = re.search(r"[ĐD]K(SP|CB)|TNĐK", paper.number.upper())
    if registered:
        return "Giấy tiếp nhận đăng ký bản công bố sản phẩm"
    return "Bản tự công bố sản phẩm"


def day(day: date) -> str:
    """Write a day as people in Vietnam do."""
    return f"{day:%d/%m/%Y}"

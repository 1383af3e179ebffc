"""Names what marketplaces ask for as attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sync.model import Label, Language, Paper, Product
from sync.model.packs import net_contents
from sync.wording.listing.words import WORDS, Words, day, issuer

_TRACE_LINK = "Liên kết truy xuất nguồn gốc"
_BUY_AT = "Mua tại "


def attributes(product: Product, stars: int | None, language: Language = "vi") -> dict[str, str]:
    """Name what marketplaces ask for as attributes; the product's own go before the label's.

    Their names are ours in whatever language the values are: adapters know them by these.
    """
    label = product.label
    maker = label.manufacturer or product.cooperative
    known = {
        "Thương hiệu": product.brand,
        "Xuất xứ": label.origin or _finished(label, WORDS[language]),
        "Trọng lượng": ", ".join(net_contents(product)),
        "Thành phần": ", ".join(label.ingredients),
        "Hạn sử dụng": label.shelf_life,
        "Hướng dẫn bảo quản": label.storage,
        "Hướng dẫn sử dụng": label.usage,
        "Thông tin cảnh báo": label.warning,
        "Chất liệu": label.material,
        "Tên tổ chức chịu trách nhiệm sản xuất": maker.name,
        "Địa chỉ tổ chức chịu trách nhiệm sản xuất": maker.address,
        "Chứng nhận OCOP": None
        if stars is None
        else WORDS[language]["star_count"].format(stars=stars),
        "Mã HS": product.hs_code if language == "en" else None,  # customs abroad ask for it
        **_papers(product, stars, language),
    }
    return {name: text for name, text in known.items() if text} | dict(product.attributes)


def _finished(label: Label, words: Words) -> str | None:
    return label.finished_in and f"{words['finished']}: {label.finished_in}"


def buy_links(pages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name where else a product is bought: of each shop its label and the address there."""
    found: dict[str, str] = {}
    for label, address in pages:
        alike = sum(name.startswith(label) for name in found)
        found[f"{label} ({alike + 1})" if alike else label] = address
    return {_BUY_AT + name: address for name, address in found.items()}


def is_link(name: str) -> bool:
    """Tell an attribute that is an address by its nature."""
    return name == _TRACE_LINK or name.startswith(_BUY_AT)


def _papers(product: Product, stars: int | None, language: Language) -> dict[str, str | None]:
    """Name what only some forms ask for: the decision behind the stars, declarations, the trace."""
    label, certificate = product.label, product.certificate if stars is not None else None
    issued_on = certificate.issued_on if certificate else None
    expires_on = certificate.expires_on if certificate else None
    return {
        "Số quyết định OCOP": certificate.decision_no if certificate else None,
        "Cơ quan công nhận OCOP": issuer(certificate.issued_by, language)
        if certificate and certificate.issued_by
        else None,
        "Ngày công nhận OCOP": day(issued_on) if issued_on else None,
        "Công nhận OCOP có hiệu lực đến": day(expires_on) if expires_on else None,
        "Hạn sử dụng sau khi mở": label.shelf_life_opened,
        "Số tự công bố": label.declaration.number if label.declaration else None,
        **_licence(product, WORDS[language]),
        _TRACE_LINK: product.trace_url,
    }


def _licence(product: Product, words: Words) -> dict[str, str | None]:
    """Name the licence that lets a food be sold: its self-declaration, or its registration."""
    declared = (paper for paper in product.papers if paper.kind == "self_declaration")
    papers = [paper for paper in (product.label.declaration, *declared) if paper is not None]
    if not papers:
        return {}
    same = [paper for paper in papers if paper.number == papers[0].number]
    issued_on = next((paper.issued_on for paper in same if paper.issued_on), None)
    return {
        "Loại giấy phép sản phẩm": words["registered" if _is_registered(papers[0]) else "declared"],
        "Số giấy phép sản phẩm": papers[0].number,
        "Ngày cấp giấy phép sản phẩm": day(issued_on) if issued_on else None,
        "Nơi cấp giấy phép sản phẩm": next((p.issued_by for p in same if p.issued_by), None),
    }


def _is_registered(paper: Paper) -> bool:
    """Tell a registration by its number (12/2026/ĐKSP): what is declared by oneself has none."""
    return re.search(r"[ĐD]K(SP|CB)|TNĐK", paper.number.upper()) is not None

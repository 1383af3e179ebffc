"""The words of a listing's description and title, by language; the official English terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.model import Language

Words = Mapping[str, str]

_VI: Words = {
    "highlights": "Điểm nổi bật:",
    "packs": "Quy cách:",
    "on_label": "Thông tin trên nhãn:",
    "use": "Cách dùng:",
    "keeping": "Bảo quản:",
    "origins": "Nguồn gốc:",
    "to_order": "Hàng đặt trước: chuẩn bị trong {days} ngày rồi gửi",
    "delivery": "Giao hàng:",
    "area": "Vùng sản xuất",
    "area_code": "Mã số vùng trồng",
    "trace": "Truy xuất nguồn gốc: quét mã QR trên bao bì",  # platforms refuse links in texts
    "certified": "Sản phẩm được công nhận OCOP {stars} sao",
    "decision": " theo Quyết định số {number}",
    "issued_by": " của {issuer}",
    "in_force": ", có hiệu lực đến {day}",
    "as_certified": "; nơi sản xuất ghi trên giấy chứng nhận: {place}",
    "generic_name": "Tên hàng hóa",
    "packing": "Quy cách đóng gói",
    "net_content": "Khối lượng tịnh",
    "material": "Chất liệu",
    "ingredients": "Thành phần",
    "allergens": "Chất gây dị ứng",
    "alcohol": "Nồng độ cồn",
    "shelf_life": "Hạn sử dụng",
    "dates": "NSX/HSD: xem trên bao bì",  # they belong to a lot: the catalog cannot know them
    "warning": "Thông tin cảnh báo",
    "standard": "Tiêu chuẩn",
    "declaration": "Số tự công bố",
    "food_safety": "Giấy chứng nhận cơ sở đủ điều kiện ATTP",
    "opened": "Sau khi mở",
    "origin": "Xuất xứ",
    "finished": "Hoàn tất tại",  # the law's words for goods whose origin nobody can tell
    "made_in": "Nơi sản xuất",
    "maker": "Cơ sở sản xuất",
    "address": "Địa chỉ",
    "stars": "OCOP {stars} sao",
    "range": "{first} đến {last}",
    "star_count": "{stars} sao",
    "registered": "Giấy tiếp nhận đăng ký bản công bố sản phẩm",
    "declared": "Bản tự công bố sản phẩm",
}
_EN: Words = {
    "highlights": "Highlights:",
    "packs": "Packing:",
    "on_label": "On the label:",
    "use": "How to use:",
    "keeping": "Storage:",
    "origins": "Origin:",
    "to_order": "Made to order: sent within {days} days",
    "delivery": "Delivery:",
    "area": "Area of production",
    "area_code": "Growing area code",
    "trace": "Traceability: scan the QR code on the pack",
    "certified": "Certified {stars}-star OCOP product (One Commune One Product)",
    "decision": ", recognition decision No. {number}",
    "issued_by": " of {issuer}",
    "in_force": ", valid until {day}",
    "as_certified": "; place of production as on the certificate: {place}",
    "generic_name": "Name of the food",
    "packing": "Packing",
    "net_content": "Net weight",
    "material": "Material",
    "ingredients": "Ingredients",
    "allergens": "Allergens",
    "alcohol": "Alcohol",
    "shelf_life": "Shelf life",
    "dates": "Mfg. date and best before: see the pack",
    "warning": "Warning",
    "standard": "Standard",
    "declaration": "Product self-declaration No.",
    "food_safety": "Food safety certificate of the facility No.",
    "opened": "After opening",
    "origin": "Country of origin",
    "finished": "Completed in",
    "made_in": "Made in",
    "maker": "Producer",
    "address": "Address",
    "stars": "OCOP {stars}-star",
    "range": "{first} to {last}",
    "star_count": "{stars} stars",
    "registered": "Registered product declaration",
    "declared": "Product self-declaration",
}
WORDS: Mapping[Language, Words] = {"vi": _VI, "en": _EN}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IN_FORCE = (
    re.compile(r"công nhận OCOP \d sao.*có hiệu lực đến (?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})"),
    re.compile(
        r"\d-star OCOP product.*valid until (?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2}) (?P<y>\d{4})"
    ),
)
_COMMITTEE = r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)"
_LEVELS = {
    "tỉnh": "Provincial People's Committee of {name}",
    "thành phố": "People's Committee of {name} City",
    "tp.": "People's Committee of {name} City",
    "tp": "People's Committee of {name} City",
    "huyện": "People's Committee of {name} District",
    "thị xã": "People's Committee of {name} Town",
    "xã": "People's Committee of {name} Commune",
    "phường": "People's Committee of {name} Ward",
    "đặc khu": "People's Committee of {name} Special Zone",
}
_MINISTRY = {
    "bộ nông nghiệp và môi trường": "Ministry of Agriculture and Environment",
    "bộ nông nghiệp và phát triển nông thôn": "Ministry of Agriculture and Rural Development",
}


def day(when: date, language: Language = "vi") -> str:
    """Write a day as readers do: 05/08/2029, or 5 Aug 2029."""
    if language == "vi":
        return f"{when:%d/%m/%Y}"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def certificate_end(text: str) -> date | None:
    """Read back until when a description of ours says that its stars are in force."""
    found = next(filter(None, (each.search(text) for each in _IN_FORCE)), None)
    if found is None:
        return None
    month = found["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    return date(int(found["y"]), number, int(found["d"]))


def issuer(name: str, language: Language) -> str:
    """Name an authority: in English by the official term, where it is one that has one."""
    if language == "vi":
        return name
    plain = " ".join(name.split())
    for level, told in _LEVELS.items():
        if found := re.match(rf"{_COMMITTEE} {re.escape(level)} (.+)", plain, re.IGNORECASE):
            return told.format(name=found[1])
    return _MINISTRY.get(plain.casefold(), name)

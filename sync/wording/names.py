"""Short names of what a sentence speaks of by its key: `{fields:named}` puts them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_OF_WHAT: Final = re.compile(r"(?:(?P<sku>.+):|label\.)(?P<field>\w+)")

NAMES: Mapping[str, tuple[str, str]] = {
    # of a certificate and a paper
    "decision_no": ("số quyết định", "decision number"),
    "issued_by": ("cơ quan cấp", "issuer"),
    "issued_on": ("ngày cấp", "date of issue"),
    "expires_on": ("ngày hết hạn", "end date"),
    # of what a person wrote down of the stock
    "did_back": ("nhận hàng về", "received back"),
    "did_count": ("đếm", "counted"),
    "did_receive": ("nhập", "received"),
    "did_lose": ("hao hụt", "lost"),
    "did_sell": ("bán tại chỗ", "sold by hand"),
    "did_cancelled": ("bỏ phiếu", "took back"),
    "did_confirmed": ("xác nhận số bán", "confirmed"),
    "did_assigned": ("nhận mã lạ", "assigned"),
    "did_believe": ("tin số của sàn", "believed"),
    # of a label
    "generic_name": ("tên gọi chung", "generic name"),
    "made_on": ("ngày sản xuất", "date of manufacture"),
    "best_before": ("hạn sử dụng", "best before"),
    "maker_address": ("địa chỉ cơ sở sản xuất", "the producer's address"),
    "net_content": ("khối lượng tịnh", "net content"),
    "ingredients": ("thành phần", "ingredients"),
    "allergens": ("chất gây dị ứng", "allergens"),
    "shelf_life": ("hạn sử dụng", "shelf life"),
    "storage": ("hướng dẫn bảo quản", "storage"),
    "usage": ("hướng dẫn sử dụng", "use"),
    "warning": ("câu cảnh báo", "warning"),
    "origin": ("xuất xứ", "origin"),
    "declaration": ("số tự công bố", "self-declaration"),
    "alcohol_percent": ("độ cồn", "alcohol by volume"),
    "material": ("chất liệu", "material"),
    "care": ("cách giữ gìn", "care"),
    "origin_place": ("nơi làm ra", "place of origin"),
    "after_opening": ("hạn dùng sau khi mở", "shelf life once opened"),
    "shelf_life_opened": ("hạn dùng sau khi mở", "shelf life once opened"),
    # of a product
    "name": ("tên", "name"),
    "title": ("tên đăng bán", "title"),
    "story": ("câu chuyện", "story"),
    "shipping": ("giao hàng", "shipping"),
    "options": ("phân loại", "options"),
    "unit": ("đơn vị tính", "unit"),
    "pack": ("quy cách", "pack"),
    "category": ("ngành hàng", "category"),
    "price": ("giá bán", "price"),
    "list_price": ("giá niêm yết", "list price"),
    "stock": ("tồn kho", "stock"),
    # what is done to a listing
    "publish": ("đăng bán", "publish"),
    "revise": ("sửa nội dung", "edit"),
    "reprice": ("đổi giá", "reprice"),
    "restock": ("đổi tồn kho", "restock"),
    "withdraw": ("ẩn", "hide"),
    "restore": ("bán lại", "put back on sale"),
}


def named(key: str, column: int) -> str:
    """Name a key in Vietnamese (0) or English (1); `label.storage`, `TK-500:unit` by their fields.

    What has no name is shown as it is.
    """
    if key in NAMES:
        return NAMES[key][column]
    found = _OF_WHAT.fullmatch(key)
    if found is None or found["field"] not in NAMES:
        return key
    name = NAMES[found["field"]][column]
    return f"{name} ({found['sku']})" if found["sku"] else name

"""Short names of what a sentence speaks of by its key: `{fields:named}` puts them in."""

from __future__ import annotations

from collections.abc import Mapping

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
    # of a product
    "name": ("tên", "name"),
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

"""The columns of the workbook: their headings, what may stand in them, and who fills them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sync.marketplace import Span

Type = Literal["line", "text", "whole", "day", "choice"]

SHEET, GUIDE, CHOICES, SALES, META = "SanPham", "HuongDan", "DanhMuc", "BanHang", "_meta"
FORMAT = "ocop-sheet/1"
ANY = Span()

ACTIONS = ("Thêm", "Sửa", "Ẩn", "Hiện", "Kiểm tra")
RESULTS = ("Đã đăng", "Chờ duyệt", "Từ chối", "Đã ẩn", "Không thấy")
STARS = ("3", "4", "5")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `bounds` are a number's, or a text's length; `choices` names a list."""

    key: str
    heading: str
    type: Type = "line"
    bounds: Span = ANY
    choices: str = ""
    clerk: bool = False  # filled in by whoever carries the work out
    wide: int = 16


COLUMNS: tuple[Column, ...] = (
    Column("run_row", "Mã dòng", wide=12),
    Column("action", "Hành động", "choice", choices="ds_hanh_dong", wide=11),
    Column("sku", "Mã SKU", bounds=Span(1, 50), wide=20),
    Column("group", "Mã nhóm", wide=18),
    Column("name", "Tên sản phẩm", bounds=Span(10, 120), wide=40),
    Column("short", "Mô tả ngắn (≤ 140 ký tự)", bounds=Span(None, 140), wide=30),
    Column("description", "Mô tả chi tiết", "text", Span(1, 20_000), wide=50),
    Column("category", "Danh mục", "choice", choices="ds_danh_muc", wide=24),
    Column("category_code", "Mã danh mục"),
    Column("brand", "Thương hiệu", bounds=Span(None, 60)),
    Column("price", "Giá bán (VNĐ)", "whole", Span(1_000, 500_000_000)),
    Column("list_price", "Giá niêm yết (VNĐ)", "whole", Span(1_000, 500_000_000)),
    Column("stock", "Tồn kho", "whole", Span(0, 999_999), wide=10),
    Column("unit", "Đơn vị tính", "choice", choices="ds_don_vi", wide=10),
    Column("pack", "Quy cách đóng gói"),
    Column("net_content", "Khối lượng tịnh"),
    Column("weight_g", "Khối lượng vận chuyển (g)", "whole", Span(1, 50_000)),
    Column("variant", "Phân loại hàng", wide=24),
    Column("gtin", "Mã vạch"),
    Column("ingredients", "Thành phần", "text", wide=30),
    Column("shelf_life", "Hạn sử dụng"),
    Column("shelf_life_opened", "Hạn sử dụng sau mở hộp"),
    Column("usage", "Hướng dẫn sử dụng", "text", wide=30),
    Column("storage", "Bảo quản", "text", wide=30),
    Column("warning", "Cảnh báo", "text", wide=30),
    Column("origin", "Xuất xứ"),
    Column("producer", "Chủ thể sản xuất", wide=30),
    Column("producer_address", "Địa chỉ sản xuất", wide=30),
    Column("stars", "Hạng sao OCOP", "choice", choices="ds_hang_sao", wide=10),
    Column("decision_no", "Số quyết định OCOP"),
    Column("issued_by", "Cơ quan cấp"),
    Column("issued_on", "Ngày cấp", "day", wide=12),
    Column("expires_on", "Hiệu lực đến", "day", wide=12),
    Column("declaration_no", "Số tự công bố"),
    Column("trace_url", "Link truy xuất nguồn gốc", wide=24),
    Column("images", "Ảnh", wide=30),
    Column("changed", "Trường thay đổi", wide=24),
    Column("row_hash", "Mã kiểm", wide=18),
    Column("result", "Kết quả", "choice", choices="ds_ket_qua", clerk=True, wide=14),
    Column("remote_id", "Mã sản phẩm sàn", clerk=True, wide=18),
    Column("remote_url", "Đường dẫn", clerk=True, wide=24),
    Column("reject_reason", "Lý do từ chối", clerk=True, wide=30),
    Column("listed_on", "Ngày đăng", "day", clerk=True, wide=12),
    Column("note", "Ghi chú", clerk=True, wide=24),
)

BY_KEY = {column.key: column for column in COLUMNS}
TIES = frozenset({"run_row", "action", "changed", "row_hash"})  # they tie a row to its run
FIGURES = frozenset({"price", "stock"})
CONTENT = tuple(c.key for c in COLUMNS if not c.clerk and c.key not in TIES)
REQUIRED = ("name", "description", "category", "unit", "weight_g", "origin", "producer",
            "producer_address", "images")  # fmt: skip

SALES_COLUMNS = (
    Column("order_id", "Mã đơn", clerk=True, wide=18),
    Column("ordered_on", "Ngày", "day", clerk=True, wide=12),
    Column("sku", "Mã SKU", clerk=True, wide=20),
    Column("quantity", "Số lượng", "whole", Span(1, 999_999), clerk=True, wide=10),
    Column("status", "Trạng thái", "choice", choices="ds_trang_thai", clerk=True, wide=12),
)
SALES_WORDS = ("Mới", "Huỷ", "Hoàn")

GUIDANCE = (
    (
        'Mỗi dòng của trang "SanPham" là một việc cần làm trên sàn. '
        'Cột "Hành động" cho biết việc gì: Thêm, Sửa, Ẩn, Hiện hoặc Kiểm tra.'
    ),
    (
        "Thêm: tạo sản phẩm mới. Trước khi tạo, hãy tìm theo Mã SKU; "
        "nếu đã có thì không tạo thêm, chỉ ghi mã sản phẩm sàn."
    ),
    "Sửa: chỉ sửa những ô in đậm. Ẩn / Hiện: ngừng bán / bán lại. Không xoá sản phẩm.",
    "Kiểm tra: tìm theo Mã SKU rồi ghi kết quả, không thay đổi gì trên sàn.",
    'Ảnh nằm trong tệp .zip đi kèm, tên tệp ghi ở cột "Ảnh", ảnh đầu tiên là ảnh bìa.',
    (
        "Sau mỗi việc, điền các cột màu vàng: Kết quả, Mã sản phẩm sàn, Đường dẫn, "
        "Lý do từ chối, Ngày đăng."
    ),
    "Chưa làm thì để trống. Dòng để trống được coi là chưa có kết quả.",
    'Xin đừng sửa các cột khác; nếu sàn buộc phải sửa, hãy ghi vào cột "Ghi chú".',
    "Có thể sắp xếp, lọc, lưu thành .xlsx hoặc .csv; mỗi tệp chỉ dùng cho một lượt gửi.",
    "Gửi lại tệp này cho người phụ trách ghi ở dòng dưới, kể cả khi mới làm được một phần.",
)

"""What keeps a product from being sent, or the shop's folder from being used."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

SHOP: Mapping[str, Row] = {
    "refused_by_clerk": (
        "{sku} đã bị từ chối: {why}; chưa gửi lại vì chưa có gì thay đổi",
        "Sửa sản phẩm trong danh mục",
        "{sku} was refused: {why}; it is not sent again while nothing changes",
        "Mend the product in the catalog",
    ),
    "column_missing": (
        "Thiếu “{name}” cho bảng tính",
        "Bổ sung nhãn của sản phẩm trong danh mục",
        "“{name}” is missing for the workbook",
        "Complete the product's label in the catalog",
    ),
    "column_beyond_limit": (
        "“{name}” là {found}, bảng tính chỉ nhận đến {most}",
        "Sửa sản phẩm trong danh mục",
        "“{name}” is {found}, the workbook takes {most} at most",
        "Mend the product in the catalog",
    ),
    "book_unreadable": (
        "Không đọc được sổ của gian hàng: {file} ({why}).",
        "Lấy lại tệp so.json từ bản sao lưu; đừng xóa tệp này.",
        "The shop's book cannot be read: {file} ({why}).",
        "Bring so.json back from a backup; do not delete it.",
    ),
    "exchange_unwritable": (
        "Không ghi được {file}: {why}.",
        "Đóng tệp nếu đang mở, kiểm tra chỗ trống và quyền ghi, rồi chạy lại.",
        "{file} cannot be written: {why}.",
        "Close it if it is open, check space and permissions, and run again.",
    ),
    "mass_vanished_files": (
        "Sổ của gian hàng trong thư mục exchange không còn {count} trong {total} sản phẩm đã gửi",
        (
            "Nhiều máy cùng làm thì exchange phải là một thư mục chung (docs/workers.md); bị mất"
            " thì lấy lại từ bản sao lưu. Chỉ duyệt khi muốn gửi lại từ đầu"
        ),
        (
            "The shop's records in the folder exchange have lost {count} of {total} products that"
            " were sent"
        ),
        (
            "Where several machines work, exchange must be one shared folder (docs/workers.md);"
            " what was lost comes back from a backup. Approve only to send everything anew"
        ),
    ),
    "exchange_folder_missing": (
        "Gian hàng bán qua bảng tính cần một thư mục trao đổi tệp.",
        "Chạy qua lệnh ocop, thư mục nằm trong --home.",
        "A shop reached by a workbook needs a folder for its files.",
        "Run it through ocop; the folder lies under --home.",
    ),
}

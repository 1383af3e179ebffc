"""What is said of single rows and cells of a result file."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

ROWS: Mapping[str, Row] = {
    "cell_unreadable": (
        "Dòng {row}, cột {column} ({heading}): không đọc được “{value}”.",
        "Sửa ô đó rồi nhận lại tệp.",
        "Row {row}, column {column} ({heading}): “{value}” cannot be read.",
        "Mend the cell and take the file in again.",
    ),
    "result_unknown_word": (
        "Dòng {row}, cột {column} ({heading}): không hiểu “{value}”, dòng này vẫn chờ kết quả.",
        "Dùng: Đã đăng, Chờ duyệt, Từ chối, Đã ẩn hoặc Không thấy.",
        "Row {row}, column {column} ({heading}): “{value}” is not understood; the row still waits.",
        "Use: Đã đăng, Chờ duyệt, Từ chối, Đã ẩn or Không thấy.",
    ),
    "row_mismatch": (
        "Dòng {row}: mã SKU {value} không khớp mã dòng {row_name}; bỏ qua dòng này.",
        "Xin đừng sửa Mã dòng và Mã SKU.",
        "Row {row}: SKU {value} does not belong to line {row_name}; the row is ignored.",
        "Leave Mã dòng and Mã SKU as they are.",
    ),
    "row_foreign": (
        "Dòng {row}: chương trình chưa từng gửi mã SKU {value}; bỏ qua dòng này.",
        "Nếu là hàng của bạn, hãy thêm vào danh mục.",
        "Row {row}: we never sent SKU {value}; the row is ignored.",
        "If it is ours, add it to the catalog.",
    ),
    "row_stale": (
        "Dòng {row}: {value} đã được gửi lại sau lượt {run}; bỏ qua dòng này.",
        "Điền kết quả vào tệp mới hơn.",
        "Row {row}: {value} has been sent anew since run {run}; the row is ignored.",
        "Fill in the newer file.",
    ),
    "row_conflict": (
        "Dòng {row}: mã SKU {value} có hai kết quả khác nhau; không nhận kết quả nào.",
        "Chỉ để lại dòng đúng rồi nhận lại tệp.",
        "Row {row}: SKU {value} has two different results; neither counts.",
        "Leave the right one and take the file in again.",
    ),
    "listing_refused": (
        "Dòng {row}: {value} bị từ chối: {why}.",
        "Sửa sản phẩm trong danh mục; lượt sau sẽ gửi lại.",
        "Row {row}: {value} was refused: {why}.",
        "Mend the product in the catalog; the next round sends it anew.",
    ),
    "remote_id_missing": (
        "Dòng {row}: {value} đã đăng nhưng chưa ghi mã sản phẩm sàn hay đường dẫn.",
        "Nên ghi thêm để đối chiếu.",
        "Row {row}: {value} is published, but neither its id nor its address is written.",
        "Better add one of them.",
    ),
    "edited_by_hand": (
        "Dòng {row}, cột {column} ({heading}): {value} bị sửa ngoài hệ thống.",
        "Lượt sau sẽ gửi lại theo danh mục; nếu sửa đúng, hãy sửa cả danh mục.",
        "Row {row}, column {column} ({heading}): {value} was changed outside.",
        "The next round sends it as the catalog says; if the change is right, mend the catalog.",
    ),
    "sale_unclear": (
        "Trang BanHang, dòng {row} (đơn {order}, SKU {sku}): không đọc được, chưa trừ kho.",
        "Ghi đủ mã đơn, ngày, mã SKU trong danh mục, số lượng và trạng thái, rồi nhận lại tệp.",
        "Sheet BanHang, row {row} (order {order}, SKU {sku}): cannot be read, no stock was moved.",
        "Write order, day, our SKU, quantity and state, and take the file in again.",
    ),
}

"""What `ocop sheet` and `ocop status` say of shops that are reached by a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

COMMANDS: Mapping[str, Row] = {
    "sheet_taken_in": (
        (
            "{file}: {listed} đã đăng, {reviewing} chờ sàn duyệt, {refused} bị từ chối,"
            " {hidden} đã ẩn, {absent} không thấy; {unanswered} mã SKU còn chờ kết quả."
        ),
        "Bước tiếp: ocop plan",
        (
            "{file}: {listed} published, {reviewing} under review, {refused} refused,"
            " {hidden} hidden, {absent} not found; {unanswered} SKUs still wait."
        ),
        "Next: ocop plan",
    ),
    "sheet_filled": (
        "Đã điền {lines} dòng: {file}",
        "Xem lại rồi tải lên sàn; chương trình không ghi nhận là đã gửi.",
        "Filled {lines} lines: {file}",
        "Look it over and upload it; nothing is recorded as sent.",
    ),
    "sheet_closed": (
        "Đã đóng lượt {run} của {shop}; {asked} dòng được hỏi lại trong tệp mới.",
        "",
        "Closed run {run} of {shop}; {asked} lines are asked about in a new file.",
        "",
    ),
    "sheet_shop_needed": (
        "Không rõ tệp này của gian hàng nào; các gian hàng bán qua bảng tính: {known}.",
        "Thêm: --shop TÊN",
        "It is not clear whose file this is; shops reached by a workbook: {known}.",
        "Add: --shop NAME",
    ),
    "sheet_file_missing": (
        "Không có tệp {file}.",
        "Kiểm tra lại đường dẫn.",
        "There is no file {file}.",
        "Check the path.",
    ),
    "sheet_asked": (
        "{asked} mã SKU không đổi được hỏi lại trong tệp này: hành động Kiểm tra.",
        "",
        "The file also asks about {asked} SKUs that have not changed.",
        "",
    ),
    "sheet_to_carry": (
        "Các tệp đang chờ người đăng bán:",
        "",
        "Files that wait to be carried:",
        "",
    ),
    "sheet_nothing_to_carry": (
        "Không có tệp nào đang chờ mang đi.",
        "",
        "No file waits to be carried.",
        "",
    ),
    "sheet_no_shops": (
        "Không có gian hàng nào bán qua bảng tính.",
        "Thêm gian hàng có platform: sheet vào shops.yaml; xem docs/sheet.md",
        "No shop is reached by a workbook.",
        "Add a shop with platform: sheet to shops.yaml; see docs/sheet.md",
    ),
    "sheet_nothing_sent": (
        "{shop}: chưa gửi gì.",
        "Ghi tệp để mang đi: ocop sheet out",
        "{shop}: nothing was sent yet.",
        "Write what shall be carried: ocop sheet out",
    ),
    "status_listed": (
        "{shop}: {listed} mã SKU đã đăng, theo tệp trả về lúc {at:moment}.",
        "",
        "{shop}: {listed} SKUs are published, by the file that came back at {at:moment}.",
        "",
    ),
    "sales_unread": (
        "{shop}: {count} dòng bán hàng chưa đọc được, chưa trừ kho: {lines}[[ và {more} dòng nữa]]",
        (
            "Sửa các dòng đó ở trang BanHang rồi: ocop sheet take-in TỆP. Đã tự trừ kho thì xóa"
            " dòng đó trong tệp rồi nhận lại"
        ),
        "{shop}: {count} lines of sales were not read, no stock was moved: {lines}[[ and {more}]]",
        (
            "Mend them on sheet BanHang, then: ocop sheet take-in FILE. If you took the units off"
            " by hand, delete the line and take the file in again"
        ),
    ),
    "answer_late": (
        "{shop}: tệp gửi lúc {since:moment} đã {days} ngày chưa có kết quả",
        "Hỏi người đăng bán; tệp đã mất thì: ocop sheet close LƯỢT",
        "{shop}: no answer for {days} days to what was sent at {since:moment}",
        "Ask the clerk; if the file is lost: ocop sheet close RUN",
    ),
    "answer_overdue": (
        "{shop}: tệp gửi lúc {since:moment} đã {days} ngày không ai trả lời",
        "Coi như tệp đã mất: ocop sheet close LƯỢT, các dòng đó sẽ được hỏi lại",
        "{shop}: nobody has answered for {days} days what was sent at {since:moment}",
        "Take the file for lost: ocop sheet close RUN; its rows are asked about anew",
    ),
    "stock_figures_old": (
        "{shop}: tồn kho ở đó là số gửi lúc {since:moment}, {hours} giờ trước",
        "Gửi số mới: ocop sheet out --stock",
        "{shop}: its stock figures are of {since:moment}, {hours} hours ago",
        "Send them anew: ocop sheet out --stock",
    ),
    "stock_figures_stale": (
        "{shop}: tồn kho ở đó đã cũ {hours} giờ (gửi lúc {since:moment}), dễ bán hàng không còn",
        "Gửi số mới ngay: ocop sheet out --stock",
        "{shop}: its stock figures are {hours} hours old ({since:moment}); they may be wrong",
        "Send them anew now: ocop sheet out --stock",
    ),
    "status_sent": ("đã gửi, chờ xác nhận", "", "sent, to be confirmed", ""),
    "status_outstanding": (
        "{shop}: {waiting} mã SKU đã gửi lúc {since:moment}, chưa ai xác nhận ({days} ngày).",
        "Có tệp kết quả thì: ocop sheet take-in TỆP",
        (
            "{shop}: {waiting} SKUs were sent at {since:moment}; nobody has confirmed them ({days}"
            " days)."
        ),
        "When the result file is back: ocop sheet take-in FILE",
    ),
    "status_refused": (
        "{shop}: {refused} mã SKU bị từ chối; xem lý do bằng ocop plan.",
        "",
        "{shop}: {refused} SKUs were refused; ocop plan shows why.",
        "",
    ),
    "status_stock_age": (
        "{shop}: tồn kho gửi lúc {at:moment}, {hours} giờ trước.",
        "",
        "{shop}: the stock figures were sent at {at:moment}, {hours} hours ago.",
        "",
    ),
}

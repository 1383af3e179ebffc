"""What the pages of stock, orders, sales, papers, shops and the log say."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_nav_more": ("Thêm", "", "More", ""),
        "page_nav_stock": ("Kho", "", "Stock", ""),
        "page_nav_orders": ("Đơn hàng", "", "Orders", ""),
        "page_nav_sales": ("Doanh thu", "", "Sales", ""),
        "page_nav_papers": ("Giấy tờ", "", "Papers", ""),
        "page_nav_shops": ("Gian hàng", "", "Shops", ""),
        "page_nav_workbooks": ("Bảng tính", "", "Workbooks", ""),
        "page_workbook_catalog": ("Danh mục trong Excel", "", "The catalog in Excel", ""),
        "page_workbook_about": (
            "Tải về, sửa trong Excel hoặc LibreOffice, rồi gửi lại: bạn xem trước sẽ đổi gì.", "",
            "Download it, edit it in Excel or LibreOffice, send it back: what changes comes first.",
            "",
        ),
        "page_workbook_products": ("Tải sản phẩm", "", "Download products", ""),
        "page_workbook_prices": ("Tải bảng giá", "", "Download prices", ""),
        "page_workbook_stock": ("Tải phiếu kiểm kho", "", "Download a sheet for counting", ""),
        "page_workbook_filled": ("Tệp đã sửa", "", "The edited file", ""),
        "page_workbook_waits": (
            "{waiting} mã chờ xác nhận, {listed} mã đang bán.", "",
            "{waiting} wait for an answer, {listed} are on sale.", "",
        ),
        "page_workbook_result": ("Tệp kết quả của sàn", "", "The result file", ""),
        "page_workbook_hand_in": ("Gửi tệp kết quả", "", "Hand it in", ""),
        "page_workbook_nothing": (
            "Không có bảng tính nào ở đây.", "", "There are no workbooks here.", "",
        ),
        "page_workbook_write": (
            "Ghi {count} giá trị vào danh mục", "", "Write {count} values into the catalog", "",
        ),
        "page_workbook_more": ("Còn {count} giá trị nữa.", "", "{count} more values.", ""),
        "page_workbook_same": (
            "Tệp này không đổi gì trong danh mục.", "", "This file changes nothing.", "",
        ),
        "page_workbook_none": (
            "Chưa nhận được tệp nào.", "Chọn lại tệp rồi gửi.",
            "No file arrived.", "Choose it again and send it.",
        ),
        "page_workbook_strange": (
            "Tệp này không phải do chương trình viết ra.",
            "Tệp tự làm thì nhập bằng lệnh: ocop catalog import TỆP",
            "This program did not write that file.",
            "A file of your own is imported by: ocop catalog import FILE",
        ),
        "page_workbook_counts": (
            "Đây là phiếu kiểm kho.", "Ghi số đếm ở mục Kho, hoặc: ocop catalog import TỆP",
            "This is a sheet for counting.", "Count in Stock, or: ocop catalog import FILE",
        ),
        "page_nav_log": ("Nhật ký", "", "Log", ""),
        "page_stock_count": ("{count} mã hàng", "", "{count} SKUs", ""),
        "page_stock_find": (
            "Tên, mã hàng hoặc mã vạch", "", "Name, SKU or barcode", "",
        ),
        "page_stock_scan": ("Quét mã vạch", "", "Scan a barcode", ""),
        "page_stock_away": ("Hàng đang trên đường về", "", "On their way back", ""),
        "page_stock_none": ("Không có mã hàng nào như vậy.", "", "There is no such SKU.", ""),
        "page_stock_more": (
            "Còn {count} mã nữa; gõ thêm chữ để tìm.", "", "{count} more; type to find them.", "",
        ),
        "page_stock_now": ("Hiện có", "", "Now", ""),
        "page_stock_stands": (
            "Trong kho {on_hand}, đang giữ cho đơn {reserved}.", "",
            "{on_hand} on hand, {reserved} kept for orders.", "",
        ),
        "page_stock_how_many": ("Bao nhiêu", "", "How many", ""),
        "page_stock_price": ("Giá mỗi cái, nếu muốn ghi", "", "Price each, if you like", ""),
        "page_stock_note": ("Ghi chú", "", "Note", ""),
        "page_stock_count_now": ("Đếm trên kệ", "", "Count at the shelf", ""),
        "page_stock_on_shelf": ("Đang có trên kệ", "", "Standing on the shelf", ""),
        "page_stock_count_save": ("Ghi số đếm", "", "Save the count", ""),
        "page_stock_count_next": ("Ghi, sang mã kế", "", "Save, next SKU", ""),
        "page_stock_receive": ("Nhập hàng", "", "Goods received", ""),
        "page_stock_sell": ("Bán tại chợ, tại nhà", "", "Sold by hand", ""),
        "page_stock_lose": ("Hư, mất, cho tặng", "", "Spoilt, lost, given away", ""),
        "page_stock_why": ("Vì sao còn bấy nhiêu", "", "Why it is so many", ""),
        "page_stock_what": ("Việc", "", "What", ""),
        "page_stock_units": ("Số", "", "Units", ""),
        "page_stock_left": ("Còn bán được", "", "Left to sell", ""),
        "page_stock_no_steps": ("Chưa đếm lần nào.", "", "Never counted.", ""),
        "page_orders_back": ("Hàng trả về cần nhận", "", "Returns to receive", ""),
        "page_orders_away_coming_back": ("đang quay về", "", "coming back", ""),
        "page_orders_away_unknown": ("trạng thái lạ", "", "unknown status", ""),
        "page_orders_away_lost": ("mất hoặc hỏng trên đường", "", "lost on the way", ""),
        "page_orders_good": ("Còn bán được", "", "Good to sell", ""),
        "page_orders_received": ("Đã nhận", "", "Received", ""),
        "page_orders_days": ("Khoảng thời gian", "", "Time", ""),
        "page_orders_of_days": ("{days} ngày", "", "{days} days", ""),
        "page_orders_asking": ("Đang hỏi các gian hàng…", "", "Asking the shops…", ""),
        "page_orders_wait": ("Xem danh sách", "", "See the list", ""),
        "page_orders_pack": ("Cần đóng gói", "", "To be packed", ""),
        "page_orders_late": (
            "Gian hàng {shop} trả lời quá chậm; đơn của nó chưa có ở đây.",
            "Tải lại trang sau ít phút.",
            "Shop {shop} answers too slowly; its orders are not here.",
            "Reload in a few minutes.",
        ),
        "page_sales_by": ("Theo", "", "By", ""),
        "page_sales_time": ("Thời gian", "", "Time", ""),
        "page_sales_months": ("{months} tháng", "", "{months} months", ""),
        "page_sales_total": ("Tổng", "", "Total", ""),
        "page_sales_unpriced": (
            "{count} món không rõ giá, không tính vào tiền.", "",
            "{count} units without a price are not in the money.", "",
        ),
        "page_sales_drawing": (
            "Biểu đồ tiền hàng, số liệu ở bảng bên dưới", "",
            "Bars of the money; the figures stand in the table below", "",
        ),
        "page_sales_left_out": (
            "Còn {count} dòng nữa trong tệp.", "", "{count} more rows in the file.", "",
        ),
        "page_sales_file": ("Tải tệp CSV", "", "Download CSV", ""),
        "page_sales_none": (
            "Chưa bán được gì trong thời gian này.", "", "Nothing was sold then.", "",
        ),
        "page_papers_month": ("Hết hạn tháng {month}", "", "Ends in {month}", ""),
        "page_paper_add": ("Thêm giấy tờ", "", "Add a paper", ""),
        "page_paper_open": ("Xem bản chụp", "", "Open the scan", ""),
        "page_paper_find": ("Tìm sản phẩm có giấy này", "", "Find the product of this paper", ""),
        "page_paper_of": ("Của sản phẩm nào", "", "Of which product", ""),
        "page_paper_of_all": ("Mọi sản phẩm của {name}", "", "All products of {name}", ""),
        "page_paper_kind_label": ("Loại giấy", "", "Kind", ""),
        "page_paper_number_label": ("Số", "", "Number", ""),
        "page_paper_issued_by": ("Nơi cấp", "", "Issued by", ""),
        "page_paper_issued_on": ("Ngày cấp", "", "Issued on", ""),
        "page_paper_expires_on": ("Ngày cuối còn hiệu lực", "", "Last day in force", ""),
        "page_paper_scan": (
            "Ảnh chụp hoặc PDF (PDF đến 5 MB)", "", "Photo or PDF (a PDF of up to 5 MB)", "",
        ),
        "page_paper_whose": (
            "Chưa chọn giấy này của sản phẩm nào.", "Chọn một sản phẩm, hoặc mọi sản phẩm.",
            "Not said of which product it is.", "Choose a product, or all of them.",
        ),
        "page_paper_kind": (
            "Chưa chọn loại giấy.", "Chọn một loại trong danh sách.",
            "Not said what kind of paper it is.", "Choose one of the list.",
        ),
        "page_paper_number": (
            "Giấy chưa có số.", "Chép số ghi trên giấy.",
            "The paper has no number.", "Copy the number that stands on it.",
        ),
        "page_paper_day": (
            "“{given}” không phải là một ngày.", "Chọn ngày, hoặc ghi như 2026-11-30.",
            "“{given}” is no day.", "Choose a day, or write 2026-11-30.",
        ),
        "page_paper_large": (
            "Tệp PDF lớn hơn {most} MB.", "Quét lại ở mức thấp hơn, hoặc chụp ảnh.",
            "The PDF is larger than {most} MB.", "Scan it more coarsely, or take a photo.",
        ),
        "page_paper_unread": (
            "Tệp này không phải ảnh hay PDF đọc được.", "Chụp lại hoặc chọn tệp khác.",
            "This file is no picture and no PDF that can be read.", "Choose another file.",
        ),
        "page_papers_soon": (
            "Chỉ xem giấy hết hạn trong {days} ngày", "",
            "Only those that end within {days} days", "",
        ),
        "page_papers_all": ("Xem cả {count} giấy", "", "See all {count} papers", ""),
        "page_papers_no_end": ("không ghi ngày hết hạn", "", "no end written", ""),
        "page_papers_ended": ("đã hết hạn ngày {day}", "", "ended on {day}", ""),
        "page_papers_ends": (
            "hết hạn ngày {day}, còn {left} ngày", "", "ends on {day}, {left} days left", "",
        ),
        "page_papers_none": (
            "Không giấy nào hết hạn trong {days} ngày tới", "",
            "No paper ends within {days} days", "",
        ),
        "page_shops_busy": ("đang chạy", "", "at work", ""),
        "page_shops_proved": ("Kiểm tra lần cuối", "", "Last proved", ""),
        "page_shops_listed": ("Đang bán", "", "On sale", ""),
        "page_shops_waiting": ("Chờ duyệt", "", "Waiting for a yes", ""),
        "page_shops_failed": ("Chưa làm được", "", "Not done", ""),
        "page_shops_locked": ("Bị sàn khóa", "", "Locked", ""),
        "page_shops_unmatched": ("Chưa ghép với danh mục", "", "Nobody's product", ""),
        "page_shops_login": ("Quyền truy cập đến", "", "Login until", ""),
        "page_shops_days": ("còn {count} ngày", "", "{count} days left", ""),
        "page_shops_quota": ("Đăng mới hôm nay", "", "New listings today", ""),
        "page_shops_scheduled": ("Hẹn đăng", "", "To be published", ""),
        "page_shops_hold": ("Tạm dừng", "", "Pause", ""),
        "page_shops_release": ("Cho chạy tiếp", "", "Go on", ""),
        "page_shops_none": ("Chưa có gian hàng nào.", "", "There is no shop yet.", ""),
        "page_log_every_shop": ("Mọi gian hàng", "", "Every shop", ""),
        "page_log_search": (
            "Sản phẩm, người hay ghi chú", "", "Product, person or note", "",
        ),
        "page_round_title": ("Lượt {number}", "", "Run {number}", ""),
        "page_round_did": ("Lượt này đã làm {count} việc", "", "{count} steps of this run", ""),
        "page_round_look": (
            "Xem lấy lại được gì", "", "See what can be taken back", "",
        ),
        "page_round_looking": (
            "Đang xem gian hàng nay ra sao; trang này tự đổi khi xong.", "",
            "Looking how the shop stands now; this page changes by itself.", "",
        ),
        "page_round_back": (
            "Lấy lại được {count} việc", "", "{count} can be taken back", "",
        ),
        "page_round_undo": ("Lấy lại {count} việc này", "", "Take these {count} back", ""),
        "page_round_undo_hint": (
            "Chúng đứng yên như cũ cho đến khi danh mục đổi.", "",
            "They stay so until the catalog changes.", "",
        ),
        "page_log_decisions": ("Người đã quyết", "", "Decided by people", ""),
        "page_log_changes": ("Đã đổi ở gian hàng", "", "Changed in shops", ""),
        "page_log_undo": ("Trả lại như cũ", "", "Put it back", ""),
        "page_log_nobody": ("Chưa có gì.", "", "Nothing yet.", ""),
    }
)  # fmt: skip

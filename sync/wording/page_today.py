"""What the page of the day says."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_today_title": ("Hôm nay", "", "Today", ""),
        "page_today_needs": ("Việc cần bạn", "", "What needs you", ""),
        "page_today_fine": ("Mọi thứ khớp", "", "All is as it should be", ""),
        "page_today_proved": ("Kiểm tra lần cuối lúc {at}", "", "Last proved at {at}", ""),
        "page_today_unproved": (
            "Chưa có lượt kiểm tra nào xong.", "", "No check has come to its end yet.", "",
        ),
        "page_today_nothing": (
            "Không có việc nào cần bạn", "", "Nothing needs you", "",
        ),
        "page_today_waiting": (
            "{count} việc chờ bạn duyệt.", "", "{count} changes wait for you.", "",
        ),
        "page_today_answer": ("Xem và trả lời", "", "Look and answer", ""),
        "page_today_look": ("Xem", "", "Look", ""),
        "page_today_others": ("Và {count} việc nữa như thế", "", "And {count} more alike", ""),
        "page_today_holds": ("Đang dừng lại: {count}", "", "On hold: {count}", ""),
        "page_today_by_shop": ("Theo gian hàng", "", "By shop", ""),
        "page_today_shops": ("Gian hàng", "", "Shops", ""),
        "page_today_running": ("đang chạy", "", "at work", ""),
        "page_today_sales": ("Bán hôm nay", "", "Sold today", ""),
        "page_today_orders": ("{count} đơn", "", "{count} orders", ""),
        "page_today_units": ("{count} sản phẩm", "", "{count} units", ""),
    }
)  # fmt: skip

"""What the page of what waits for a yes says."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_approvals_title": ("Chờ bạn duyệt", "", "Waiting for you", ""),
        "page_approvals_since": ("Chờ từ {at}", "", "Waiting since {at}", ""),
        "page_approvals_yes": ("Duyệt", "", "Allow", ""),
        "page_approvals_no": ("Từ chối", "", "Refuse", ""),
        "page_approvals_take": ("Nhận giá trị của sàn", "", "Take the shop's value", ""),
        "page_approvals_take_wide": (
            "Nhận giá trị của sàn: danh mục ghi giá trị ấy cho mọi gian hàng bán sản phẩm này.", "",
            "The shop's value would stand in the catalog for every shop that sells this.", "",
        ),
        "page_approvals_one_yes": (
            "{who} đã duyệt lúc {at}", "", "{who} allowed it at {at}", "",
        ),
        "page_approvals_second": (
            "Bạn đã duyệt; cần thêm một người nữa.", "",
            "You allowed it; one more person is needed.", "",
        ),
        "page_approvals_none": ("Không có việc nào chờ bạn duyệt", "", "Nothing waits for you", ""),
        "page_approvals_none_why": (
            "Việc trông nguy hiểm (giá lệch nhiều, gỡ hàng loạt…) mới dừng ở đây để hỏi bạn.", "",
            "Only what looks dangerous (a price far off, a mass removal…) stops here.", "",
        ),
        "page_approvals_more": (
            "Còn {count} việc nữa, hiện ra khi bạn trả lời các việc trên.", "",
            "{count} more are shown once these are answered.", "",
        ),
        "page_approvals_all": (
            "Duyệt cả {count} việc một lần", "", "Allow all {count} at once", "",
        ),
        "page_approvals_all_why": (
            "Chỉ dùng khi bạn đã đọc từng việc ở trên.", "", "Only once you have read each.", "",
        ),
        "page_approvals_all_yes": (
            "Tôi đã đọc, duyệt cả {count} việc", "", "I have read them: allow all {count}", "",
        ),
        "page_approvals_yes_after_all": ("Vẫn duyệt", "", "Allow after all", ""),
        "page_approval_gone": (
            "Việc này không còn chờ nữa: có người trả lời trước, hoặc danh mục vừa đổi.",
            "Xem lại danh sách dưới đây.",
            "This does not wait any more: somebody answered first, or the catalog changed.",
            "Look at the list below.",
        ),
        "page_answered_title": ("Đã trả lời", "", "Answered", ""),
        "page_answered_approve": (
            "{who} duyệt lúc {at}; được làm ở lượt tới", "",
            "{who} allowed it at {at}; the next round does it", "",
        ),
        "page_answered_refuse": (
            "{who} từ chối lúc {at}; gian hàng giữ nguyên", "",
            "{who} refused it at {at}; the shop stays as it is", "",
        ),
        "page_holds_title": ("Đang dừng lại", "", "On hold", ""),
        "page_holds_release": ("Cho chạy tiếp", "", "Let it go on", ""),
    }
)  # fmt: skip

"""What the pages of notices and fees say."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_notices": ("Báo tin", "", "Notices", ""),
        "page_notices_ways": ("Báo tin qua", "", "People are told by", ""),
        "page_notices_none": (
            "Chưa có đường báo tin nào.",
            "",
            "There is no way to tell people yet.",
            "",
        ),
        "page_notices_mail": (
            "Thư điện tử, giờ gửi bản tổng kết và tệp ghi tin sửa ở",
            "",
            "Mail, the hour of the digest and the file are edited under",
            "",
        ),
        "page_notices_try": ("Gửi thử", "", "Send a trial", ""),
        "page_notices_trying": (
            "Đang gửi thử; trang này tự đổi khi xong.",
            "",
            "A trial is being sent; this page changes by itself.",
            "",
        ),
        "page_notices_unsent": (
            "{channel}: {count} tin chưa gửi được, cũ nhất từ {since}; lần cuối: {reason}.",
            "",
            "{channel}: {count} messages wait, the oldest since {since}; last: {reason}.",
            "",
        ),
        "page_notices_add": ("Thêm webhook", "", "Add a webhook", ""),
        "page_notices_drop": ("Bỏ {name}", "", "Take {name} out", ""),
        "page_notices_name": (
            "Tên, chữ thường không dấu, ví dụ zalo",
            "",
            "Name, in small letters, like chat",
            "",
        ),
        "page_notices_url": ("Địa chỉ nhận tin (https)", "", "Address (https)", ""),
        "page_notices_template": ("Mẫu JSON, để trống cũng được", "", "JSON template, if any", ""),
        "page_notices_template_hint": (
            "{subject} và {text} trong mẫu được thay bằng tin; để trống: mẫu có sẵn.",
            "",
            "{subject} and {text} in it become the message; left empty it is the usual one.",
            "",
        ),
        "page_notices_incomplete": (
            "Webhook cần một tên bằng chữ thường không dấu và một địa chỉ https.",
            "Ghi cả hai rồi lưu lại.",
            "A webhook needs a name in small letters and an https address.",
            "Write both.",
        ),
        "page_notices_gone": (
            "Webhook ấy không còn trong settings.yaml.",
            "Tải lại trang.",
            "That webhook is no longer in settings.yaml.",
            "Reload the page.",
        ),
        "page_fees": ("Phí sàn và thuế", "", "Fees and taxes", ""),
        "page_fees_how": (
            (
                "Sàn đổi phí thì ghi ngày cuối cho dòng cũ rồi thêm dòng mới; tiền thực nhận của"
                " đơn cũ vẫn đúng."
            ),
            "",
            "When a fee changes, end the old row and add a new one: old orders stay right.",
            "",
        ),
        "page_fees_all_platforms": ("Mọi sàn", "", "All platforms", ""),
        "page_fees_all_categories": ("Mọi ngành hàng", "", "All categories", ""),
        "page_fees_order": ("mỗi đơn", "", "an order", ""),
        "page_fees_unit": ("mỗi món", "", "a unit", ""),
        "page_fees_per": ("Tiền cố định tính theo", "", "The fixed sum is of", ""),
        "page_fees_cap": ("Nhiều nhất (đồng)", "", "At most (dong)", ""),
        "page_fees_since": ("từ", "", "from", ""),
        "page_fees_until": ("đến hết", "", "until", ""),
        "page_fees_first_day": ("Từ ngày", "", "From", ""),
        "page_fees_last_day": ("Đến hết ngày", "", "Until the end of", ""),
        "page_fees_change": ("Kết thúc hoặc xóa", "", "End or delete", ""),
        "page_fees_end": ("Kết thúc dòng này", "", "End this row", ""),
        "page_fees_drop": ("Xóa dòng này", "", "Delete this row", ""),
        "page_fees_add": ("Thêm một khoản phí", "", "Add a fee", ""),
        "page_fees_name": ("Tên khoản phí", "", "Name", ""),
        "page_fees_source": ("Theo thông báo nào", "", "By which notice", ""),
        "page_fees_percent": ("Phần trăm giá bán", "", "Percent of the price", ""),
        "page_fees_fixed": ("Tiền cố định (đồng)", "", "Fixed sum (dong)", ""),
    }
)

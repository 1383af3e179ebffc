"""What is said of keys that are changed, and of what is forgotten."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_keys_rotate": (
            "đổi khóa bảo vệ mã truy cập của các gian hàng",
            (
                "Tạo khóa mới trong tệp secret.key của thư mục dữ liệu, khóa lại mọi mã truy cập"
                " bằng khóa đó rồi bỏ khóa cũ. Khi khóa nằm trong OCOP_SECRET_KEYS: đặt khóa mới"
                " lên đầu, chạy lệnh này, rồi bỏ khóa cũ. Hãy dừng ocop serve trước."
            ),
            "change the key that protects the shops' tokens",
            (
                "Makes a new key in secret.key of the home folder, locks every token with it and"
                " drops the old ones. With OCOP_SECRET_KEYS: put a new key in front, run this,"
                " then remove the old ones. Stop ocop serve first."
            ),
        ),
        "keys_rotated": (
            "Đã khóa lại mã truy cập của {locked} gian hàng bằng khóa mới.",
            "Bản sao lưu cũ của thư mục dữ liệu vẫn mở bằng khóa cũ: cất kỹ hoặc xóa.",
            "The tokens of {locked} shops are locked with the new key.",
            (
                "Old backups of the home folder still open with the old key: keep them safe or"
                " delete them."
            ),
        ),
        "keys_in_environment": (
            "Các khóa sau khóa đầu tiên trong OCOP_SECRET_KEYS không còn cần nữa.",
            "Bỏ chúng khỏi OCOP_SECRET_KEYS.",
            "The keys after the first in OCOP_SECRET_KEYS are not needed any more.",
            "Remove them from OCOP_SECRET_KEYS.",
        ),
        "keys_service_runs": (
            "ocop serve đang chạy và sẽ vẫn dùng khóa cũ; chưa đổi gì.",
            "Dừng ocop serve rồi chạy lại lệnh này.",
            "ocop serve is running and would go on with the old key; nothing was changed.",
            "Stop ocop serve and run this again.",
        ),
        "help_close": (
            "nói rằng một gian hàng đã đóng cửa thật",
            (
                "Gian hàng không còn trong shops.yaml vẫn giữ phần tồn kho của nó, vì khách còn có"
                " thể đang mua ở đó. Lệnh này trả phần đó cho các gian hàng khác."
            ),
            "say that a shop is really closed",
            (
                "A shop that is no longer in shops.yaml keeps its share of the stock, for buyers"
                " may still buy there. This gives its share to the other shops."
            ),
        ),
        "help_option_shop_name": (
            "tên gian hàng như từng ghi trong shops.yaml",
            "",
            "the shop's name as it stood in shops.yaml",
            "",
        ),
        "help_value_shop_name": ("GIAN_HÀNG", "", "SHOP", ""),
        "shop_closed": (
            "Đã ghi nhận {shop} đóng cửa; phần tồn kho của {count} SKU về lại các gian hàng khác.",
            "Chạy ocop sync, hoặc để ocop serve làm ở lượt tới.",
            "{shop} is closed; its share of {count} SKUs goes to the other shops.",
            "Run ocop sync, or leave it to the next round of ocop serve.",
        ),
        "help_tidy": (
            "quên những gì đã cũ và không còn cần",
            (
                "Bỏ lịch sử, lượt đồng bộ và biến động tồn kho cũ hơn keep_days trong settings.yaml"
                " (mặc định 400 ngày). ocop serve tự làm việc này mỗi ngày."
            ),
            "forget what is old and needed no more",
            (
                "Drops history, rounds and stock movements older than keep_days in settings.yaml"
                " (400 days unless said otherwise). ocop serve does it once a day by itself."
            ),
        ),
        "tidied": (
            (
                "Đã bỏ {journal} dòng lịch sử, {rounds} lượt đồng bộ, {movements} biến động tồn"
                " kho, {others} ghi nhớ khác."
            ),
            "",
            (
                "Dropped {journal} lines of history, {rounds} rounds, {movements} stock movements"
                " and {others} other notes."
            ),
            "",
        ),
    }
)

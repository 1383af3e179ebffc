"""What is said of a site of one's own, and of feeds: pages looked at before anybody else does."""

from __future__ import annotations

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = worded(
    {
        "pages_outdated": (
            "Giao diện hoặc cài đặt của trang đã đổi: lượt tới ghi lại mọi trang.",
            "",
            "The theme or settings of the site changed: all pages will be written anew.",
            "",
        ),
        "pages_renewed": (
            "Giao diện hoặc cài đặt của trang đã đổi: mọi trang đã được ghi lại.",
            "",
            "The theme or settings of the site changed: all pages were written anew.",
            "",
        ),
        "help_site_preview": (
            "mở trang web riêng trên máy này để xem trước",
            "Chỉ máy này xem được. Trang mở ra đúng như lần ghi gần nhất. Dừng bằng Ctrl+C.",
            "look at a website of your own on this machine",
            "Only this machine can see it, as it was last written. Stop it with Ctrl+C.",
        ),
        "help_site_theme": (
            "chép giao diện của trang web riêng ra thư mục để sửa",
            "Gồm các mẫu trang Jinja2 và một tệp kiểu dáng. Không ghi đè tệp nào.",
            "copy the theme of a website of your own into a folder to change it",
            "Templates (Jinja2) and one stylesheet. Overwrites nothing.",
        ),
        "help_option_site_port": (
            "cổng trên máy này (mặc định 8770; 0 là cổng trống bất kỳ)", "",
            "port on this machine (default 8770; 0 picks a free one)", "",
        ),
        "help_value_site_port": ("SỐ", "", "N", ""),
        "help_option_theme_folder": ("thư mục mới hoặc còn trống", "", "a new or empty folder", ""),
        "help_value_theme_folder": ("THƯ_MỤC", "", "DIR", ""),
        "site_preview": (
            "Trang web mở tại {address}, chỉ máy này xem được (thư mục {folder}).",
            "Dừng bằng Ctrl+C.",
            "The website is at {address}, for this machine alone (folder {folder}).",
            "Stop it with Ctrl+C.",
        ),
        "site_unwritten": (
            "Trang web {shop} chưa được ghi lần nào.",
            "Chạy: ocop sync --shop {shop}",
            "The website {shop} was not written yet.",
            "Run: ocop sync --shop {shop}",
        ),
        "site_port_taken": (
            "Không mở được cổng {port} trên máy này: {why}.",
            "Chọn cổng khác: ocop site preview --port 0",
            "Port {port} of this machine cannot be opened: {why}.",
            "Choose another: ocop site preview --port 0",
        ),
        "site_shop_needed": (
            "Không rõ trang web nào; các trang web riêng trong shops.yaml: {known}.",
            "Thêm: --shop TÊN; chưa có thì xem docs/site.md",
            "It is not clear which website; those of your own in shops.yaml: {known}.",
            "Add: --shop NAME; if there is none, see docs/site.md",
        ),
        "told_shop_unknown": (
            "Gian hàng {shop} ghi tệp hàng của “{other}”, nhưng không có gian hàng nào tên ấy.",
            "Sửa settings.feeds_of của {shop} trong shops.yaml; tệp hàng đang có giữ nguyên.",
            "Shop {shop} tells of the goods of “{other}”, but no shop has that name.",
            "Mend settings.feeds_of of {shop} in shops.yaml; the feeds stay as they are.",
        ),
        "told_shop_shares": (
            "Gian hàng {shop} chỉ ghi tệp hàng của {other}, nên không được giữ phần hàng nào.",
            "Ghi `stock_rule: {{share: shown}}` cho {shop} trong shops.yaml.",
            "Shop {shop} only tells of the goods of {other}: it may hold no share of the stock.",
            "Write `stock_rule: {{share: shown}}` for {shop} in shops.yaml.",
        ),
        "site_theme_folder_taken": (
            "Thư mục {folder} đã có tệp khác.",
            "Chọn một thư mục mới; không có gì bị ghi đè.",
            "The folder {folder} holds other files.",
            "Choose a new one; nothing was written over.",
        ),
        "site_theme_copied": (
            "Đã chép {count} tệp giao diện vào {folder}.",
            (
                "Sửa tệp cần đổi (xóa tệp không đổi thì luôn dùng bản mới của chương trình), rồi "
                "ghi settings.theme: {folder} cho {shop} trong shops.yaml."
            ),
            "{count} theme files were copied to {folder}.",
            (
                "Change what you like (delete what stays, so that ours is used), then write "
                "settings.theme: {folder} for {shop} in shops.yaml."
            ),
        ),
    }
)  # fmt: skip

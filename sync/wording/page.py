"""What every section of the page says: its frame, its navigation, its refusals."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_title": ("OCOP Sync", "", "OCOP Sync", ""),
        "page_skip": ("Đến nội dung", "", "Skip to content", ""),
        "page_nav": ("Các mục", "", "Sections", ""),
        "page_nav_today": ("Hôm nay", "", "Today", ""),
        "page_nav_approvals": ("Chờ duyệt", "", "To approve", ""),
        "page_silent": (
            "Mất liên lạc với ocop serve: những gì thấy ở đây có thể đã cũ. Tự nối lại khi được.",
            "",
            "ocop serve does not answer: what you see here may be old. It reconnects by itself.",
            "",
        ),
        "page_language_other": ("English", "", "Tiếng Việt", ""),
        "page_back": ("Về trang Hôm nay", "", "Back to Today", ""),
        "page_closed": (
            "Trang này chưa mở cho trình duyệt này.",
            "Mở địa chỉ mà ocop serve đã in ra; địa chỉ mới có ở: ocop page",
            "The page is not open to this browser.",
            "Open the address that ocop serve printed; ocop page prints a new one.",
        ),
        "page_forbidden": (
            "Bạn không có quyền xem hay làm việc này.", "Hỏi người quản lý của bạn.",
            "You may not see or do this.", "Ask whoever manages the users.",
        ),
        "page_not_found": (
            "Không có trang này.", "Có lẽ nó đã được đổi hay xóa; về trang Hôm nay để tìm.",
            "There is no such page.", "It may have been changed or deleted; look from Today.",
        ),
        "page_store_silent": (
            "Cơ sở dữ liệu tạm thời không trả lời; không mất gì.", "Tải lại trang sau một phút.",
            "The database does not answer just now; nothing is lost.", "Reload in a minute.",
        ),
        "page_fault": (
            "Chương trình gặp lỗi ở trang này; việc đồng bộ vẫn chạy.",
            "Tải lại trang. Nếu vẫn vậy, gửi tệp lỗi trong thư mục dữ liệu cho người phát triển.",
            "The program failed on this page; syncing goes on.",
            "Reload. If it stays so, send the fault file in the home folder to the makers.",
        ),
        "page_notice_sold": (
            "Vừa có đơn thay đổi: {skus}.", "", "Orders just moved: {skus}.", "",
        ),
        "page_notice_fault": (
            "Chương trình vừa gặp lỗi ở một việc; các việc khác vẫn chạy.", "",
            "The program failed in one piece of work; all else goes on.", "",
        ),
        "page_notice_store_back": (
            "Cơ sở dữ liệu đã trả lời lại.", "", "The database answers again.", "",
        ),
        "page_run_step": (
            "{shop}: {step}[[ {done}/{total}]][[ · và {more} gian hàng nữa]]", "",
            "{shop}: {step}[[ {done}/{total}]][[ · and {more} more shops]]", "",
        ),
        "page_run_stop": ("Dừng", "", "Stop", ""),
        "page_run_start": ("Đồng bộ ngay", "", "Sync now", ""),
        "page_not_served": (
            "Không có ocop serve nào đang mở trang web cho thư mục dữ liệu này.",
            "Chạy: ocop serve",
            "No ocop serve shows its page for this home.", "Run: ocop serve",
        ),
        "page_needs_proxy": (
            "Ra khỏi máy này trang web cần TLS, nên không mở ở {given}.",
            ("Đặt một proxy có TLS phía trước, hoặc thêm --page-cert và --page-key; ghi tên miền"
            " vào page_hosts trong settings.yaml. Xem docs/page.md"),
            "Beyond this machine the page needs TLS, so it does not open at {given}.",
            ("Put a proxy with TLS before it, or add --page-cert and --page-key; write its name"
            " into page_hosts. See docs/page.md"),
        ),
        "page_cert_and_key": (
            "--page-cert và --page-key phải đi cùng nhau.", "Ghi cả hai tệp PEM.",
            "--page-cert and --page-key go together.", "Name both PEM files.",
        ),
        "page_cert_unusable": (
            "Không dùng được chứng thư {file}: {why}. Trang web không mở; việc đồng bộ vẫn chạy.",
            "Kiểm tra hai tệp PEM của --page-cert và --page-key có cùng một đôi không.",
            "The certificate {file} cannot be used: {why}. There is no page; syncing goes on.",
            "See that the PEM files of --page-cert and --page-key belong together.",
        ),
        "help_option_page_cert": (
            "chứng thư TLS của trang web, tệp PEM", "",
            "the page's TLS certificate, a PEM file", "",
        ),
        "help_value_page_cert": ("TỆP", "", "FILE", ""),
        "help_option_page_key": (
            "khóa riêng của chứng thư ấy, tệp PEM", "", "that certificate's key, a PEM file", "",
        ),
        "help_value_page_key": ("TỆP", "", "FILE", ""),
        "page_needs_users": (
            "Trang web chưa có người dùng nên chỉ mở trên máy này, không mở ở {given}.",
            "Thêm người dùng trước: ocop users add; hoặc dùng 127.0.0.1:CỔNG",
            "The page has no users, so it opens on this machine alone, not at {given}.",
            "Add users first: ocop users add; or use 127.0.0.1:PORT",
        ),
        "help_page": (
            "in địa chỉ mở trang web của ocop serve đang chạy",
            "Mỗi địa chỉ mở được một lần, trên máy này.",
            "print the address of the running service's page",
            "Each address opens once, on this machine.",
        ),
        "help_option_page": (
            "mở trang web ở MÁY:CỔNG (không ghi: 127.0.0.1:8780), hay off để không mở", "",
            "show the page at HOST:PORT (127.0.0.1:8780 unless said), or off for none", "",
        ),
        "help_value_page": ("MÁY:CỔNG", "", "HOST:PORT", ""),
        "serve_page_for_users": (
            "Trang web ở: {address}", "", "The page is at: {address}", "",
        ),
        "serve_page": (
            "Trang web ở: {address}", "Địa chỉ này mở được một lần; địa chỉ mới: ocop page",
            "The page is at: {address}", "This address opens once; a new one: ocop page",
        ),
        "serve_page_refused": (
            "Không mở được trang web ở cổng {port}: {why}. Việc đồng bộ vẫn chạy.",
            "Chọn cổng khác: --page 127.0.0.1:CỔNG, hoặc --page off",
            "The page cannot be opened at port {port}: {why}. Syncing goes on.",
            "Choose another port: --page 127.0.0.1:PORT, or --page off",
        ),
    }
)  # fmt: skip

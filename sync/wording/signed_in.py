"""What the page says where people sign in and look after users, and what the API refuses with."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "sign_in_wait": (
            "Đã thử sai quá nhiều lần.",
            "Chờ {wait_s} giây rồi thử lại.",
            "There were too many wrong tries.",
            "Wait {wait_s} seconds and try again.",
        ),
        "sign_in_wrong": (
            "Tên hoặc mật khẩu không đúng.",
            "Thử lại, hoặc nhờ chủ đặt lại mật khẩu: ocop users password",
            "The name or the password is wrong.",
            "Try again, or have an owner set another password: ocop users password",
        ),
        "page_sign_in": ("Đăng nhập", "", "Sign in", ""),
        "page_sign_out": ("Đăng xuất", "", "Sign out", ""),
        "page_name": ("Tên", "", "Name", ""),
        "page_password": ("Mật khẩu", "", "Password", ""),
        "page_enter": (
            "Liên kết này mở trang web trên máy này, dùng được một lần.",
            "",
            "This link opens the page on this device, once.",
            "",
        ),
        "page_enter_button": ("Vào", "", "Come in", ""),
        "page_nav_settings": ("Cài đặt", "", "Settings", ""),
        "page_role": ("Vai trò: {role}", "", "Role: {role}", ""),
        "page_end_others": (
            "Đăng xuất ở mọi máy khác",
            "",
            "Sign out everywhere else",
            "",
        ),
        "page_without_users": (
            "Chưa có người dùng: ai mở được trang này là chủ.",
            "Thêm người dùng để mỗi người có mật khẩu riêng.",
            "There are no users: whoever opens this page is the owner.",
            "Add users, and everybody has a password of their own.",
        ),
        "page_installation": ("Cài đặt chung", "", "Settings for all", ""),
        "page_installation_saved": (
            "Đã ghi vào settings.yaml.",
            "",
            "Written into settings.yaml.",
            "",
        ),
        "page_installation_general": ("Chung", "", "General", ""),
        "page_installation_notices": ("Báo cho ai", "", "Who is told", ""),
        "page_installation_thresholds": (
            "Vượt các ngưỡng này thì chờ người duyệt",
            "",
            "Above these a person is asked",
            "",
        ),
        "page_installation_password": (
            (
                "Mật khẩu không ghi ở đây: cất trong một biến môi trường của máy chạy ocop serve,"
                " rồi ghi tên biến."
            ),
            "",
            (
                "No password stands here: keep it in an environment variable where ocop serve runs"
                " and name the variable."
            ),
            "",
        ),
        "page_installation_webhooks": (
            "Còn {count} địa chỉ webhook.",
            "",
            "There are {count} webhooks.",
            "",
        ),
        "word_setting_vi": ("Tiếng Việt", "", "Vietnamese", ""),
        "word_setting_en": ("Tiếng Anh", "", "English", ""),
        "word_setting_one_person": ("Một người", "", "One person", ""),
        "word_setting_two_people": ("Hai người khác nhau", "", "Two different people", ""),
        "word_setting_starttls": ("STARTTLS", "", "STARTTLS", ""),
        "word_setting_tls": ("TLS", "", "TLS", ""),
        "word_setting_none": (
            "Không mã hóa (chỉ trên máy này)",
            "",
            "None (this computer only)",
            "",
        ),
        "page_users": ("Người dùng", "", "Users", ""),
        "page_password_change": ("Đổi mật khẩu", "", "Change the password", ""),
        "page_password_choose": ("Đặt mật khẩu", "", "Choose a password", ""),
        "page_password_old": ("Mật khẩu đang dùng", "", "Present password", ""),
        "page_password_new": ("Mật khẩu mới", "", "New password", ""),
        "page_save": ("Lưu", "", "Save", ""),
        "page_tokens": ("Token cho chương trình khác (API)", "", "Tokens for programs (API)", ""),
        "page_token_used": ("Dùng lần cuối: {at}", "", "Last used: {at}", ""),
        "page_token_name": ("Tên của token mới", "", "Name of the new token", ""),
        "page_token_make": ("Tạo token", "", "Make a token", ""),
        "page_token_drop": ("Bỏ token", "", "Drop the token", ""),
        "page_last_seen": ("Dùng lần cuối: {at}", "", "Last seen: {at}", ""),
        "page_change": ("Thay đổi", "", "Change", ""),
        "page_link": ("Tạo liên kết vào trang", "", "Make a link", ""),
        "page_end_sessions": ("Đăng xuất người này", "", "Sign them out", ""),
        "page_remove": ("Bỏ người này", "", "Remove", ""),
        "page_user_add": ("Thêm người dùng", "", "Add a user", ""),
        "page_user_first": (
            "Người đầu tiên là chủ: chính bạn. Sau đó ai vào cũng phải đăng nhập.",
            "",
            "The first user is the owner: yourself. From then on everybody signs in.",
            "",
        ),
        "page_cooperatives_hint": (
            "Với vai trò hợp tác xã và xem; liên hiệp và chủ thấy tất cả.",
            "",
            "For cooperative and viewer; union and owner see all.",
            "",
        ),
        "user_role_missing": (
            "Chưa chọn vai trò cho {name}; chưa đổi gì.",
            "Chọn vai trò rồi làm lại.",
            "No role was chosen for {name}; nothing was changed.",
            "Choose one and try again.",
        ),
        "user_cooperative_gone": (
            "Tệp danh mục đã chọn cho {name} không còn; chưa đổi gì.",
            "Tải lại trang rồi chọn lại.",
            "The catalog file chosen for {name} is gone; nothing was changed.",
            "Reload the page and choose again.",
        ),
        "page_too_large": (
            "Gửi lên quá nhiều một lúc.",
            "Gửi tệp nhỏ hơn, hoặc ít hơn.",
            "That was too much at once.",
            "Send a smaller file, or fewer.",
        ),
        "api_not_found": (
            "API không có địa chỉ này.",
            "Xem /api/v1/openapi.json",
            "The API has no such address.",
            "See /api/v1/openapi.json",
        ),
        "api_not_there": (
            "Không có “{name}”.",
            "Kiểm tra lại tên hoặc mã.",
            "There is no “{name}”.",
            "Check the name or the code.",
        ),
        "api_method": (
            "Địa chỉ này không nhận phương thức ấy.",
            "Xem /api/v1/openapi.json",
            "This address does not take that method.",
            "See /api/v1/openapi.json",
        ),
        "api_unreadable": (
            "Không đọc được yêu cầu này.",
            "Gửi JSON đúng dạng; xem /api/v1/openapi.json",
            "This request cannot be read.",
            "Send JSON of the right form; see /api/v1/openapi.json",
        ),
        "api_invalid": (
            "Yêu cầu không đúng dạng; chưa làm gì.",
            "Xem errors và /api/v1/openapi.json",
            "The request has not the right form; nothing was done.",
            "See errors and /api/v1/openapi.json",
        ),
        "api_name_fixed": (
            "Không đổi {field} qua API: mọi thứ khác nhận ra sản phẩm bằng nó.",
            "Đổi mã trong tệp danh mục hoặc trên trang web.",
            "The {field} is not changed by the API: all else knows a product by it.",
            "Change it in the catalog file or on the page.",
        ),
    }
)

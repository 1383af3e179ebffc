"""What the page says of a field where the hint of the file speaks of how the file is written."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_hint_category": (
            "Chọn ngành hàng gần nhất.", "", "Choose what comes closest.", "",
        ),
        "page_hint_price": ("Bằng đồng: 65000, 65.000đ hay 65k.", "", "In dong: 65000 or 65k.", ""),
        "page_hint_stock": (
            "Đếm trên kệ được bao nhiêu. Chưa đếm thì để trống: số bán chưa được đồng bộ.", "",
            "How many stand on the shelf. Left empty, no stock is synced yet.", "",
        ),
        "page_hint_size_mm": (
            "Đo cả bao bì, ví dụ 180 x 120 x 90.", "", "With its packing, like 180 x 120 x 90.", "",
        ),
        "page_hint_ingredients": ("Ví dụ tôm đất, muối.", "", "Such as tôm đất, muối.", ""),
        "page_hint_allergens": ("Ví dụ giáp xác.", "", "Such as giáp xác (crustaceans).", ""),
        "page_hint_labelenglish_allergens": (
            "Bằng tiếng Anh, ví dụ crustaceans.", "", "In English, such as crustaceans.", "",
        ),
        "page_hint_sold": (
            "Không: gian hàng nào cũng ngừng bán.", "", "No: every shop stops selling it.", "",
        ),
        "page_setting_language": ("Ngôn ngữ", "", "Language", ""),
        "page_setting_approvals": (
            "Mỗi việc chờ bạn duyệt cần mấy người", "", "How many must allow what is held", "",
        ),
        "page_setting_page_hosts": (
            "Tên miền dẫn tới trang này, ví dụ ocop.lienhiep.vn", "",
            "Names that lead to this page, like ocop.example.vn", "",
        ),
        "page_setting_notify_email_to": (
            "Gửi thư tới những ai, cách nhau bằng dấu phẩy, ví dụ lan@htx.vn", "",
            "Mail goes to, separated by commas, like lan@coop.vn", "",
        ),
        "page_setting_notify_email_sender": (
            "Thư mang địa chỉ người gửi nào", "", "The sender\'s address", "",
        ),
        "page_setting_notify_email_security": (
            "Mã hóa khi gửi thư", "", "How mail is protected on its way", "",
        ),
        "page_setting_notify_email_password_env": (
            "Mật khẩu máy chủ thư nằm trong biến môi trường tên gì", "",
            "Environment variable that holds the mail password", "",
        ),
        "page_setting_notify_file": (
            "Cũng ghi tin vào tệp nào, để trống cũng được", "",
            "Messages are written into this file too, if any", "",
        ),
        "page_setting_safety_withdraw_percent": (
            "Bao nhiêu phần trăm sản phẩm bị ẩn trong một lượt", "",
            "Percent of the listings hidden in one round", "",
        ),
        "page_setting_safety_sold_out_percent": (
            "Bao nhiêu phần trăm phân loại cùng lúc về 0", "",
            "Percent of the variants that fall to 0 at once", "",
        ),
        "page_setting_safety_vanished_percent": (
            "Bao nhiêu phần trăm sản phẩm biến mất trên sàn cùng lúc", "",
            "Percent of the listings that vanish there at once", "",
        ),
        "page_setting_safety_price_mass_percent": (
            "Bao nhiêu phần trăm phân loại cùng lúc đổi giá nhiều", "",
            "Percent of the variants whose prices move far at once", "",
        ),
        "page_setting_safety_stock_mass_percent": (
            "Bao nhiêu phần trăm phân loại cùng lúc tăng hay giảm kho gấp 9 lần", "",
            "Percent of the variants whose stock grows or shrinks ninefold at once", "",
        ),
        "page_setting_safety_content_mass_percent": (
            "Bao nhiêu phần trăm sản phẩm cùng lúc đổi tên, mô tả, hình ảnh, ngành hàng, cân đo",
            "",
            "Percent of the listings with another title, category or weight at once", "",
        ),
    }
)  # fmt: skip

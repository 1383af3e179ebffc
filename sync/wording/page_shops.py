"""What the page says where a shop is connected and taken over."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_shop_new": ("Thêm gian hàng", "", "Add a shop", ""),
        "page_shop_new_of": ("Thêm {platform}", "", "Add: {platform}", ""),
        "page_shop_add": ("Thêm gian hàng này", "", "Add this shop", ""),
        "page_shop_refused": ("Chưa thêm gian hàng nào", "", "No shop was added", ""),
        "page_shop_platform_label": ("Sàn", "", "Platform", ""),
        "page_shop_name_label": ("Tên gian hàng ở đây", "", "Name of the shop here", ""),
        "page_shop_name_hint": (
            "Chữ thường không dấu, số và gạch nối, ví dụ dat-mui. Về sau đừng đổi.", "",
            "Small letters, digits and hyphens, like dat-mui. Do not change it later.", "",
        ),
        "page_shop_account_label": ("Mã gian hàng trên sàn", "", "Shop id on the platform", ""),
        "page_shop_account_hint": (
            "Shop ID, Seller ID: xem trong trang người bán. Bảng tính thì để trống.", "",
            "Shop ID or Seller ID, as the seller centre says. Leave it empty for workbooks.", "",
        ),
        "page_shop_address_label": ("Địa chỉ máy chủ", "", "Address of the server", ""),
        "page_shop_address_hint": (
            ("Chỉ khi gian hàng ở một máy chủ riêng (WordPress, sàn trong nước), ví dụ"
            " https://shop.vidu.vn; sàn tập: http://127.0.0.1:8711."), "",
            ("Only of a shop on a server of its own, like https://shop.example.vn; a replica:"
            " http://127.0.0.1:8711."), "",
        ),
        "page_shop_profile_label": ("Mẫu bảng tính", "", "Workbook profile", ""),
        "page_shop_profile_hint": (
            "Chỉ khi bán qua bảng tính: tên mẫu theo tài liệu bảng tính, hoặc để trống.", "",
            "Only for workbooks: a profile by the manual of workbooks, or empty.", "",
        ),
        "page_shop_app_title": ("Ứng dụng nối với sàn", "", "App that reaches it", ""),
        "page_shop_app_label": ("Ứng dụng", "", "App", ""),
        "page_shop_app_new": ("Ứng dụng mới, mã ở dưới", "", "A new app, see below", ""),
        "page_shop_key_label": ("Mã ứng dụng", "", "App key", ""),
        "page_shop_key_hint": (
            ("Partner ID, App Key: trang dành cho nhà phát triển của sàn ghi. Gian hàng WordPress"
            " nối bằng trang đồng ý: ghi consent, để trống mã khóa."), "",
            ("Partner ID or App Key, as the platform's page for developers says. A WordPress shop"
            " by its consent page: write consent, and no secret."), "",
        ),
        "page_shop_secret_label": ("Mã khóa bí mật", "", "Secret", ""),
        "page_shop_secret_hint": (
            ("Được cất vào một tệp riêng trong secrets/, chỉ chủ máy đọc được; không trang nào"
            " hiện lại."), "",
            "It is kept in a file of its own in secrets/; no page shows it again.", "",
        ),
        "page_shop_platform": (
            "Chưa chọn sàn.", "Chọn một sàn trong danh sách.",
            "No platform was chosen.", "Choose one of the list.",
        ),
        "page_shop_name": (
            "Tên gian hàng phải là chữ thường không dấu, số và gạch nối.",
            "Ghi ví dụ dat-mui.",
            "The name must be small letters, digits and hyphens.", "Write like dat-mui.",
        ),
        "page_shop_app": (
            "{platform} cần một ứng dụng: mã ứng dụng và mã khóa bí mật.",
            "Chọn ứng dụng đã có, hoặc ghi cả hai mã.",
            "{platform} needs an app: its key and its secret.",
            "Choose an app that is there, or write both.",
        ),
        "page_shop_secret": (
            "Mã ứng dụng chưa có mã khóa bí mật đi cùng.", "Ghi mã khóa, hoặc bỏ mã ứng dụng.",
            "The key of the app has no secret.", "Write the secret, or leave the key out.",
        ),
        "page_shop_account": (
            "{platform} cần mã gian hàng.", "Chép Shop ID hoặc Seller ID ở trang người bán.",
            "{platform} needs the shop's id.", "Copy it from the seller centre.",
        ),
        "page_shop_address": (
            "{platform} cần địa chỉ máy chủ của gian hàng.", "Ghi như https://shop.vidu.vn.",
            "{platform} needs the address of the shop's server.",
            "Write like https://shop.example.vn.",
        ),
        "page_shops_connect": ("Nối gian hàng", "", "Connect", ""),
        "page_connect_title": ("Nối gian hàng {shop}", "", "Connect shop {shop}", ""),
        "page_connect_how": (
            ("Trang của sàn sẽ mở ra. Đăng nhập bằng tài khoản chủ gian hàng rồi bấm đồng ý;"
            " sàn đưa bạn về lại đây."), "",
            ("The marketplace's page opens. Sign in as the shop's owner and consent; it leads you"
            " back here."), "",
        ),
        "page_connect_go": ("Mở trang đồng ý của sàn", "", "Open the consent page", ""),
        "page_connect_callback": (
            "Địa chỉ quay về, phải đúng như đã khai với sàn cho ứng dụng này:", "",
            "The address to come back to, as it must be registered for the app:", "",
        ),
        "page_connect_elsewhere": (
            "Sàn đưa bạn về một địa chỉ khác?", "", "Did it lead you elsewhere?", "",
        ),
        "page_connect_code": (
            "Dán cả địa chỉ mà trình duyệt dừng lại, hoặc phần sau code=",
            "",
            "Paste the whole address where the browser ended, or what stands after code=",
            "",
        ),
        "page_connect_code_send": ("Gửi mã", "", "Send the code", ""),
        "page_connect_running": (
            "Đang hỏi sàn; trang này tự đổi khi có trả lời.", "",
            "The marketplace is being asked; this page changes by itself.", "",
        ),
        "page_connect_done": (
            "Đã nối gian hàng.[[ Quyền truy cập có đến {until}.]]", "",
            "The shop is connected.[[ Access lasts until {until}.]]", "",
        ),
        "page_connect_back": (
            "Sàn đã đồng ý. Còn một bước: bấm nút dưới đây để nối gian hàng.", "",
            "The marketplace agreed. One step is left: press the button to connect the shop.", "",
        ),
        "page_connect_finish": ("Nối gian hàng này", "", "Connect this shop", ""),
        "page_connect_declined": (
            "Sàn không đưa mã nào về: có lẽ chưa ai bấm đồng ý.",
            "Vào mục Gian hàng, bấm Nối gian hàng và làm lại.",
            "The marketplace sent no code: it seems that nobody consented.",
            "Open Shops, press Connect and try again.",
        ),
        "page_connect_strange": (
            "Lời đồng ý này không được xin từ trình duyệt này, hoặc đã quá 20 phút; chưa nối gì.",
            "Vào mục Gian hàng, bấm Nối gian hàng và làm lại.",
            ("This consent was not asked for in this browser, or is older than 20 minutes; nothing"
            " is connected."),
            "Open Shops, press Connect and try again.",
        ),
        "page_connect_no_code": (
            "Trong đó không có mã nào.", "Chép cả địa chỉ, phải có đoạn code= trong đó.",
            "There is no code in it.", "Copy the whole address; it must hold code=",
        ),
        "page_connect_unsafe": (
            "Địa chỉ đồng ý của sàn không dùng https; không mở.",
            "Gửi tên sàn cho người phát triển chương trình.",
            "The consent page's address is not https; it is not opened.",
            "Tell the makers of this program which marketplace it is.",
        ),
        "page_shops_adopt": ("Nhận hàng đã đăng", "", "Take over listings", ""),
        "page_adopt_title": ("Nhận gian hàng {shop}", "", "Take over shop {shop}", ""),
        "page_adopt_how": (
            ("Đọc mọi sản phẩm đang có trên sàn và tìm xem cái nào là sản phẩm nào trong danh mục."
            " Chắc chắn thì ghép luôn, còn ngờ thì hỏi bạn từng cái; trên sàn không có gì đổi."),
            "",
            ("Reads every product in the shop and finds which is which of the catalog. What is"
            " certain is linked, of the rest you are asked one by one; the shop stays as it is."),
            "",
        ),
        "page_adopt_read": ("Đọc gian hàng", "", "Read the shop", ""),
        "page_adopt_again": ("Đọc lại gian hàng", "", "Read the shop again", ""),
        "page_adopt_running": (
            "Đang đọc gian hàng và ghép; trang này tự đổi khi xong.", "",
            "The shop is being read and linked; this page changes by itself.", "",
        ),
        "page_adopt_ask": (
            "Có phải là một không? Còn {count}", "", "Are they the same? {count} left", "",
        ),
        "page_adopt_theirs": ("Trên sàn", "", "In the shop", ""),
        "page_adopt_ours": ("Trong danh mục", "", "In the catalog", ""),
        "page_adopt_this": ("Đúng, là một", "", "Yes, the same", ""),
        "page_adopt_new": (
            "Không, chưa có trong danh mục", "", "No, not in the catalog yet", "",
        ),
        "page_adopt_later": ("Để sau", "", "Later", ""),
        "page_adopt_variants": (
            "Sửa tên phân loại trong danh mục cho giống trên sàn rồi đọc lại.", "",
            "Name the options in the catalog as in the shop, then read it again.", "",
        ),
        "page_adopt_fresh": (
            "{count} sản phẩm chỉ có trên sàn", "", "{count} only in the shop", "",
        ),
        "page_adopt_write": ("Viết vào danh mục", "", "Write into the catalog", ""),
        "page_adopt_yaml": ("Tải YAML", "", "Download YAML", ""),
        "page_adopt_skus": ("Ghi SKU lên sàn", "", "Write SKUs into the shop", ""),
        "page_adopt_linked": ("Đã ghép {count}", "", "{count} linked", ""),
    }
)  # fmt: skip

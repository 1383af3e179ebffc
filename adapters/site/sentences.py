"""What only a website says to the person who keeps it, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from sync.marketplace.contract import Row

SENTENCES: Mapping[str, Row] = {
    "site_address_wrong": (
        "Địa chỉ trang web “{address}” của {shop} không dùng được.",
        "Ghi địa chỉ đầy đủ của tên miền riêng, ví dụ https://htxtantien.vn, vào settings.address.",
        "The address “{address}” of the website {shop} is of no use.",
        (
            "Write the whole address of your own domain, such as https://htxtantien.vn, as "
            "settings.address."
        ),
    ),
    "site_ask_address": (
        "Địa chỉ trang web",
        "Tên miền của chính mình, ví dụ https://htxtantien.vn. Mã QR in trên hộp dẫn về đây mãi.",
        "Address of the website",
        "Your own domain, like https://htxtantien.vn. QR codes on packs lead there for ever.",
    ),
    "site_ask_name": ("Tên trang", "Ví dụ Đặc sản Tân Tiến.", "Name of the site", ""),
    "site_ask_about": ("Lời giới thiệu ở trang chủ", "", "What the first page says", ""),
    "site_ask_seller": (
        "Ai chịu trách nhiệm",
        "Tên đầy đủ của hợp tác xã hay cơ sở, như trong giấy đăng ký.",
        "Who answers for it",
        "The whole name, as it is registered.",
    ),
    "site_ask_seller_address": ("Địa chỉ của người ấy", "", "Their address", ""),
    "site_ask_tax_code": ("Mã số thuế", "", "Tax code", ""),
    "site_ask_registered": (
        "Đăng ký ở đâu, ngày nào",
        "Ví dụ Sở Tài chính Cà Mau cấp ngày 05/03/2019.",
        "Where and when it was registered",
        "",
    ),
    "site_ask_representative": (
        "Người đại diện",
        "Ví dụ Nguyễn Thị A, Giám đốc.",
        "Representative",
        "",
    ),
    "site_ask_phone": ("Điện thoại", "Khách gọi số này.", "Telephone", "Buyers call it."),
    "site_ask_zalo": ("Số Zalo", "", "Zalo number", ""),
    "site_setting_missing": (
        "Trang web {shop} thiếu settings.{setting}.",
        "Ghi thêm vào gian hàng này trong shops.yaml; docs/site.md nói từng mục để làm gì.",
        "The website {shop} lacks settings.{setting}.",
        "Add it to this shop in shops.yaml; docs/site.md says what each is for.",
    ),
    "site_setting_wrong": (
        "settings.{setting} của trang web {shop} không đúng: {why}.",
        "Sửa lại trong shops.yaml; docs/site.md nói từng mục để làm gì.",
        "settings.{setting} of the website {shop} is wrong: {why}.",
        "Mend it in shops.yaml; docs/site.md says what each is for.",
    ),
    "site_tax_code_form": (
        "Trang web {shop} ghi mã số thuế “{text}”, mà không có mã số nào như vậy.",
        "Chép lại settings.seller.tax_code từ giấy đăng ký: 10 số, hoặc 12 số định danh.",
        "The website {shop} gives the tax code “{text}”, which can be nobody's.",
        "Copy settings.seller.tax_code from the registration: 10 digits, or a person's 12.",
    ),
    "site_feed_off": (
        (
            "Tệp hàng cho {feed} của {shop} không được ghi: với orders: {orders}, trang web không "
            "bán tại chỗ."
        ),
        "Bỏ {feed} khỏi settings.feeds, hoặc mở cách đặt hàng mà bên ấy nhận (docs/site.md).",
        (
            "The feed for {feed} of {shop} is not written: with orders: {orders} the site itself "
            "sells nothing."
        ),
        "Take {feed} out of settings.feeds, or open a way to order that it accepts (docs/site.md).",
    ),
    "site_unwritable": (
        "Không ghi được trang web vào {file}: {why}.",
        "Kiểm tra ổ đĩa và quyền ghi của thư mục; lần sau chương trình ghi tiếp.",
        "The website cannot be written to {file}: {why}.",
        "Check the disk and the folder's permissions; the next round goes on.",
    ),
    "site_upload_failed": (
        "Trang web đã ghi xong nhưng lệnh đưa lên mạng “{command}” báo lỗi: {why}.",
        "Chạy thử lệnh đó bằng tay; lần đồng bộ sau chương trình tự chạy lại.",
        "The website is written, but the command that uploads it, “{command}”, failed: {why}.",
        "Try that command by hand; the next sync runs it again by itself.",
    ),
    "site_theme_broken": (
        "Giao diện riêng của trang web có lỗi ở {file}: {why}.",
        "Sửa tệp đó, hoặc bỏ settings.theme để dùng giao diện có sẵn. Trang cũ vẫn giữ nguyên.",
        "The website's own theme is broken in {file}: {why}.",
        "Mend that file, or leave settings.theme out to use ours. The old pages stay as they are.",
    ),
    "site_file_foreign": (
        "Trong thư mục trang web đã có tệp {file} không phải do chương trình ghi.",
        "Chuyển tệp ấy đi, hoặc chọn thư mục khác ở settings.folder. Chưa có gì bị ghi đè.",
        "The website's folder holds a file {file} that this program did not write.",
        "Move it away, or choose another folder as settings.folder. Nothing was written over.",
    ),
    "site_page_edited": (
        "Trang {file} đã bị sửa tay.",
        (
            "Bản sửa tay được cất ở {copy} khi chương trình ghi đè; muốn giữ, hãy sửa danh mục "
            "YAML hoặc giao diện (settings.theme)."
        ),
        "The page {file} was edited by hand.",
        (
            "When it is written over, that version is kept as {copy}; to keep it, edit the YAML "
            "catalog or the theme (settings.theme)."
        ),
    ),
    "site_feed_shrank": (
        "Tệp hàng {feed} lẽ ra giảm từ {before} dòng xuống {after}; dòng thừa ghi là hết hàng.",
        "Nếu đúng ý bạn, xóa tệp {file}: lần ghi trang sau tệp chỉ còn hàng đang bán.",
        "The feed {feed} would shrink from {before} rows to {after}; those stay in it as sold out.",
        "If you mean it, delete the file {file}: the next publish writes it without them.",
    ),
    "site_feed_alcohol": (
        "Không vào tệp hàng ({count} sản phẩm): rượu, bia hoặc đồ uống có cồn: {codes}.",
        "Google và Facebook không cho quảng bá rượu bia ở Việt Nam. Trang sản phẩm vẫn có.",
        "In no feed ({count} products): alcohol: {codes}.",
        "Neither Google nor Facebook shows alcohol in Vietnam. Its page is there all the same.",
    ),
    "site_feed_health_food": (
        "Không vào tệp hàng ({count} sản phẩm): thực phẩm bảo vệ sức khỏe: {codes}.",
        "Hai bên ấy chỉ nhận khi họ đã duyệt từng sản phẩm. Trang sản phẩm vẫn có.",
        "In no feed ({count} products): health food: {codes}.",
        "They take it only when they allowed each product. Its page is there all the same.",
    ),
    "site_feed_undeclared": (
        "Không vào tệp hàng ({count} sản phẩm): thực phẩm chưa ghi số tự công bố: {codes}.",
        "Ghi label.declaration, hoặc ghi settings.undeclared_in_feeds: true nếu hàng được miễn.",
        "In no feed ({count} products): food whose declaration number is not written: {codes}.",
        "Write label.declaration, or settings.undeclared_in_feeds: true for exempt goods.",
    ),
    "site_feed_no_picture": (
        "Không vào tệp hàng ({count} sản phẩm): chưa có hình ảnh: {codes}.",
        "Thêm hình ảnh cho sản phẩm trong danh mục.",
        "In no feed ({count} products): no picture: {codes}.",
        "Add a picture to the product in the catalog.",
    ),
    "site_feed_small_picture": (
        "Không vào tệp hàng ({count} sản phẩm): hình ảnh đầu tiên nhỏ hơn 500 điểm ảnh: {codes}.",
        "Chụp lại hoặc chọn hình ảnh lớn hơn, nên từ 1.500 điểm ảnh.",
        "In no feed ({count} products): the first picture is smaller than 500 pixels: {codes}.",
        "Take another one, best of 1,500 pixels or more.",
    ),
    "site_feed_uncounted": (
        "Không vào tệp hàng ({count} sản phẩm): chưa ai đếm tồn kho: {codes}.",
        "Đếm hàng: ocop stock count SKU SỐ.",
        "In no feed ({count} products): nobody counted the stock: {codes}.",
        "Count it: ocop stock count SKU NUMBER.",
    ),
    "site_feed_not_there": (
        "Không vào tệp hàng ({count} sản phẩm): chưa có trang đang bán ở gian hàng ấy: {codes}.",
        "Khi sản phẩm đứng bán ở đó, có địa chỉ https, lần đồng bộ sau tệp hàng có nó.",
        "In no feed ({count} products): no page in that shop sells it just now: {codes}.",
        "Once it is on sale there, at an https address, the next sync puts it into the feed.",
    ),
    "site_feed_short_text": (
        "Không vào tệp hàng ({count} sản phẩm): lời giới thiệu ngắn hơn 30 chữ cái: {codes}.",
        "Viết thêm vào story của sản phẩm.",
        "In no feed ({count} products): the text is shorter than 30 letters: {codes}.",
        "Write more in the product's story.",
    ),
}

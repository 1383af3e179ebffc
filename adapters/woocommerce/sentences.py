"""What a person reads of codes that only WooCommerce shops bring up, in both languages."""

from __future__ import annotations

from sync.marketplace.contract import Row

SENTENCES: dict[str, Row] = {
    "shop_keys_refused": (
        "Cửa hàng không nhận khóa: {platform_message} [{platform_code}]",
        (
            "xem lại khóa ck_ và cs_ (quyền Đọc/Ghi) ở WooCommerce > Cài đặt > Nâng cao > "
            "REST API; "
            "nếu khóa đúng, hỏi nơi cho thuê máy chủ vì sao tiêu đề Authorization bị bỏ"
        ),
        "The shop refuses the keys: {platform_message} [{platform_code}]",
        (
            "check the ck_ and cs_ keys (Read/Write) in WooCommerce > Settings > Advanced > "
            "REST API; "
            "if they are right, ask the host why the Authorization header is taken away"
        ),
    ),
    "shop_rights_missing": (
        "Người giữ khóa không có quyền làm việc này: {platform_message} [{platform_code}]",
        "tạo khóa bằng tài khoản quản trị hoặc quản lý cửa hàng",
        "Whoever owns the keys may not do this: {platform_message} [{platform_code}]",
        "make the keys as an administrator or shop manager",
    ),
    "wp_json_missing": (
        "Không thấy WooCommerce ở địa chỉ này",
        (
            "xem lại host trong shops.yaml; trong WordPress, Cài đặt > Đường dẫn tĩnh phải khác "
            "'Đơn giản', và không plugin nào được tắt REST API"
        ),
        "There is no WooCommerce at this address",
        (
            "check host in shops.yaml; in WordPress, Settings > Permalinks must not be "
            "'Plain', and no "
            "plugin may switch the REST API off"
        ),
    ),
    "shop_moved": (
        "Cửa hàng chuyển mọi yêu cầu sang {address}",
        "ghi đúng địa chỉ đó (có https, có www hay không) vào host trong shops.yaml",
        "The shop sends every call on to {address}",
        "write exactly that address (https, with or without www) as host in shops.yaml",
    ),
    "host_answers_html": (
        "Máy chủ trả lời bằng một trang web chứ không phải dữ liệu (mã {status})",
        "tường lửa hoặc plugin bảo mật có thể đang chặn: cho phép địa chỉ /wp-json/ rồi chạy lại",
        "The host answers with a page instead of data (status {status})",
        "a firewall or security plugin may be in the way: allow /wp-json/, then run again",
    ),
    "shop_not_in_dong": (
        "Cửa hàng bán bằng {currency}, không phải đồng: giá ở đây sẽ sai",
        "đặt tiền tệ là VND ở WooCommerce > Cài đặt > Chung",
        "The shop sells in {currency}, not in dong: prices would be wrong there",
        "set the currency to VND in WooCommerce > Settings > General",
    ),
    "shop_counts_no_stock": (
        "Cửa hàng đang tắt quản lý tồn kho: số lượng ghi vào sẽ bị bỏ qua",
        "bật 'Quản lý kho' ở WooCommerce > Cài đặt > Sản phẩm > Tồn kho",
        "The shop manages no stock: quantities that are written would be ignored",
        "turn on 'Stock management' in WooCommerce > Settings > Products > Inventory",
    ),
    "sku_in_trash": (
        "SKU {sku} đang thuộc một sản phẩm trong thùng rác của cửa hàng (số {remote_id})",
        "khôi phục sản phẩm đó hoặc xóa hẳn nó trong thùng rác, rồi gõ: ocop retry",
        "SKU {sku} belongs to a product in the shop's trash (number {remote_id})",
        "restore that product or delete it for good from the trash, then: ocop retry",
    ),
    "sku_held_by_nobody": (
        "Cửa hàng nói SKU {sku} đã có, nhưng không sản phẩm nào mang nó",
        (
            "trong WooCommerce > Trạng thái > Công cụ, chạy 'Tạo lại bảng tra cứu sản phẩm', "
            "rồi gõ: "
            "ocop retry"
        ),
        "The shop says that SKU {sku} is taken, but no product has it",
        "in WooCommerce > Status > Tools run 'Regenerate product lookup tables', then: ocop retry",
    ),
    "pictures_have_no_way": (
        "Chưa có đường đưa hình ảnh vào cửa hàng: khóa ck_ không mở được thư viện ảnh",
        (
            "dùng mật khẩu ứng dụng của WordPress làm khóa, hoặc khai settings.pictures: xem "
            "docs/connect-woocommerce.md"
        ),
        "Pictures have no way into the shop: ck_ keys do not open the media library",
        (
            "use a WordPress application password, or set settings.pictures: see "
            "docs/connect-woocommerce.md"
        ),
    ),
    "woo_setting_wrong": (
        "settings của {shop}: {setting} không đúng ({why})",
        "sửa lại trong shops.yaml",
        "settings of {shop}: {setting} is wrong ({why})",
        "mend it in shops.yaml",
    ),
    "consent_needs_https": (
        "Trang cho phép cần một địa chỉ https của ta, không phải {address}",
        (
            "ghi --redirect https://...; không có địa chỉ như vậy thì tạo khóa bằng tay rồi gõ "
            "ocop connect --shop TÊN --code ck_...:cs_..."
        ),
        "The consent page needs an https address of ours, not {address}",
        (
            "give --redirect https://...; without one make keys by hand and run "
            "ocop connect --shop NAME --code ck_...:cs_..."
        ),
    ),
    "consent_cannot_listen": (
        "Không chờ được cửa hàng ở {address}: {why}",
        "chọn một cổng khác còn trống trên máy này",
        "Cannot wait for the shop at {address}: {why}",
        "choose another port that is free on this machine",
    ),
    "order_gone": (
        "Cửa hàng không còn đơn này",
        "xem lại trong trang quản lý của cửa hàng; số hàng đã trừ thì vẫn giữ trong sổ",
        "The shop no longer has this order",
        "look into the shop's own pages; what was taken off stays in our books",
    ),
    "push_refused": (
        "Cửa hàng không nhận địa chỉ nhận tin đẩy",
        "xem lại push_url trong shops.yaml: phải là địa chỉ https mở được từ máy của cửa hàng",
        "The shop does not take the address for its webhooks",
        "check push_url in shops.yaml: an https address that the shop's computer can reach",
    ),
}

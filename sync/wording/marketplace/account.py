"""Words what a marketplace says about the shop and the app."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

ACCOUNT: dict[str, Sentence] = {
    "login_expired": Sentence(
        Wording("Phiên đăng nhập gian hàng đã hết hạn.", "Chương trình sẽ tự gia hạn."),
        Wording("The shop's login has expired.", "It is renewed by itself."),
    ),
    "authorization_ended": Sentence(
        Wording(
            "Gian hàng không còn cho phép ứng dụng này[[: {platform_message}]][["
            " ({platform_code})]].",
            "Chủ gian hàng cần đăng nhập và cấp quyền lại[[: ocop connect --shop {shop}]]",
        ),
        Wording(
            "The shop no longer lets this app in[[: {platform_message}]][[ ({platform_code})]].",
            "The shop's owner must log in and authorize it again[[: ocop connect --shop {shop}]]",
        ),
    ),
    "consent_needs_address": Sentence(
        Wording(
            "{platform} cần biết quay về đâu sau khi chủ gian hàng đồng ý.",
            "Thêm địa chỉ đã khai ở trang ứng dụng của sàn:"
            " ocop connect[[ --shop {shop}]] --redirect ĐỊA_CHỈ",
        ),
        Wording(
            "{platform} must be told where to go when the shop's owner has agreed.",
            "Add the address that was entered for the app:"
            " ocop connect[[ --shop {shop}]] --redirect ADDRESS",
        ),
    ),
    "app_refused": Sentence(
        Wording(
            "Sàn không nhận ứng dụng này[[: {platform_message}]][[ ({platform_code})]].",
            "Kiểm tra mã ứng dụng, khóa bí mật, địa chỉ máy chủ và quyền của ứng dụng.",
        ),
        Wording(
            "The marketplace does not accept this app[[: {platform_message}]][["
            " ({platform_code})]].",
            "Check the app's key, its secret, the host and what the app is allowed to do.",
        ),
    ),
    "shop_banned": Sentence(
        Wording("Gian hàng đang bị sàn khóa.", "Liên hệ sàn để mở lại gian hàng."),
        Wording("The marketplace has banned the shop.", "Ask the marketplace to restore it."),
    ),
    "shop_on_holiday": Sentence(
        Wording(
            "Gian hàng đang tạm nghỉ trên sàn: sản phẩm vẫn được giữ đúng, nhưng khách không thấy.",
            "Tắt chế độ tạm nghỉ trên sàn khi muốn bán lại.",
        ),
        Wording(
            "The shop is on holiday: its products are kept true, but buyers do not see them.",
            "Switch holiday mode off in the seller centre to sell again.",
        ),
    ),
    "credentials_ending": Sentence(
        Wording(
            "Khóa kết nối của gian hàng còn {days} ngày, dùng được đến {ends_on}.",
            "Tạo khóa mới trên sàn rồi thay vào nơi ghi `secret`; khóa cũ còn mở thêm 7 ngày.",
        ),
        Wording(
            "The secret that opens the shop has {days} days left, until {ends_on}.",
            "Make a second one at the marketplace and put it in; the old one opens 7 days more.",
        ),
    ),
    "seller_must_act": Sentence(
        Wording(
            "Sàn chờ chủ gian hàng xử lý một việc[[: {platform_message}]][[ ({platform_code})]].",
            "Vào {seller_centre} và làm theo yêu cầu ở đó.",
        ),
        Wording(
            "The marketplace waits for the seller[[: {platform_message}]][[ ({platform_code})]].",
            "Open {seller_centre} and do what it asks.",
        ),
    ),
    "holiday_mode": Sentence(
        Wording("Gian hàng đang ở chế độ tạm nghỉ.", "Tắt chế độ tạm nghỉ trên sàn rồi chạy lại."),
        Wording(
            "The shop is on holiday.",
            "Switch holiday mode off in the seller centre, then run again.",
        ),
    ),
    "shop_not_granted": Sentence(
        Wording(
            "Chủ gian hàng {account} chưa cấp quyền; các gian hàng thấy được: {found}.",
            "Kiểm tra `account` trong shops.yaml, hoặc nhờ chủ gian hàng cấp quyền.",
        ),
        Wording(
            "Shop {account} has not let this app in; the shops that have: {found}.",
            "Check `account` in shops.yaml, or ask the shop's owner to authorize the app.",
        ),
    ),
    "order_status_unknown": Sentence(
        Wording(
            "{shop}: có đơn ở trạng thái chưa biết: {words}; hàng trong đó được tính là đã bán.",
            "Xem các đơn đó trong {seller_centre}: {orders}. Hàng còn ở kho thì ghi"
            " `ocop stock back MÃ_ĐƠN`.",
        ),
        Wording(
            "{shop}: orders in a status unknown to this program: {words}; they count as sold.",
            "Look at them in {seller_centre}: {orders}. Goods still here: `ocop stock back ORDER`.",
        ),
    ),
    "goods_under_way": Sentence(
        Wording(
            "{shop}: {count} đơn bị hủy, giao không được hoặc bị trả lại sau khi hàng đã rời kho"
            " (số món): {orders}. Hàng chưa được tính là còn trong kho.",
            "Hàng về tới nơi thì ghi `ocop stock back MÃ_ĐƠN`; không bán lại được thì thêm"
            " `--good 0`.",
        ),
        Wording(
            "{shop}: {count} orders were cancelled, not delivered or sent back after the goods had"
            " left (units): {orders}. They are not counted as being in stock.",
            "Once they are back, use `ocop stock back ORDER`; with `--good 0` where they cannot be"
            " sold again.",
        ),
    ),
    "goods_lost_on_the_way": Sentence(
        Wording(
            "{shop}: {count} đơn bị mất hoặc hỏng trên đường (số món): {orders}."
            " Hàng được tính là đã bán.",
            "Đòi bồi thường ở trang của sàn, rồi ghi `ocop stock back MÃ_ĐƠN --good 0`.",
        ),
        Wording(
            "{shop}: {count} orders were lost or damaged on the way (units): {orders}."
            " They count as sold.",
            "Claim compensation at the marketplace, then use `ocop stock back ORDER --good 0`.",
        ),
    ),
    "warehouse_missing": Sentence(
        Wording(
            "Gian hàng chưa có kho bán hàng nào đang mở.",
            "Thêm kho bán hàng trong {seller_centre}.",
        ),
        Wording(
            "The shop has no warehouse open to sell from.",
            "Add one in {seller_centre}.",
        ),
    ),
    "warehouse_refused": Sentence(
        Wording(
            "Sàn không nhận kho hàng[[: {platform_message}]][[ ({platform_code})]].",
            "Kiểm tra kho bán và kho trả hàng trong {seller_centre}, rồi chạy lại.",
        ),
        Wording(
            "The warehouse is refused[[: {platform_message}]][[ ({platform_code})]].",
            "Check the sales and return warehouses in {seller_centre}, then run again.",
        ),
    ),
    "warehouse_unclear": Sentence(
        Wording(
            "Gian hàng có nhiều kho và sàn đòi mã kho[[: {platform_message}]].",
            "Chương trình chưa hỗ trợ nhiều kho; hãy gộp về một kho trên sàn.",
        ),
        Wording(
            "The shop has several warehouses and must name one[[: {platform_message}]].",
            "Several warehouses are not supported; use a single one in the seller centre.",
        ),
    ),
    "no_grant_needed": Sentence(
        Wording(
            "Sàn này mở gian hàng bằng mã và khóa của kết nối, không cần cấp quyền trên web.",
            "Ghi `key` và khóa của kết nối vào mục apps trong shops.yaml.",
        ),
        Wording(
            "Here the connection's key and secret open the shop; nothing is granted in a browser.",
            "Write the connection's `key` and secret under apps in shops.yaml.",
        ),
    ),
    "ship_from_missing": Sentence(
        Wording(
            "Sàn cần biết hàng gửi đi từ xã, phường nào.",
            "Thêm `ship_from: {province: mã tỉnh, commune: mã xã}` cho gian hàng trong shops.yaml.",
        ),
        Wording(
            "The marketplace wants to know which commune parcels leave from.",
            "Add `ship_from: {province: code, commune: code}` to the shop in shops.yaml.",
        ),
    ),
}

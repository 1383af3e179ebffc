"""What is said of orders, and of what was sold."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row, worded
from sync.wording.sentence import Sentence

_STATES: Mapping[str, tuple[str, str]] = {
    "reserved": ("chờ thanh toán", "to be paid"),
    "sold": ("cần đóng gói", "to pack"),
    "in_transit": ("đang giao", "on its way"),
    "delivered": ("đã giao", "delivered"),
    "coming_back": ("đang quay về", "coming back"),
    "lost": ("thất lạc", "lost on the way"),
    "returned": ("đã trả về", "returned"),
    "released": ("đã hủy", "cancelled"),
    "unknown": ("trạng thái lạ", "unknown status"),
}
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "order": ("Mã đơn", "Order"),
    "placed": ("Đặt lúc", "Placed"),
    "goods": ("Hàng", "Goods"),
    "order_state": ("Tình trạng", "State"),
    "orders": ("Đơn", "Orders"),
    "sold_units": ("Món", "Units"),
    "money": ("Tiền hàng (₫)", "Money (₫)"),
    "net": ("Thực nhận (₫)", "Left (₫)"),
    "unpriced": ("Món chưa rõ giá", "Units of unknown price"),
    "sales_month": ("Tháng", "Month"),
    "sales_day": ("Ngày", "Day"),
    "sales_shop": ("Gian hàng", "Shop"),
    "sales_cooperative": ("Chủ thể", "Cooperative"),
    "sales_product": ("Sản phẩm", "Product"),
    "sales_star": ("Số sao", "Stars"),
    "income_price": ("Giá bán (₫)", "Price (₫)"),
    "income_fees": ("Phí, thuế (₫)", "Fees, tax (₫)"),
    "income_net": ("Thực nhận (₫)", "Left (₫)"),
    "income_wanted": ("Giá để được chừng ấy (₫)", "Price for that much (₫)"),
}
_SAID: Mapping[str, Row] = {
    "help_orders": (
        "đơn hàng mấy ngày qua, hôm nay cần đóng gói gì",
        (
            "Đọc đơn ở từng gian hàng, không ghi gì, không giữ thông tin người mua. Hàng của đơn"
            " đang quay về: khi nhận được thì ghi ocop stock back."
        ),
        "the orders of the last days, and what is to be packed today",
        (
            "Reads the orders of each shop, writes nothing and keeps nothing of buyers. Goods of an"
            " order that come back: once they are here, ocop stock back."
        ),
    ),
    "help_sales": (
        "đã bán được bao nhiêu, theo tháng, gian hàng, chủ thể, sản phẩm, số sao",
        (
            "Tính từ sổ kho: hàng đã đặt, trừ hàng hủy và hàng trả về. Tiền hàng là giá bán mà sàn"
            " báo trong đơn, chưa trừ phí sàn."
        ),
        "what was sold, by month, shop, cooperative, product or stars",
        (
            "By the books of the stock: what was ordered less what was cancelled or came back. The"
            " money is what the marketplace says it was sold for, its fees not taken off."
        ),
    ),
    "help_income": (
        "bán giá này thì trừ phí, thuế còn lại bao nhiêu, ở từng gian hàng",
        (
            "Theo bảng phí config/fees.yaml, của một món bán trong một đơn; chưa trừ tiền mã giảm"
            " giá, quảng cáo và tiền giao hàng mà gian hàng chịu."
        ),
        "what is left of a price, fees and tax off, in each shop",
        (
            "By the table config/fees.yaml, of one unit in an order of its own; vouchers,"
            " advertising and shipping that the shop pays are not taken off."
        ),
    ),
    "help_income_sold": (
        "đã bán rồi thì phí, thuế lấy bao nhiêu, còn lại bao nhiêu, ở từng gian hàng",
        (
            "Tiền hàng theo sổ kho, phí và thuế theo bảng phí config/fees.yaml của ngày khách đặt,"
            " đến từng đồng. Tiền giao hàng mà gian hàng chịu: ghi thành một dòng phí mỗi đơn."
        ),
        "what fees and taxes took of what was sold, and what is left, in each shop",
        (
            "Money by the books of the stock, fees and tax by the rows of config/fees.yaml of the"
            " day of the order, to the dong. Shipping that the shop pays: a fee of each order."
        ),
    ),
    "income_sold_total": (
        "Tiền hàng {money:dong}, trừ phí và thuế còn {net:dong}.",
        "",
        "Sold for {money:dong}; {net:dong} is left, fees and tax off.",
        "",
    ),
    "help_option_net": (
        "muốn thực nhận bao nhiêu một món: cho biết giá cần bán",
        "",
        "what shall be left of one: says the price for it",
        "",
    ),
    "help_value_net": ("TIỀN", "", "MONEY", ""),
    "income_no_fees": (
        "Chưa có bảng phí config/fees.yaml: chưa trừ gì cả.",
        "Chép fees.yaml của danh mục mẫu rồi sửa theo bảng phí của gian hàng mình.",
        "There is no table config/fees.yaml: nothing was taken off.",
        "Copy the sample catalog's fees.yaml and mend it by your own shop's table.",
    ),
    "income_told": (
        "Phí đổi vài lần mỗi năm: so bảng phí với thông báo của sàn trước khi định giá.",
        "",
        "Fees change some times a year: compare the table with the marketplace before you price.",
        "",
    ),
    "fee_days_crossed": (
        "Ngày kết thúc của dòng phí ở trước ngày bắt đầu",
        "Sửa since hoặc until",
        "The fee ends before it begins",
        "Mend since or until",
    ),
    "help_stock_sell": (
        "ghi hàng bán tại chợ, tại nhà, qua điện thoại",
        "Với cùng --reference thì chỉ tính một lần, dù chạy lại bao nhiêu lần.",
        "write down what was sold at the market, at home, by telephone",
        "Under one --reference it counts once, however often it is repeated.",
    ),
    "help_option_last": ("của mấy ngày qua (mặc định 15)", "", "of how many days (15)", ""),
    "help_value_last": ("SỐ", "", "NUMBER", ""),
    "help_option_pack": ("chỉ các đơn cần đóng gói", "", "only the orders to be packed", ""),
    "help_option_by": (
        "cộng theo: month, day, shop, cooperative, product, star (mặc định month)",
        "",
        "sum up by month, day, shop, cooperative, product or star (default: month)",
        "",
    ),
    "help_value_by": ("CÁCH", "", "HOW", ""),
    "help_option_period": (
        "của lúc nào: 2026, 2026-11, 2026-11-30 hoặc 2026-11-01..2026-11-15",
        "",
        "of which time: 2026, 2026-11, 2026-11-30 or 2026-11-01..2026-11-15",
        "",
    ),
    "help_value_period": ("LÚC", "", "TIME", ""),
    "help_option_save": ("ghi vào một tệp .csv hoặc .xlsx", "", "write a .csv or .xlsx file", ""),
    "help_value_save": ("TỆP", "", "FILE", ""),
    "help_option_price": ("giá bán một món, như 65000", "", "what one was sold for", ""),
    "help_value_price": ("GIÁ", "", "PRICE", ""),
    "orders_none": (
        "Không có đơn nào trong những ngày này.",
        "",
        "There is no order of these days.",
        "",
    ),
    "orders_to_pack": (
        "Cần đóng gói {units} món: {goods}.",
        "",
        "To pack, {units} units: {goods}.",
        "",
    ),
    "orders_coming_back": (
        "Hàng đang quay về của đơn: {orders}.",
        "Khi nhận được: ocop stock back MÃ_ĐƠN.",
        "Goods come back of: {orders}.",
        "Once they are here: ocop stock back ORDER.",
    ),
    "sales_none": (
        "Chưa bán được gì trong những ngày này.",
        "",
        "Nothing was sold in these days.",
        "",
    ),
    "sales_total": (
        (
            "Tất cả: {orders} đơn, {units} món, {money:dong}[[, thực nhận {net:dong}]]"
            "[[; {unpriced} món chưa rõ giá]]."
        ),
        "",
        (
            "In all: {orders} orders, {units} units, {money:dong}[[, of which {net:dong} is left]]"
            "[[; {unpriced} of unknown price]]."
        ),
        "",
    ),
    "sales_by_hand": ("bán tại chỗ", "", "sold by hand", ""),
    "sales_of_nobody": ("không rõ", "", "unknown", ""),
    "sales_by_unknown": (
        "Không cộng theo “{given}” được.",
        "Chọn một trong: {known}.",
        "Sales cannot be summed up by “{given}”.",
        "Take one of: {known}.",
    ),
    "sales_file_kind": (
        "Không biết ghi tệp {file} theo dạng nào.",
        "Đặt tên tệp kết thúc bằng .csv hoặc .xlsx.",
        "Nobody knows what kind of file {file} is.",
        "Let its name end with .csv or .xlsx.",
    ),
    "sales_period_form": (
        "“{period}” không phải là năm, tháng hay ngày.",
        "Viết như 2026, 2026-11 hoặc 2026-11-30.",
        "“{period}” is no year, month or day.",
        "Write it like 2026, 2026-11 or 2026-11-30.",
    ),
    "sales_days_crossed": (
        "Trong “{period}”, ngày bắt đầu ở sau ngày kết thúc.",
        "Đổi chỗ hai ngày.",
        "In “{period}” the first day is after the last.",
        "Put the two days the other way round.",
    ),
    "file_written": ("Đã ghi {file}.", "", "Written: {file}.", ""),
    "file_not_written": (
        "Không ghi được {file}.",
        "Đóng tệp nếu đang mở trong Excel, xem thư mục còn chỗ và cho ghi không.",
        "{file} cannot be written.",
        "Close it where Excel has it open; see that the folder has room and may be written.",
    ),
}

SENTENCES: Mapping[str, Sentence] = worded(
    {
        **_SAID,
        **{f"order_state_{state}": (vi, "", en, "") for state, (vi, en) in _STATES.items()},
        **{f"word_column_{name}": (vi, "", en, "") for name, (vi, en) in _COLUMNS.items()},
    }
)

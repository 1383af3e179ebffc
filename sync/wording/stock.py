"""What is said of the shelf: counts, deliveries, losses, and why there are so many."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence, Wording


def _words(prefix: str, words: Mapping[str, tuple[str, str]]) -> dict[str, Sentence]:
    return {
        f"word_{prefix}_{name}": Sentence(vi=Wording(vi), en=Wording(en))
        for name, (vi, en) in words.items()
    }


_COLUMNS = {
    "sku": ("Mã SKU", "SKU"),
    "counted": ("Đếm được", "Counted"),
    "received": ("Nhập", "Received"),
    "lost": ("Hao hụt", "Lost"),
    "sold": ("Đã bán", "Sold"),
    "reserved": ("Đang giữ cho đơn", "Reserved"),
    "returned": ("Trả lại", "Returned"),
    "on_hand": ("Tồn kho", "On hand"),
    "available": ("Khả dụng", "Available"),
    "moved": ("Việc", "What"),
    "reference": ("Phiếu / mã đơn", "Reference"),
    "units": ("Thay đổi", "Units"),
    "note": ("Ghi chú", "Note"),
}

_MOVED = {
    "counted_catalog": ("đếm (danh mục)", "counted (catalog)"),
    "counted_hand": ("đếm tại kho", "counted at the shelf"),
    "received": ("nhập hàng", "received"),
    "lost": ("hao hụt", "lost"),
    "sold_by_hand": ("bán tại chỗ", "sold by hand"),
    "reserved": ("đặt, chưa thanh toán", "ordered, not paid"),
    "sold": ("bán", "sold"),
    "reduced": ("hủy một phần", "cancelled in part"),
    "released": ("hủy đơn", "cancelled"),
    "returned": ("khách trả lại", "returned"),
    "unbelieved": ("chưa tính, chờ bạn xem", "not counted, waits for you"),
    "cancelled": ("bỏ theo yêu cầu", "taken off by hand"),
    "received_back": ("nhận lại từ đơn", "received back"),
    "coming_back": ("hàng đang quay về, chưa tính", "coming back, not counted"),
    "status_unknown": ("trạng thái lạ, chưa tính", "unknown status, not counted"),
    "lost_on_the_way": ("mất trên đường", "lost on the way"),
    "corrected": ("sửa phiếu ghi sai", "entry corrected"),
}

_SAID = worded(
    {
        "sku_unknown": (
            "Không có mã SKU “{given}”.",
            "Gần giống: {nearest}.",
            "There is no SKU “{given}”.",
            "Similar: {nearest}.",
        ),
        "stock_uncounted": ("chưa đếm", "", "not counted", ""),
        "stock_short": ("0 (bán vượt {missing})", "", "0 ({missing} oversold)", ""),
        "stock_summed_up": (
            "{skus} mã SKU, khả dụng tất cả {available}; {uncounted} mã chưa đếm.",
            "",
            "{skus} SKUs, {available} available in all; {uncounted} not counted.",
            "",
        ),
        "stock_stands": (
            "{sku}: tồn kho {on_hand}, đang giữ cho đơn {reserved}, khả dụng {available}.",
            "",
            "{sku}: {on_hand} on hand, {reserved} reserved, {available} available.",
            "",
        ),
        "stock_oversold": (
            "Đã bán nhiều hơn số có {missing} món {sku}.",
            "Đếm lại: ocop stock count {sku} SỐ; rồi báo khách hoặc làm thêm.",
            "{missing} more of {sku} were sold than there were.",
            "Count again: ocop stock count {sku} N; then tell the buyers or make more.",
        ),
        "stock_offered": ("Được đăng: {offers}.", "", "Offered: {offers}.", ""),
        "stock_word_new": (
            "Đã ghi phiếu {reference}.",
            "",
            "Written down as {reference}.",
            "",
        ),
        "stock_word_known": (
            "Phiếu {reference} đã được ghi từ trước, không ghi thêm.",
            "",
            "{reference} was written down before; nothing was added.",
            "",
        ),
        "stock_away_coming_back": (
            "Đơn {reference} ({shop}): {units} {sku} đang quay về, chưa tính vào kho.",
            "Khi nhận được: ocop stock back {reference}",
            "Order {reference} ({shop}): {units} of {sku} are coming back, not counted.",
            "When they are here: ocop stock back {reference}",
        ),
        "stock_away_unknown": (
            "Đơn {reference} ({shop}): {units} {sku} ở trạng thái lạ[[: {word}]], tính là đã bán.",
            "Hàng còn ở kho thì ghi: ocop stock back {reference}",
            (
                "Order {reference} ({shop}): {units} of {sku} are in an unknown"
                " status[[: {word}]], counted as sold."
            ),
            "If they are here: ocop stock back {reference}",
        ),
        "stock_away_lost": (
            "Đơn {reference} ({shop}): {units} {sku} bị mất hoặc hỏng trên đường.",
            "Đòi bồi thường xong thì ghi: ocop stock back {reference} --good 0",
            "Order {reference} ({shop}): {units} of {sku} were lost or damaged on the way.",
            "Once compensation is claimed: ocop stock back {reference} --good 0",
        ),
        "stock_back_new": (
            "Đơn {reference}: đã nhận {came} {sku}, bán lại được {good}.",
            "",
            "Order {reference}: {came} of {sku} received back, {good} for sale again.",
            "",
        ),
        "stock_back_not_awaited": (
            "Không chờ nhận món nào của đơn {reference}; chưa ghi gì.",
            "Xem các đơn đang chờ: ocop stock",
            "Nothing of order {reference} is waited for; nothing was written.",
            "See what is: ocop stock",
        ),
        "stock_back_unclear": (
            "Đơn {reference} có nhiều món đang chờ: {choices}; chưa ghi gì.",
            "Thêm --sku SKU, hoặc ghi GIAN_HÀNG/MÃ_ĐƠN nếu trùng mã đơn.",
            "Several things are waited for of order {reference}: {choices}; nothing was written.",
            "Add --sku SKU, or name the order as SHOP/ORDER where two have one number.",
        ),
        "goods_back_too_many": (
            "Chỉ chờ nhận {units} {sku}; chưa ghi gì.",
            "Số bán lại được (--good) không vượt số nhận được (--came).",
            "Only {units} of {sku} are waited for; nothing was written.",
            "What is for sale again (--good) is never more than what came (--came).",
        ),
        "stock_not_counted": (
            "Chưa ai đếm {sku}.",
            "Đếm trước: ocop stock count {sku} SỐ",
            "Nobody counted {sku} yet.",
            "Count it first: ocop stock count {sku} N",
        ),
        "stock_lost_too_many": (
            "Không thể mất {lost} khi tồn kho {sku} chỉ còn {there}; chưa ghi gì.",
            "Nếu tồn kho sai, đếm lại: ocop stock count {sku} SỐ",
            "{lost} cannot be lost while {there} of {sku} are on hand; nothing was written.",
            "If that figure is wrong, count again: ocop stock count {sku} N",
        ),
        "stock_reference_taken": (
            "Phiếu {reference} đã ghi {quantity} cho {sku}, không phải số này; chưa ghi gì thêm.",
            "Nếu là việc khác, dùng mã phiếu khác: --reference MÃ",
            "{reference} already stands for {quantity} of {sku}; nothing was added.",
            "If this is another matter, give it another reference: --reference CODE",
        ),
        "stock_movement_unknown": (
            "Không có phiếu hay đơn {reference} nào của {sku}; chưa ghi gì.",
            "Xem mã ở cột Phiếu / mã đơn: ocop stock history {sku}",
            "There is no {reference} of {sku}; nothing was written.",
            "See the references: ocop stock history {sku}",
        ),
        "stock_cancelled": (
            "Đã bỏ phiếu hoặc đơn {reference} của {sku}; dòng cũ vẫn còn trong lịch sử nếu là đơn.",
            "",
            "{reference} of {sku} was taken back; what an order did stays in the history.",
            "",
        ),
        "stock_confirmed": (
            "Đơn {reference}: đã ghi số {sku} bán thật.",
            "",
            "Order {reference}: what it really took of {sku} is written down.",
            "",
        ),
        "stock_assigned": (
            "Hàng bán dưới mã {assigned} là {sku}: đã tính {movements} dòng, đơn sau cũng vậy.",
            "",
            "What was sold as {assigned} is {sku}: {movements} lines counted, later orders too.",
            "",
        ),
        "stock_believed": (
            "Lấy số của {shop} làm đúng: {units} {sku} không còn nữa.",
            "Nhầm thì đếm lại: ocop stock count {sku} SỐ",
            "{shop} is right: {units} of {sku} are gone.",
            "If that was a slip, count again: ocop stock count {sku} N",
        ),
        "stock_believed_ours": (
            "{units} {sku} vẫn còn trên kệ: lượt sau {shop} được đăng lại đủ số.",
            "",
            "{units} of {sku} are on the shelf: the next round shows them in {shop} again.",
            "",
        ),
        "stock_nothing_fell": (
            "Ở {shop} không có số nào giảm mà chưa rõ vì sao; chưa ghi gì.",
            "Xem các câu hỏi đang chờ: ocop status",
            "Nothing fell in {shop} without an order to tell why; nothing was written.",
            "See what waits: ocop status",
        ),
        "stock_nothing_doubted": (
            "Không có đơn {reference} nào của {sku} đang chờ bạn nói số thật; chưa ghi gì.",
            "Xem các câu hỏi đang chờ: ocop status",
            "No order {reference} of {sku} waits for its true figure; nothing was written.",
            "See what waits: ocop status",
        ),
        "stock_sku_known": (
            "{sku} đã có sổ kho hay đang có trong danh mục, nên không gán cho mã khác được.",
            "Chỉ gán được mã SKU lạ mà đơn hàng mang về.",
            "{sku} has an account or stands in the catalog: it cannot be assigned to another.",
            "Only a SKU that nobody knew can be assigned.",
        ),
        "stock_absurd": (
            "Số “{text}” lớn quá cho một mã SKU; chưa ghi gì.",
            "Xem có thừa số 0 không.",
            "“{text}” is too many for one SKU; nothing was written.",
            "See whether there is a zero too many.",
        ),
    }
)

_HELP = worded(
    {
        "help_stock": (
            "xem tồn kho, đã bán, đang giữ cho đơn, khả dụng",
            (
                "Một dòng cho mỗi mã SKU, tính từ lần đếm gần nhất: số đếm + nhập - hao hụt - đã"
                " bán + trả lại = tồn kho; trừ số đang giữ cho đơn là khả dụng."
            ),
            "show what is on hand, sold, reserved and available",
            (
                "One line a SKU since its last count: counted + received - lost - sold + returned"
                " = on hand; less what is reserved, it is available."
            ),
        ),
        "help_stock_history": (
            "xem vì sao còn bấy nhiêu, từng dòng một",
            "Từ lần đếm gần nhất: lúc nào, việc gì, gian hàng, mã đơn, còn lại bao nhiêu.",
            "answer why there are so many, line by line",
            "Since the last count: when, what, which shop and order, and how many were left.",
        ),
        "help_stock_count": (
            "ghi số vừa đếm trên kệ, không cần sửa danh mục",
            (
                "Đếm hàng đang có trên kệ, kể cả hàng của đơn chưa thanh toán; hàng của đơn đã"
                " thanh toán thì để riêng. Số này thay cho số trong danh mục cho đến khi bạn sửa"
                " danh mục."
            ),
            "write down what was counted, without editing the catalog",
            (
                "Count what stands on the shelf, goods of unpaid orders included; set aside what"
                " is paid for. It replaces the catalog's count until you edit that."
            ),
        ),
        "help_stock_receive": (
            "ghi hàng mới nhập",
            "Với cùng --reference thì chỉ tính một lần, dù chạy lại bao nhiêu lần.",
            "write down what was received",
            "Under one --reference it counts once, however often it is repeated.",
        ),
        "help_stock_lose": (
            "ghi hàng hư, vỡ, ăn thử, cho tặng",
            "Với cùng --reference thì chỉ tính một lần, dù chạy lại bao nhiêu lần.",
            "write down what was spoilt, broken, tasted or given away",
            "Under one --reference it counts once, however often it is repeated.",
        ),
        "help_stock_back": (
            "ghi hàng của một đơn đã quay về kho",
            (
                "Cho đơn bị hủy sau khi giao vận chuyển, giao không được, hoặc khách trả. Mỗi món"
                " chỉ tính một lần, dù sau đó sàn báo lại thế nào. Nếu đã đếm kho sau khi hàng về"
                " thì ghi --good 0."
            ),
            "write down that goods of an order are back",
            (
                "For orders cancelled after the hand-over, not delivered, or sent back. Each unit"
                " counts once, whatever the marketplace tells of it later. If you have counted the"
                " shelf since they came, use --good 0."
            ),
        ),
        "help_option_order": ("mã đơn của sàn", "", "the marketplace's order number", ""),
        "help_option_came": (
            "bao nhiêu món đã về (mặc định: tất cả)",
            "",
            "how many came (default: all)",
            "",
        ),
        "help_option_good": (
            "bao nhiêu món bán lại được (mặc định: tất cả món đã về)",
            "",
            "how many can be sold again (default: all that came)",
            "",
        ),
        "help_value_order": ("MÃ_ĐƠN", "", "ORDER", ""),
        "help_value_came": ("SỐ", "", "N", ""),
        "help_value_good": ("SỐ", "", "N", ""),
        "help_stock_cancel": (
            "bỏ một phiếu đếm, nhập, hao hay một đơn đã ghi nhầm",
            (
                "Bỏ phiếu đếm thì số đếm trước đó lại có giá trị; bỏ đơn của gian hàng thì thêm"
                " --shop. Những gì đơn đó báo về sau không tính nữa."
            ),
            "take back an entry by hand, or what an order did",
            (
                "Without a count, the one before it holds again; an order needs --shop. Whatever"
                " comes of that order later does not count."
            ),
        ),
        "help_stock_confirm": (
            "nói số bán thật của một đơn có số không thể đúng",
            "0 nếu đơn đó không có thật. Đơn đang chờ: ocop status",
            "say what an order really took that cannot be true",
            "0 if there was no such sale. What waits: ocop status",
        ),
        "help_stock_believe": (
            "nói bên nào đúng khi gian hàng hiện ít hơn sổ kho",
            (
                "Gian hàng đúng thì phần thiếu được ghi là hao hụt; thêm --ours khi hàng vẫn còn"
                " trên kệ. Không ghi SKU là mọi SKU của gian hàng đó."
            ),
            "say who is right where a shop shows fewer than the books",
            (
                "If it is the shop, what is missing is written down as lost; --ours if the goods"
                " are on the shelf. Without a SKU: all of that shop."
            ),
        ),
        "help_stock_assign": (
            "nói mã SKU lạ trong đơn hàng là hàng nào",
            "Đơn đã có và đơn sau này mang mã lạ đó đều trừ vào SKU được gán.",
            "say whose goods an unknown SKU in orders is",
            "Orders under it, those to come too, are taken off the SKU it is assigned to.",
        ),
        "help_option_ours": ("sổ kho đúng: hàng vẫn còn trên kệ", "", "the books are right", ""),
        "help_option_unknown": ("mã SKU lạ, như trong đơn", "", "the SKU nobody knows", ""),
        "help_value_unknown": ("SKU_LẠ", "", "UNKNOWN_SKU", ""),
        "help_option_sku": ("mã SKU", "", "the SKU", ""),
        "help_option_number": ("số lượng, chỉ chữ số", "", "how many, in digits", ""),
        "help_option_date": (
            "ngày đếm, ví dụ 2026-11-20 (mặc định: ngay lúc này)",
            "",
            "day of the count, such as 2026-11-20 (default: right now)",
            "",
        ),
        "help_option_note": ("ghi chú", "", "a note", ""),
        "help_option_reference": (
            "mã phiếu của bạn; không ghi thì được cấp một mã",
            "",
            "a reference of yours; one is made if there is none",
            "",
        ),
        "help_value_sku": ("SKU", "", "SKU", ""),
        "help_value_number": ("SỐ", "", "N", ""),
        "help_value_date": ("NGÀY", "", "DATE", ""),
        "help_value_note": ("CHỮ", "", "TEXT", ""),
        "help_value_reference": ("MÃ_PHIẾU", "", "REFERENCE", ""),
    }
)

SENTENCES = _words("column", _COLUMNS) | _words("moved", _MOVED) | _SAID | _HELP

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
    "reserved": ("đặt, chưa thanh toán", "ordered, not paid"),
    "sold": ("bán", "sold"),
    "reduced": ("hủy một phần", "cancelled in part"),
    "released": ("hủy đơn", "cancelled"),
    "returned": ("khách trả lại", "returned"),
    "unbelieved": ("chưa tính, chờ bạn xem", "not counted, waits for you"),
    "cancelled": ("bỏ theo yêu cầu", "taken off by hand"),
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

"""What the page of a SKU's lots says."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_lots": ("Lô hàng và tem", "", "Lots and labels", ""),
        "page_lots_none": (
            "Chưa ghi lô nào. Có lô thì mới in được tem có mã QR.", "",
            "No lot is written yet. Labels with a QR code are of lots.", "",
        ),
        "page_lots_new": ("Thêm lô", "", "Add a lot", ""),
        "page_lots_add": ("Ghi lô này", "", "Write this lot", ""),
        "page_lots_saved": (
            "Đã ghi vào danh mục; các gian hàng đang được báo. Lấy lại được ở", "",
            "Written into the catalog; the shops are being told. It can be undone in the", "",
        ),
        "page_lots_lot": ("Số lô, như in trên bao bì", "", "Lot, as on the pack", ""),
        "page_lots_made_on": ("Ngày sản xuất", "", "Made on", ""),
        "page_lots_best_before": ("Hạn sử dụng", "", "Best before", ""),
        "page_lots_quantity": ("Số lượng", "", "How many", ""),
        "page_lots_place": ("Nơi sản xuất", "", "Where it was made", ""),
        "page_lots_made_by": ("Người hoặc tổ làm", "", "Who made it", ""),
        "page_lots_growing_area_code": ("Mã số vùng trồng", "", "Growing area code", ""),
        "page_lots_labels": ("In tem", "", "Print labels", ""),
        "page_lots_sheet": ("Giấy tem", "", "Sheet", ""),
        "page_lots_cut": (
            "Giấy A4 thường, cắt tay, nhãn đủ nội dung", "",
            "Plain A4, cut by hand, the whole label", "",
        ),
        "page_lots_of_sheet": (
            "{name}: tem {wide} × {high} mm", "", "{name}: labels {wide} × {high} mm", "",
        ),
        "page_lots_copies": ("Bao nhiêu tem", "", "How many labels", ""),
        "page_lots_print": ("Mở tờ tem để in", "", "Open the sheet to print", ""),
        "page_lots_recall": ("Thu hồi lô này", "", "Recall this lot", ""),
        "page_lots_recall_some": (
            ("{count} đơn vị còn lại của lô sẽ ngừng bán ở mọi gian hàng; trang của lô ghi là đã "
            "thu hồi."), "",
            ("The {count} that are left of it go off sale in every shop; its page says that it is "
            "recalled."), "",
        ),
        "page_lots_recall_whole": (
            ("Lô này chưa ghi số lượng, nên cả SKU {sku} sẽ ngừng bán ở mọi gian hàng; trang của "
            "lô ghi là đã thu hồi."), "",
            ("Nobody wrote how many it is, so the whole SKU {sku} goes off sale in every shop; its "
            "page says that it is recalled."), "",
        ),
        "page_lots_reason": ("Vì sao", "", "Why", ""),
        "page_lots_recall_now": ("Thu hồi {lot}", "", "Recall {lot}", ""),
        "page_lots_recalled": ("Đã thu hồi từ {day}.", "", "Recalled since {day}.", ""),
        "lot_without_number": (
            "Chưa ghi số lô.", "Ghi số in trên bao bì.",
            "The lot has no number.", "Write what is printed on the pack.",
        ),
    }
)  # fmt: skip

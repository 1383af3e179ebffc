"""The small words of tables: kinds of change, reasons, outcomes, fields, columns."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence, Wording


def _words(prefix: str, words: Mapping[str, tuple[str, str]]) -> dict[str, Sentence]:
    return {
        f"word_{prefix}_{name}": Sentence(vi=Wording(vi), en=Wording(en))
        for name, (vi, en) in words.items()
    }


_KINDS = {
    "publish": ("đăng bán", "publish"),
    "revise": ("sửa nội dung", "revise"),
    "reprice": ("đổi giá", "reprice"),
    "restock": ("đổi tồn kho", "restock"),
    "withdraw": ("ẩn khỏi sàn", "withdraw"),
    "restore": ("bán lại", "restore"),
}

_REASONS = {
    "new": ("sản phẩm mới", "new"),
    "unfinished": ("đăng dở dang, làm tiếp", "unfinished, carried on"),
    "catalog": ("danh mục đã sửa", "catalog edited"),
    "taken": ("theo gian hàng", "as in the shop"),
    "claim_ended": ("chứng nhận OCOP hết hạn", "the OCOP certificate has ended"),
    "claim_unproven": ("không có chứng nhận OCOP cho hạng sao đó", "no OCOP certificate gives it"),
    "drift": ("bị sửa ngoài hệ thống", "changed outside"),
    "gone": ("không còn trên sàn", "gone from the marketplace"),
    "back": ("được bán trở lại", "sold again"),
    "hidden": ("bị ẩn ngoài hệ thống", "hidden outside"),
    "stock": ("tồn kho đã đổi", "stock moved"),
    "removed": ("đã bỏ khỏi danh mục", "removed from the catalog"),
    "adopted": ("nhận quản lý sản phẩm có sẵn", "taken over, was there before"),
    "campaign": ("giá khuyến mại", "campaign price"),
    "campaign_over": ("hết khuyến mại", "campaign over"),
    "out_of_season": ("hết mùa", "out of season"),
    "unsold": ("không bán ở đây nữa", "not sold here any more"),
    "refused": ("đã sửa sau khi bị từ chối", "mended after a refusal"),
    "banned": ("sàn khóa ở đây, để gian khác bán", "banned here, others may sell it"),
    "undo": ("lấy lại", "taken back"),
    "twin": ("đứng hai lần", "stands there twice"),
}

_OUTCOMES = {
    "done": ("thành công", "done"),
    "sent": ("đã gửi, chờ xác nhận", "sent, to be confirmed"),
    "rejected": ("sàn từ chối", "rejected"),
    "failed": ("thất bại", "failed"),
    "unknown": ("chưa rõ kết quả, cần kiểm tra", "unknown, to be checked"),
    "held": ("chờ bạn duyệt", "to be approved"),
    "left": ("chưa làm được", "cannot be made yet"),
    "skipped": ("bỏ qua", "skipped"),
    "refused": ("bị chặn", "refused"),
    "open": ("đang chạy", "running"),
    "none": ("chưa làm", "not done"),
}

_FIELDS = {
    "title": ("tên", "title"),
    "description": ("mô tả", "description"),
    "category": ("ngành hàng", "category"),
    "brand": ("thương hiệu", "brand"),
    "attributes": ("thuộc tính", "attributes"),
    "images": ("hình ảnh", "images"),
    "papers": ("giấy tờ", "papers"),
    "prepare_days": ("ngày chuẩn bị hàng", "days to prepare"),
    "variants": ("phân loại hàng", "variants"),
    "gtin": ("mã vạch", "gtin"),
    "weight_g": ("cân nặng", "weight"),
    "size_mm": ("kích thước", "size"),
    "list_price": ("giá niêm yết", "list price"),
    "sale": ("giá khuyến mại có hạn", "sale price until a day"),
    "net_content": ("khối lượng tịnh", "net content"),
    "unit": ("đơn vị tính", "unit"),
    "pack": ("quy cách", "pack"),
    "english": ("bản tiếng Anh", "English texts"),
    "lots": ("lô hàng", "lots"),
    "price": ("giá", "price"),
    "quantity": ("tồn kho", "stock"),
    "status": ("trạng thái", "status"),
}

_VALUES = {
    "live": ("đang bán", "live"),
    "hidden": ("đang ẩn", "hidden"),
    "reviewing": ("chờ sàn duyệt", "under review"),
    "refused": ("bị từ chối", "refused"),
    "banned": ("bị khóa", "banned"),
    "deleted": ("đã xóa", "deleted"),
}

_COLUMNS = {
    "change": ("Việc", "Change"),
    "product": ("Sản phẩm", "Product"),
    "category": ("Ngành hàng", "Category"),
    "values": ("Cũ → mới", "Old → new"),
    "reason": ("Vì sao", "Why"),
    "outcome": ("Kết quả", "Outcome"),
    "english_missing": ("Chưa có tiếng Anh", "Not told in English"),
    "english_outdated": ("Tiếng Anh đã cũ", "Older than the Vietnamese"),
    "shop": ("Gian hàng", "Shop"),
    "last_good": ("Lần cuối xem đủ, không lỗi", "Last good look"),
    "locked": ("Bị khóa", "Locked"),
    "run": ("Lượt", "Run"),
    "held": ("Chờ bạn duyệt", "To be approved"),
    "doubt": ("Vì sao giữ lại", "Why held"),
    "done": ("Xong", "Done"),
    "sent": ("Chờ xác nhận", "To be confirmed"),
    "unanswered": ("Chưa rõ kết quả", "Outcome unknown"),
    "failed": ("Thất bại", "Failed"),
    "state": ("Tình hình", "State"),
    "at": ("Lúc", "At"),
    "marketplace": ("Sàn", "Marketplace"),
    "address": ("Địa chỉ", "Address"),
    "account": ("Mã gian hàng", "Shop id"),
    "step": ("Bước", "Step"),
    "seen": ("Đã thấy", "Seen"),
    "calls": ("Lượt gọi", "Calls"),
    "writes": ("Lượt ghi", "Writes"),
    "seconds": ("Giây", "Seconds"),
}

_STEPS = {
    "load": ("đọc danh mục", "reading the catalog"),
    "orders": ("nhận đơn hàng", "taking in orders"),
    "prepare": ("hỏi quy định của sàn", "learning the marketplace's rules"),
    "look_again": ("xem lại cho chắc", "looking again"),
    "observe": ("xem gian hàng", "observing the shop"),
    "plan": ("tính thay đổi", "planning"),
    "upload": ("tải hình ảnh lên", "uploading pictures"),
    "apply": ("áp dụng thay đổi", "applying changes"),
    "publish": ("đăng bán", "publishing"),
    "revise": ("sửa nội dung", "revising"),
    "reprice": ("đổi giá", "repricing"),
    "restock": ("đổi tồn kho", "restocking"),
    "withdraw": ("ẩn khỏi sàn", "withdrawing"),
    "restore": ("bán lại", "restoring"),
    "settle": ("xem lại sau khi sửa", "looking again"),
    "report": ("viết báo cáo", "reporting"),
}

_DIFFERENCES = worded(
    {
        "diff_new_listing": (
            (
                "{title} ({skus} SKU)[[, {price} ₫]], tồn {quantity}, {images} hình ảnh"
                "[[, {category}]]"
            ),
            "",
            ("{title} ({skus} SKUs)[[, {price} ₫]], {quantity} in stock, {images} pictures"
            "[[, {category}]]"),
            "",
        ),
        "diff_options": (
            "tên phân loại: {old} → {new}", "", "names of the options: {old} → {new}", ""
        ),
        "diff_added": ("thêm {what}", "", "adds {what}", ""),
        "diff_removed": ("bỏ {what}", "", "removes {what}", ""),
        "diff_order": ("đổi thứ tự", "", "in another order", ""),
        "diff_unknown": ("chưa rõ", "", "not known", ""),
        "diff_none": ("không có", "", "none", ""),
        "diff_layout": ("cùng chữ, khác cách trình bày", "", "the same words, laid out anew", ""),
    }
)  # fmt: skip

SENTENCES: Mapping[str, Sentence] = (
    _DIFFERENCES
    | _words("kind", _KINDS)
    | _words("reason", _REASONS)
    | _words("outcome", _OUTCOMES)
    | _words("field", _FIELDS)
    | _words("value", _VALUES)
    | _words("column", _COLUMNS)
    | _words("step", _STEPS)
)

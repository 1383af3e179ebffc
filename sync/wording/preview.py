"""What the page of `ocop preview` says around the listings."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.sentence import Sentence, Wording


def _one(vi: str, en: str) -> Sentence:
    return Sentence(vi=Wording(vi), en=Wording(en))


SENTENCES: Mapping[str, Sentence] = {
    "preview_written": Sentence(
        vi=Wording(
            "Đã ghi trang xem trước: {file}",
            "{products} sản phẩm ở {shops} gian hàng; {missing} chỗ sàn chưa nhận, {review} chỗ nên"
            " xem lại; mở tệp này bằng trình duyệt",
        ),
        en=Wording(
            "The preview is written: {file}",
            "{products} products in {shops} shops; {missing} things that keep them from being"
            " shown, {review} to look at; open the file in a browser",
        ),
    ),
    "pictures_few": Sentence(
        vi=Wording(
            "Mới có {count} hình ảnh",
            "Nên có ít nhất {wanted} hình ảnh thật: sản phẩm, bao bì, nhãn",
        ),
        en=Wording(
            "There are only {count} pictures",
            "Have at least {wanted} real photographs: the goods, the pack, the label",
        ),
    ),
    "preview_heading": _one("Xem trước gian hàng", "Preview of the shops"),
    "preview_intro": _one(
        "{products} sản phẩm, theo danh mục ngày {day}. Tên trên sàn được ghép từ thông tin sản"
        " phẩm, trừ khi bạn tự viết title.",
        "{products} products, by the catalog of {day}. Titles are composed of the product's facts"
        " unless you write a title yourself.",
    ),
    "preview_nowhere": _one("Không gian hàng nào bán sản phẩm này.", "No shop sells this product."),
    "preview_no_stars": _one("Không ghi chứng nhận OCOP", "No OCOP certificate is written"),
    "preview_stars": _one(
        "OCOP {stars} sao, còn hiệu lực đến {day}", "OCOP {stars} stars, valid until {day}"
    ),
    "preview_stars_ending": _one(
        "OCOP {stars} sao, sắp hết hạn: {day}", "OCOP {stars} stars, ends soon: {day}"
    ),
    "preview_stars_unproven": _one(
        "OCOP {stars} sao chưa được đăng: giấy chứng nhận chưa đủ ngày, đã hết hạn hoặc bị thu hồi",
        "OCOP {stars} stars are not told: the certificate lacks its dates, has ended or was"
        " withdrawn",
    ),
    "preview_picture_unreadable": _one("Không đọc được hình ảnh này", "This picture is unreadable"),
    "preview_characters": _one(
        "tên {count} ký tự, giới hạn {limit}", "title of {count} characters, limit {limit}"
    ),
    "preview_missing": _one("{count} chỗ sàn chưa nhận", "{count} things keep it back"),
    "preview_complete": _one("Không thiếu gì.", "Nothing is missing."),
    "preview_to_mend": _one("Còn thiếu hoặc nên xem lại", "Missing, or to look at"),
    "preview_option": _one("Phân loại", "Variant"),
    "preview_price": _one("Giá", "Price"),
    "preview_stock": _one("Có thể bán", "For sale"),
    "preview_weight": _one("Cân nặng gói hàng", "Parcel weight"),
    "preview_not_counted": _one("chưa đếm", "not counted"),
    "preview_list_price_unshown": _one(
        "{platform} không nhận giá niêm yết qua kết nối nên chỉ hiện giá bán",
        "{platform} takes no list price by its interface: only the selling price is shown",
    ),
    "preview_description": _one("Mô tả", "Description"),
    "preview_category": _one("Ngành hàng", "Category"),
    "preview_paper": _one("Giấy tờ nộp kèm", "Paper handed in"),
}

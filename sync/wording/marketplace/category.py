"""Words what a marketplace says about categories, attributes and brands."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

CATEGORY: dict[str, Sentence] = {
    "category_unread": Sentence(
        Wording(
            "Lần này không đọc được ngành hàng “{category}” trong danh sách của sàn.",
            "Lượt sau sẽ đọc lại; nếu vẫn vậy, xem đường dẫn ngành hàng trong categories.yaml.",
        ),
        Wording(
            "This time the category “{category}” could not be read from the marketplace's list.",
            "The next round reads it anew; if it stays so, see its path in categories.yaml.",
        ),
    ),
    "category_not_found": Sentence(
        Wording(
            "Sàn không có ngành hàng “{category}”, hoặc có nhiều ngành trùng tên.",
            "Ghi đủ đường dẫn, ví dụ `A > B > C`, trong categories.yaml[[; gần giống: {nearest}]]."
            "[[ Tìm: ocop categories --shop {shop} CHỮ.]]",
        ),
        Wording(
            "The marketplace has no category “{category}”, or several of that name.",
            "Write its full path, like `A > B > C`, in categories.yaml[[; near it: {nearest}]]."
            "[[ Search: ocop categories --shop {shop} WORDS.]]",
        ),
    ),
    "category_not_allowed": Sentence(
        Wording(
            "Gian hàng chưa được bán ngành hàng này[[: {platform_message}]].",
            "Nộp giấy phép ở {seller_centre}, hoặc chọn ngành hàng khác.",
        ),
        Wording(
            "The shop may not sell in this category[[: {platform_message}]].",
            "Hand in the licence in {seller_centre}, or choose another category.",
        ),
    ),
    "attribute_missing": Sentence(
        Wording(
            "Ngành hàng này bắt buộc có “{name}”.[[ Giá trị cho phép: {allowed}.]]",
            "Thêm dòng này vào `attributes` (hoặc `label`) của sản phẩm.",
        ),
        Wording(
            "This category requires “{name}”.[[ Allowed values: {allowed}.]]",
            "Add it to the product's `attributes` (or `label`).",
        ),
    ),
    "licence_missing": Sentence(
        Wording(
            "Ngành hàng này đòi thông tin giấy phép của sản phẩm, danh mục còn thiếu: {names}.",
            "Ghi số, ngày và nơi cấp (number, date, issued_by) vào `label.declaration`,"
            " hoặc ghi các dòng sau vào `attributes`: {keys}.",
        ),
        Wording(
            "This category asks for the product's licence; the catalog lacks: {names}.",
            "Write number, date and issued_by under `label.declaration`,"
            " or these lines under `attributes`: {keys}.",
        ),
    ),
    "attribute_required": Sentence(
        Wording(
            "Sàn đòi thêm một thuộc tính bắt buộc[[: {platform_message}]].",
            "Thêm thuộc tính đó vào `attributes` của sản phẩm.",
        ),
        Wording(
            "The marketplace requires another attribute[[: {platform_message}]].",
            "Add it to the product's `attributes`.",
        ),
    ),
    "attribute_refused": Sentence(
        Wording(
            "Sàn không nhận một thuộc tính[[: {platform_message}]].",
            "Sửa `attributes` của sản phẩm.",
        ),
        Wording(
            "An attribute is refused[[: {platform_message}]].", "Mend the product's `attributes`."
        ),
    ),
    "paper_needed": Sentence(
        Wording(
            "Ngành hàng này đòi nộp “{name}”, mà sản phẩm chưa có giấy nào hợp, còn hiệu lực.",
            "Thêm giấy vào papers của sản phẩm hoặc của chủ thể, với kind: {kinds}.",
        ),
        Wording(
            "This category asks for “{name}”, and the product has no such paper in force.",
            "Add it to papers of the product or of its cooperative, with kind: {kinds}.",
        ),
    ),
    "paper_unknown": Sentence(
        Wording(
            "Ngành hàng này đòi nộp “{name}”, là loại giấy mà chương trình không biết.",
            "Đăng sản phẩm bằng tay trên sàn kèm giấy tờ, ghi mã SKU; chương trình sẽ nhận ra.",
        ),
        Wording(
            "This category asks for “{name}”, a kind of paper that is not known here.",
            "Publish it by hand with its paper and SKU in the seller centre; it is found then.",
        ),
    ),
    "paper_end_needed": Sentence(
        Wording(
            "Sàn đòi ngày hết hạn của “{name}”, mà giấy số {number} không ghi.",
            "Ghi expires_on của giấy; giấy không thời hạn thì dùng giấy khác, kind: {kinds}.",
        ),
        Wording(
            "The platform wants to know when “{name}” ends; paper {number} does not say.",
            "Write its expires_on; if it never ends, use another paper, kind: {kinds}.",
        ),
    ),
    "papers_too_many": Sentence(
        Wording(
            "Sản phẩm có {found} giấy tờ, sàn chỉ nhận {most}.",
            "Bớt những giấy không cần trong papers.",
        ),
        Wording(
            "The product has {found} papers; the platform takes {most}.",
            "Take those that are not needed out of papers.",
        ),
    ),
    "paper_refused": Sentence(
        Wording(
            "Sàn không nhận giấy tờ của sản phẩm[[: {platform_message}]].",
            "Thay giấy trong papers, hoặc nộp trong {seller_centre}.",
        ),
        Wording(
            "The product's papers are refused[[: {platform_message}]].",
            "Replace them in papers, or hand them in in {seller_centre}.",
        ),
    ),
    "brand_unknown": Sentence(
        Wording(
            "Sàn chưa có thương hiệu “{brand}” nên sản phẩm đăng không kèm thương hiệu.",
            "Đăng ký thương hiệu trên sàn nếu muốn hiện tên.",
        ),
        Wording(
            "The marketplace does not know the brand “{brand}”, so it is published without one.",
            "Register the brand there if it shall be shown.",
        ),
    ),
    "brand_refused": Sentence(
        Wording(
            "Sàn không nhận thương hiệu[[: {platform_message}]].",
            "Sửa hoặc bỏ `brand` của sản phẩm.",
        ),
        Wording(
            "The brand is refused[[: {platform_message}]].",
            "Mend the product's `brand` or leave it out.",
        ),
    ),
    "brand_unregistered": Sentence(
        Wording(
            "Sàn chưa có thương hiệu này[[: {platform_message}]].",
            "Đăng ký thương hiệu với sàn, hoặc bỏ `brand` của sản phẩm.",
        ),
        Wording(
            "The marketplace does not know this brand[[: {platform_message}]].",
            "Register it there, or leave the product's `brand` out.",
        ),
    ),
    "options_not_in_category": Sentence(
        Wording(
            "Ngành hàng {category} trên sàn không nhận phân loại hàng.",
            "Tách thành từng sản phẩm, hoặc chọn ngành hàng khác trong categories.yaml.",
        ),
        Wording(
            "The category {category} takes no variants.",
            "Make it several products, or choose another category in categories.yaml.",
        ),
    ),
    "brand_needed": Sentence(
        Wording(
            "Ngành hàng {category} bắt buộc một thương hiệu có trong danh sách của sàn.",
            "Đăng ký thương hiệu với sàn rồi ghi đúng tên đó vào `brand`.",
        ),
        Wording(
            "The category {category} requires a brand from the marketplace's list.",
            "Register the brand there, then write that name as `brand`.",
        ),
    ),
    "category_closed": Sentence(
        Wording(
            "Sàn không nhận sản phẩm mới ở ngành hàng “{category}” nữa.",
            "Chọn ngành hàng khác trong categories.yaml.",
        ),
        Wording(
            "The category “{category}” takes no new products.",
            "Choose another one in categories.yaml.",
        ),
    ),
    "attribute_too_long": Sentence(
        Wording(
            "“{name}” dài {found} ký tự, sàn nhận tối đa {most}.",
            "Viết ngắn lại trong `attributes` (hoặc `label`) của sản phẩm.",
        ),
        Wording(
            "“{name}” has {found} characters; at most {most} are taken.",
            "Write it shorter in the product's `attributes` (or `label`).",
        ),
    ),
}

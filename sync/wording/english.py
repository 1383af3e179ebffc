"""What the commands of English texts say."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_catalog_translated": (
            "ghi nhận bản tiếng Anh là dịch từ bản tiếng Việt đang có",
            (
                "Ghi dấu vào mục en: of của tệp danh mục; về sau tiếng Việt đổi mà tiếng Anh chưa"
                " đổi thì ocop check nói ra. Không nêu mã: ghi cho những chữ mới dịch hay vừa sửa."
                " Nêu mã sản phẩm: xác nhận cả những chữ đã cũ là vẫn đúng. Trả lại như cũ: ocop"
                " undo edit."
            ),
            "note that the English is a translation of the Vietnamese as it stands",
            (
                "Writes marks into en: of of the catalog files; where the Vietnamese then changes"
                " alone, ocop check says so. Without a code: of texts that are new or were edited."
                " With a product's code: confirms that old ones still hold. Put back by ocop undo"
                " edit."
            ),
        ),
        "help_option_named_product": (
            "mã sản phẩm mà bản tiếng Anh đã xem lại",
            "",
            "code of a product whose English was looked at again",
            "",
        ),
        "help_value_named_product": ("[MÃ]", "", "[CODE]", ""),
        "help_option_lang_missing": (
            "chỉ kể chữ còn thiếu hoặc đã cũ bằng thứ tiếng ấy; còn thiếu thì kết thúc bằng 3",
            "",
            "list only what is missing or old in a language: en; exits 3 where anything is",
            "",
        ),
        "help_value_lang_missing": ("en", "", "en", ""),
        "english_untold": (
            "{count} sản phẩm chưa có tiếng Anh: {products}[[ và {more} sản phẩm nữa]].",
            "Ghi khối en: vào sản phẩm và vào label; tài liệu: docs/english.md",
            "{count} products are not told in English: {products}[[ and {more} more]].",
            "Write a block en: into the product and its label; see docs/english.md",
        ),
        "english_unmarked": (
            (
                "{count} sản phẩm có bản tiếng Anh chưa ghi nhận dịch từ đâu: {products}[[ và"
                " {more} sản phẩm nữa]]."
            ),
            "Dịch xong thì chạy: ocop catalog translated",
            (
                "{count} products have English of which nobody noted what it is a translation of:"
                " {products}[[ and {more} more]]."
            ),
            "Once it is translated, run: ocop catalog translated",
        ),
        "english_counted": (
            "Đủ tiếng Anh: {whole}/{products} sản phẩm.",
            "",
            "Told in English: {whole} of {products} products.",
            "",
        ),
        "translated_nothing": (
            "Không có bản tiếng Anh nào cần ghi nhận.",
            "",
            "There is no English text to be noted.",
            "",
        ),
        "translated_noted": (
            "Đã ghi nhận {texts} bản tiếng Anh của {count} sản phẩm.",
            "Trả lại như cũ: ocop undo edit {number}",
            "Noted {texts} English texts of {count} products.",
            "Put back by: ocop undo edit {number}",
        ),
    }
)

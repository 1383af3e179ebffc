"""What is said while a shop that people filled by hand is taken over."""

from __future__ import annotations

from sync.wording.rows import worded

_HELP = worded(
    {
        "help_adopt": (
            "nhận một gian hàng đã đăng tay: ghép từng sản phẩm trên sàn với danh mục",
            ("Đọc hết gian hàng, ghép theo SKU, mã vạch, rồi tên, quy cách và hình ảnh. Cặp nào"
            " chắc thì nhận luôn, cặp nào ngờ thì hỏi từng cái hoặc ghi vào bảng tính. Trên sàn"
            " không có gì đổi, trừ khi có --write-skus."),
            "take over a shop that was filled by hand: pair its listings with the catalog",
            ("Reads the whole shop and pairs by SKU, barcode, then name, pack and picture. What is"
            " certain is linked, what is doubtful is asked or goes into a workbook. Nothing in the"
            " shop changes, unless --write-skus is given."),
        ),
        "help_option_asked": (
            "ghi những sản phẩm còn ngờ vào bảng tính này để điền", "",
            "write what is doubtful into this workbook, to be filled in", "",
        ),
        "help_option_answered": (
            "nhận bảng tính đã điền", "", "take a workbook back that was filled in", ""
        ),
        "help_option_write_catalog": (
            "viết vào danh mục những sản phẩm chỉ có trên sàn, kèm giá, tồn kho và hình ảnh", "",
            "write into the catalog what only the shop has, with prices, stock and pictures", "",
        ),
        "help_option_write_skus": (
            "ghi SKU của danh mục lên những sản phẩm đã nhận mà còn thiếu, hoặc mang SKU khác", "",
            "write the catalog's SKUs into what is linked and lacks them, or has others", "",
        ),
        "help_value_asked": ("TỆP.xlsx", "", "FILE.xlsx", ""),
        "help_value_answered": ("TỆP.xlsx", "", "FILE.xlsx", ""),
        "word_column_adopt_key": ("Mã trên sàn", "", "Id in the shop", ""),
        "word_column_adopt_title": ("Tên trên sàn", "", "Title in the shop", ""),
        "word_column_adopt_options": ("Phân loại", "", "Variant", ""),
        "word_column_adopt_sku_there": ("SKU trên sàn", "", "SKU in the shop", ""),
        "word_column_adopt_why": ("Vì sao", "", "Why", ""),
        "word_column_adopt_perhaps": ("Có thể là", "", "Perhaps", ""),
        "word_column_price": ("Giá", "", "Price", ""),
        "word_column_stock": ("Tồn kho", "", "Stock", ""),
        "word_adopt_sheet": ("Có phải đây", "", "Which is which", ""),
        "word_adopt_unsorted": ("Chưa phân loại", "", "Not sorted yet", ""),
    }
)  # fmt: skip

_REASONS = worded(
    {
        "word_adopt_sku": ("cùng SKU", "", "same SKU", ""),
        "word_adopt_gtin": ("cùng mã vạch", "", "same barcode", ""),
        "word_adopt_name_pack_picture": (
            "cùng tên, quy cách và hình ảnh", "", "same name, pack and picture", ""
        ),
        "word_adopt_name_picture": (
            "cùng hình ảnh, tên gần giống", "", "same picture, near name", ""
        ),
        "word_adopt_name_pack": ("cùng tên và quy cách", "", "same name and pack", ""),
        "word_adopt_sku_mixed": (
            "một sản phẩm trên sàn mang SKU của nhiều sản phẩm", "",
            "one listing has SKUs of several products", "",
        ),
        "word_adopt_gtin_mixed": (
            "một sản phẩm trên sàn mang mã vạch của nhiều sản phẩm", "",
            "one listing has barcodes of several products", "",
        ),
        "word_adopt_options_mixed": (
            "gộp nhiều sản phẩm làm phân loại", "", "several products as its variants", ""
        ),
        "word_adopt_exact_but_other_name": (
            "cùng SKU nhưng tên hay hình ảnh là của sản phẩm khác", "",
            "same SKU, but the name or picture of another product", "",
        ),
        "word_adopt_gtin_of_another": (
            "mã vạch lại là của sản phẩm khác", "", "its barcode is another product's", ""
        ),
        "word_adopt_several_like_it": (
            "nhiều sản phẩm giống như nhau", "", "several products are as like it", ""
        ),
        "word_adopt_several_listings": (
            "trên sàn có hơn một cái giống sản phẩm này", "",
            "more than one listing is like this product", "",
        ),
        "word_adopt_variants_unclear": (
            "chưa rõ phân loại nào là SKU nào", "", "not clear which variant is which SKU", ""
        ),
        "word_adopt_only_alike": ("chỉ hơi giống", "", "only somewhat alike", ""),
        "word_adopt_unsold": (
            "danh mục ghi không bán ở đây: nhận rồi thì lượt tới sẽ ẩn nó", "",
            "not for sale here by the catalog: once linked, it will be hidden", "",
        ),
        "word_adopt_nothing_alike": ("không giống sản phẩm nào", "", "like no product", ""),
    }
)  # fmt: skip

_SAID = worded(
    {
        "adopt_found": (
            ("{shop}: {listings} sản phẩm trên sàn, {linked} đã nhận từ trước; {certain} chắc chắn,"
            " {doubtful} còn ngờ, {unknown} chưa có trong danh mục."), "",
            ("{shop}: {listings} listings, {linked} linked before; {certain} certain,"
            " {doubtful} doubtful, {unknown} not in the catalog."), "",
        ),
        "adopt_pictures_unread": (
            "{count} hình ảnh trên sàn không đọc được nên không dùng để so.", "",
            "{count} pictures of the shop could not be read, so they were not compared.", "",
        ),
        "adopt_ask": ("“{title}”: {why}. Có phải là:", "", "“{title}”: {why}. Is it:", ""),
        "adopt_ask_choice": ("  {number}. {code}: {name}", "", "  {number}. {code}: {name}", ""),
        "adopt_ask_how": (
            "Gõ số; 0 = chưa có trong danh mục; Enter = để sau", "",
            "Type a number; 0 = not in the catalog yet; Enter = later", "",
        ),
        "adopt_linked": (
            "Đã nhận {count} sản phẩm của {shop}.",
            "Xem còn khác gì: ocop plan --shop {shop}",
            "{count} listings of {shop} are linked.",
            "See what differs: ocop plan --shop {shop}",
        ),
        "adopt_nothing_changed": (
            "Trên sàn không có gì đổi.", "", "Nothing in the shop changed.", ""
        ),
        "adopt_not_read": (
            "Đã viết nhưng chưa dùng được: {codes}.",
            "Thường vì trùng mã vạch hay SKU với sản phẩm khác, xem: ocop check",
            "Written, but not usable yet: {codes}.",
            "Mostly for a barcode or SKU that another product has, see: ocop check",
        ),
        "adopt_variants_unclear": (
            "“{title}”: chưa rõ phân loại nào là SKU nào nên chưa nhận.",
            "Điền cột SKU trong bảng tính, hoặc sửa tên phân loại trong danh mục.",
            "“{title}”: not clear which variant is which SKU, so it was not linked.",
            "Fill in the column SKU of the workbook, or mend the options in the catalog.",
        ),
        "adopt_linked_meanwhile": (
            "“{title}” hoặc {code} vừa được nhận ở nơi khác.", "",
            "“{title}” or {code} was linked meanwhile.", "",
        ),
        "adopt_sku_of_another": (
            ("“{title}”: SKU trên sàn lại là SKU của hàng khác trong danh mục, nên chưa nhận làm"
            " {code}."),
            "Sửa SKU ấy trong trang quản lý của sàn rồi chạy lại.",
            ("“{title}”: its SKU in the shop means other goods of the catalog, so it was not linked"
            " to {code}."),
            "Change that SKU in the seller centre, then run this again.",
        ),
        "adopt_product_unknown": (
            "“{title}”: gian hàng không bán {code}.", "", "“{title}”: the shop sells no {code}.", ""
        ),
        "adopt_skus_missing": (
            "{count} phân loại trên sàn chưa có SKU.",
            "Ghi SKU của danh mục lên sàn, chỉ SKU mà thôi: ocop adopt {shop} --write-skus",
            "{count} variants in the shop have no SKU.",
            "To write the catalog's, and nothing else: ocop adopt {shop} --write-skus",
        ),
        "adopt_skus_written": (
            "Đã ghi SKU lên {done}/{count} sản phẩm.", "Từng việc có trong ocop log.",
            "SKUs written into {done} of {count} listings.", "Each is in ocop log.",
        ),
        "adopt_written": (
            "Đã viết {count} sản phẩm vào {file}.",
            "Còn thiếu nhãn, giấy tờ gì: ocop check",
            "{count} products written into {file}.",
            "What labels and papers are missing: ocop check",
        ),
        "adopt_not_sold": (
            "Gian hàng này không bán {codes} (dòng sells trong shops.yaml) nên chưa nhận.",
            "Thêm tên tệp vào sells rồi chạy lại.",
            "The shop does not sell {codes} (sells in shops.yaml), so they were not linked.",
            "Add the file to sells, then run this again.",
        ),
        "adopt_fresh": (
            "{count} sản phẩm chỉ có trên sàn, chưa có trong danh mục.",
            "Viết vào danh mục: ocop adopt {shop} --write-catalog",
            "{count} listings are not in the catalog.",
            "Write them into it: ocop adopt {shop} --write-catalog",
        ),
        "adopt_open": (
            ("{count} sản phẩm trên sàn còn chờ bạn trả lời; những sản phẩm có thể là chúng chưa"
            " được đăng."),
            "Điền vào bảng tính: ocop adopt {shop} --workbook TỆP.xlsx",
            "{count} listings wait for your answer; products that they may be are not published.",
            "Fill in a workbook: ocop adopt {shop} --workbook FILE.xlsx",
        ),
        "adopt_workbook": (
            "Đã ghi {count} sản phẩm còn ngờ vào {file}: điền cột “Sản phẩm” (mã, hoặc “mới”).",
            "Nhận lại: ocop adopt {shop} --take-in {file}",
            "{count} doubtful listings are in {file}: fill in “Product” (its code, or “new”).",
            "Take it back: ocop adopt {shop} --take-in {file}",
        ),
        "adopt_workbook_unwritable": (
            "Không ghi được {file}.", "Đóng tệp nếu đang mở, rồi làm lại.",
            "{file} cannot be written.", "Close it if it is open, then try again.",
        ),
        "adopt_workbook_unread": (
            "{file} không đọc được như bảng tính.", "Dùng tệp do --workbook ghi ra.",
            "{file} cannot be read as a workbook.", "Use the file that --workbook wrote.",
        ),
        "adopt_cell_unread": (
            "{file}, ô {cell}: không phải mã do chương trình ghi.",
            "Để nguyên cột đầu, rồi làm lại.",
            "{file}, cell {cell}: no id that the program wrote.",
            "Leave the first column as it was, then try again.",
        ),
        "adopt_two_answers": (
            "{file}, ô {cell}: một sản phẩm trên sàn có hai mã khác nhau.",
            "Mỗi sản phẩm trên sàn chỉ là một sản phẩm; sửa rồi làm lại.",
            "{file}, cell {cell}: one listing has two products.",
            "A listing is one product; mend it, then try again.",
        ),
    }
)  # fmt: skip

SENTENCES = {**_HELP, **_REASONS, **_SAID}

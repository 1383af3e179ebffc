"""What a workbook of the catalog says itself, and what is said of writing and reading one."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

GUIDE: Mapping[str, Row] = {
    "workbook_title_products": ("Danh mục sản phẩm", "", "The catalog", ""),
    "workbook_title_prices": ("Bảng giá", "", "Prices", ""),
    "workbook_title_stock": ("Phiếu kiểm kho", "", "Stock count", ""),
    "workbook_guide_edit": (
        (
            "Sửa ô nào thì ô ấy được ghi vào danh mục; ô không sửa thì giữ nguyên. Xóa trống"
            " một ô là bỏ mục ấy."
        ),
        "",
        (
            "A cell that you change is written into the catalog; all others stay. An emptied"
            " cell takes its value out."
        ),
        "",
    ),
    "workbook_guide_new": (
        (
            "Sản phẩm mới: ghi vào một dòng trống bên dưới, với mã sản phẩm chưa ai dùng,"
            " tên, giá và ngành hàng."
        ),
        "",
        (
            "A new product: write it on an empty line below, with a code of its own, name,"
            " price and category."
        ),
        "",
    ),
    "workbook_guide_variant": (
        (
            "Phân loại (500 g, 1 kg…) là dòng có mã SKU, cùng mã sản phẩm với dòng của sản"
            " phẩm. Ô xám của dòng phân loại thì ghi ở dòng sản phẩm."
        ),
        "",
        (
            "A variant (500 g, 1 kg...) is a line with an SKU and its product's code. What"
            " is grey on it stands on the line of the product."
        ),
        "",
    ),
    "workbook_guide_leave_out": (
        (
            "Xóa một dòng không xóa gì trong danh mục. Thôi bán thì chọn “không” ở cột Đang"
            " bán. Mã bị khóa: đừng sửa."
        ),
        "",
        (
            "Deleting a line deletes nothing from the catalog. To stop selling choose “no”"
            " under On sale. Codes are locked: leave them."
        ),
        "",
    ),
    "workbook_guide_lists": (
        "Cột ít dùng được gấp lại ở bên phải: bấm dấu + phía trên để mở.",
        "",
        "Columns that are seldom used are folded away to the right: click the + above them.",
        "",
    ),
    "workbook_guide_prices": (
        (
            "Sửa giá bán, giá niêm yết, hoặc giá riêng của một gian hàng. Để trống giá riêng"
            " là theo giá bán chung."
        ),
        "",
        "Change the price, the list price or a shop's own price. Empty is the common price.",
        "",
    ),
    "workbook_guide_stock": (
        (
            "Ghi số đếm được vào cột vàng; hàng của đơn chưa thanh toán cũng đếm, hàng của"
            " đơn đã thanh toán thì để riêng. Chưa đếm thì để trống."
        ),
        "",
        (
            "Write what you counted into the yellow column; count goods of unpaid orders"
            " too, set those of paid ones aside. Leave empty what nobody counted."
        ),
        "",
    ),
    "workbook_guide_import": (
        (
            "Lưu tệp rồi chạy: ocop catalog import TỆP. Chương trình cho xem sẽ đổi gì rồi"
            " mới hỏi có ghi không."
        ),
        "",
        (
            "Save the file and run: ocop catalog import FILE. You are shown what changes"
            " before you are asked."
        ),
        "",
    ),
    "workbook_wrong": ("Chưa đúng", "", "Not right", ""),
    "workbook_wrong_line": ("Hãy chọn trong danh sách.", "", "Choose from the list.", ""),
    "workbook_wrong_choice": ("Hãy chọn trong danh sách.", "", "Choose from the list.", ""),
    "workbook_wrong_yes_no": ("Hãy chọn có hoặc không.", "", "Choose yes or no.", ""),
    "workbook_wrong_whole": ("Hãy ghi một số nguyên.", "", "Write a whole number.", ""),
    "workbook_wrong_count": (
        "Hãy ghi một số nguyên, hết hàng thì ghi 0.",
        "",
        "Write a whole number, 0 where there is none.",
        "",
    ),
    "workbook_wrong_price": (
        "Hãy ghi số đồng, từ 1000 trở lên.",
        "",
        "Write dong, 1000 at the least.",
        "",
    ),
    "workbook_wrong_day": (
        "Hãy ghi ngày/tháng/năm, ví dụ 29/11/2026.",
        "",
        "Write day/month/year, as 29/11/2026.",
        "",
    ),
    "workbook_word_yes": ("có", "", "yes", ""),
    "workbook_word_no": ("không", "", "no", ""),
    "workbook_word_district": ("huyện", "", "district", ""),
    "workbook_word_province": ("tỉnh", "", "province", ""),
    "workbook_word_central": ("trung ương", "", "central", ""),
    "workbook_word_decision": ("có quyết định", "", "decision in hand", ""),
    "workbook_word_news": ("theo tin báo", "", "by the news", ""),
    "workbook_word_seller": ("chủ thể nói", "", "the producer says so", ""),
}

COMMANDS: Mapping[str, Row] = {
    "workbook_written": (
        "Đã ghi {rows} dòng vào {file}.",
        "Sửa và lưu tệp, rồi chạy: ocop catalog import {file}",
        "{rows} lines were written to {file}.",
        "Edit and save it, then run: ocop catalog import {file}",
    ),
    "workbook_there_already": (
        "Tệp {file} đã có nên không ghi đè.",
        "Đặt tên khác, hoặc xóa tệp cũ.",
        "{file} is there already and is not written over.",
        "Choose another name, or delete the old one.",
    ),
    "workbook_not_there": (
        "Không mở được tệp {file}.",
        "Xem lại tên tệp, và đóng tệp trong Excel.",
        "{file} cannot be opened.",
        "Look at its name, and close it in Excel.",
    ),
    "workbook_unwritable": (
        "Không ghi được tệp {file}: {why}.",
        "Chọn thư mục khác, hoặc đóng tệp trong Excel.",
        "{file} cannot be written: {why}.",
        "Choose another folder, or close it in Excel.",
    ),
    "workbook_file_broken": (
        "Tệp danh mục {file} đang có lỗi nên chưa xuất hay nhập được.",
        "Xem lỗi: ocop check",
        "The catalog file {file} has an error, so nothing of it is written or taken.",
        "See it: ocop check",
    ),
    "workbook_csv_converted": (
        "Tệp .csv là chữ kiểu {encoding}, đã chuyển sang Unicode.",
        "",
        "The .csv is text of {encoding}; it was turned into Unicode.",
        "",
    ),
    "workbook_nothing": (
        "Tệp không đổi gì trong danh mục.",
        "",
        "The workbook changes nothing in the catalog.",
        "",
    ),
    "workbook_new_product": (
        "Sản phẩm mới {code}[[ ({name})]] vào tệp {file}.",
        "",
        "New product {code}[[ ({name})]] in {file}.",
        "",
    ),
    "workbook_new_variant": (
        "Phân loại mới {sku} của sản phẩm {code}.",
        "",
        "New variant {sku} of product {code}.",
        "",
    ),
    "workbook_coined": (
        "Tệp không có mã; mã đặt theo tên: {codes}.",
        "Muốn mã khác thì thêm cột Mã sản phẩm.",
        "The workbook has no codes; made of the names: {codes}.",
        "For others add a column Product code.",
    ),
    "workbook_left_out": (
        "{count} sản phẩm có ô sai được để nguyên.",
        "",
        "{count} products with a wrong cell are left alone.",
        "",
    ),
    "workbook_gone": (
        "{count} dòng không còn trong tệp; danh mục giữ nguyên các sản phẩm ấy.",
        "Thôi bán thì chọn “không” ở cột Đang bán.",
        "{count} lines are gone from the workbook; the catalog keeps those products.",
        "To stop selling choose “no” under On sale.",
    ),
    "workbook_answers": (
        "Ghi vào danh mục? c = có, k = không",
        "",
        "Write this into the catalog? y = yes, n = no",
        "",
    ),
    "workbook_left": ("Không ghi gì.", "", "Nothing was written.", ""),
    "workbook_nobody_to_ask": (
        "Không có ai ngồi đây để hỏi nên không ghi gì.",
        "Xem kỹ các thay đổi ở trên rồi thêm --yes.",
        "Nobody sits here to be asked, so nothing was written.",
        "Look at the changes above, then add --yes.",
    ),
    "workbook_taken_in": (
        "Đã ghi vào danh mục: {products} sản phẩm, {values} giá trị.",
        "Xem sẽ đổi gì ở các sàn: ocop plan. Trả lại như cũ: ocop undo edit {number}",
        "Written into the catalog: {products} products, {values} values.",
        "See what changes in the shops: ocop plan. Put it back: ocop undo edit {number}",
    ),
    "workbook_counted": (
        "Đã ghi {count} số đếm vào sổ kho[[; {known} số đã ghi từ trước]].",
        "Xem: ocop stock",
        "{count} counts were written into the books[[; {known} were known already]].",
        "See: ocop stock",
    ),
    "word_column_item": ("Mục", "", "Field", ""),
    "word_column_was": ("Đang là", "", "Is", ""),
    "word_column_will_be": ("Sẽ là", "", "Will be", ""),
    "word_column_cell": ("Ô", "", "Cell", ""),
    "workbook_emptied": ("(bỏ)", "", "(taken out)", ""),
}

HEADINGS: Mapping[str, Row] = {
    "headings_unknown": (
        "Không tìm thấy dòng tiêu đề: cần ít nhất cột tên hoặc mã, và một cột nữa (giá, tồn kho…).",
        "Ghi tiêu đề cột ở một dòng, hoặc dùng mẫu: ocop catalog export MAU.xlsx",
        (
            "No line of headings was found: a name or a code, and one more column (price,"
            " stock...) are needed."
        ),
        "Write the headings on one line, or use the form: ocop catalog export FORM.xlsx",
    ),
    "headings_read_as": (
        "Trang “{sheet}”, tiêu đề ở dòng {row}. Hiểu các cột: {columns}.",
        "",
        "Sheet “{sheet}”, headings on line {row}. Columns taken as: {columns}.",
        "",
    ),
    "headings_left_alone": (
        "Không dùng các cột: {columns}.",
        "",
        "Columns not used: {columns}.",
        "",
    ),
    "headings_skipped": (
        "Bỏ qua các dòng không phải sản phẩm: {lines}.",
        "",
        "Lines that are no products: {lines}.",
        "",
    ),
    "headings_ask": (
        "Cột “{heading}” (ví dụ: {example}) là gì? Gõ số, hoặc Enter để không dùng cột này.",
        "",
        (
            "What is the column “{heading}” (for instance: {example})? Type a number, or"
            " Enter to leave it."
        ),
        "",
    ),
    "headings_choice": ("{number}. {name}", "", "{number}. {name}", ""),
    "headings_kept": (
        "Đã nhớ cách hiểu các cột trong {file}; sửa ở đó nếu sai.",
        "",
        "How the columns are taken is kept in {file}; change it there if it is wrong.",
        "",
    ),
    "headings_file_broken": (
        "Tệp {file} không đọc được nên không dùng.",
        "Sửa hoặc xóa tệp ấy.",
        "{file} cannot be read and is not used.",
        "Mend or delete it.",
    ),
    "headings_key_unknown": (
        "{file}: “{key}” không phải tên một cột.",
        "Các tên: {known}",
        "{file}: “{key}” names no column.",
        "There are: {known}",
    ),
}

HELP: Mapping[str, Row] = {
    "help_catalog_export": (
        "ghi danh mục ra tệp Excel để sửa",
        ("Một trang sản phẩm và phân loại, có danh sách chọn và lời nhắc; mã được khóa."
         " --prices là bảng giá, --stock là phiếu kiểm kho."),
        "write the catalog into an Excel file to be edited",
        ("One sheet of products and variants with drop-downs and hints; codes are locked."
         " --prices writes a price list, --stock a sheet for counting."),
    ),
    "help_catalog_import": (
        "nhập tệp Excel vào danh mục",
        ("Cho xem sẽ đổi gì rồi mới hỏi. Chỉ ghi giá trị đã sửa; chú thích và mọi chỗ khác của tệp"
         " danh mục giữ nguyên. Tệp tự kẻ cũng nhận: cột được hiểu theo tiêu đề. Trả lại như cũ:"
         " ocop undo edit."),
        "take an Excel file into the catalog",
        ("Shows what changes, then asks. Only changed values are written; comments and all the"
         " rest stay. A sheet of your own is taken too: columns are known by their headings. Put"
         " back by ocop undo edit."),
    ),
    "help_option_workbook": ("tệp Excel (.xlsx)", "", "the Excel file (.xlsx)", ""),
    "help_option_filled": ("tệp .xlsx hoặc .csv", "", "the .xlsx or .csv file", ""),
    "help_option_prices": ("chỉ bảng giá", "", "a price list only", ""),
    "help_option_counts": ("chỉ phiếu kiểm kho", "", "a sheet for counting only", ""),
    "help_value_workbook": ("TỆP", "", "FILE", ""),
    "help_value_filled": ("TỆP", "", "FILE", ""),
    "help_value_into": ("TÊN", "", "NAME", ""),
    "help_option_into": (
        "tệp danh mục cho sản phẩm mới, tên không có .yaml", "",
        "the catalog file of new products, without .yaml", "",
    ),
}  # fmt: skip

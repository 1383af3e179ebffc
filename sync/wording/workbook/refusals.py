"""What is said of the cells of a workbook: how they were understood, and why one is refused."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

UNDERSTOOD: Mapping[str, Row] = {
    "understood_price": (
        "Ô {cell}: “{text}” hiểu là {meant} đồng.",
        "",
        "Cell {cell}: “{text}” is taken for {meant} dong.",
        "",
    ),
    "understood_day": (
        "Ô {cell}: “{text}” hiểu là ngày {meant:day}.",
        "",
        "Cell {cell}: “{text}” is taken for {meant:day}.",
        "",
    ),
    "understood_none_left": (
        "Ô {cell}: “{text}” hiểu là còn 0.",
        "",
        "Cell {cell}: “{text}” is taken for 0 left.",
        "",
    ),
    "understood_weight": (
        "Ô {cell}: “{text}” hiểu là {meant} g.",
        "",
        "Cell {cell}: “{text}” is taken for {meant} g.",
        "",
    ),
    "understood_encoding": (
        "Ô {cell}: “{text}” là chữ kiểu {encoding}, đã chuyển sang Unicode[[: “{meant}”]].",
        "",
        "Cell {cell}: “{text}” is text of {encoding}, turned into Unicode[[: “{meant}”]].",
        "",
    ),
    "understood_size": (
        "Ô {cell}: “{text}” hiểu là {meant} mm.",
        "",
        "Cell {cell}: “{text}” is taken for {meant} mm.",
        "",
    ),
    "understood_category": (
        "Ô {cell}: “{text}” được xếp vào ngành hàng “{meant}”.",
        "",
        "Cell {cell}: “{text}” goes into the category “{meant}”.",
        "",
    ),
    "workbook_incomplete": (
        "Sản phẩm mới chưa lên sàn được: {why}",
        "Ghi thêm trong tệp danh mục: ocop check chỉ từng chỗ",
        "The new product cannot go to the shops yet: {why}",
        "Add it in the catalog file: ocop check shows where",
    ),
}

_TO_CELL_VI = "Sửa ô ấy rồi nhập lại; sản phẩm này còn như cũ"
_TO_CELL_EN = "Mend the cell and import again; this product stands as before"
REFUSED: Mapping[str, Row] = {
    **{
        f"workbook_unreadable_{kind}": (
            f"Ô {{cell}}: “{{text}}” {vi}",
            _TO_CELL_VI,
            f"Cell {{cell}}: “{{text}}” {en}",
            _TO_CELL_EN,
        )
        for kind, vi, en in (
            (
                "price",
                "không rõ là bao nhiêu đồng (ít nhất 1000)",
                "is no clear price in dong (1000 at the least)",
            ),
            (
                "count",
                "không rõ là bao nhiêu; hết hàng thì ghi 0",
                "is no clear count; write 0 where there is none",
            ),
            ("whole", "không phải một số nguyên", "is no whole number"),
            ("decimal", "không phải một số", "is no number"),
            (
                "day",
                "không rõ là ngày nào; ghi ngày/tháng/năm",
                "is no clear day; write day/month/year",
            ),
            ("choice", "không có trong danh sách", "is not in the list"),
            ("yes_no", "không phải có hay không", "is neither yes nor no"),
            (
                "size",
                "không phải ba cạnh như 180 x 120 x 40",
                "is not three sides, as 180 x 120 x 40",
            ),
            ("pairs", "không có dạng Tên: giá trị", "is not of the form Name: value"),
            (
                "barcode",
                "mất chữ số hoặc sai số kiểm tra; ghi lại mã vạch dạng chữ",
                "has lost digits; write the barcode as text",
            ),
            ("line", "không đọc được", "cannot be read"),
            ("text", "không đọc được", "cannot be read"),
            ("list", "không đọc được", "cannot be read"),
            ("shelf_life", "không đọc được", "cannot be read"),
        )
    },
    "workbook_uncomputed": (
        "Ô {cell}: công thức chưa được tính, hoặc báo lỗi",
        "Mở tệp bằng Excel hay LibreOffice, xem ô ấy, lưu lại rồi nhập lại",
        "Cell {cell}: a formula that was not computed, or an error",
        "Open the file in Excel or LibreOffice, look at the cell, save it and import again",
    ),
    "workbook_encoding_unsure": (
        "Ô {cell}: “{text}” không giống chữ Unicode; có lẽ là kiểu {encoding}: “{meant}”",
        "Gõ lại ô ấy bằng bảng mã Unicode; sản phẩm này còn như cũ",
        "Cell {cell}: “{text}” does not look like Unicode; perhaps {encoding}: “{meant}”",
        "Type the cell again in Unicode; this product stands as before",
    ),
    "workbook_two_values": (
        "Ô {cell} và {other} nói hai điều khác nhau về cùng một mục ({column:named})",
        "Để một ô đúng, xóa ô kia",
        "Cells {cell} and {other} say two things of one field ({column:named})",
        "Keep the right one and empty the other",
    ),
    "workbook_line_twice": (
        "Dòng của ô {cell} lặp lại một dòng khác",
        "Xóa một trong hai dòng",
        "The line of cell {cell} repeats another",
        "Delete one of the two",
    ),
    "workbook_no_code": (
        "Dòng của ô {cell} không có mã và không có tên",
        "Ghi mã sản phẩm, hoặc xóa dòng",
        "The line of cell {cell} has neither code nor name",
        "Write the code, or delete the line",
    ),
    "workbook_code_changed": (
        "Ô {cell}: mã {was} đã bị sửa",
        "Trả lại mã cũ. Đổi mã thì sửa trong tệp danh mục",
        "Cell {cell}: the code {was} was written over",
        "Put it back. A code is changed in the catalog file",
    ),
    "workbook_changed_meanwhile": (
        "Ô {cell}: tệp ghi “{text}”, nhưng danh mục vừa được sửa ở nơi khác thành “{now}”",
        "Xem giá trị nào đúng: xuất tệp mới rồi sửa lại, hoặc để nguyên",
        "Cell {cell} says “{text}”, but the catalog was changed elsewhere to “{now}”",
        "See which is right: export again and change it there, or leave it",
    ),
    "workbook_needs": (
        "Sản phẩm mới ở dòng {line} thiếu: {missing:named}",
        "Ghi thêm rồi nhập lại",
        "The new product on line {line} lacks: {missing:named}",
        "Write them and import again",
    ),
    "workbook_no_file": (
        "Chưa biết ghi sản phẩm mới vào tệp danh mục nào; có: {known}",
        "Thêm --into TÊN_TỆP, hoặc ghi ở cột Tệp",
        "It is not known into which catalog file the new product goes; there are: {known}",
        "Add --into NAME, or write it in the column File",
    ),
    "workbook_becomes_variants": (
        "Sản phẩm đang bán một loại; tệp thêm phân loại cho nó",
        "Chia phân loại trong tệp danh mục trước: giá và tồn kho phải chuyển xuống từng phân loại",
        "The product is sold as one thing; the workbook adds variants to it",
        "Divide it in the catalog file first: price and stock move down to the variants",
    ),
    "workbook_would_stop": (
        "Ghi vào thì danh mục có lỗi: {why}",
        "Sửa dòng ấy rồi nhập lại; sản phẩm này còn như cũ",
        "Written, the catalog would have an error: {why}",
        "Mend the line and import again; this product stands as before",
    ),
}

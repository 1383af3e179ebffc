"""What is said when YAML itself is broken."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "yaml_syntax": (
            "Chỗ này không đúng cách viết YAML nên phần sau của tệp chưa đọc được",
            "So với một sản phẩm khác đang đúng: thụt dòng, dấu hai chấm, dấu gạch đầu dòng",
            "This is not YAML, so the rest of the file could not be read",
            "Compare with a product that is right: indentation, colons, dashes",
        ),
        "yaml_tab": (
            "Dòng này thụt đầu dòng bằng phím Tab",
            "Xóa dấu Tab và thay bằng dấu cách, mỗi bậc hai dấu cách",
            "This line is indented with a tab",
            "Delete the tab and use spaces, two for each level",
        ),
        "yaml_colon": (
            "Dấu hai chấm ở chỗ này làm YAML hiểu nhầm",
            (
                'Nếu dấu hai chấm là một phần của câu, đặt cả câu trong ngoặc kép "...";'
                " nếu đây là dòng mới, xem lại thụt đầu dòng"
            ),
            "YAML cannot understand the colon here",
            (
                "If the colon belongs to a sentence, put the sentence in double quotes;"
                " if this is a new entry, check its indentation"
            ),
        ),
        "yaml_colon_missing": (
            "Thiếu dấu hai chấm sau tên trường",
            "Viết dạng tên: giá trị, có một dấu cách sau dấu hai chấm",
            "A colon is missing after the field's name",
            "Write it as name: value, with a space after the colon",
        ),
        "yaml_odd_space": (
            "Khoảng trắng ở đây không phải dấu cách thường (hay gặp khi chép từ Word, Zalo)",
            "Xóa khoảng trắng đó rồi gõ lại bằng phím cách",
            "The blank here is no ordinary space (as happens when text is copied from elsewhere)",
            "Delete it and type a space instead",
        ),
        "yaml_odd_colon": (
            "Dấu hai chấm ở đây không phải dấu thường",
            "Xóa rồi gõ lại dấu : và một dấu cách",
            "The colon here is no ordinary one",
            "Delete it, type : and a space",
        ),
        "yaml_odd_dash": (
            "Gạch đầu dòng ở đây không phải dấu - thường",
            "Xóa rồi gõ lại dấu - và một dấu cách",
            "The dash here is no ordinary one",
            "Delete it, type - and a space",
        ),
        "yaml_dash_space": (
            "Sau gạch đầu dòng thiếu dấu cách",
            "Thêm một dấu cách sau dấu -",
            "The dash has no space after it",
            "Put a space after the -",
        ),
        "yaml_dash_missing": (
            "Mục đầu tiên của danh sách thiếu gạch đầu dòng",
            "Viết thêm - và một dấu cách trước chữ này, thẳng với các mục sau",
            "The first item of the list has no dash",
            "Put - and a space before it, in line with the items below",
        ),
        "yaml_quote_open": (
            "Ngoặc kép mở ở đây mà không đóng",
            "Thêm dấu ngoặc kép đóng ở cuối giá trị",
            "The quote that opens here is never closed",
            "Close it at the end of the value",
        ),
        "yaml_text_after_quote": (
            "Sau ngoặc kép đóng còn chữ nên không biết giá trị hết ở đâu",
            "Đặt cả giá trị trong một cặp ngoặc, có ngoặc bên trong thì viết '… \"…\" …'",
            "Words follow the closing quote, so nobody can tell where the value ends",
            "Put the whole value in one pair of quotes; with quotes in it write '... \"...\" ...'",
        ),
        "text_quote_alone": (
            "Dấu ngoặc {quote} ở đây chỉ có một nửa; khách sẽ thấy nó trên gian hàng",
            'Thêm nửa còn lại, hoặc xóa nó đi; muốn đặt giá trị trong ngoặc thì dùng dấu " thẳng',
            "The quote {quote} here has no other half; buyers would see it",
            "Add the other half or delete it; to put a value in quotes use straight ones",
        ),
        "yaml_bracket_open": (
            "Ngoặc mở ở đây mà không đóng, hoặc thiếu dấu phẩy ở giữa",
            "Thêm dấu phẩy giữa các mục và đóng ngoặc ] hoặc }}",
            "The bracket that opens here is never closed, or a comma is missing in it",
            "Put commas between the items and close it with ] or }}",
        ),
        "yaml_indentation": (
            "Thụt đầu dòng ở đây không khớp với các dòng phía trên",
            "Canh dòng này thẳng với các trường cùng cấp; mỗi bậc thụt hai dấu cách",
            "The indentation here does not fit the lines above",
            "Align this line with the fields of its level; two spaces for each level",
        ),
        "yaml_escape": (
            "Dấu gạch chéo ngược \\ trong ngoặc kép tạo thành ký hiệu lạ",
            "Dùng dấu / thay cho \\, hoặc dùng ngoặc đơn '...'",
            "The backslash in double quotes makes an unknown sign",
            "Use / in place of \\, or single quotes",
        ),
        "yaml_character": (
            "Giá trị không được bắt đầu bằng ký tự này",
            'Đặt cả giá trị trong ngoặc kép "..."',
            "A value cannot begin with this character",
            "Put the whole value in double quotes",
        ),
        "yaml_text_after_hash": (
            "Từ dấu # trở đi không được đọc: [[chỉ còn “{kept}”, ]]mất “{lost}”",
            "Cả câu là chữ thì đặt trong ngoặc kép; là ghi chú thì thêm một dấu cách sau #",
            "What follows the # is not read: [[“{kept}” is left, ]]“{lost}” is lost",
            "Put the whole text in quotes; if it is a comment, write a space after the #",
        ),
        "yaml_duplicate_key": (
            "Trường “{key}” được viết hai lần ở cùng một chỗ",
            "Giữ một dòng, xóa dòng kia",
            "The field “{key}” is written twice in the same place",
            "Keep one of them and delete the other",
        ),
        "yaml_key_not_text": (
            "Tên trường ở đây để trống hoặc không phải là chữ",
            "Viết một tên trường đơn giản trước dấu hai chấm",
            "The field's name here is empty or not plain text",
            "Write a plain name before the colon",
        ),
        "yaml_alias_unknown": (
            "Giá trị bắt đầu bằng dấu * là ký hiệu dùng lại, nhưng nó không trỏ tới đâu cả",
            "Đặt dấu & cùng tên ở chỗ được dùng lại phía trên, hoặc đặt giá trị trong ngoặc kép",
            "A value that begins with * repeats another, but this one points to nothing",
            "Put & and the same name at what it repeats, above; or put the value in double quotes",
        ),
        "yaml_more_documents": (
            "Tệp này chứa nhiều hơn một tài liệu YAML (dòng ---)",
            "Xóa dòng ---, hoặc tách phần sau ra tệp riêng",
            "This file holds more than one YAML document (the line ---)",
            "Delete the line ---, or move what follows to a file of its own",
        ),
        "yaml_too_deep": (
            "Các mục lồng nhau quá {depth} bậc",
            "Xem lại ngoặc và thụt đầu dòng ở chỗ này",
            "The nesting is deeper than {depth} levels",
            "Check the brackets and the indentation here",
        ),
        "yaml_too_large": (
            "Mục này quá lớn so với một sản phẩm",
            "Xem lại nội dung, các ký hiệu & và *; chia tệp nhỏ ra nếu cần",
            "This is far too large for one product",
            "Check what is written, and the signs & and *; split the file if need be",
        ),
    }
)

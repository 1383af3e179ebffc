"""What is said of the texts that a cooperative writes."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "html_in_text": (
            "Có mã định dạng “{tag}”, khách sẽ đọc thấy như chữ thường",
            "Chỉ viết chữ, xuống dòng bằng dấu |; phần chữ là: “{text}…”",
            "There is markup “{tag}”, which buyers will read as text",
            "Write plain text, with | for lines; its words are: “{text}…”",
        ),
        "text_of_old_code": (
            "Chữ kiểu {encoding}, không phải Unicode: “{words}”, có lẽ là “{meant}”",
            "Chuyển sang Unicode (Unikey: Ctrl+Shift+F6), hoặc gõ lại",
            "Text of {encoding}, not Unicode: “{words}”, perhaps “{meant}”",
            "Convert it to Unicode (Unikey: Ctrl+Shift+F6), or type it again",
        ),
        "text_garbled": (
            "Chữ bị lỗi phông: “{words}”",
            "Chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi dán lại",
            "The letters are garbled: “{words}”",
            "Convert the text to Unicode and paste it again",
        ),
        "disease_claim": (
            "Thực phẩm không được quảng cáo là chữa bệnh: “{words}”",
            (
                "Bỏ từ này; chỉ nói về nguyên liệu, cách làm, hương vị. Sản phẩm được giữ lại"
                " chờ người duyệt"
            ),
            "Food may not be said to heal: “{words}”",
            (
                "Take the words out; speak of ingredients, making and taste. The product waits for"
                " a person"
            ),
        ),
        "superlative": (
            "Từ “{words}” cần có giấy tờ chứng minh",
            "Bỏ từ này, hoặc nói bằng sự thật cụ thể",
            "The words “{words}” need proof",
            "Take them out, or state a fact",
        ),
        "certificate_not_written": (
            "Nội dung ghi “{words}” nhưng trong danh mục không có giấy chứng nhận đó còn hiệu lực",
            "Ghi giấy vào mục papers với kind: {kind}, hoặc bỏ chữ này",
            "The text says “{words}”, but no such certificate in force is written",
            "Write it under papers with kind: {kind}, or take these words out",
        ),
        "contact_in_text": (
            "Nội dung có số điện thoại, liên kết hoặc địa chỉ liên hệ: “{words}”",
            (
                "Bỏ đi: các sàn gỡ sản phẩm có thông tin liên hệ. Sản phẩm được giữ lại chờ"
                " người duyệt"
            ),
            "The text holds a phone number, a link or a contact: “{words}”",
            "Take it out: marketplaces remove such listings. The product waits for a person",
        ),
        "title_all_capitals": (
            "Tên sản phẩm viết toàn chữ in hoa",
            "Viết thường, chỉ viết hoa chữ đầu và tên riêng",
            "The name is all in capitals",
            "Write small letters, with capitals for the first letter and proper names",
        ),
        "title_spaces": (
            "Tên sản phẩm có khoảng trắng thừa hoặc xuống dòng",
            "Chỉ để một dấu cách giữa các từ",
            "The name has needless spaces or a line break",
            "Leave one space between words",
        ),
    }
)

"""What is said of the English texts that stand beside the Vietnamese."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "english_without_original": (
            "Bản tiếng Anh có “{field:named}” mà tiếng Việt không có, nên không được dùng",
            "Ghi mục ấy bằng tiếng Việt trước, hoặc xóa dòng này",
            "The English tells “{field:named}”, which the Vietnamese does not: it is left out",
            "Write it in Vietnamese first, or delete the line",
        ),
        "english_uneven": (
            "“{field:named}” có {vietnamese} mục tiếng Việt nhưng {english} mục tiếng Anh",
            "Viết lại cho đủ, theo đúng thứ tự của tiếng Việt; đến lúc đó bản này không được dùng",
            "“{field:named}” has {vietnamese} items in Vietnamese and {english} in English",
            "List all of them, in the order of the Vietnamese; until then it is left out",
        ),
        "english_outdated": (
            "Tiếng Việt của “{field:named}” đã đổi sau khi dịch; bản tiếng Anh có thể đã cũ",
            "Sửa bản tiếng Anh; nếu vẫn đúng thì chạy: ocop catalog translated {code}",
            "The Vietnamese of “{field:named}” changed after it was translated",
            "Mend the English; if it still holds, run: ocop catalog translated {code}",
        ),
        "english_missing": (
            "{code} chưa đủ tiếng Anh cho {shop}, còn thiếu: {missing:named}",
            "Ghi vào khối en: cạnh tiếng Việt; xem hết bằng ocop check --lang-missing en",
            "{code} lacks English for {shop}: {missing:named}",
            "Write it in the block en: beside the Vietnamese; see ocop check --lang-missing en",
        ),
        "hs_code_form": (
            "Mã HS “{text}” viết chưa đúng dạng",
            "Viết 4, 6 hoặc 8 chữ số theo tờ khai hải quan, ví dụ 0306.95",
            "The HS code “{text}” is not in the right form",
            "Write 4, 6 or 8 digits as in the customs declaration, such as 0306.95",
        ),
    }
)

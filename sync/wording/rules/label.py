"""What is said of labels and food papers."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "food_label_incomplete": (
            "Nhãn thực phẩm còn thiếu: {fields:named}",
            ("Ghi thêm trong mục label, theo đúng bao bì: {fields}"),
            "The food label lacks: {fields:named}",
            "Add them under label, as they stand on the pack: {fields}",
        ),
        "food_maker_address_missing": (
            "Thiếu địa chỉ của cơ sở chịu trách nhiệm về thực phẩm này",
            "Ghi address trong mục cooperative, hoặc trong label: manufacturer",
            "The address of who is responsible for this food is missing",
            "Write address under cooperative, or under label: manufacturer",
        ),
        "health_food_sentence_missing": (
            "Thực phẩm bảo vệ sức khỏe phải có câu cảnh báo theo quy định",
            (
                "Thêm vào label: warning câu “Thực phẩm này không phải là thuốc, không có tác dụng"
                " thay thế thuốc chữa bệnh”"
            ),
            "A health-protection food must carry the sentence that the law wants",
            (
                "Add to label: warning “Thực phẩm này không phải là thuốc, không có tác dụng"
                " thay thế thuốc chữa bệnh”"
            ),
        ),
        "alcohol_label_incomplete": (
            "Nhãn đồ uống có cồn còn thiếu: {fields:named}",
            "Ghi độ cồn (alcohol_percent) và câu cảnh báo cho người dưới 18 tuổi (warning)",
            "The label of an alcoholic drink lacks: {fields:named}",
            "Write alcohol_percent, and the warning for people under 18 (warning)",
        ),
        "strong_alcohol": (
            "Đồ uống có cồn: phần lớn các sàn cấm bán",
            "Cần một người kiểm tra sàn có cho bán không rồi duyệt; sàn cấm thì ghi sold: no",
            "An alcoholic drink: most marketplaces ban it",
            "Somebody must see whether the marketplace allows it; if not, write sold: no",
        ),
        "food_safety_certificate_expired": (
            "Giấy chứng nhận cơ sở đủ điều kiện ATTP đã hết hạn ngày {expired_on}",
            "Gia hạn giấy rồi ghi số và ngày mới",
            "The food-safety certificate ended on {expired_on}",
            "Renew it, then write the new number and date",
        ),
    }
)

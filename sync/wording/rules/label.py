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
        "unit_unknown": (
            "Đơn vị tính “{unit}” không có trong mẫu của các sàn",
            "Chọn một trong: {known}",
            "The unit “{unit}” is none that the marketplaces' forms know",
            "Choose one of: {known}",
        ),
        "net_content_vague": (
            "Khối lượng tịnh “{text}” không cho biết là bao nhiêu",
            "Ghi số và đơn vị như trên bao bì, ví dụ 500 g, 330 ml hoặc 14 cái",
            "The net content “{text}” does not say how much that is",
            "Write number and unit as on the pack, such as 500 g, 330 ml or 14 cái",
        ),
        "net_content_of_one": (
            "Nhãn ghi nhiều khối lượng mà sản phẩm chỉ bán một cỡ",
            "Ghi đúng khối lượng của cỡ đang bán; nhiều cỡ thì dùng options và variants",
            "The label names several sizes, but the product is sold in one",
            "Write the size that is sold; for several use options and variants",
        ),
        "net_content_of_variant": (
            "Chưa biết {sku} nặng tịnh bao nhiêu: nhãn ghi chung nhiều khối lượng",
            "Thêm net_content vào phân loại này, ví dụ net_content: 500 g",
            "How much is in {sku} is not known: the label names several sizes for all",
            "Add net_content to this variant, such as net_content: 500 g",
        ),
        "allergens_missing": (
            "Thành phần có chất gây dị ứng mà nhãn chưa nêu: {names}",
            "Ghi vào label: allergens, ví dụ allergens: [giáp xác]",
            "The ingredients hold allergens that the label does not name: {names}",
            "Write them under label: allergens, such as allergens: [giáp xác]",
        ),
        "shelf_life_vague": (
            "Hạn sử dụng “{text}” không cho biết bao lâu",
            "Ghi số và đơn vị, ví dụ 6 tháng",
            "The shelf life “{text}” does not say how long that is",
            "Write number and unit, such as 6 tháng",
        ),
        "storage_missing": (
            "Nhãn chưa ghi cách bảo quản",
            "Thêm label: storage, ví dụ Để nơi khô ráo, thoáng mát",
            "The label does not say how to store it",
            "Add label: storage",
        ),
        "self_declaration_missing": (
            "Thực phẩm chế biến bao gói sẵn cần bản tự công bố, ở đây chưa ghi",
            "Ghi số và ngày vào label: declaration, ví dụ {{number: 01/VD/2026, date: 2026-03-01}}",
            "Packed processed food needs a self-declaration; none is written here",
            "Write its number and date under label: declaration",
        ),
        "health_food_label_incomplete": (
            "Nhãn thực phẩm bảo vệ sức khỏe còn thiếu: {fields}",
            "Ghi liều dùng vào label: usage; công dụng và đối tượng sử dụng vào attributes",
            "The label of a health-protection food lacks: {fields}",
            "Write the dose under label: usage; uses and for whom under attributes",
        ),
        "cosmetic_label_incomplete": (
            "Nhãn mỹ phẩm còn thiếu: {fields}",
            "Ghi đủ thành phần (ingredients), cách dùng (usage), hạn dùng (shelf_life) như bao bì",
            "The label of a cosmetic lacks: {fields}",
            "Write ingredients, usage and shelf_life as on the pack",
        ),
        "cosmetic_notification_missing": (
            "Mỹ phẩm cần số tiếp nhận phiếu công bố, ở đây chưa ghi",
            "Ghi số và ngày vào label: declaration",
            "A cosmetic needs the number of its notification; none is written here",
            "Write its number and date under label: declaration",
        ),
        "seller_address_missing": (
            "Chưa ghi địa chỉ của chủ thể; sàn phải biết ai bán (NĐ 248/2026)",
            "Ghi address theo địa danh hiện nay",
            "The seller's address is missing (Decree 248/2026)",
            "Write address in the names of today",
        ),
        "food_maker_address_missing": (
            "Thiếu địa chỉ của cơ sở chịu trách nhiệm về thực phẩm này",
            "Ghi address trong mục cooperative, hoặc trong label: manufacturer",
            "The address of who is responsible for this food is missing",
            "Write address under cooperative, or under label: manufacturer",
        ),
        "origin_unknown": (
            "Chưa ghi xuất xứ, và địa chỉ nơi làm không cho biết là nước nào",
            "Ghi label: origin, ví dụ Việt Nam; hoặc ghi tỉnh vào địa chỉ của hợp tác xã",
            "The origin is not written, and the maker's address tells no country",
            "Write label: origin, such as Việt Nam; or the province in the cooperative's address",
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

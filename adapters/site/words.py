"""The words that stand on every page, by language; a theme asks for them by name."""

from __future__ import annotations

from collections.abc import Mapping

VI: Mapping[str, str] = {
    "skip": "Đến nội dung",
    "menu": "Trang chính",
    "steps": "Bạn đang ở",
    "pictures": "Ảnh của {title}",
    "home": "Trang chủ",
    "all_products": "Tất cả sản phẩm",
    "kinds": "Ngành hàng",
    "letters": "Theo chữ cái",
    "search": "Tìm sản phẩm",
    "search_hint": "Gõ tên, không cần dấu",
    "search_none": "Không tìm thấy sản phẩm nào.",
    "search_found": "sản phẩm",
    "contact": "Liên hệ",
    "policies": "Chính sách",
    "in_stock": "Còn hàng",
    "out_of_stock": "Tạm hết hàng",
    "ask": "Hỏi còn hàng",
    "ended": "Ngừng bán",
    "ended_text": "Sản phẩm này không còn bán. Mời bạn xem các sản phẩm khác.",
    "from": "từ",
    "price": "Giá",
    "list_price": "Giá niêm yết",
    "choose": "Quy cách và giá",
    "option": "Quy cách",
    "stock": "Tình trạng",
    "facts": "Thông tin sản phẩm",
    "buy_at": "Mua tại",
    "order_by": "Đặt hàng",
    "buy": "Mua ngay",
    "call": "Gọi",
    "brand": "Thương hiệu",
    "stars": "{stars} trên 5 sao OCOP",
    "stars_until": "có hiệu lực đến {day}",
    "decision": "Quyết định số {number}",
    "of": "của",
    "seller": "Người bán",
    "address": "Địa chỉ",
    "tax_code": "Mã số thuế",
    "registered": "Nơi và ngày cấp",
    "representative": "Người đại diện",
    "phone": "Điện thoại",
    "email": "Email",
    "updated": "Cập nhật ngày",
    "page": "Trang",
    "next": "Trang sau",
    "previous": "Trang trước",
    "not_found": "Không có trang này",
    "not_found_text": "Địa chỉ có thể đã đổi. Mời bạn về trang chủ hoặc xem tất cả sản phẩm.",
    "order_criteria": "Thứ tự trưng bày: theo tên sản phẩm, từ A đến Y; không ai trả tiền để "
    "lên trước.",
    "prices_text": "Giá tính bằng đồng Việt Nam, đã gồm thuế giá trị gia tăng nếu có. "
    "Phí giao hàng, nếu có, được báo trước khi bạn đồng ý mua.",
    "privacy": "Thông tin cá nhân",
    "privacy_text": "Trang web này không đặt cookie, không theo dõi người xem, không có biểu mẫu "
    "và không lấy nội dung từ trang khác, nên không thu thập thông tin cá nhân nào của bạn. Máy "
    "chủ lưu trữ có thể ghi nhật ký truy cập kỹ thuật trong thời gian ngắn để bảo vệ hệ thống. Khi "
    "bạn gọi điện hay nhắn tin, chúng tôi chỉ dùng số của bạn để trả lời và giao hàng, không đưa "
    "cho ai khác; bạn có quyền xem, sửa, xóa hoặc khiếu nại qua các kênh ở trang Liên hệ.",
    "prices": "Giá",
    "payment": "Thanh toán",
    "delivery": "Giao hàng",
    "returns": "Đổi trả",
    "complaints": "Giải quyết khiếu nại",
    "complaints_text": "Gọi hoặc nhắn cho chúng tôi qua các kênh ở trang Liên hệ. Chúng tôi trả "
    "lời trong 3 ngày làm việc; nếu chưa thỏa đáng, bạn có quyền đưa việc ra cơ quan bảo vệ người "
    "tiêu dùng tại địa phương.",
    "area": "Điều kiện và phạm vi cung cấp",
    "area_links": "Trang này giới thiệu sản phẩm. Việc đặt hàng, thanh toán, giao hàng và đổi trả "
    "theo quy định của sàn nơi bạn mua, hoặc theo thỏa thuận khi bạn liên hệ trực tiếp.",
    "notified": "Đã thông báo Bộ Công Thương",
    "no_picture": "Chưa có ảnh",
    "picture": "Ảnh {number} của {title}",
    "trace": "Truy xuất nguồn gốc",
    "lot": "Lô",
    "choose_lot": "Mời bạn chọn số lô in trên bao bì.",
    "made_on": "Ngày sản xuất",
    "best_before": "Hạn sử dụng",
    "made_at": "Nơi sản xuất",
    "made_by": "Người làm",
    "growing_area_code": "Mã số vùng trồng",
    "not_told": "chưa có dữ liệu",
    "lot_ended": "Đã quá hạn sử dụng",
    "recalled": "ĐÃ THU HỒI",
    "recalled_since": "từ ngày {day}.",
    "recall_reason": "Lý do",
    "recalled_text": "Xin đừng dùng, đừng bán sản phẩm của lô này. Mời bạn liên hệ nơi đã mua hoặc "
    "người bán dưới đây.",
    "on_label": "Trên nhãn sản phẩm",
    "see_product": "Xem sản phẩm",
    "trace_by_seller": "Thông tin do người bán ghi và chịu trách nhiệm. Trang này không thuộc hệ "
    "thống truy xuất nguồn gốc của cơ quan nhà nước.",
}

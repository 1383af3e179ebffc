"""The places of Vietnam since 01/07/2025, and what they were called before.

Provinces are all here; communes are those of Cà Mau, where the cooperatives are.
"""

from __future__ import annotations

PROVINCES = """
    Hà Nội; Cao Bằng; Tuyên Quang; Điện Biên; Lai Châu; Sơn La; Lào Cai; Thái Nguyên; Lạng Sơn;
    Quảng Ninh; Bắc Ninh; Phú Thọ; Hải Phòng; Hưng Yên; Ninh Bình; Thanh Hóa; Nghệ An; Hà Tĩnh;
    Quảng Trị; Huế; Đà Nẵng; Quảng Ngãi; Gia Lai; Khánh Hòa; Đắk Lắk; Lâm Đồng; Đồng Nai; Hồ Chí
    Minh; Tây Ninh; Đồng Tháp; Vĩnh Long; An Giang; Cần Thơ; Cà Mau
"""
FORMER_PROVINCES = """
    Bà Rịa - Vũng Tàu; Bình Dương; Bình Phước; Bình Thuận; Bình Định; Bạc Liêu; Bắc Giang; Bắc
    Kạn; Bến Tre; Hoà Bình; Hà Giang; Hà Nam; Hải Dương; Hậu Giang; Kiên Giang; Kon Tum; Long
    An; Nam Định; Ninh Thuận; Phú Yên; Quảng Bình; Quảng Nam; Sóc Trăng; Thái Bình; Tiền Giang;
    Trà Vinh; Vĩnh Phúc; Yên Bái; Đắk Nông; Đắc Lắc; Đắc Nông; HCM
"""
CA_MAU = """
    An Trạch; An Xuyên; Biển Bạch; Bạc Liêu; Châu Thới; Cái Nước; Cái Đôi Vàm; Giá Rai; Gành
    Hào; Hiệp Thành; Hoà Bình; Hoà Thành; Hưng Hội; Hưng Mỹ; Hồ Thị Kỷ; Hồng Dân; Khánh An;
    Khánh Bình; Khánh Hưng; Khánh Lâm; Long Điền; Láng Tròn; Lý Văn Lâm; Lương Thế Trân; Nguyễn
    Phích; Nguyễn Việt Khái; Ninh Quới; Ninh Thạnh Lợi; Năm Căn; Phan Ngọc Hiển; Phong Hiệp;
    Phong Thạnh; Phú Mỹ; Phú Tân; Phước Long; Quách Phẩm; Sông Đốc; Tam Giang; Thanh Tùng; Thới
    Bình; Trí Phải; Trần Phán; Trần Văn Thời; Tân Hưng; Tân Lộc; Tân Thuận; Tân Thành; Tân Tiến;
    Tân Ân; Tạ An Khương; U Minh; Vĩnh Hậu; Vĩnh Lộc; Vĩnh Lợi; Vĩnh Mỹ; Vĩnh Phước; Vĩnh Thanh;
    Vĩnh Trạch; Đá Bạc; Đông Hải; Đất Mũi; Đất Mới; Đầm Dơi; Định Thành
"""
FORMER_CA_MAU = """
    An Phúc; An Trạch A; Biển Bạch Đông; Châu Hưng; Châu Hưng A; Hiệp Tùng; Hàm Rồng; Hàng Vịnh;
    Hòa Bình; Hòa Mỹ; Hòa Thành; Hòa Tân; Hưng Phú; Hưng Thành; Hộ Phòng; Khánh Bình Tây; Khánh
    Bình Tây Bắc; Khánh Bình Đông; Khánh Hòa; Khánh Hải; Khánh Hội; Khánh Lộc; Khánh Thuận;
    Khánh Tiến; Long Thạnh; Long Điền Tây; Long Điền Đông; Long Điền Đông A; Lâm Hải; Lộc Ninh;
    Lợi An; Minh Diệu; Ngan Dừa; Nguyễn Huân; Ngọc Chánh; Nhà Mát; Ninh Hòa; Ninh Quới A; Ninh
    Thạnh Lợi A; Phong Lạc; Phong Thạnh A; Phong Thạnh Tây; Phong Thạnh Tây A; Phong Thạnh Tây
    B; Phong Thạnh Đông; Phong Tân; Phong Điền; Phú Hưng; Phú Thuận; Quách Phẩm Bắc; Rạch Chèo;
    Rạch Gốc; Tam Giang Tây; Tam Giang Đông; Thạnh Phú; Trí Lực; Trần Hợi; Trần Thới; Tân Bằng;
    Tân Duyệt; Tân Dân; Tân Hưng Tây; Tân Hưng Đông; Tân Hải; Tân Lộc Bắc; Tân Lộc Đông; Tân
    Phong; Tân Phú; Tân Thạnh; Tân Trung; Tân Xuyên; Tân Ân Tây; Tân Đức; Tạ An Khương Nam; Tạ
    An Khương Đông; Tắc Vân; Viên An; Viên An Đông; Việt Thắng; Vĩnh Bình; Vĩnh Hưng; Vĩnh Hưng
    A; Vĩnh Hậu A; Vĩnh Lộc A; Vĩnh Mỹ A; Vĩnh Mỹ B; Vĩnh Phú Tây; Vĩnh Phú Đông; Vĩnh Thịnh;
    Vĩnh Trạch Đông; Điền Hải; Đông Hưng; Đông Thới; Định Bình; Định Thành A
"""


def names_of(*blocks: str) -> tuple[str, ...]:
    """Take blocks of names apart."""
    return tuple(" ".join(name.split()) for block in blocks for name in block.split(";"))

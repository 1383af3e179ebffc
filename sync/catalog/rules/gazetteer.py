"""The places of Vietnam since 01/07/2025, and what they were called before.

Provinces are all here; communes are those of Cà Mau, where the cooperatives are. A line says
`name now < names before`; for communes the names before stand under their district. Of a commune
that was divided, each part names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.marketplace.text_normalize import fold

_PROVINCES = """
Hà Nội
Cao Bằng
Tuyên Quang < Hà Giang
Điện Biên
Lai Châu
Sơn La
Lào Cai < Yên Bái
Thái Nguyên < Bắc Kạn
Lạng Sơn
Quảng Ninh
Bắc Ninh < Bắc Giang
Phú Thọ < Hoà Bình, Vĩnh Phúc
Hải Phòng < Hải Dương
Hưng Yên < Thái Bình
Ninh Bình < Hà Nam, Nam Định
Thanh Hóa
Nghệ An
Hà Tĩnh
Quảng Trị < Quảng Bình
Huế < Thừa Thiên Huế
Đà Nẵng < Quảng Nam
Quảng Ngãi < Kon Tum
Gia Lai < Bình Định
Khánh Hòa < Ninh Thuận
Đắk Lắk < Phú Yên
Lâm Đồng < Bình Thuận, Đắk Nông
Đồng Nai < Bình Phước
Hồ Chí Minh < Bình Dương, Bà Rịa - Vũng Tàu
Tây Ninh < Long An
Đồng Tháp < Tiền Giang
Vĩnh Long < Bến Tre, Trà Vinh
An Giang < Kiên Giang
Cần Thơ < Hậu Giang, Sóc Trăng
Cà Mau < Bạc Liêu
"""
_ALSO_WRITTEN = {
    "HCM": "Hồ Chí Minh",
    "Sài Gòn": "Hồ Chí Minh",
    "Đắc Lắc": "Đắk Lắk",
    "Daklak": "Đắk Lắk",
    "Đắc Nông": "Đắk Nông",
}
_CITIES = "Hà Nội; Hải Phòng; Huế; Đà Nẵng; Hồ Chí Minh; Cần Thơ"  # that are provinces themselves
_CA_MAU = """
Phường Bạc Liêu < Bạc Liêu: 2, 3, 7, 1, 8
Phường Vĩnh Trạch < Bạc Liêu: 5, Vĩnh Trạch
Phường Hiệp Thành < Bạc Liêu: Nhà Mát, Vĩnh Trạch Đông, Hiệp Thành
Xã Hồng Dân < Hồng Dân: Ngan Dừa, Ninh Hòa, Lộc Ninh
Xã Ninh Quới < Hồng Dân: Ninh Quới, Ninh Quới A
Xã Vĩnh Lộc < Hồng Dân: Vĩnh Lộc, Vĩnh Lộc A
Xã Ninh Thạnh Lợi < Hồng Dân: Ninh Thạnh Lợi A, Ninh Thạnh Lợi
Xã Phước Long < Phước Long: Phước Long, Vĩnh Phú Đông
Xã Vĩnh Phước < Phước Long: Vĩnh Phú Tây, Phước Long
Xã Vĩnh Thanh < Phước Long: Hưng Phú, Vĩnh Thanh
Xã Phong Hiệp < Phước Long: Phong Thạnh Tây A, Phong Thạnh Tây B
Xã Hoà Bình < Vĩnh Lợi: Long Thạnh | Hoà Bình: Hòa Bình, Vĩnh Mỹ A
Xã Châu Thới < Vĩnh Lợi: Vĩnh Hưng, Vĩnh Hưng A, Châu Thới
Xã Vĩnh Lợi < Vĩnh Lợi: Châu Hưng, Châu Hưng A
Xã Hưng Hội < Vĩnh Lợi: Hưng Thành, Hưng Hội
Xã Vĩnh Mỹ < Hoà Bình: Minh Diệu, Vĩnh Bình, Vĩnh Mỹ B
Xã Vĩnh Hậu < Hoà Bình: Vĩnh Hậu, Vĩnh Hậu A, Vĩnh Thịnh
Phường Giá Rai < Giá Rai: 1, Hộ Phòng, Phong Thạnh, Phong Thạnh A
Phường Láng Tròn < Giá Rai: Phong Thạnh Đông, Láng Tròn, Phong Tân
Xã Phong Thạnh < Giá Rai: Tân Phong, Phong Thạnh Tây, Tân Thạnh
Xã Gành Hào < Đông Hải: Gành Hào, Long Điền Tây
Xã Đông Hải < Đông Hải: Long Điền Đông, Long Điền Đông A
Xã Long Điền < Đông Hải: Long Điền, Điền Hải
Xã An Trạch < Đông Hải: An Trạch, An Trạch A
Xã Định Thành < Đông Hải: An Phúc, Định Thành, Định Thành A
Phường An Xuyên < Cà Mau: 9, 2, 1, Tân Xuyên, An Xuyên
Phường Lý Văn Lâm < Cà Mau: 8, Lý Văn Lâm | Trần Văn Thời: Lợi An
Phường Tân Thành < Cà Mau: 5, 6, 7, Tân Thành, Tân Thành, Tắc Vân, Định Bình
Phường Hoà Thành < Cà Mau: 6, 7, Tắc Vân, Định Bình, Hòa Thành, Hòa Tân
Xã Nguyễn Phích < U Minh: U Minh, Khánh Thuận, Nguyễn Phích
Xã U Minh < U Minh: Khánh Hòa, Khánh Thuận, Khánh Tiến, Khánh Lâm
Xã Khánh An < U Minh: Nguyễn Phích, Khánh An
Xã Khánh Lâm < U Minh: Nguyễn Phích, Khánh Lâm, Khánh Hội
Xã Thới Bình < Thới Bình: Thới Bình, Thới Bình
Xã Biển Bạch < Thới Bình: Biển Bạch, Tân Bằng, Biển Bạch Đông
Xã Trí Phải < Thới Bình: Trí Phải, Trí Lực, Tân Phú
Xã Tân Lộc < Thới Bình: Tân Lộc Bắc, Tân Lộc, Tân Lộc Đông
Xã Hồ Thị Kỷ < Thới Bình: Hồ Thị Kỷ
Xã Trần Văn Thời < Trần Văn Thời: Trần Văn Thời, Trần Hợi, Khánh Lộc, Lợi An, Phong Điền, Phong
    Lạc
Xã Sông Đốc < Trần Văn Thời: Sông Đốc, Phong Điền
Xã Đá Bạc < Trần Văn Thời: Khánh Bình Tây Bắc, Khánh Bình Tây, Trần Hợi
Xã Khánh Bình < Trần Văn Thời: Khánh Bình, Khánh Bình Đông
Xã Khánh Hưng < Trần Văn Thời: Khánh Hưng, Khánh Hải
Xã Cái Nước < Cái Nước: Cái Nước, Đông Hưng, Đông Thới, Tân Hưng Đông, Trần Thới
Xã Lương Thế Trân < Cái Nước: Thạnh Phú, Lương Thế Trân, Phú Hưng | Trần Văn Thời: Lợi An
Xã Tân Hưng < Cái Nước: Tân Hưng, Hòa Mỹ, Đông Hưng, Đông Thới
Xã Hưng Mỹ < Cái Nước: Hưng Mỹ, Hòa Mỹ, Tân Hưng Đông
Xã Đầm Dơi < Đầm Dơi: Đầm Dơi, Tạ An Khương, Tân Duyệt, Tân Dân
Xã Tạ An Khương < Đầm Dơi: Tạ An Khương, Tạ An Khương Đông, Tạ An Khương Nam
Xã Trần Phán < Đầm Dơi: Trần Phán, Tân Trung
Xã Tân Thuận < Đầm Dơi: Tân Đức, Tân Thuận
Xã Quách Phẩm < Đầm Dơi: Quách Phẩm Bắc, Quách Phẩm
Xã Thanh Tùng < Đầm Dơi: Thanh Tùng, Ngọc Chánh
Xã Tân Tiến < Đầm Dơi: Tân Tiến, Nguyễn Huân
Xã Năm Căn < Năm Căn: Năm Căn, Hàm Rồng, Hàng Vịnh
Xã Đất Mới < Năm Căn: Năm Căn, Hàm Rồng, Đất Mới, Lâm Hải | Ngọc Hiển: Viên An
Xã Tam Giang < Năm Căn: Hiệp Tùng, Tam Giang, Tam Giang Đông
Xã Cái Đôi Vàm < Phú Tân: Cái Đôi Vàm, Nguyễn Việt Khái
Xã Phú Mỹ < Phú Tân: Phú Thuận, Phú Mỹ | Cái Nước: Hòa Mỹ
Xã Phú Tân < Phú Tân: Phú Tân, Tân Hải
Xã Nguyễn Việt Khái < Phú Tân: Việt Thắng, Tân Hưng Tây, Rạch Chèo
Xã Tân Ân < Ngọc Hiển: Tam Giang Tây, Tân Ân Tây
Xã Phan Ngọc Hiển < Ngọc Hiển: Viên An Đông, Rạch Gốc, Tân Ân
Xã Đất Mũi < Ngọc Hiển: Viên An, Tân Ân, Đất Mũi
"""


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune as it was: its district, and the communes that it belongs to now."""

    name: str
    district: str
    now: tuple[str, ...]


def _entries(block: str) -> list[tuple[str, str]]:
    """Take the lines apart; a line that begins with a space goes on."""
    whole = re.sub(r"\n\s+", " ", block).strip().splitlines()
    parts = (line.partition(" < ") for line in whole)
    return [(now, before) for now, _, before in parts]


def _former_communes(block: str) -> list[FormerCommune]:
    now_of: dict[tuple[str, str], list[str]] = {}
    for now, before in _entries(block):
        for group in before.split(" | "):
            district, _, names = group.partition(": ")
            for name in names.split(", "):
                now_of.setdefault((name, district), []).append(now)
    return [FormerCommune(name, d, tuple(now)) for (name, d), now in now_of.items()]


def _provinces(block: str) -> dict[str, str]:
    """Say of each name, folded, how the province is called now."""
    return {
        fold(name): now
        for now, before in _entries(block)
        for name in (now, *(before.split(", ") if before else ()))
    }


def _by_name(communes: Sequence[FormerCommune]) -> dict[str, list[FormerCommune]]:
    found: dict[str, list[FormerCommune]] = {}
    for each in communes:
        found.setdefault(fold(each.name), []).append(each)
    return found


PROVINCE_NOW: Mapping[str, str] = _provinces(_PROVINCES)  # any name, folded -> the name now
SPELLINGS: Mapping[str, str] = {fold(name): meant for name, meant in _ALSO_WRITTEN.items()}
CITIES = frozenset(fold(name) for name in _CITIES.split("; "))
COMMUNES: Mapping[str, str] = {  # of Cà Mau: the bare name, folded -> "Xã Tân Tiến"
    fold(now.partition(" ")[2]): now for now, _ in _entries(_CA_MAU)
}
FORMER_COMMUNES: Mapping[str, Sequence[FormerCommune]] = _by_name(_former_communes(_CA_MAU))
DISTRICTS = frozenset(  # of Cà Mau and Bạc Liêu, folded
    fold(each.district) for group in FORMER_COMMUNES.values() for each in group
)

"""Places of today and of before: what an address may say, and what is told of it."""

from __future__ import annotations

import pytest

from sync.catalog.rules.places import places_ever, places_now


def told(address: str) -> list[tuple[str, object]]:
    """Each code, with what is meant instead."""
    return [
        (f.code, f.values["now"] if f.code == "place_former" else f.values["nearest"])
        for f in places_now((), address)
    ]


@pytest.mark.parametrize(
    "address",
    [
        "Ấp 1, xã Tân Tiến, tỉnh Cà Mau",
        "Ấp 1, xã Tân Tiến, T. Cà Mau",
        "X. Tân Tiến, Cà Mau, Việt Nam",
        "P. An Xuyên, tỉnh Cà Mau",
        "xã Tân Tiến tỉnh Cà Mau",
        "xã Hoà Bình, tỉnh Cà Mau",
        "xã Hòa Bình, tỉnh Cà Mau",
        "12 Lê Lợi, phường Bến Thành, TPHCM",
        "12 Lê Lợi, phường Bến Thành, TP.HCM",
        "12 Lê Lợi, phường Bến Thành, Tp Hồ Chí Minh",
        "phường Thuận Hóa, thành phố Huế",
        "phường Buôn Ma Thuột, tỉnh Đắc Lắc",
        "Hợp tác xã Mẫu, xã Khánh An, tỉnh Cà Mau",
        "Tỉnh lộ 8, xã Trần Phán, tỉnh Cà Mau",
        "Cà Mau",
        "Việt Nam",
        "",
    ],
)
def test_an_address_of_today_is_let_alone(address: str) -> None:
    assert told(address) == []


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("Xã Tân Duyệt, huyện Đầm Dơi, tỉnh Cà Mau", "Xã Đầm Dơi, tỉnh Cà Mau"),
        ("Xã Tân Tiến, huyện Đầm Dơi, tỉnh Cà Mau", "Xã Tân Tiến, tỉnh Cà Mau"),
        ("xã Tân Duyệt huyện Đầm Dơi tỉnh Cà Mau", "Xã Đầm Dơi, tỉnh Cà Mau"),
        ("Xã Tân Duyệt, tỉnh Cà Mau", "Xã Đầm Dơi, tỉnh Cà Mau"),
        ("Xã Tân Tiến, H. Đầm Dơi", "Xã Tân Tiến, tỉnh Cà Mau"),
        ("Thị trấn Ngan Dừa, huyện Hồng Dân, tỉnh Bạc Liêu", "Xã Hồng Dân, tỉnh Cà Mau"),
        ("Xã Viên An, tỉnh Cà Mau", "Xã Đất Mới hoặc Xã Đất Mũi, tỉnh Cà Mau"),
        ("Phường 5, TP Cà Mau", "Phường Tân Thành, tỉnh Cà Mau"),
        ("Phường 5, TP. Bạc Liêu, tỉnh Bạc Liêu", "Phường Vĩnh Trạch, tỉnh Cà Mau"),
        ("Thị xã Giá Rai, tỉnh Bạc Liêu", "tỉnh Cà Mau"),
        ("Tỉnh Bạc Liêu", "tỉnh Cà Mau"),
        ("Thừa Thiên Huế", None),
        ("phường Thuận Hóa, tỉnh Thừa Thiên Huế", "thành phố Huế"),
        ("Xã Mỹ Đức, huyện Cái Bè, tỉnh Tiền Giang", "tỉnh Đồng Tháp"),
        ("TP Biên Hòa, tỉnh Đồng Nai", "tỉnh Đồng Nai"),
        ("Quận 1, TPHCM", "thành phố Hồ Chí Minh"),
        ("Xã Hòa, huyện Lạ", None),
    ],
)
def test_what_is_called_otherwise_now_is_told_with_the_new_name(
    address: str, now: str | None
) -> None:
    expected = [] if address == "Thừa Thiên Huế" else [("place_former", now)]
    assert told(address) == expected


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("xã Tân Tiền, tỉnh Cà Mau", "Tân Tiến"),
        ("xã Tân Tiến, tỉnh Cà Màu", "Cà Mau"),
        ("phường Bến Thành, TP Hồ Chí Mih", "Hồ Chí Minh"),
    ],
)
def test_what_never_was_a_place_is_told_with_the_nearest(address: str, nearest: str) -> None:
    assert told(address) == [("place_unknown", nearest)]


def test_an_old_paper_may_use_the_old_names_and_no_others() -> None:
    old = "Xã Tân Duyệt, huyện Đầm Dơi, tỉnh Bạc Liêu"
    assert list(places_ever((), old)) == []
    assert [f.code for f in places_ever((), "Xã Tân Duyệch, tỉnh Cà Mau")] == ["place_unknown"]

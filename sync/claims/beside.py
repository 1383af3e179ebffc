"""When "nhất" speaks of a use, a time, a place, a size or a name, and not of the goods."""

from __future__ import annotations

import re

from sync.claims.rule import Pattern

NAME = Pattern(
    r"(?:(?<!\w)htx|hợp tác xã|công ty|cơ sở|tổ hợp tác|doanh nghiệp tư nhân)(?!\w)(?: \w+){0,4} ?$"
)
_SURELY_PRAISE = Pattern(  # no name of a firm, as Công ty Thống Nhất is
    r"(?:ngon|tốt|đẹp|rẻ|tín|lượng|lớn|sạch|toàn|đời|đại|tiếng|quý|thơm|giá|mạnh) nhất"
)
_USE = Pattern(
    r"(?<!\w)(?:bảo quản|dùng|sử dụng|thưởng thức|ăn|uống|nấu|chế biến|hấp th[ụu]|thu hoạch)"
    r"(?: (?:nóng|lạnh|kèm|liền|ngay|được|là|sẽ|chung|chín|với \w+)){0,3} (?:thơm )?$"
    r"|(?<!\w)(?:bảo quản|để|cất|dùng|ăn|uống|rã đông|hâm|ngâm|nấu|pha|chiên|hấp|nướng|mua)"
    r"(?: \w+){0,5} là $"
    r"|để (?:có|đạt|đạt được|phát huy|cảm nhận|giữ|giữ được|thưởng thức) (?:được )?(?:trọn )?"
    r"(?:hiệu quả|tác dụng|kết quả|công dụng|hương vị|vị|độ \w+)(?: \w+){0,3} $"
)
# When it is best, which step is hardest, how large the largest is: of no quality of the goods.
_NOT_OF_GOODS = Pattern(
    r"(?:(?<!\w)(?:lúc|khi|mùa|ngày|đêm|thời điểm|thời gian|giai đoạn|công đoạn|khâu|điểm|bước"
    r"|(?<!hạt )(?<!nhân )(?<!rang )điều|lý do|cách|việc|chuyện|khó khăn|nỗi lo|trở ngại|kỷ niệm"
    r"|(?:công|tác) dụng (?:tiêu biểu|chính|phổ biến)|mức|lửa|tốc độ|công suất"
    r"|khu dự trữ|nền văn hóa"
    r"|khu rừng|chợ nổi|hòn đảo|con sông|ngôi chùa|vườn quốc gia|lễ hội|cánh đồng)"
    r"(?: (?!thơm)\w+){0,5}|(?<!\w)(?:khách|người)(?: (?!hàng)\w+)?"
    r"|(?:size|cỡ|kích thước|loại|hộp|gói|túi|chai|bộ|tháng|vụ|phiên|trận) (?:\w+)?) ?$"
)
_SIZED = (
    "size",
    "cỡ",
    "kích thước",
    "loại",
    "hộp",
    "gói",
    "túi",
    "chai",
    "bộ",
    "tháng",
    "vụ",
    "phiên",
    "trận",
)
_PLACES = Pattern(r"(?:khô|ráo|mát|lạnh|thoáng|kín|tối|cao|sáng|trong) nhất")
_PLACE = Pattern(r"(?<!\w)(?:nơi|chỗ|góc|ngăn|kệ|phòng|vị trí)(?: (?!\w+ nhất)\w+)? ?$")
# "con to nhất" that somebody takes to cook, "nhanh nhất 2 giờ": of no goods of others.
_PERSON = Pattern(r"(?<!\w)(?:anh|chị|ông|bà|cô|chú|dì|cậu|mợ|bác|thầy|cầu|kênh|xóm|ấp|quán) $")
_BORN = Pattern(r"(?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười|út) nhất$")  # anh Hai Nhất
_TAKEN = Pattern(r"(?<!\w)(?:lấy|gắp|vớt|cắt|để dành|chừa)(?: \w+){0,3} $")
_QUICK_AT = Pattern(
    r" (?:là |cũng |khoảng |chừng |sau |trong )?(?:\d|một|hai|ba|nửa)|,? qua | là(?!\w)"
)
_MEASURED = Pattern(
    r"(?:to|lớn|bé|nhỏ|dài|ngắn|cao|sâu|rộng|xa|nặng|nhẹ|mỏng|dày|nóng|lạnh|mưa|nắng|gắt"
    r"|cao điểm) nhất$"
)
_AT_HAND = Pattern(
    r" (?:hôm nay|nặng|dài|\d|của (?:shop|quán|nhà)|trong (?:mẻ|ao|vườn|bộ|hộp|rổ|shop|ba))"
)
_WEATHER = Pattern(r"(?:nóng|lạnh|rét|nắng|mưa|oi|gắt) nhất$")


def beside_the_goods(words: str, before: str, after: str) -> bool:
    """Whether "X nhất" speaks of a use, a time, a step, a size or a name, and not of the goods."""
    named = NAME.search(before) and not _SURELY_PRAISE.search(words)
    if _WEATHER.search(words) or _USE.search(before) or (named and len(words.split()) == 2):
        return True
    if _MEASURED.search(words) and (_AT_HAND.match(after) or _TAKEN.search(before)):
        return True
    if (_BORN.match(words) and _PERSON.search(before)) or (
        words.startswith(("nhanh", "sớm")) and _QUICK_AT.match(after)
    ):
        return True
    if re.match("(?:rẻ|mắc|đắt) ", words) and re.match(" của (?:shop|quán|nhà)(?!\\w)", after):
        return True
    if _PLACES.match(words) and _PLACE.search(before):
        return True
    beside = _NOT_OF_GOODS.search(before)
    if beside is None:
        return False
    return bool(_MEASURED.search(words)) or not beside[0].startswith(_SIZED)

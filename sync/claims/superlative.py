"""Superlatives that need proof on file.

Law: Law on Advertising 16/2012/QH13, art. 8(11), and its amendment 75/2025/QH15: "nhất",
"duy nhất", "tốt nhất", "số một" or words of the like only with papers that prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sync.claims.canonical import is_bare
from sync.claims.rule import ClaimRule, any_of, with_its_words
from sync.model.letters import without_marks

# Words that "nhất" makes no superlative of: the first, the least, together; names of tea.
_NO_QUALITY = any_of(
    "ít, nhiều, thứ, thống, hợp, đồng, duy, độc, đệ, bậc, nhì, quan trọng, trọng, phổ biến",
    "biến, sớm",
    "gần, mới, gặp, tính, tháng, mùng, ngày, hạng, loại, lớp, công ty, hộp, trà, cốt, rằm",
    "thì, lúc",
    "nay, khỏe, tốt là, chậm, muộn, thấp, nhỏ, cần, thiết, cơ bản, bản, kiện, khó, trước",
    "sau, dễ thấy, vải",
)
_BARE_QUALITIES = without_marks(
    any_of("ngon, sạch, đẹp, uy tín, chất lượng, hiệu quả, an toàn, tốt, rẻ")
)
# "ngon nhất khi ăn nóng", "tốt nhất trước ngày", "tốt nhất trong vòng 6 tháng" say how to use it.
_USED = (
    r"(?! (?:định|khi|nên|là|vào|ở|nếu|để|lúc|với|trước|sau|dùng|ăn|uống|bảo quản|sử dụng|hãy|từ"
    r"|trí|thời|thể|loạt|quyết|tâm|diệp|đinh|trong (?:vòng|ngày|thời|khoảng|\d))(?!\w))"
)
_WHERE = (
    "việt nam|thế giới|miền (?:tây|nam|bắc|trung)|cả nước|thị trường|đông nam á|châu á|nước ta"
    "|vùng|xứ|cà mau|hiện nay"
)
_FOUND = re.compile(
    rf"(?<!\w)(?:(?!(?:{_NO_QUALITY}) nhất)[^\W\d]+ nhất(?:,? nhì)?(?!\w){_USED}"
    rf"|(?<!thống )(?<!hợp )(?<!đồng )(?<!ít )(?<!thứ )(?<!trà )(?<!công ty )nhất (?:{_WHERE})"
    r"|(?:số|top) ?(?:1|một)(?![\w/]|[.,-]\d)|no ?\.? ?1(?!\w)|number (?:one|1)(?!\w)"
    r"|hàng đầu(?! (?:mùa|vụ|tiên))|duy nhất|bậc nhất|đệ nhất|độc nhất|có một không hai"
    r"|vô địch|vô song"
    r"|số (?:dzách|dách|zách)|không (?:đâu|nơi nào|ai|gì) (?:sánh|bằng|sánh bằng)|không đối thủ"
    r"|(?<!\w)vua của (?:các |mọi )?(?:loài|loại)(?!\w)"
    r"|(?:the|world's|vietnam's) (?:best|finest)(?!\w)|best (?:quality|in|of|seller"
    r"|selling)(?!\w))"
)
_BARE = re.compile(
    rf"(?<!\w)(?:(?:{_BARE_QUALITIES}) nhat(?! (?:khi|nen|la|vao|trong|o|neu|de|luc|voi|truoc)\b)"
    r"|hang dau (?:viet nam|the gioi|ca nuoc|mien tay)|so (?:1|mot) (?:viet nam|the gioi"
    r"|mien tay)"
    r"|duy nhat tai|bac nhat|co mot khong hai)(?!\w)"
)
# What stands right before "số 1" where it only numbers a thing.
_NUMBERS_A_THING = re.compile(
    r"(?<!\w)(?:ấp|tổ|dân phố|khu phố|đường|hẻm|lô|kho|cụm|thôn|xóm|khóm|phường|xã|quận|nhà"
    r"|quán|cửa hàng"
    r"|trạm|tàu|mẻ|loại|size|cỡ|bước|hình|bảng|mục|điều|phụ lục|mẫu|hồ|kênh|cầu|chợ|trại|nhà máy"
    r"|phân xưởng|công thức|vị|tccs|quyết định|lần|tháng|ngày|tuần|tập|phần|chai|gói|hộp|món|tờ"
    r"|trang|xưởng|km|ao|vuông|vườn|lò|đội|thửa|gian|dãy|tầng|phòng|địa chỉ|tại|ở)\W*$"
)
_STREET = re.compile(
    r" *(?:đường|phố|ngõ|hẻm|ngách|lê|nguyễn|trần|phan|hai bà|quốc lộ|tỉnh lộ)(?!\w)"
)
_NAME = re.compile(
    r"(?:(?<!\w)htx|hợp tác xã|công ty|cơ sở|tổ hợp tác|doanh nghiệp tư nhân)(?!\w)[\w ]{0,40}$"
)
_COMPANY_AHEAD = re.compile(r"doanh nghiệp(?: \w+){0,2} $|công ty (?:\w+ ){0,3}$|cơ sở $")
_USE = re.compile(
    r"(?:bảo quản|dùng|sử dụng|thưởng thức|ăn|uống|nấu|chế biến)"
    r"(?: (?:nóng|lạnh|kèm|liền|ngay|được|là|sẽ|chung|chín|với \w+)){0,3} (?:thơm )?$"
)
_ONLY = re.compile(  # "một lần duy nhất", "thành phần duy nhất", "chỉ có duy nhất 1 vụ"
    r"(?:thành phần|nguyên liệu chính và|nguyên liệu|chỉ có|có|một lần|lần|một vụ|vụ|một loại) $"
)
_ONLY_COUNTS = re.compile(r" (?:1|một|\d|từ|chỉ có(?! (?:ở|tại))|là)(?!\w)")
_FIRST_AIM = re.compile(r"(?:lên|ưu tiên|tiêu chí|mục tiêu|quan tâm|nhiệm vụ|yếu tố|đặt) $")
_PEAK = re.compile(r"(?:núi|đỉnh|đồi|cao nguyên|vùng|độ)(?: \w+){0,3} $|^$")
_QUICK = re.compile(
    r"nhất|số ?[1mdz]|top ?1|hàng đầu|no ?\.? ?1|vô |không (?:đ|nơi|ai|gì)|vua |best|fin"
    r"|number|một không"
)


def superlative(text: str) -> str | None:
    """Find words that need proof; "ngon nhất khi ăn nóng" and how to keep a thing need none."""
    if is_bare(text) and (plain := _BARE.search(text)):
        return with_its_words(text, plain)
    if not _QUICK.search(text):
        return None
    return next(map(_quoted, _found(text)), None)


def _quoted(found: re.Match[str]) -> str:
    """Quote a quality whole: most have two words."""
    before = found.string[: found.start()]
    first = re.search(r"[^\W\d]+ $", before) if found[0].endswith("nhất") else None
    return (first[0] if first else "") + with_its_words(found.string, found)


def _found(text: str) -> Iterator[re.Match[str]]:
    return (each for each in _FOUND.finditer(text) if not _harmless(each, text[: each.start()]))


def _harmless(found: re.Match[str], before: str) -> bool:
    """Whether it numbers a thing, is part of a name, or tells how to use what is sold."""
    words, after = found[0], found.string[found.end() :]
    if words.startswith("số") and words.endswith(("1", "một")):
        numbers = _NUMBERS_A_THING.search(before) or _STREET.match(after)
        return bool(numbers or _NAME.search(before))
    if words == "duy nhất":
        return bool(_ONLY.search(before) or _ONLY_COUNTS.match(after))
    if words == "hàng đầu":
        return bool(_FIRST_AIM.search(before) or (before.endswith("tôm ")))
    if words.startswith("cao nhất"):
        return bool(_PEAK.search(before))
    named = _NAME.search(before) and not _COMPANY_AHEAD.search(before)
    return bool(_USE.search(before) or (named and "nhất" in words and len(words.split()) == 2))


RULE = ClaimRule(
    code="superlative",
    law="16/2012/QH13 art. 8(11), 75/2025/QH15",
    find=superlative,
    breaks=(
        "ngon nhất Việt Nam",
        "No.1",
        "bậc nhất",
        "hiện đại nhất",
        "thương hiệu số 1",
        "hàng đầu",
        "hàm lượng curcumin cao nhất",
        "nước mắm số một Phú Quốc",
        "duy nhất tại Việt Nam",
        "TOP 1 bán chạy",
        "quý nhất trong các loại trà",
        "ngon nhat Viet Nam",
    ),
    keeps=(
        "ngon nhất khi ăn nóng",
        "hàng đầu mùa",
        "bảo quản tốt nhất ở 5 độ",
        "HTX Nông sản sạch số 1 Bạc Liêu",
        "ấp số 1/2",
        "thứ nhất",
        "sử dụng tốt nhất trong vòng 4 tháng",
        "thành phần duy nhất: cá và muối",
        "đặt chất lượng lên hàng đầu",
        "ít nhất 12 tháng",
        "tổ dân phố số 1",
        "ngọn núi cao nhất của xã",
    ),
)

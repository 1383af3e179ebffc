"""Superlatives that need proof on file.

Law: Law on Advertising 16/2012/QH13, art. 8(11), and its amendment 75/2025/QH15: "nhất",
"duy nhất", "tốt nhất", "số một" or words of the like only with papers that prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sync.claims.beside import NAME, beside_the_goods
from sync.claims.canonical import is_bare
from sync.claims.rule import ClaimRule, Pattern, any_of, with_its_words
from sync.model.letters import without_marks

# Words that "nhất" makes no superlative of: the first, the least, together; names of tea.
_NO_QUALITY = any_of(
    "ít, nhiều, thứ, thống, hợp, đồng, duy, độc, đệ, bậc, nhì, trọng, phổ biến, biến, sớm",
    "gần, mới, gặp, tính, tháng, mùng, ngày, hạng, giải, loại, lớp, công ty, hộp, trà, cốt, rằm",
    "thì, lúc, là, nay, khỏe, tốt là, chậm, muộn, thấp, cần, thiết, cơ bản, bản, kiện, khó",
    "trước, sau, dễ thấy, vải, huy chương, cúp, huyết, quán, gũi, thường, quen, mẻ, lứa, đợt",
    "một, nước, chợ, cầu, xóm, kênh, rạch, chùa, thầy, anh, chị, cậu, mợ, dì",
)
_QUALITY = rf"(?:(?<=sang )trọng|(?<=hảo )hạng|(?<=thượng )hạng|(?!(?:{_NO_QUALITY}) nhất)\w+)"
_BARE_QUALITIES = without_marks(
    any_of(
        "ngon, sạch, đẹp, uy tín, chất lượng, hiệu quả, an toàn, tốt, rẻ, tươi, đậm đà, quý",
        "nổi tiếng, bổ dưỡng, bán chạy, ưa chuộng, hảo hạng, chuẩn, lớn, xịn, thơm",
    )
)
# "ngon nhất khi ăn nóng", "tốt nhất trước ngày", "tốt nhất trong vòng 6 tháng" say how to use it.
_USED = (
    r"(?! (?:định|khi(?! (?:đến|tới|về) tay| giao)|nên|là|vào|ở|nếu|lúc|với|trước|sau|dùng|ăn"
    r"|uống|bảo quản|sử dụng|hãy|phẩm|có thể|từ (?:khi|năm|\d)"
    r"|trí|thời|thể|loạt|quyết|tâm|diệp|đinh|trong (?:vòng|ngày|thời|khoảng|\d)"
    r"|để (?:nơi|chỗ|ở|trong|ngăn|tủ|nguội|lạnh|ráo|riêng|yên|nguyên|hộp|túi|tránh))(?!\w))"
)
_WHERE = (
    "việt nam|thế giới|miền (?:tây|nam|bắc|trung)|cả nước|thị trường|đông nam á|châu á|nước ta"
    "|vùng|xứ|cà mau|hiện nay|quả đất|trái đất|sàn"
)
_FIRST = (
    r"(?:cả nước|thị trường|ngành|việt nam|thế giới|toàn quốc|danh sách|bảng|phân khúc|toàn tỉnh"
    r"|miền|khu vực|về|của)"
)
_FOUND = Pattern(
    rf"(?<!\w){_QUALITY} nhất(?:,? nhì)?(?!\w){_USED}"
    rf"|(?<!thống )(?<!hợp )(?<!đồng )(?<!ít )(?<!thứ )(?<!trà )(?<!công ty )nhất (?:{_WHERE})"
    r"|(?:là|thì) nhất(?= (?:rồi|luôn|nha|nhé|nhe|ạ|đó)(?!\w)|[.!]|$)"
    r"|(?:số|top) ?(?:1|một)(?![\w/]|[.,-]\d)|n[o0] ?\.? ?1(?!\w| (?:street|road|lane))"
    r"|number (?:one|1)(?!\w)"
    r"|# ?1 (?:việt|thế|miền|thị|cà|in|best|brand)|top đầu"
    r"|(?<!cửa )(?<!mặt )(?<!khách )(?<!đơn )(?<!lô )(?<!gian )(?<!ngân )(?<!bán )(?<!nhà )"
    r"(?<!nhập )hàng đầu(?! (?:mùa|vụ|tiên|năm|tháng|tuần|ngày|đường|hẻm|ngõ|chợ|mối|ra|vào|tư"
    r"|nguồn|cá|tôm|bếp|bảng|lớp|cột|dãy|kệ|quầy|sạp|ghế)(?!\w))"
    r"|duy nhất|bậc nhất|đệ nhất(?!(?: \w+){1,4}, (?:xã|phường|ấp|khóm|tỉnh|thôn|khu)(?!\w))"
    r"|độc nhất|có một không hai|vô song|vô đối"
    r"|vô địch(?! (?:giải|cuộc|hội|môn|đua|bóng|quốc gia|cấp))"
    rf"|(?:dẫn|đứng) đầu {_FIRST}"
    r"|số (?:dzách|dách|zách)|không đối thủ|không có đối thủ"
    r"|không (?:có )?(?:đâu|ai|gì|(?:nơi|chỗ|loại|sản phẩm|hãng|hàng|món) nào|nơi đâu|ở đâu)"
    r"(?: có(?: thể)?)?(?: ngon| tốt| rẻ)? (?:sánh|bằng|được|qua nổi|so được|có(?=[,.!]|$))"
    r"|(?:tốt|ngon|rẻ|sạch|thơm|chất lượng|an toàn|vượt trội|uy tín|đậm đà)(?: \w+)? hơn(?: hẳn)?"
    r"(?: so với)? (?:tất cả|mọi(?! (?:khi|năm|ngày|lần|hôm|bữa))|bất (?:kỳ|cứ)"
    r"|(?:các )?(?:loại|hãng|hàng|thương hiệu|sản phẩm|nơi|chỗ|shop) (?:\w+ ){0,2}?khác)(?!\w)"
    r"|(?:hơn|vượt)(?: xa| hẳn| trội)+(?: so với)? (?:các |mọi |tất cả (?:các )?)"
    r"(?:loại|hãng|thương hiệu|sản phẩm|hàng|nơi)(?!\w)"
    r"|(?<!\w)(?:vua|(?:nữ|ông|bà) hoàng) (?:của )?(?:các |mọi )(?:loài|loại)(?!\w)"
    r"|(?:the|world's|vietnam's) (?:\w+ )?(?:best|finest)(?! (?:condition|way|time|before|place"
    r"|result)|\w)"
    r"|the most (?:\w+ ){1,2}(?:in|of)(?!\w)"
    r"|best (?:\w+ )?(?:quality|in|of|seller|selling)(?!\w)"
)
_BARE = Pattern(
    rf"(?<!\w)(?:(?:{_BARE_QUALITIES}) nhat(?! (?:khi|nen|la|vao|trong|o|neu|de|luc|voi|truoc)\b)"
    r"|hang dau (?:viet nam|the gioi|ca nuoc|mien tay)|so (?:1|mot) (?:viet nam|the gioi"
    r"|mien tay|thi truong|ca mau|ve)"
    r"|(?:chat luong|thuong hieu|ngon|uy tin|lua chon|dac san|gia re|san pham) so (?:1|mot)"
    r"|nhat (?:viet nam|the gioi|mien tay|thi truong|qua dat)"
    r"|duy nhat tai|bac nhat|co mot khong hai)(?!\w)"
)
# What stands right before "số 1" where it only numbers a thing.
_NUMBERS_A_THING = Pattern(
    r"(?<!\w)(?:ấp|tổ|dân phố|khu phố|đường|hẻm|lô|kho|cụm|thôn|xóm|khóm|phường|xã|quận|nhà"
    r"|quán|cửa hàng|bếp|sân|khu|đìa|giếng|máy|dây chuyền|kệ|bồn|thùng|ca|quốc lộ|tỉnh lộ|ngõ"
    r"|trạm|tàu|mẻ|loại|size|cỡ|bước|hình|bảng|mục|điều|phụ lục|mẫu|hồ|kênh|cầu|chợ|trại|nhà máy"
    r"|phân xưởng|công thức|vị|tccs|quyết định|lần|tháng|ngày|tuần|tập|phần|chai|gói|hộp|món|tờ"
    r"|trang|xưởng|km|ao|vuông|vườn|lò|đội|thửa|gian|dãy|tầng|phòng|lứa|đợt|mùa|vụ|toa|luống"
    r"|liếp|líp|ki ?ốt|kios|quầy|sạp|cổng|bến|chốt|xe|mặt bằng|tài|chuyến|thẻ|phiếu|đơn|giàn"
    r"|trạm bơm|cống|bài|câu|bè|nhà bè|line|factory|workshop|lot|batch|plot|ward|hamlet|house|toa"
    r"|địa chỉ|tại|ở)\W*$"
    r"|(?<!\w)(?:sân|kho|lò|bếp|ao|xưởng|bãi|bể|khu|cống|trạm|máy|đội|tổ)"
    r" (?!ngon|uy|chất|hàng|tốt|sạch|bán)\w+ $"
    r"|(?<!\w)(?:trường|bệnh viện|xí nghiệp|nông trường|lâm trường|chi nhánh)(?: \w+){0,3} $"
    r"|(?:phường|quận|ấp|đường|xã|khóm|tổ|hẻm) [\w ]{1,20}, $"
)
_STREET = Pattern(
    r"[ ,]*(?:đường|phố|ngõ|hẻm|ngách|ấp|khóm|lê|lý(?! sơn)|nguyễn|trần|phan(?! thiết| rang| rí)"
    r"|phạm|hai bà|hùng vương"
    r"|võ|đinh|ngô|tôn|quốc lộ|tỉnh lộ|cô|bà(?! rịa| nà)|ông|chú|dì|út)(?!\w)"
)
_ONLY = Pattern(  # "một lần duy nhất", "thành phần duy nhất", "chỉ có duy nhất 1 vụ"
    r"(?:thành phần|nguyên liệu chính và|nguyên liệu|chỉ có|có|lần|vụ|loại|màu|mùi|vị|cỡ|size"
    r"|(?:màu|mùi|vị|cỡ) \w+|kích thước|kiểu|mẫu|quy cách|phân loại|gia vị|ca|ngày|chuyến|đợt"
    r"|buổi|người|con|đường|lối|mùa|tháng|lý do|cách) $"
)
_ONLY_COUNTS = Pattern(
    r" (?:1|một|\d|từ|hôm nay|ngày|(?:đợt|mùa|vụ|tuần|tháng|năm) này|trong (?:ngày|tuần|hôm)"
    r"|chỉ có(?! (?:ở|tại))|là)(?!\w)"
)
_ONLY_THERE = Pattern(r" (?:tại|ở|trên|của|có ở)(?!\w)")
_FIRST_AIM = Pattern(
    r"(?:lên|ưu tiên|tiêu chí|mục tiêu|quan tâm|nhiệm vụ|yếu tố|đặt|nhu cầu|nguyên tắc|mối lo"
    r"|vấn đề|nguyên nhân|điều kiện|yêu cầu|chú trọng|phương châm) $"
)
_PEAK = Pattern(r"(?:núi|đỉnh|đồi|cao nguyên|vùng|nhiệt độ|độ cao)(?: \w+){0,3} $")
_PEAK_OF_ART = Pattern(r"đỉnh $")
_QUICK = Pattern(
    r"nhất|nhứt|số ?[1mdz]|top ?1|top đầu|hàng đầu|(?:dẫn|đứng) đầu|n[o0] ?\.? ?1|vô |vua |hoàng "
    r"|best|fin|không |number|một không|hơn |vượt |# ?1|the most"
)


def superlative(text: str) -> str | None:
    """Find words that need proof; "ngon nhất khi ăn nóng" and how to keep a thing need none."""
    text = text.replace("nhứt", "nhất")  # as the South says it
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
    if words.startswith(("số", "no")) and words.endswith(("1", "một")):
        numbers = _NUMBERS_A_THING.search(before) or _STREET.match(after)
        return bool(numbers or NAME.search(before))
    if words == "duy nhất":
        counts = _ONLY.search(before) and not _ONLY_THERE.match(after)
        return bool(counts or _ONLY_COUNTS.match(after))
    if words == "hàng đầu":
        return bool(_FIRST_AIM.search(before) or (before.endswith("tôm ")))
    if words.startswith("cao nhất"):
        art = _PEAK_OF_ART.search(before) and after.startswith(" của")
        if _PEAK.search(before):
            return not art
    return words.endswith("nhất") and beside_the_goods(words, before, after)


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
        "ngon nhứt miền Tây",
        "đứng đầu cả nước",
        "sang trọng nhất",
        "không đâu ngon bằng",
        "ngon hơn mọi loại khác",
        "hơn hẳn các hãng khác",
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
        "số 1, đường Trần Hưng Đạo",
        "cửa hàng đầu đường",
        "giải nhất hội thi",
        "lúc cá béo nhất trong năm",
        "giao nhanh nhất có thể",
        "tổ dân phố số 1",
        "ngọn núi cao nhất của xã",
        "anh Hai Nhất",
        "chợ Nhất",
        "nơi khô ráo nhất trong nhà",
        "lấy miếng to nhất ra chiên trước",
        "giao nhanh nhất 2 giờ",
        "loại rẻ nhất của shop là gói 100 g",
        "mẻ nhất, mẻ nhì",
        "rẻ hơn mọi năm",
        "trường tiểu học số 1",
        "Đệ Nhất Mai, xã Phú Tân",
        "vụ tôm lớn nhất là tháng 10",
        "Line No. 1",
    ),
)

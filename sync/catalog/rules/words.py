"""The words that the law and the platforms watch for, in texts of small letters in NFC.

Law on Advertising 2012 (art. 8) and Decree 37/2026: no healing by food, no superlatives without
proof; Decision 26/2026/QĐ-TTg: stars only by a decision in force; marketplaces: no contacts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HEALTH_FOOD_SENTENCE = re.compile(
    r"thực phẩm này không phải là thuốc,? (và )?không có tác dụng thay thế thuốc chữa bệnh"
)

_ILLNESS = (
    r"ung thư|tiểu đường|đái tháo đường|(?:cao )?huyết áp|mỡ máu|máu nhiễm mỡ|đột quỵ|tai biến"
    r"|viêm[\w ]{0,12}|gút|gout|covid|xơ gan|gan nhiễm mỡ|xơ vữa|tim mạch|xương khớp|loãng xương"
    r"|đau (?:dạ dày|bao tử|khớp|lưng|đầu|răng|bụng|nhức)|dạ dày|bao tử|trào ngược|táo bón"
    r"|tiêu chảy|mất ngủ|ho(?: khan| gà| có đờm)?|cảm(?: lạnh| cúm|(?: mạo))|cúm|sốt"
    r"|hen suyễn|thiếu máu|béo phì|trĩ|sỏi thận|bướu cổ|suy nhược|sâu răng|mụn|nám"
    r"|sẹo|dị ứng|giun|bệnh[\w ]{0,20}"
)
_HEALS = (
    r"chữa|trị|đặc trị|điều trị|chữa trị|phòng|ngừa|phòng ngừa|ngăn ngừa|phòng chống|phòng tránh"
    r"|chống|ngăn chặn|đẩy lùi|khắc phục|thuyên giảm|làm giảm|giảm thiểu|giảm|tiêu trừ|kháng"
)
_DISEASE = re.compile(
    rf"\b(?:(?:{_HEALS})(?: \w+){{0,3}}? (?:{_ILLNESS})\b"
    r"|đặc trị|điều trị|chữa (?:bệnh|trị|khỏi|lành)|trị (?:bệnh|dứt|liệu)|khỏi bệnh|bách bệnh"
    r"|(?:hạ|giảm|ổn định|điều hòa|điều hoà|cân bằng|kiểm soát) (?:\w+ ){0,2}?(?:đường huyết"
    r"|huyết áp|cholesterol|mỡ máu|men gan|a[xc]it uric|lượng đường)"
    r"|(?:bổ|mát|giải độc|thải độc|thanh lọc|thanh nhiệt|tráng|lợi|nhuận) (?:gan|thận|phổi|phế"
    r"|huyết|dương|tràng|tim|tỳ|khí huyết)\b|bổ thận|kháng (?:khuẩn|viêm|virus|vi[ -]?rút|ung thư)"
    r"|(?:bác sĩ|chuyên gia y tế|bộ y tế|dược sĩ) (?:khuyên|chỉ định|kê|tin dùng|khuyến nghị)"
    r"|thay (?:thế )?thuốc|ung thư|tiểu đường|đái tháo đường|mỡ máu|xơ gan|đột quỵ|huyết áp)"
)
# A warning is no claim: it tells somebody to leave the food alone.
_CAUTION = re.compile(
    r"không nên|không dùng|không sử dụng|không phù hợp|không thích hợp|chống chỉ định|hạn chế"
    r"|tránh (?:dùng|ăn|sử dụng)|nên tránh|ăn ít|dùng ít|thận trọng|cẩn thận|tham khảo|hỏi ý kiến"
    r"|không phải là thuốc|không có tác dụng"
)
_SENTENCE = re.compile(r"[^.!?;\n]+")

_BEST = (
    r"tốt|ngon|rẻ|đẹp|sạch|bổ|thơm|tươi|lớn|uy tín|chất lượng|hiệu quả|hiện đại|an toàn|tiên tiến"
    r"|nổi tiếng|tuyệt vời|cao cấp|hoàn hảo|đặc biệt|quý|được ưa chuộng|bán chạy|đậm đà|tinh khiết"
)
_SUPERLATIVE = re.compile(
    rf"(?<!\w)(?:(?:{_BEST}) nhất(?! (?:khi|nên|là|vào|trong|ở|nếu|để|lúc|với)\b)"
    rf"|(?:{_BEST}|thương hiệu|đặc sản|lựa chọn|sản phẩm|vị trí) số (?:1|một)(?![\w/]|[.,]\d)"
    r"|số (?:1|một)(?= *(?:[!;]|$|[.,](?!\d)|việt nam|thế giới|miền tây|cả nước|thị trường|về\b))"
    r"|no\.? ?1(?!\w)|hàng đầu(?! mùa)|(?<!thành phần )(?<!chỉ có )duy nhất(?! (?:1|một|\d))"
    r"|bậc nhất|đệ nhất|độc nhất|có một không hai|vô địch"
    r"|nhất (?:việt nam|thế giới|miền tây|cả nước|thị trường|vùng|đông nam á))(?!\w)"
)
_NAME = re.compile(r"(?:\bhtx|hợp tác xã|công ty|cơ sở|tổ hợp tác)\b[\w ]{0,40}$")
_USE = re.compile(r"(?:bảo quản|dùng|sử dụng|thưởng thức|ăn|uống|nấu|chế biến)[\w ]{0,12}$")

WILD_ANIMAL = re.compile(
    r"\b(?:(?:sừng |cao )?tê giác|ngà voi|cao hổ|xương hổ|móng hổ|(?:vảy|thịt) tê tê|tê tê|tay gấu"
    r"|mật gấu(?! (?:nam|bắc|cây))|cao khỉ|vây cá mập|đồi mồi|mỡ trăn|cao trăn|sừng linh dương"
    r"|(?:thịt|cao) (?:rắn hổ chúa|mèo rừng|chồn|nhím rừng|cầy|voọc)|rùa vàng|hải cẩu)\b"
)

_NINE_DIGITS = r"(?:[ .-]{0,2}\d){9}(?![\d.]?\d)"
# Every branch begins with a plain character, which makes the search ten times as fast.
_CONTACT = re.compile(
    rf"\+(?<![\d.]\+)84{_NINE_DIGITS}|8(?<![\d.]8)4{_NINE_DIGITS}|0(?<![\d.]0){_NINE_DIGITS}"
    r"|\(0\d{2,3}\)(?:[ .-]?\d){7,8}(?!\d)|0(?<![\d.]0)2\d(?:[ .-]{0,2}\d){8}(?!\d)"
    r"|1(?<![\d.]1)[89]00(?:[ .-]?\d){4,6}(?!\d)"
    r"|https?://|www\.|\bzalo\b|facebook|\bfanpage\b|\bhotline\b|\binbox\b|\bm\.me\b|\bt\.me\b|\btelegram\b"
    r"|@[\w-]{2,40}\.\w|\.(?<=\w\.)(?:com|vn|net|org|shop|store)\b"
)
_NUMBERED = re.compile(
    r"(?:mst|mã số(?: thuế| vùng trồng| doanh nghiệp)?|mã vạch|gtin|barcode|đkkd|số đăng ký"
    r"|tài khoản|stk|gcn|giấy phép|quyết định|tcvn|tccs)\W*(?:số\W*)?$"
)
_DATE = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|(?:19|20)\d\d\s*-\s*(?:19|20)\d\d")

_COUNT = r"(?<![\w.,])0?(?P<stars>[1-5]|một|hai|ba|bốn|năm)[\s-]*(?:sao\b|stars?\b|[*★⭐])"
_STARS = re.compile(rf"{_COUNT}|(?P<drawn>(?:[⭐★🌟✮*]\ufe0f?\s*){{2,5}})")
_OCOP = re.compile(r"\bocop|ocop\d|mỗi xã,? (?:phường,? )?một sản phẩm")
_DOTTED = re.compile(r"\bo[. -]c[. -]o[. -]p\b\.?")
_GLUED = re.compile(r"\bocop(?=\d)")
_CLAIM = re.compile(
    r"(?:đạt |hạng |chuẩn |chứng nhận |[([])*"
    r"(?:(?:o\.?c\.?o\.?p|mỗi xã,? một sản phẩm)\W*(?:đạt |hạng )*)?"
    rf"(?:{_COUNT.replace('(?P<stars>', '(?:')}|(?:[⭐★🌟✮]\ufe0f?\s*){{2,5}})"
    r"\W*(?:o\.?c\.?o\.?p)?[)\]]*",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NEAR = 60  # characters between the name of the programme and the stars
_PICTURE_CLAIM = re.compile(r"(?:ocop\W*(\d)|(\d)\W*(?:sao|star)s?)")
_SHOWN = 40  # characters of a word around what was found
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}


def canonical(text: str) -> str:
    """Write a text as the patterns read it: small letters, NFC, nothing unseen, OCOP one word."""
    small = _UNSEEN.sub("", unicodedata.normalize("NFC", text).lower())
    return _GLUED.sub("ocop ", _DOTTED.sub("ocop", small))


def said(pattern: re.Pattern[str], text: str) -> str | None:
    """Find the first words of a text that a pattern watches for, as whole words."""
    found = pattern.search(text)
    return None if found is None else _with_its_words(text, found)


def healing(text: str) -> str | None:
    """Find words that say that a food heals; a warning does not."""
    text = HEALTH_FOOD_SENTENCE.sub("", text)
    for sentence in _SENTENCE.finditer(text):
        found = _DISEASE.search(sentence[0])
        if found and not _CAUTION.search(sentence[0]):
            return _with_its_words(sentence[0], found)
    return None


def superlative(text: str) -> str | None:
    """Find words that need proof; "ngon nhất khi ăn nóng" and how to keep a thing need none."""
    for found in _SUPERLATIVE.finditer(text):
        before = text[: found.start()]
        if not (_USE.search(before) or _NAME.search(before)):
            return _with_its_words(text, found)
    return None


def contact(text: str) -> str | None:
    """Find telephone numbers and addresses; not what only looks like one: a tax code, a date."""
    for found in _CONTACT.finditer(text):
        around = text[max(0, found.start() - 4) : found.end() + 6]
        numbered = found[0][0].isdigit() and _NUMBERED.search(text[: found.start()])
        if not numbered and not (found[0][0].isdigit() and _DATE.search(around)):
            return _with_its_words(text, found)
    return None


def stars_claimed(text: str) -> int | None:
    """Read how many OCOP stars a text claims: "ocop 4 sao", "4-star OCOP", "⭐⭐⭐⭐ OCOP"."""
    text = canonical(text)
    programme = [found.span() for found in _OCOP.finditer(text)]
    return max(
        (n for n, start, end in _star_counts(text) if _near(start, end, programme)), default=None
    )


def speaks_of_ocop(text: str) -> bool:
    """Whether a text names the programme at all."""
    return _OCOP.search(canonical(text)) is not None


def without_claims(text: str) -> str:
    """Cut the sentences that claim stars, and in a single line the claim itself."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.strip())
    kept = [each for each in sentences if stars_claimed(each) is None]
    if kept or len(sentences) > 1:
        return " ".join(kept)
    return re.sub(r"\s{2,}", " ", _CLAIM.sub(" ", text)).strip(" -–—|,.:;()")


def _star_counts(text: str) -> Iterator[tuple[int, int, int]]:
    for found in _STARS.finditer(text):
        written = found["stars"]
        count = sum(letter in "⭐★🌟✮*" for letter in found[0]) if written is None else 0
        yield (count or _WORDS.get(written) or int(written)), found.start(), found.end()


def _near(start: int, end: int, programme: list[tuple[int, int]]) -> bool:
    return any(start - last <= _NEAR and first - end <= _NEAR for first, last in programme)


def stars_in_name(picture: str) -> int | None:
    """Read how many stars a picture's file name claims: `ocop-4-sao.png`."""
    found = _PICTURE_CLAIM.search(picture.lower().replace("_", "-"))
    return int(found[1] or found[2]) if found else None


def _with_its_words(text: str, found: re.Match[str]) -> str:
    before = text[max(0, found.start() - _SHOWN) : found.start()]
    after = text[found.end() : found.end() + _SHOWN]
    head = "" if before[-1:].isspace() or not before else before.split()[-1]
    tail = "" if after[:1].isspace() or not after else after.split()[0]
    return (head + found[0] + tail).strip(" ,.;:!?()\"'")

"""The words that the law and the platforms watch for, as patterns over small letters in NFC."""

from __future__ import annotations

import re

HEALTH_FOOD_SENTENCE = re.compile(
    r"thực phẩm này không phải là thuốc,? (và )?không có tác dụng thay thế thuốc chữa bệnh"
)
DISEASE = re.compile(
    r"\b(điều trị|đặc trị|chữa (?:bệnh|trị|khỏi|lành)|trị (?:bệnh|dứt|ho|mụn|nám)|khỏi bệnh"
    r"|(?:phòng|ngừa|phòng ngừa|phòng chống) bệnh|kháng (?:virus|vi ?rút)|ung thư|tiểu đường"
    r"|đái tháo đường|huyết áp|mỡ máu|đột quỵ|viêm|gút|gout|covid)\b"
)
SUPERLATIVE = re.compile(
    r"\b((?:tốt|ngon|rẻ|đẹp|sạch|bổ|uy tín|chất lượng|hiệu quả) nhất|số (?:1|một)\b(?![\d/.,])"
    r"|hàng đầu|duy nhất|nhất (?:việt nam|thế giới|miền tây|cả nước))(?!\w)"
)
WILD_ANIMAL = re.compile(  # "mật gấu" is a herb as well, so it is not among them
    r"\b(sừng tê giác|ngà voi|cao hổ|(?:vảy|thịt) tê tê|tay gấu|cao khỉ|vây cá mập|đồ đồi mồi)\b"
)
_NINE_DIGITS = r"(?:[ .-]?\d){9}(?!\d)"
# Every branch begins with a plain character, which makes the search ten times as fast.
CONTACT = re.compile(
    rf"\+(?<![\d.]\+)84{_NINE_DIGITS}|8(?<![\d.]8)4{_NINE_DIGITS}|0(?<![\d.]0){_NINE_DIGITS}"
    r"|https?://|www\.|zalo|facebook|hotline"
    r"|@[\w-]{2,40}\.\w|\.(?<=\w\.)(?:com|vn|net|org|shop|store)\b"
)
_COUNT = r"(?P<{}>[1-9]|một|hai|ba|bốn|năm)"
_STAR = r"\s*(?:sao\b|[*★⭐])"
_CLAIMS = (
    re.compile(rf"\bocop\b[^.;\n]{{0,40}}?(?<!\w){_COUNT.format('stars')}{_STAR}"),
    re.compile(rf"(?<!\w){_COUNT.format('stars')}{_STAR}[^.;\n]{{0,20}}?\bocop\b"),
)
_PICTURE_CLAIM = re.compile(r"(?:ocop\W*(\d)|(\d)\W*(?:sao|star)s?)")
_SHOWN = 40  # characters of a word around what was found
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}


def said(pattern: re.Pattern[str], text: str) -> str | None:
    """Find the first words of a text that a pattern watches for, as whole words."""
    found = pattern.search(text)
    if found is None:
        return None
    before = text[max(0, found.start() - _SHOWN) : found.start()]
    after = text[found.end() : found.end() + _SHOWN]
    head = "" if before[-1:].isspace() or not before else before.split()[-1]
    tail = "" if after[:1].isspace() or not after else after.split()[0]
    return (head + found[0] + tail).strip(" ,.;:!?()\"'")


def stars_claimed(text: str) -> int | None:
    """Read how many OCOP stars a text (in small letters) claims: "ocop 4 sao", "4 sao ocop"."""
    if "ocop" not in text:
        return None
    found = [claim["stars"] for pattern in _CLAIMS for claim in pattern.finditer(text)]
    return max((_WORDS.get(each) or int(each) for each in found), default=None)


def stars_in_name(picture: str) -> int | None:
    """Read how many stars a picture's file name claims: `ocop-4-sao.png`."""
    found = _PICTURE_CLAIM.search(picture.lower().replace("_", "-"))
    return int(found[1] or found[2]) if found else None

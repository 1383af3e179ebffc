"""Contacts: numbers, addresses and names of other places to talk or buy.

Rule of every marketplace (Shopee, Lazada, TikTok Shop: dealing outside the platform); listings
with contacts are taken down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sync.claims.rule import ClaimRule, with_its_words

_WORDS = re.compile(
    r"(?<!\w)(?:za ?lo|zalô|zl(?= ?[\d:])|facebook|face ?(?=:)|fb|fanpage|hot ?line|inbox"
    r"|ib(?= (?:shop|cho|mình|em|để|ngay|giá))"
    r"|telegram|viber|whats ?app|messenger|youtube|instagram|gmail|e-?mail|website|web ?:"
    r"|google ?maps?"
    r"|sđt|đt(?= ?[:.\d(])|tel ?[:.]|fax ?[:.]|cskh|số điện thoại|điện thoại ?:"
    r"|điện thoại bàn|số máy"
    r"|gọi (?:ngay |điện )?(?:số|theo số|đến số|qua số)|lh ?:"
    r"|liên hệ ?(?:qua|số|theo số|hotline|tại số|:)(?!\w)"
    r"|xin liên hệ (?:hotline|qua|số|tại))(?!\w)"
    r"|\[(?:phone|hotline|email|url)"
)
_ADDRESS = re.compile(
    r"https?:/|www\.|(?<!\w)m\.me(?!\w)|(?<!\w)t\.me(?!\w)"
    r"|[\w-] ?@ ?[\w-]{2,40} ?\. ?(?:com|vn|net|org)|(?<!\w)@[a-z][\w.]{3,}"
    r"|[\w-] ?[(\[] ?(?:at|a còng) ?[)\]] ?\w"
    r"|\w\.(?:com|vn|net|org|info|shop|store|site|online|asia|biz|ly|goo|gl)(?![\w-])"
    r"|\w[ ([]{1,2}(?:chấm|dot)[ )\]]{1,2}(?:com|vn|net)(?!\w)"
)
_DIGIT_WORDS = {
    "không": "0",
    "một": "1",
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "tư": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "bẩy": "7",
    "tám": "8",
    "chín": "9",
}
_WORD = "|".join(_DIGIT_WORDS)
_SPOKEN = re.compile(rf"(?<!\w)(?:\d+|{_WORD})(?:[\s.,-]+(?:\d+|{_WORD}))+(?!\w)")
# Figures with what may stand between them in a number that is dialled.
_FIGURES = re.compile(r"\(?\+?(?<![\w.,/])[\do](?:[\s.()/-]{0,3}\d){6,}(?![\w,/]*\d)")
_NATIONAL = r"0?(?:[35789]\d{8}|2\d{9})"
_DIALLED = re.compile(
    rf"(?:0(?:[35789]\d{{8}}|2\d{{9}})|(?:00)?84{_NATIONAL}|1[89]00(?:\d{{4}}|\d{{6}}))"
)
_NUMBERED = re.compile(
    r"(?:mst|msdn|mã số(?: thuế| vùng trồng| doanh nghiệp)?|mã vạch|gtin|barcode|đkkd|gpkd|gpđkkd"
    r"|số đăng ký|tài khoản|stk|gcn|giấy phép|giấy chứng nhận|quyết định|tcvn|tccs|lô|cccd"
    r"|cmnd|mã)"
    r"\W*(?:số\W*)?$"
)
_DATE = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|1[89]\d\d\s*-\s*(?:1[89]|20)\d\d")
_MONEY = re.compile(r"(?!84(?:\D?\d){9}$)[1-9]\d{0,2}(?:[. ]\d{3}){2,}")
_PARTS = re.compile(r"\s+[/-]\s+|\s{2,}")
_FEWEST = 7  # figures: what is shorter is no number to dial


def contact(text: str) -> str | None:
    """Find telephone numbers and addresses; not what only looks like one: a tax code, a date."""
    found = _WORDS.search(text) or _ADDRESS.search(text)
    if found:
        return with_its_words(text, found)
    return next(_numbers(text), None) if _fit_to_dial(text) else None


def _fit_to_dial(text: str) -> bool:
    """Whether there are enough figures at all, written as such or as words."""
    if sum(map(text.count, "0123456789")) >= _FEWEST:
        return True
    return _SPOKEN.search(text) is not None


def _numbers(text: str) -> Iterator[str]:
    for found in _FIGURES.finditer(text):
        numbered = _NUMBERED.search(text[: found.start()])
        if not (numbered or _DATE.search(found[0]) or _MONEY.fullmatch(found[0])):
            parts = (found[0], *_PARTS.split(found[0]))
            yield from (part.strip(" (") for part in parts if _dialled(part))
    for spoken in _SPOKEN.finditer(text):
        words = re.split(r"[\s.,-]+", spoken[0])
        figures = "".join(_DIGIT_WORDS.get(word, word) for word in words)
        if not spoken[0].isdigit() and _dialled(figures) and any(w in _DIGIT_WORDS for w in words):
            yield spoken[0]


def _dialled(figures: str) -> bool:
    return _DIALLED.fullmatch(re.sub(r"[^\do]", "", figures).replace("o", "0")) is not None


RULE = ClaimRule(
    code="contact_in_text",
    law="platform rules on dealing outside the platform",
    find=contact,
    breaks=(
        "02903 123 456",
        "(0290) 3 123 456",
        "0912  345  678",
        "19001234",
        "1900 12 34",
        "inbox shop",
        "m.me/shop",
        "+84 912 345 678",
        "O912 345 678",
        "tomkho @ gmail . com",
        "tomkho chấm com",
        "không chín một hai ba bốn năm sáu bảy tám",
        "0912 345 678 - 0913 456 789",
    ),
    keeps=(
        "MST: 2001234567",
        "mã số thuế 0301234567",
        "01.01.2023 - 31.12.2025",
        "2023-2025",
        "8934563138165",
        "650.000 đồng",
        "19.000.000 đồng",
        "1900 - 1975",
        "liên hệ shop để được tư vấn",
        "ISO 22000:2018",
        "Ngon. Com trắng ăn kèm",
    ),
)

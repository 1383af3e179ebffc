"""Contacts: numbers, addresses and names of other places to talk or buy.

Rule of every marketplace (Shopee, Lazada, TikTok Shop: dealing outside the platform); listings
with contacts are taken down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sync.claims.rule import ClaimRule, Pattern, with_its_words
from sync.model.letters import without_marks

_ELSEWHERE = r"(?:facebook|youtube|tiki|sendo)"
_WORDS = Pattern(
    r"(?<!\w)(?:za[ .-]?lô?o?(?= |\W|$|\d)|zalo|zalô|dalo(?=\W*\d)|zl(?= ?[\d:/])|facebook"
    r"|face ?book|face ?(?=:)|f[aâ]y ?b[uú][ck]|ph[âê]y(?: ?b[uú][ck])?(?= ?:)|fb|fanpage|fan page"
    r"|hot ?line|inbox|inbx|inb(?!\w)|check ib|(?:cần|cứ|xin|hãy|nhắn|vui lòng) ib(?!\w)"
    r"|ib(?= (?:shop|cho|mình|em|e|m|để|ngay|giá|nha|nhé|nhe|liền|page|chị|c|anh|a|bên|zalo|fb"
    r"|riêng|sỉ)(?!\w))"
    r"|telegram|viber|whats ?app|wechat|skype|messenger|youtube|instagram|insta(?= ?:)|gmail"
    r"|e-?mail|mail ?:(?= ?\w)|hộp thư điện tử|(?:website|trang web)"
    r"(?! (?:của (?:sàn|bộ|sở)|truy xuất)(?!\w))|web ?:|linktree"
    r"|(?:ghé|vô|vào|theo dõi|like|lai) (?:fan)?page"
    r"|google ?maps?|s[đd]t|đt(?= ?[:.\d(])|dt(?= ?[:(.]? ?0\d)|tel ?[:.]|fax ?[:.]|cskh|tổng đài"
    r"|số (?:điện thoại|đt|dt|phone|máy|hotline)|điện thoại(?: liên hệ)? ?:(?= ?[\d(+o\[])"
    r"|điện thoại bàn|so dien thoai|dien thoai ?:(?= ?\d)"
    r"|gọi (?:ngay |điện )?(?:số|theo số|đến số|qua số)|lh ?:"
    r"|(?:số tài khoản|stk|tài khoản ngân hàng)\W*(?:[a-z]+\W+)?\d{6,}|(?:chuyển khoản"
    r"|ck) (?:trước|cọc|vào|cho (?:shop|mình|em))"
    r"|liên (?:hệ|lạc)(?: trực tiếp)? ?(?:qua|số|theo số|hotline|tại số|:)(?!\w)"
    r"|nhắn (?:tin )?(?:cho |vào |qua |tới )?(?:page|số|zalo|fb)"
    r"|xin liên (?:hệ|lạc) (?:hotline|qua|số|tại)|kết bạn (?:với|qua)"
    rf"|(?:mua|đặt|tìm|theo dõi|ghé|follow)[\w ]{{0,20}} (?:trên|tại|ở|qua|kênh|bên) {_ELSEWHERE}"
    r"|(?:mua|theo dõi|ghé) (?:hàng )?(?:trên|ở|kênh) [a-z]+ ?: ?[a-z]+"
    rf"|(?:{_ELSEWHERE}|ig) ?:(?= ?[\w@])"
    r"|(?:quét|scan|quet)(?: mã| ma)?(?: qr)?[\w ]{0,20} (?:để|de|để được) (?:kết bạn|liên hệ|đặt"
    r"|nhắn|mua|vào nhóm|chat|gọi|nhận (?:ưu đãi|giá|quà)))(?!\w)"
    r"|[📞☎☏✆]|\[(?:phone|hotline|email|url)"
)
_TLD = r"(?:vn|net|org|info|asia|biz|ly|goo|gl|ee|io|xyz|edu|gov)"
_TLD_WORD = r"(?:com|shop|store|site|online|me|co|link|app|page|top|club|pro|blog|live)"
# What may end a sentence right before "Com" or "Shop": an address is no syllable.
_SYLLABLE = (
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[b-hj-np-tvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_ADDRESS = Pattern(
    rf"https?[ :/]+[/\w]|www[ .]|\w\.(?:{_TLD}|{_TLD_WORD})/\w|(?<!\w)[mt] ?\.me(?!\w)"
    rf"|(?<!\w)fb[./]"
    r"|[\w-] ?@ ?[\w-]{2,40} ?\. ?(?:com|vn|net|org)|(?<!\w)@[a-z][\w.]{3,}"
    r"|[\w-] ?[(\[] ?(?:at|@|a còng) ?[)\]] ?\w|\w+ (?:at|a còng) \w+ (?:dot|chấm) \w"
    rf"|\w\.{_TLD}(?![\w-])|\w\.com(?! ?[\w-])|(?<!\w)(?!{_SYLLABLE}\.)[a-z0-9-]{{3,}}"
    rf"\.{_TLD_WORD}(?![\w-])"
    r"|[a-z0-9-]{8,} ?\. ?(?:com|vn|net)(?![\w-])"
    r"|\w[ ([]{1,2}(?:chấm|cham|dot)[ )\]]{1,2}(?:com|vn|net)(?!\w)"
)
# A number of which the end is hidden, as the platforms' filters are led astray: 0939222***
_HIDDEN = Pattern(
    r"(?<![\w.,/])0[235789]\d{1,2}[\d .-]{0,8}(?:[x*]{2,}|(?<=[\d .-]{5})[x*](?!\w)|\.{3,}|…)"
)
# A local number after the word for it: gọi 3831 234
_LOCAL = Pattern(
    r"(?<!\w)(?:gọi|alo|call|tel|phone|đt|lh|liên hệ)\W{1,3}(?:cho |shop |ngay |số )?"
    r"[2-9]\d{2,3}[ .-]?\d{3,4}(?![\d%]| ?(?:đ|₫|vnd|g|kg|ml|con|hộp)(?!\w))"
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
_DIGIT_WORDS |= {without_marks(word): figure for word, figure in _DIGIT_WORDS.items()}
_WORD = "|".join(_DIGIT_WORDS)
_SPOKEN = Pattern(rf"(?<!\w)(?:\d+|{_WORD})(?:[\s.,-]+(?:\d+|{_WORD}))+(?!\w)")
# A number that is dialled, figure by figure, with what may stand between them: 0912.345.678,
# (0290) 3 831 234, +84 (0) 912 345 678, 1900 1234; letters are put for figures, O912 345 6l8.
_GAP = r"[\s.,·~*'|()/-]{0,3}"
_FIGURE = rf"{_GAP}[\dol]"
_NATIONAL = rf"(?:[35789](?:{_FIGURE}){{8}}|2(?:{_FIGURE}){{9}})"
_DIALLED = Pattern(
    rf"(?<![\w.,/])(?:(?:\+|0{_GAP}0{_GAP})?8{_GAP}4{_GAP}(?:[0o]{_GAP})?{_NATIONAL}"
    rf"|[0o]{_GAP}{_NATIONAL}|1{_GAP}[89]{_GAP}0{_GAP}0(?:(?:{_FIGURE}){{6}}|(?:{_FIGURE}){{4}}))"
    r"(?!\w)(?![.,]\d)"
)
_LETTERED = Pattern(r"(?<!\w)o ?\d(?: ?[lo\d]){3}")  # O9l8 lll 222
_PAIRS = Pattern(r"(?:\d{1,2}\D+)+\d{1,2}")  # 03, 05, 07, 09 ... is a list, where it goes on
_GOES_ON = Pattern(r"[\s.,/-]{1,3}\d{1,2}(?![\dh])")
_NUMBERED = Pattern(
    r"(?:mst|msdn|mã số(?: thuế| vùng trồng| doanh nghiệp)?|mã vạch|gtin|barcode|đkkd|gpkd|gpđkkd"
    r"|số đăng ký|tài khoản|stk|gcn|giấy phép|giấy chứng nhận|quyết định|tcvn|tccs|lô|cccd"
    r"|cmnd|mã)"
    r"\W*(?:số\W*)?$"
)
_DATE = Pattern(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|1[89]\d\d\s*-\s*(?:1[89]|20)\d\d")
_MONEY = Pattern(r"(?!84)[1-9]\d{0,2}(?:[. ]\d{3}){2,}")  # 19.000.000 đồng
_BRANCH = Pattern(r"-\d{3}(?!\d)")  # 0301234567-001 is a tax code
_TOLD = (_WORDS, _ADDRESS, _HIDDEN, _LOCAL)
_FEWEST = 7  # figures: what is shorter is no number to dial


def contact(text: str) -> str | None:
    """Find telephone numbers and addresses; not what only looks like one: a tax code, a date."""
    found = next(filter(None, (each.search(text) for each in _TOLD)), None)
    if found:
        return with_its_words(text, found)
    return next(_numbers(text), None) if _fit_to_dial(text) else None


@lru_cache(maxsize=64)
def other_places(names: frozenset[str]) -> ClaimRule:
    """Make the rule of a marketplace for texts that send buyers to others, by their names."""
    known = "|".join(map(re.escape, sorted(names)))
    sent = Pattern(
        r"(?<!\w)(?:trên|ở|tại|bên|qua|sàn|gian hàng|shop|kênh|ứng dụng|app|tren|tai|page|mall)"
        rf" (?:sàn |gian hàng |shop |san )?(?:{known})(?!\w)"
    )

    def find(text: str) -> str | None:
        found = sent.search(text) if names else None
        return with_its_words(text, found) if found else None

    return RULE._replace(find=find)


def _counts(found: re.Match[str]) -> bool:
    """Whether it is a sum, a date, a list of figures or the number of a firm's branch."""
    if _MONEY.fullmatch(found[0]) or _DATE.search(found[0]):
        return True
    listed = _PAIRS.fullmatch(found[0]) and _GOES_ON.match(found.string, found.end())
    return bool(listed or _BRANCH.match(found.string, found.end()))


def _fit_to_dial(text: str) -> bool:
    """Whether there are enough figures at all, written as such or as words."""
    if sum(map(text.count, "0123456789")) >= _FEWEST - 1 or _LETTERED.search(text):
        return True
    return _SPOKEN.search(text) is not None


def _numbers(text: str) -> Iterator[str]:
    for found in _DIALLED.finditer(text):
        numbered = _NUMBERED.search(text[: found.start()])
        if not (numbered or _counts(found)):
            yield found[0]
    for spoken in _SPOKEN.finditer(text):
        words = re.split(r"[\s.,-]+", spoken[0])
        figures = "".join(_DIGIT_WORDS.get(word, word) for word in words)
        if _DIALLED.fullmatch(figures) and any(word in _DIGIT_WORDS for word in words):
            yield spoken[0]


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
        "0912345***",
        "O912.lll.333",
        "z4lo",
        "ib em báo giá",
        "khong chin mot hai ba bon nam sau bay tam",
        "quét QR kết bạn Zalo",
        "📞 trên bao bì",
        "O9l8 lll 222",
        "ghé page nhắn tin nhen",
        "liên hệ trực tiếp số trên nhãn",
        "STK 0123456789 Agribank",
        "chuyển khoản trước",
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
        "ngon.Shop cam kết hoàn tiền",
        "0301234567-001",
        "quét mã QR để truy xuất",
        "điện thoại chụp nên màu hơi khác",
        "website của sàn hiện giá sau giảm",
        "trang web truy xuất ghi trên tem",
    ),
)

"""Claims of OCOP stars: how many a text gives a product, in whatever spelling.

Law: Decision 26/2026/QĐ-TTg (3, 4 or 5 stars, by a decision in force alone); use of the mark:
Decision 1162/QĐ-VPĐP-OCOP (2020).
"""

from __future__ import annotations

import re
from functools import lru_cache

from sync.claims.canonical import canonical
from sync.claims.rule import NOT_YET, ClaimRule, Pattern

_NUMBERS = {
    "iii": 3,
    "iv": 4,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "mot": 1,
    "bon": 4,
    "nam": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_NUMBER = rf"0?[1-5]|{'|'.join(_NUMBERS)}"
# "hạng sao OCOP, Năm Căn", "sao OCOP năm nay": a place or a year, and no number.
_NO_NAME = r"(?!(?:một|hai|ba|năm|mot|nam) (?!sao|cấp|của|do|theo)\w)"
_STAR = "*★⭐🌟✮☆✩✭✯✰✪⭑⋆🌠"
_SAO = rf"(?:sao+(?!\w)|stars?(?!\w)|start?s(?!\w)|starred(?!\w)|[{_STAR}])"
_APART = r"(?<![\w.,/])(?<!xã )"  # from a figure before it; Xã Ba Sao is a commune
# 4 sao, 04-sao, 4/5 sao, bốn (4) sao, 4 ngôi sao, 4*, 4 ⭐
COUNTED = (
    rf"{_APART}(?P<count>{_NUMBER})(?:/5)?(?: ?\((?:{_NUMBER})\))?(?:[\s-]*|[.·])"
    rf"(?:ngôi[\s-]?)?{_SAO}(?! (?:mật|biển))"
)
# số sao: 4, hạng sao OCOP 5, sao OCOP: 4, OCOP hạng 4, hạng OCOP: 4, OCOP 4 s
RANKED = (
    r"(?:(?:(?:số|hạng|mức|cấp|so|hang) sao(?: ocop)?|sao ocop|(?:hạng|hang) ocop"
    r"|ocop\W{0,3}(?:đạt |xếp |phân |dat |xep |phan )?(?:hạng|hang))\W{0,3}"
    rf"{_NO_NAME}(?P<rank>{_NUMBER})(?![\d.,]*\d|\w)|ocop\W{{0,3}}(?P<short>[1-5]) ?s(?!\w)"
    rf"|ocop\W{{0,3}}[{_STAR}](?:\W?x\W?)?(?P<starred>[1-5])(?![\d\w])"
    r"|ocop sao\W{0,3}(?P<ended>[1-5])(?= ?(?:[,.;:)|–-](?!\d)|$))"
    r"|ocop (?P<level>[3-5])(?= cấp (?:tỉnh|quốc gia|trung ương)))"
)
DRAWN = rf"(?P<drawn>(?:[{_STAR}]\s?){{2,5}})"
STARS = Pattern(rf"{RANKED}|{COUNTED}|{DRAWN}")
_MAY_CLAIM = Pattern(rf"sao|star|[{_STAR}]")  # none of it, nor the programme: no stars
_PROGRAMME = Pattern(
    r"ocop|mỗi xã,? (?:mỗi )?(?:phường,? )?một sản phẩm|moi xa mot san pham"
    r"|mỗi xã,? 1 sản phẩm|moi xa 1 san pham|one commune,? one product"
)
# Without the programme's name stars are its own where somebody gave them to a product.
_GIVEN = Pattern(
    r"(?:đạt|xếp hạng|phân hạng|hạng|công nhận|chứng nhận|danh hiệu|chuẩn|sản phẩm|tiềm năng"
    r"|dat chuan|dat|xep hang|cong nhan|chung nhan)(?:[\s:(–-]+\w+){0,2}[\s:(–-]*$"
)
_LEVEL = Pattern(r"\W*(?:cấp |của )?(?:tỉnh|thành phố|quốc gia|trung ương|huyện)(?!\w)")
_OTHER_STARS = Pattern(
    r"(?:khách sạn|nhà hàng|resort|dịch vụ|đánh giá(?!,? (?:và )?(?:phân|xếp) hạng)|vote|review"
    r"|bếp|đầu bếp|tiết kiệm|năng lượng"
    r"|homestay|michelin|shop|xin|tặng|chấm|rating|hotel|hình|vải|cờ)[^.\n]{0,30}$"
)
_OTHER_BY_NAME = Pattern(
    r"(?:khách|nhà hàng|resort|dịch vụ|shop|xin|vote|review|đầu bếp|tiết kiệm)[^.\n]{0,30}$"
)
_NEAR = 60  # characters between the name of the programme and the stars
# Said to be recognised, with no word of how many stars: three at the least.
RECOGNISED = Pattern(
    r"(?<!\w)(?:(?:đã )?(?:đạt|được (?:công nhận|chứng nhận|cấp)|có giấy)"
    r"|dat|duoc (?:cong nhan|chung nhan|cap))"
    r"(?: (?:giấy|chứng nhận|công nhận|chuẩn|tiêu chuẩn|chất lượng|sản phẩm|danh hiệu|hạng|sao|là"
    r"|cấp|tỉnh|giay|chung nhan|cong nhan|chuan|tieu chuan|san pham|danh hieu|hang|la))*"
    r" ocop(?!\w)|(?:certified|recogni[sz]ed)(?: as)?(?: an?)? ocop(?!\w)"
    r"|ocop[ -](?:certified|recogni[sz]ed)(?!\w)",
    re.IGNORECASE,
)
_LEAST = 3
# tom_3_sao, ocop4; not ocop-3, the third picture, nor the star anise of hoi-3-sao
_PICTURE_CLAIM = Pattern(
    r"(?<![\w.])(?<!hoi )(?<!hồi )([1-5]) ?(?:ngoi |ngôi )?(?:sao|star)s?(?!\w| (?:h[oồ]i|bi[eể]n))"
)
_GLUED_CLAIM = Pattern(r"ocop([1-5])(?![^\W_])", re.IGNORECASE)
_OF_NAMES = Pattern(rf"_+|[^\w{_STAR}]+")


@lru_cache(maxsize=2**13)  # "Xuất xứ" and "Bảo quản: nơi khô ráo" stand in thousands of listings
def stars_claimed(text: str) -> int | None:
    """Read how many OCOP stars a text claims: "ocop 4 sao", "4-star OCOP", "⭐⭐⭐⭐ OCOP"."""
    found = _claimed(canonical(text))
    return found[0] if found else None


def claims_no_number(text: str) -> bool:
    """Whether a text says that goods are recognised, but not with how many stars."""
    found = _claimed(canonical(text))
    return found is not None and RECOGNISED.fullmatch(found[1]) is not None


def speaks_of_ocop(text: str) -> bool:
    """Whether a text names the programme at all."""
    return _PROGRAMME.search(canonical(text)) is not None


def exceeds(text: str, stars: int | None) -> bool:
    """Whether a text claims more stars than may be claimed; None: none may."""
    claimed = stars_claimed(text)
    return claimed is not None and claimed > (stars or 0)


@lru_cache(maxsize=4096)
def stars_in_name(picture: str) -> int | None:
    """Read how many stars a file's name claims, wherever it lies: `images/ocop-4-sao.png`."""
    name = picture.replace("\\", "/").rpartition("/")[2]
    text = canonical(_OF_NAMES.sub(" ", name))
    found = _PICTURE_CLAIM.search(text) or _GLUED_CLAIM.search(name)
    return int(found[1]) if found else stars_claimed(text)


def claim_of_stars(text: str) -> str | None:
    """Quote the claim of a canonical text."""
    found = _claimed(text)
    return found[1] if found else None


def _claimed(text: str) -> tuple[int, str] | None:
    """Find the highest claim in a canonical text, with its words."""
    programme = [found.span() for found in _PROGRAMME.finditer(text)]
    if not programme and not _MAY_CLAIM.search(text):
        return None
    claims = [
        (_count(each), each[0].strip()) for each in STARS.finditer(text) if _ours(each, programme)
    ]
    return max(claims, default=None) or (_recognised(text) if programme else None)


def _recognised(text: str) -> tuple[int, str] | None:
    """Find what says that goods are recognised, with no number of stars."""
    said = (
        found for found in RECOGNISED.finditer(text) if not NOT_YET.search(text, 0, found.start())
    )
    found = next(said, None)
    return (_LEAST, found[0]) if found else None


def _count(found: re.Match[str]) -> int:
    written = _ranked(found) or found["count"]
    if written is None:
        return sum(letter in _STAR and letter not in "☆✩" for letter in found[0])
    return _NUMBERS.get(written) or int(written)


def _ranked(found: re.Match[str]) -> str | None:
    """Give the number of stars of words that mean stars of the programme alone."""
    return found["rank"] or found["short"] or found["starred"] or found["ended"] or found["level"]


def _ours(found: re.Match[str], programme: list[tuple[int, int]]) -> bool:
    """Whether stars are the programme's: near its name, or given to a product by somebody."""
    start, end, text = found.start(), found.end(), found.string
    if _ranked(found):
        return True
    if any(start - last <= _NEAR and first - end <= _NEAR for first, last in programme):
        return not _OTHER_BY_NAME.search(text[max(0, start - _NEAR) : start])
    if found["drawn"] or not "3" <= str(_count(found)) <= "5":
        return False
    before = text[max(0, start - _NEAR) : start]
    written_out = not found[0][0].isdigit()  # Ba Sao is a commune as well
    level = _LEVEL.match(text, end)
    given = _GIVEN.search(before) or (level and (not written_out or "cấp" in level[0]))
    return bool(given) and not _OTHER_STARS.search(before)


RULE = ClaimRule(
    code="ocop_claim_without_certificate",
    law="26/2026/QĐ-TTg, 1162/QĐ-VPĐP-OCOP",
    find=claim_of_stars,
    breaks=(
        "OCOP 4 sao",
        "⭐⭐⭐⭐ OCOP",
        "OCOP4sao",
        "OCOP. Đạt hạng 4 sao",
        "Mỗi xã một sản phẩm 4 sao",
        "O.C.O.P 4 sao",
        "ocop 4-sao",
        "OCOP 04 sao",
        "4 star OCOP",
        "OCOP 4*",
        "OCOP bốn sao",
        "O\u200bCOP 4 sao",
        "Số sao OCOP: 4",
        "OCOP hạng 4",
        "0C0P bốn (4) sao",
        "xếp hạng 4 sao năm 2023",
        "sản phẩm 4 sao cấp tỉnh",
        "dat chuan OCOP 4 sao",
        "OCOP 4.sao",
        "Ô-CỐP 4 saoo",
        "ocop 3 s",
        "OCOP★4",
        "mỗi xã 1 sản phẩm - 3 sao",
        "OCOP đạt 3 (ba) sao",
        "O cop 4 sao",
        "OCOP ⭐ x 4",
        "OCOP sao 4",
        "Khô cá dứa bốn sao cấp tỉnh",
        "đã được cấp giấy chứng nhận OCOP",
        "đạt chuẩn OCOP",
        "OCOP-certified fish sauce",
        "chứng nhận OCOP 4 cấp tỉnh",
        "óc-cốp 4 sao",
        "hạng bốn\nsao OCOP",
    ),
    keeps=(
        "khách sạn 5 sao",
        "trà sao khô OCOP",
        "OCOP Cà Mau",
        "4 sao",
        "OCOP 3 miền",
        "Combo OCOP 4 món",
        "sao 4 giờ trên lửa nhỏ",
        "cho shop xin 5 sao nhé",
        "OCOP 2 hộp x 250 g",
        "áo OCOP size S40",
        "Ngon quá ⭐⭐⭐⭐⭐",
        "OCOP sao 4 lần trên chảo gang",
        "Ba Sao, tỉnh Đồng Tháp",
        "chưa được chứng nhận OCOP",
        "phấn đấu đạt chuẩn OCOP năm 2027",
        "sản xuất theo tiêu chuẩn OCOP",
        "hạng OCOP, Năm Căn",
    ),
)

"""Goods that channels ban: of wild animals, alcohol under another category, what is alive.

Law: Law on Wildlife trade by Decree 06/2019/NĐ-CP and 84/2021/NĐ-CP (groups IB, IIB, CITES); Decree
105/2017/NĐ-CP on alcohol; the marketplaces' lists of banned goods. Read in names of goods alone.
"""

from __future__ import annotations

from sync.claims.canonical import is_bare
from sync.claims.rule import ClaimRule, Pattern, with_its_words

SETS_ALCOHOL, SETS_ALIVE = frozenset({14, 15}), frozenset({23, 24, 25})  # Decision 26/2026/QĐ-TTg

_WILD = Pattern(
    r"(?<!\w)(?:(?:sừng |cao )?tê giác|(?<!màu )(?<!trắng )ngà voi|(?:cao|xương|móng|nanh"
    r"|da) (?:hổ|cọp|báo)"
    r"|(?:vảy |thịt |khô )?tê tê(?! tay)|tay gấu|cao khỉ|v(?:ây|i) cá mập"
    r"|(?<!cây )(?<!lá )mật gấu(?! (?:nam|bắc|cây))"
    r"|(?<!vết )(?<!đốm )(?<!mờ )(?<!nám, )(?<!nhang, )(?<!da )đồi mồi(?! (?:trên da|tuổi))"
    r"|(?:mỡ|cao|da|thịt|xương|khô|cao xương) trăn|(?:thịt |khô |mỡ |trứng )?kỳ đà(?! (?:ông|bà))"
    r"|rắn hổ(?: mang| đất)?(?= (?:ngâm|khô|sấy|tươi|sống))|sừng linh dương"
    r"|(?:cao )?rắn hổ (?:mang )?chúa|sao la|voọc|trứng vích|khô khỉ"
    r"|(?:thịt|khô|cao) (?:\w+ ){0,2}?(?:mèo rừng|chồn|nhím rừng|nai rừng|cầy|dúi rừng|hoẵng"
    r"|sơn dương)"
    r"|thịt rừng|thú rừng|rùa (?:vàng|biển|núi)|ba ba rừng|hải cẩu|nanh heo rừng|cá ngựa(?! vằn)"
    r"|gấu ngựa)(?!\w)"
)
_BARE_WILD = Pattern(
    r"(?<!\w)(?:mat gau(?! (?:nam|bac|cay))|mo tran|cao tran|te giac|nga voi|cao ho cot|vay te te"
    r"|doi moi|thit rung|vi ca map|vay ca map)(?!\w)"
)
_PACKED = (
    r"(?:(?:ocop|chai|hũ|bình|combo|cặp|thùng|lốc|hộp|set|quà|can|đặc sản"
    r"|\d+ ?(?:ml|lít|l(?!\w))?)[\W\d]*)*"
)
_ALCOHOL = Pattern(
    rf"^\W*{_PACKED}(?:rượu(?! (?:giấm|nho khô|xoa bóp))|ruou|vodka|whisky|brandy|bia(?! (?:đá"
    rf"|mộ|ký"
    rf"|sách))"
    r"|(?:vang|sâm panh) (?:đỏ|trắng|hồng|nổ|sủi|ngọt|chát|đà lạt|nho|sim|dâu|mận|mơ|táo"
    r"|khóm|dứa|nếp|chuối|dừa|điều|xoài|bưởi|nhãn|thanh long|mãng cầu|chanh dây|trái))(?!\w)"
    r"|(?<!ướp )(?<!men )(?<!cơm )(?<!uống )(?<!bình )(?<!ly )"
    r"rượu (?:\w+ ){1,5}\d{2}(?:[.,]\d)? ?(?:độ|%|°)"
)
_VESSEL = Pattern(
    r"^\W*(?:chai|bình|hũ|ly|chén|cốc) (?:đựng |uống |ngâm )?rượu (?:gốm|sứ|thủy tinh|gỗ)"
)
_LIVING = (
    r"cua|ghẹ|tôm(?: \w+)?|cá(?: \w+){0,2}|ốc(?: \w+)?|sò(?: \w+)?|nghêu|ngao|hàu"
    r"|lươn(?: \w+)?|ếch"
    r"|gà(?: \w+){0,3}|vịt(?: \w+)?|heo(?: \w+){0,2}|lợn(?: \w+){0,2}|rắn|ba ba|baba|dê|bò"
    r"|chim(?: \w+)?"
    r"|hải sản|bề bề|mực|vọp|ba khía|hến|chem chép|cù kỳ|tu hài|móng tay|điệp|bào ngư|hải sâm|nhum"
    r"|cầu gai|rươi|cà ra|còng|rạm|nhái|cóc|chạch|thỏ|ngỗng|ngan|bồ câu|cút|dông|kỳ đà|dế"
)
_LIVE = Pattern(
    rf"(?<!\w)(?:(?:{_LIVING})(?: \w+){{0,3}}? (?:còn |tươi )?sống(?! (?:ở|trong|tại|tự nhiên"
    rf"|dưới|nhờ|bằng"
    r"|cùng|lá|sông|vùng|hoang))|còn (?:bơi|sống|nhảy)|(?:heo|gà|vịt|cá|tôm|bò|dê"
    r"|cua|ba ba|baba|ếch|lươn|ốc|hàu|sò|rùa)(?: \w+){0,3} giống|(?:chim|yến|chào mào|cu gáy"
    r"|vẹt)(?: \w+){0,2} (?:hót|lồng))"
    r"(?!\w)"
)
_BARE_LIVE = Pattern(
    r"(?<!\w)(?:cua|tom|ca|ech|luon|oc|ga)(?: \w+){0,2}? song(?! (?:o|trong|tai|cua)\b)"
)
_KILLED = Pattern(
    r"cấp đông|đông lạnh|làm sạch|sấy|khô|phi lê|hấp|luộc|chế biến|gỏi|rau|bánh|cuốn|lá|mắm|muối"
)


def wild_animal(text: str) -> str | None:
    """Find parts of animals that may not be traded; a herb of that name is none."""
    found = _WILD.search(text) or (_BARE_WILD.search(text) if is_bare(text) else None)
    return with_its_words(text, found) if found else None


def alcohol(text: str) -> str | None:
    """Find an alcoholic drink by the name of a product; not what is steeped in it or holds it."""
    found = _ALCOHOL.search(text)
    return None if found is None or _VESSEL.search(text) else with_its_words(text, found)


def live_goods(text: str) -> str | None:
    """Find what is sold alive by the name of a product."""
    if _KILLED.search(text):
        return None
    found = _LIVE.search(text) or (_BARE_LIVE.search(text) if is_bare(text) else None)
    return with_its_words(text, found) if found else None


WILD_ANIMAL = ClaimRule(
    code="wild_animal",
    law="06/2019/NĐ-CP, 84/2021/NĐ-CP, CITES",
    find=wild_animal,
    breaks=(
        "Mật gấu rừng",
        "Mỡ trăn nguyên chất",
        "Sừng tê giác",
        "Vòng đồi mồi",
        "mat gau",
        "Khô kỳ đà",
    ),
    keeps=("mật gấu bắc", "Cây mật gấu", "Cá ngựa vằn", "kem mờ đồi mồi", "màu ngà voi", "Voi gỗ"),
)
ALCOHOL = ClaimRule(
    code="alcohol_elsewhere",
    law="105/2017/NĐ-CP, platforms' lists of banned goods",
    find=alcohol,
    breaks=(
        "Rượu nếp than 30 độ",
        "OCOP - Rượu đế Gò Đen",
        "Chai 500 ml rượu mơ",
        "Bia",
        "Vang dâu",
    ),
    keeps=("Cơm rượu", "Men rượu lá", "Bình rượu gốm", "Lạp xưởng ướp rượu", "Nước mắm 30 độ đạm"),
)
LIVE = ClaimRule(
    code="live_goods",
    law="platforms' lists of banned goods",
    find=live_goods,
    breaks=(
        "Cua Cà Mau sống",
        "Ốc hương tươi sống",
        "Heo rừng lai giống",
        "Cua song",
        "Ba khía sống",
        "Ba ba giống",
        "Chim yến hót",
    ),
    keeps=(
        "Cua lột đông lạnh",
        "Cuộc sống miền Tây",
        "Rau sống",
        "Cá sống ở nước lợ",
        "Mắm ba khía sống",
        "Tổ yến nuôi",
    ),
)
RULES = (WILD_ANIMAL, ALCOHOL, LIVE)

"""What is said of papers that end, seasons that turn, and what is missing before a product is sold;
and the words of the calendar.
"""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row, worded
from sync.wording.sentence import Sentence

PAPERS: Mapping[str, tuple[str, str]] = {
    "ocop": ("chứng nhận OCOP", "OCOP certificate"),
    "food_safety": ("giấy cơ sở đủ điều kiện ATTP", "food-safety certificate"),
    "self_declaration": ("bản tự công bố", "self-declaration"),
    "business_registration": ("giấy đăng ký kinh doanh", "business registration"),
    "vietgap": ("chứng nhận VietGAP", "VietGAP certificate"),
    "globalgap": ("chứng nhận GlobalGAP", "GlobalGAP certificate"),
    "organic": ("chứng nhận hữu cơ", "organic certificate"),
    "origin": ("giấy xuất xứ", "proof of origin"),
    "quality": ("phiếu kiểm nghiệm, giấy chất lượng", "quality report"),
    "trademark": ("giấy đăng ký nhãn hiệu", "trademark certificate"),
    "gtin_registration": ("giấy chứng nhận sử dụng mã vạch", "GTIN registration"),
    "gtin": ("mã vạch", "GTIN"),
    "growing_area": ("mã số vùng trồng", "growing-area code"),
    "other": ("giấy khác", "other paper"),
}
_WHOSE_VI = "của {products}[[ và {more} sản phẩm khác]]"
_WHOSE_EN = "of {products}[[ and {more} more products]]"
_END_VI = (
    "[[còn {days} ngày, có hiệu lực đến hết {ends_on}]][[hôm nay là ngày cuối ({last_day})]]"
    "[[đã hết hạn từ {ended_on}]]"
)
_END_EN = "[[ends in {days} days, on {ends_on}]][[ends today ({last_day})]][[ended on {ended_on}]]"
_OCOP_VI = f"{{cooperative}}: chứng nhận OCOP {{stars}} sao[[ số {{number}}]] {_WHOSE_VI} {_END_VI}"
_OCOP_EN = (
    f"{{cooperative}}: OCOP certificate, {{stars}} stars[[, {{number}}]], {_WHOSE_EN} {_END_EN}"
)

_RENEWALS: Mapping[str, tuple[str, str]] = {
    "renew_ocop_in_time": (
        (
            "Nộp hồ sơ đánh giá lại trước hết ngày {dossier_by} để kịp đợt {round_on}; không kịp"
            " thì phải bỏ hạng sao cho tới khi có quyết định mới"
        ),
        (
            "Hand the renewal in by {dossier_by} for the round of {round_on}; later than that, the"
            " stars must go until there is a new decision"
        ),
    ),
    "renew_ocop_late": (
        (
            "Nộp hồ sơ ngay: đợt trước ngày hết hạn đã không còn kịp. Đợt tới là {round_on} (nộp"
            " trước hết ngày {dossier_by}); có thể {gap_days} ngày không được ghi hạng sao"
        ),
        (
            "Hand the renewal in now: no round before the end is in reach. The next is {round_on}"
            " (hand in by {dossier_by}); there may be {gap_days} days without stars"
        ),
    ),
    "renew_ocop_submitted": (
        (
            "Hồ sơ đã nộp, chờ đợt {round_on}[[; có thể {gap_days} ngày không được ghi hạng sao]]."
            " Có quyết định thì ghi số, ngày cấp, ngày hết hạn mới vào certificate"
        ),
        (
            "The dossier is in, for the round of {round_on}[[; there may be {gap_days} days without"
            " stars]]. Write the new decision into certificate when it is there"
        ),
    ),
    "renew_ocop_decided": (
        (
            "Đã có quyết định mới: ghi số, ngày cấp, ngày hết hạn của nó vào certificate, rồi xóa"
            " mục dossier"
        ),
        "There is a new decision: write its number and dates into certificate, and delete dossier",
    ),
    "renew_ocop": (
        "Hỏi tỉnh về đợt đánh giá tới, rồi nộp hồ sơ đánh giá lại",
        "Ask the province for its next rating round, then hand the renewal in",
    ),
}


def _renewals() -> dict[str, Row]:
    ocop = {code: (_OCOP_VI, vi, _OCOP_EN, en) for code, (vi, en) in _RENEWALS.items()}
    others = {
        f"renew_{kind}": (
            f"{{cooperative}}: {vi}[[ số {{number}}]] {_WHOSE_VI} {_END_VI}",
            "Gia hạn hoặc làm giấy mới, rồi ghi số và ngày mới vào danh mục",
            f"{{cooperative}}: {en}[[ {{number}}]] {_WHOSE_EN} {_END_EN}",
            "Renew it, then write the new number and date into the catalog",
        )
        for kind, (vi, en) in PAPERS.items()
        if kind != "ocop"
    }
    return ocop | others


def _lacks() -> dict[str, Row]:
    """For each kind of paper, and for the one choice that a platform leaves."""
    choices = {kind: words for kind, words in PAPERS.items() if kind not in ("ocop", "gtin")}
    food, declared = choices["food_safety"], choices["self_declaration"]
    either = (f"{food[0]} hoặc {declared[0]}", f"{food[1]} or {declared[1]}")
    return {
        f"lacks_{code}": (
            f"Chưa có {vi} còn hiệu lực",
            f"Ghi vào mục papers của sản phẩm hoặc của hợp tác xã: kind: {code.split('_or_')[0]}",
            f"No {en} in force",
            f"Write it under papers of the product or cooperative: kind: {code.split('_or_')[0]}",
        )
        for code, (vi, en) in (choices | {"food_safety_or_self_declaration": either}).items()
    }


_READINESS: Mapping[str, Row] = {
    "lacks_scan": (
        "Giấy số {number} chưa có bản chụp, mà sàn này đòi xem giấy",
        "Chép bản chụp (PDF, JPG, PNG) cạnh tệp danh mục và ghi file cho giấy đó",
        "Paper {number} has no scan, and this marketplace wants to see it",
        "Copy the scan (PDF, JPG, PNG) beside the catalog file and write file for that paper",
    ),
    "lacks_gtin": (
        "Chưa có mã vạch cho mọi phân loại, mà ngành hàng này đòi",
        "Đăng ký mã vạch với GS1 Việt Nam, rồi ghi gtin cho từng phân loại",
        "Not every variant has a barcode, and this category asks for one",
        "Register with GS1 Vietnam, then write gtin for each variant",
    ),
    "lacks_category": (
        "Sàn này chưa có ngành hàng tương ứng với “{category}”",
        "Ghi ngành hàng cấp cuối của sàn cho mục đó trong categories.yaml",
        "There is no category of this marketplace for “{category}”",
        "Write the marketplace's leaf category for it in categories.yaml",
    ),
}

_SEASONS: Mapping[str, Row] = {
    "season_begins": (
        f"{{cooperative}}: mùa bán {_WHOSE_VI} bắt đầu ngày {{day}}; ngày đó tự bán lại",
        "Đếm lại tồn kho trước ngày đó: ocop stock count, hoặc ghi stock mới trong danh mục",
        f"{{cooperative}}: the season {_WHOSE_EN} begins on {{day}}; it goes on sale by itself",
        "Count the stock before that day: ocop stock count, or write it in the catalog",
    ),
    "season_began": (
        f"{{cooperative}}: mùa bán {_WHOSE_VI} đã bắt đầu từ {{day}}, đang bán lại",
        "Xem tồn kho có đúng không: ocop stock",
        f"{{cooperative}}: the season {_WHOSE_EN} began on {{day}}; it is on sale again",
        "See whether the stock is right: ocop stock",
    ),
    "lot_sold_until": (
        "{sku}: lô {lot} còn bán đến hết ngày {last} (hạn dùng {end})",
        "Bán trước lô này; hết rồi thì ghi quantity: 0 cho lô trong danh mục",
        "{sku}: the lot {lot} is sold until {last} (best before {end})",
        "Sell it first; when it is gone write quantity: 0 for it in the catalog",
    ),
    "lot_sold_no_more": (
        "{sku}: lô {lot} đã tự ngừng bán sau ngày {last} (hạn dùng {end})",
        "Bỏ hàng thì ghi: ocop stock lose {sku} SỐ, và quantity: 0 cho lô trong danh mục",
        "{sku}: the lot {lot} is sold no more since {last} (best before {end})",
        "Thrown away: ocop stock lose {sku} N, and quantity: 0 for it in the catalog",
    ),
    "season_ends": (
        f"{{cooperative}}: mùa bán {_WHOSE_VI} hết sau ngày {{day}}; sau đó tự thôi bán",
        "Còn hàng muốn bán tiếp thì sửa season trong danh mục",
        f"{{cooperative}}: the season {_WHOSE_EN} ends after {{day}}; it then goes from sale",
        "To go on selling what is left, change season in the catalog",
    ),
}

_COMMAND: Mapping[str, Row] = {
    "papers_none": (
        "Không có giấy tờ nào khớp với điều bạn hỏi.",
        "Ghi certificate, papers trong danh mục (docs/papers.md); xem tất cả: ocop papers",
        "No paper matches what you asked for.",
        "Write certificate and papers in the catalog (docs/papers.md); see all: ocop papers",
    ),
    "papers_today": (
        "Giấy tờ theo ngày hết hạn; hôm nay {today}",
        "",
        "Papers by the day they end; today is {today}",
        "",
    ),
    "papers_lacking": (
        "Gian hàng {shop}: {ready}/{all} sản phẩm đủ giấy tờ[[; {lacking} sản phẩm còn thiếu]]",
        "",
        "Shop {shop}: {ready} of {all} products have their papers[[; {lacking} lack some]]",
        "",
    ),
    "papers_soon": (
        "Giấy tờ: {ended} đã hết hạn, {soon} hết hạn trong 180 ngày tới[[ (sớm nhất {first})]].",
        "Xem giấy nào, phải làm gì trước ngày nào: ocop papers",
        "Papers: {ended} ended, {soon} end within 180 days[[ (the first on {first})]].",
        "Which, and what to do by when: ocop papers",
    ),
    "serve_papers": (
        "{at} Giấy tờ đến lúc phải làm: {papers}.",
        "Xem tất cả, theo ngày: ocop papers",
        "{at} Papers that need somebody: {papers}.",
        "See all of them by day: ocop papers",
    ),
    "cooperative_unknown": (
        "Danh mục không có chủ thể “{given}”.",
        "Gần giống: {nearest}.",
        "The catalog has no cooperative “{given}”.",
        "Similar: {nearest}.",
    ),
    "papers_no_end": ("không thời hạn", "", "no end", ""),
    "papers_day_missing": ("chưa ghi ngày", "", "no date written", ""),
    "papers_days_left": ("còn {days} ngày", "", "{days} days left", ""),
    "papers_last_day": ("hôm nay", "", "today", ""),
    "papers_ended": ("hết hạn {days} ngày", "", "ended {days} days ago", ""),
    "papers_write_day": (
        "Ghi ngày hết hạn (expires_on) như trên giấy",
        "",
        "Write its end (expires_on) as on the paper",
        "",
    ),
    "papers_number": ("{paper}[[ {stars} sao]][[ số {number}]]", "",
                      "{paper}[[, {stars} stars]][[, {number}]]", ""),
    "papers_products": ("{products}[[ và {more} nữa]]", "", "{products}[[ and {more} more]]", ""),
    "papers_dossier": (
        "Hồ sơ: {state}[[ từ {since}]][[ ({note})]]",
        "",
        "Dossier: {state}[[ since {since}]][[ ({note})]]",
        "",
    ),
    "word_dossier_preparing": ("đang chuẩn bị", "", "in preparation", ""),
    "word_dossier_submitted": ("đã nộp", "", "submitted", ""),
    "word_dossier_decided": ("đã có quyết định", "", "decided", ""),
    "word_column_ends_on": ("Hết hạn", "", "Ends", ""),
    "word_column_left": ("Còn lại", "", "Left", ""),
    "word_column_cooperative": ("Chủ thể", "", "Cooperative", ""),
    "word_column_paper": ("Giấy", "", "Paper", ""),
    "word_column_next_step": ("Việc cần làm", "", "What to do", ""),
    "word_column_lacking": ("Còn thiếu", "", "Missing", ""),
    "word_column_shops": ("Gian hàng", "", "Shops", ""),
    "papers_lacking_heading": ("Còn thiếu trước khi bán", "", "Missing before selling", ""),
    "papers_all_shops": ("mọi gian hàng", "", "every shop", ""),
}  # fmt: skip

SENTENCES: Mapping[str, Sentence] = worded(
    {
        **_renewals(),
        **_lacks(),
        **_READINESS,
        **_SEASONS,
        **_COMMAND,
        **{f"word_paper_{kind}": (vi, "", en, "") for kind, (vi, en) in PAPERS.items()},
    }
)

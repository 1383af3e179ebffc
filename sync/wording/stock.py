"""What is said of the shelf: counts, deliveries, losses, and why there are so many."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence, Wording


def _words(prefix: str, words: Mapping[str, tuple[str, str]]) -> dict[str, Sentence]:
    return {
        f"word_{prefix}_{name}": Sentence(vi=Wording(vi), en=Wording(en))
        for name, (vi, en) in words.items()
    }


_COLUMNS = {
    "sku": ("Mã SKU", "SKU"),
    "counted": ("Đếm được", "Counted"),
    "received": ("Nhập", "Received"),
    "lost": ("Hao hụt", "Lost"),
    "sold": ("Đã bán", "Sold"),
    "reserved": ("Đang giữ cho đơn", "Reserved"),
    "returned": ("Trả lại", "Returned"),
    "on_hand": ("Tồn kho", "On hand"),
    "available": ("Khả dụng", "Available"),
    "moved": ("Việc", "What"),
    "reference": ("Phiếu / mã đơn", "Reference"),
    "units": ("Thay đổi", "Units"),
    "note": ("Ghi chú", "Note"),
}

_MOVED = {
    "counted_catalog": ("đếm (danh mục)", "counted (catalog)"),
    "counted_hand": ("đếm tại kho", "counted at the shelf"),
    "received": ("nhập hàng", "received"),
    "lost": ("hao hụt", "lost"),
    "sold_by_hand": ("bán tại chỗ", "sold by hand"),
    "reserved": ("đặt, chưa thanh toán", "ordered, not paid"),
    "sold": ("bán", "sold"),
    "reduced": ("hủy một phần", "cancelled in part"),
    "released": ("hủy đơn", "cancelled"),
    "returned": ("khách trả lại", "returned"),
    "unbelieved": ("chưa tính, chờ bạn xem", "not counted, waits for you"),
    "cancelled": ("bỏ theo yêu cầu", "taken off by hand"),
    "received_back": ("nhận lại từ đơn", "received back"),
    "coming_back": ("hàng đang quay về, chưa tính", "coming back, not counted"),
    "status_unknown": ("trạng thái lạ, chưa tính", "unknown status, not counted"),
    "lost_on_the_way": ("mất trên đường", "lost on the way"),
    "corrected": ("sửa phiếu ghi sai", "entry corrected"),
}

_SAID = worded(
    {
        "sku_unknown": (
            "Không có mã SKU “{given}”.",
            "[[Gần giống: {nearest}. ]]Xem các mã: ocop stock",
            "There is no SKU “{given}”.",
            "[[Similar: {nearest}. ]]See them all: ocop stock",
        ),
        "stock_uncounted": ("chưa đếm", "", "not counted", ""),
        "stock_bundle": ("bộ ghép", "", "bundle", ""),
        "stock_makeable": (
            "{sku}: bộ ghép, còn ghép được {available} bộ từ các món khả dụng.",
            "",
            "{sku}: a bundle, {available} can be made of what is available.",
            "",
        ),
        "stock_part": (
            "Mỗi bộ {sku} cần {needed} {part}; {part} khả dụng {available}.",
            "",
            "Each {sku} takes {needed} of {part}; {available} of it are available.",
            "",
        ),
        "stock_part_uncounted": (
            "Mỗi bộ {sku} cần {needed} {part}; {part} chưa ai đếm, nên chưa đăng tồn kho của bộ.",
            "Đếm trước: ocop stock count {part} SỐ",
            "Each {sku} takes {needed} of {part}, which nobody counted: the bundle is not kept up.",
            "Count it first: ocop stock count {part} N",
        ),
        "stock_part_of": (
            "{sku} cũng nằm trong bộ {bundle} (mỗi bộ {needed}; còn ghép được {available} bộ).",
            "",
            "{sku} is sold in {bundle} too ({needed} in each; {available} can be made).",
            "",
        ),
        "bundle_not_counted": (
            "{sku} là bộ ghép từ {parts}, không có tồn kho riêng; chưa ghi gì.",
            "Đếm hoặc nhập từng món: ocop stock count MÃ_MÓN SỐ",
            "{sku} is made of {parts} and has no stock of its own; nothing was written.",
            "Count or receive the parts: ocop stock count PART N",
        ),
        "stock_lot": (
            "{sku}: lô {lot} còn {units}[[, hạn dùng {end}]].",
            "",
            "{sku}: {units} left of lot {lot}[[, best before {end}]].",
            "",
        ),
        "stock_lot_off": (
            "{sku}: lô {lot} còn {units}[[, hạn dùng {end}]]: không bán nữa.",
            "Bỏ rồi thì ghi: ocop stock lose {sku} {units}",
            "{sku}: {units} left of lot {lot}[[, best before {end}]]: sold no more.",
            "Once thrown away: ocop stock lose {sku} {units}",
        ),
        "stock_no_lot": (
            "{sku}: {units} món không thuộc lô nào đã ghi, nên không bán.",
            "Thêm lô còn thiếu vào danh mục, hoặc sửa quantity của các lô.",
            "{sku}: {units} are of no lot that is written, and not sold.",
            "Add the lot to the catalog, or mend the quantities.",
        ),
        "stock_aside_now": (
            "{sku}: đang để riêng {units} cho {shop} đến {ends} (phiếu {reference}).",
            "Trả lại sớm: ocop stock cancel {reference} {sku}",
            "{sku}: {units} are set aside for {shop} until {ends} ({reference}).",
            "To give them back sooner: ocop stock cancel {reference} {sku}",
        ),
        "stock_aside_later": (
            "{sku}: sẽ để riêng {units} cho {shop} từ {begins} đến {ends} (phiếu {reference}).",
            "Thôi không để nữa: ocop stock cancel {reference} {sku}",
            "{sku}: {units} will be set aside for {shop} from {begins} until {ends} ({reference}).",
            "To change your mind: ocop stock cancel {reference} {sku}",
        ),
        "aside_over": (
            "Giờ kết thúc {ends} đã qua; chưa ghi gì.",
            "Ghi giờ còn ở phía trước, ví dụ --from 19:00 --until 21:00; ngày khác thì thêm --date",
            "The end {ends} is over already; nothing was written.",
            "Give a time to come, such as --from 19:00 --until 21:00; another day: --date",
        ),
        "stock_short": ("0 (bán vượt {missing})", "", "0 ({missing} oversold)", ""),
        "stock_summed_up": (
            "{skus} mã SKU, khả dụng tất cả {available}; {uncounted} mã chưa đếm.",
            "",
            "{skus} SKUs, {available} available in all; {uncounted} not counted.",
            "",
        ),
        "stock_stands": (
            "{sku}: tồn kho {on_hand}, đang giữ cho đơn {reserved}, khả dụng {available}.",
            "",
            "{sku}: {on_hand} on hand, {reserved} reserved, {available} available.",
            "",
        ),
        "stock_oversold": (
            "Đã bán nhiều hơn số có {missing} món {sku}.",
            "Đếm lại: ocop stock count {sku} SỐ; rồi báo khách hoặc làm thêm.",
            "{missing} more of {sku} were sold than there were.",
            "Count again: ocop stock count {sku} N; then tell the buyers or make more.",
        ),
        "stock_offered": (
            "Được đăng: {offers}.[[ Chỉ cho xem: {shown}.]]",
            "",
            "Offered: {offers}.[[ Only shown: {shown}.]]",
            "",
        ),
        "stock_word_new": (
            "Đã ghi phiếu {reference}.",
            "",
            "Written down as {reference}.",
            "",
        ),
        "stock_word_known": (
            "Phiếu {reference} đã được ghi từ trước, không ghi thêm.",
            "",
            "{reference} was written down before; nothing was added.",
            "",
        ),
        "stock_away_coming_back": (
            "Đơn {reference} ({shop}): {units} {sku} đang quay về, chưa tính vào kho.",
            "Khi nhận được: ocop stock back {reference}",
            "Order {reference} ({shop}): {units} of {sku} are coming back, not counted.",
            "When they are here: ocop stock back {reference}",
        ),
        "stock_away_unknown": (
            "Đơn {reference} ({shop}): {units} {sku} ở trạng thái lạ[[: {word}]], tính là đã bán.",
            "Hàng còn ở kho thì ghi: ocop stock back {reference}",
            (
                "Order {reference} ({shop}): {units} of {sku} are in an unknown"
                " status[[: {word}]], counted as sold."
            ),
            "If they are here: ocop stock back {reference}",
        ),
        "stock_away_lost": (
            "Đơn {reference} ({shop}): {units} {sku} bị mất hoặc hỏng trên đường.",
            "Đòi bồi thường xong thì ghi: ocop stock back {reference} --good 0",
            "Order {reference} ({shop}): {units} of {sku} were lost or damaged on the way.",
            "Once compensation is claimed: ocop stock back {reference} --good 0",
        ),
        "stock_back_new": (
            "Đơn {reference}: đã nhận {came} {sku}, bán lại được {good}.",
            "",
            "Order {reference}: {came} of {sku} received back, {good} for sale again.",
            "",
        ),
        "stock_back_not_awaited": (
            "Không chờ nhận món nào của đơn {reference}; chưa ghi gì.",
            "Xem các đơn đang chờ: ocop stock",
            "Nothing of order {reference} is waited for; nothing was written.",
            "See what is: ocop stock",
        ),
        "stock_back_unclear": (
            "Đơn {reference} có nhiều món đang chờ: {choices}; chưa ghi gì.",
            "Thêm --sku SKU, hoặc ghi GIAN_HÀNG/MÃ_ĐƠN nếu trùng mã đơn.",
            "Several things are waited for of order {reference}: {choices}; nothing was written.",
            "Add --sku SKU, or name the order as SHOP/ORDER where two have one number.",
        ),
        "goods_back_too_many": (
            "Chỉ chờ nhận {units} {sku}; chưa ghi gì.",
            "Số bán lại được (--good) không vượt số nhận được (--came).",
            "Only {units} of {sku} are waited for; nothing was written.",
            "What is for sale again (--good) is never more than what came (--came).",
        ),
        "stock_not_counted": (
            "Chưa ai đếm {sku}.",
            "Đếm trước: ocop stock count {sku} SỐ",
            "Nobody counted {sku} yet.",
            "Count it first: ocop stock count {sku} N",
        ),
        "stock_lost_too_many": (
            "Không thể trừ {lost} khi tồn kho {sku} chỉ còn {there}; chưa ghi gì.",
            "Nếu tồn kho sai, đếm lại: ocop stock count {sku} SỐ",
            "{lost} cannot be lost while {there} of {sku} are on hand; nothing was written.",
            "If that figure is wrong, count again: ocop stock count {sku} N",
        ),
        "stock_reference_taken": (
            "Phiếu {reference} đã ghi {quantity} cho {sku}, không phải số này; chưa ghi gì thêm.",
            "Nếu là việc khác, dùng mã phiếu khác: --reference MÃ",
            "{reference} already stands for {quantity} of {sku}; nothing was added.",
            "If this is another matter, give it another reference: --reference CODE",
        ),
        "stock_movement_unknown": (
            "Không có phiếu hay đơn {reference} nào của {sku}; chưa ghi gì.",
            "Xem mã ở cột Phiếu / mã đơn: ocop stock history {sku}",
            "There is no {reference} of {sku}; nothing was written.",
            "See the references: ocop stock history {sku}",
        ),
        "stock_cancelled": (
            "Đã bỏ phiếu hoặc đơn {reference} của {sku}; dòng cũ vẫn còn trong lịch sử nếu là đơn.",
            "",
            "{reference} of {sku} was taken back; what an order did stays in the history.",
            "",
        ),
        "stock_confirmed": (
            "Đơn {reference}: đã ghi số {sku} bán thật.",
            "",
            "Order {reference}: what it really took of {sku} is written down.",
            "",
        ),
        "stock_assigned": (
            "Hàng bán dưới mã {assigned} là {sku}: đã tính {movements} dòng, đơn sau cũng vậy.",
            (
                "Nhầm hàng thì gõ lại với hàng đúng: đơn còn thay đổi tự sửa, đơn đã xong thì"
                " bỏ bằng ocop stock cancel. 0 dòng: chưa đơn nào mang mã ấy"
            ),
            "What was sold as {assigned} is {sku}: {movements} lines counted, later orders too.",
            (
                "A slip: say it again with the right goods; orders that still change are mended,"
                " for those that are over: ocop stock cancel. 0 lines: no order had it yet"
            ),
        ),
        "stock_believed": (
            "Lấy số của {shop} làm đúng: {units} {sku} không còn nữa.",
            "Nhầm thì đếm lại: ocop stock count {sku} SỐ",
            "{shop} is right: {units} of {sku} are gone.",
            "If that was a slip, count again: ocop stock count {sku} N",
        ),
        "stock_believed_ours": (
            "{units} {sku} vẫn còn trên kệ: lượt sau {shop} được đăng lại đủ số.",
            "",
            "{units} of {sku} are on the shelf: the next round shows them in {shop} again.",
            "",
        ),
        "stock_nothing_fell": (
            "Ở {shop} không có số nào giảm mà chưa rõ vì sao; chưa ghi gì.",
            "Xem các câu hỏi đang chờ: ocop status",
            "Nothing fell in {shop} without an order to tell why; nothing was written.",
            "See what waits: ocop status",
        ),
        "stock_nothing_doubted": (
            "Không có đơn {reference} nào của {sku} đang chờ bạn nói số thật; chưa ghi gì.",
            (
                "Xem các câu hỏi đang chờ: ocop status. Đã trả lời mà nhầm:"
                " ocop stock cancel {reference} {sku} --shop TÊN, rồi ocop stock sell {sku} SỐ"
            ),
            "No order {reference} of {sku} waits for its true figure; nothing was written.",
            (
                "See what waits: ocop status. Answered, and wrong:"
                " ocop stock cancel {reference} {sku} --shop NAME, then ocop stock sell {sku} N"
            ),
        ),
        "stock_sku_known": (
            "{sku} đã có sổ kho hay đang có trong danh mục, nên không gán cho mã khác được.",
            "Chỉ gán được mã SKU lạ mà đơn hàng mang về.",
            "{sku} has an account or stands in the catalog: it cannot be assigned to another.",
            "Only a SKU that nobody knew can be assigned.",
        ),
        "stock_absurd": (
            "Số “{text}” lớn quá cho một mã SKU; chưa ghi gì.",
            "Xem có thừa số 0 không.",
            "“{text}” is too many for one SKU; nothing was written.",
            "See whether there is a zero too many.",
        ),
    }
)

SENTENCES = _words("column", _COLUMNS) | _words("moved", _MOVED) | _SAID

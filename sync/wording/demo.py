"""How `ocop demo` tells its story, step by step."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.sentence import Sentence, Wording


def _told(vi: tuple[str, str], en: tuple[str, str]) -> Sentence:
    return Sentence(vi=Wording(*vi), en=Wording(*en))


_FRAME: dict[str, Sentence] = {
    "demo_begins": _told(
        ("Cả quy trình, chạy thật trên sàn tập của máy này",
         "Dùng bản sao danh mục mẫu, không động đến gian hàng thật; lúc chờ được tua nhanh."),
        ("The whole story, for real, on a practice marketplace on this machine",
         "It works on a copy of the shipped catalog; waiting is played fast."),
    ),
    "demo_step": _told(("{number}/{count}  {title}", ""), ("{number}/{count}  {title}", "")),
    "demo_calls": _told(
        ("{calls} lượt gọi đến sàn, trong đó {writes} lượt ghi", ""),
        ("{calls} calls to the marketplace, {writes} of them writes", ""),
    ),
    "demo_true": _told(
        ("Mọi điều vừa kể đều đã được đối chiếu với sàn tập: đúng cả ({seconds} giây).", ""),
        ("Everything told was compared with the practice marketplace: all true ({seconds} s).",
         ""),
    ),
    "demo_untrue": _told(
        ("DỪNG: bước {number} không đúng như lời kể. {why}",
         "Đây là lỗi của chương trình; hãy gửi dòng này cho người hỗ trợ."),
        ("STOP: step {number} is not as told. {why}",
         "This is a fault of the program; please send this line to whoever helps you."),
    ),
    "demo_next": _told(("Tự thử tiếp:", ""), ("Try next:", "")),
    "demo_next_sandbox": _told(
        ("ocop sandbox      mở sàn tập và để cửa sổ này đó", ""),
        ("ocop sandbox      serve the practice marketplace, leave that window open", ""),
    ),
    "demo_next_plan": _told(
        ("ocop plan         ở cửa sổ khác: xem trước sẽ đổi gì", ""),
        ("ocop plan         in another window: see what would change", ""),
    ),
    "demo_next_sync": _told(
        ("ocop sync         đồng bộ một lượt; sửa config/catalog rồi chạy lại", ""),
        ("ocop sync         one round; edit config/catalog and run it again", ""),
    ),
    "demo_next_log": _told(
        ("ocop log          xem lại giá trị cũ, giá trị mới, vì sao", ""),
        ("ocop log          old value, new value, and why", ""),
    ),
    "demo_next_init": _told(
        ("ocop init TÊN     tạo danh mục của chính bạn", ""),
        ("ocop init DIR     begin a catalog of your own", ""),
    ),
}  # fmt: skip

_TITLES: dict[str, Sentence] = {
    "demo_check": _told(("Kiểm tra danh mục", ""), ("Check the catalog", "")),
    "demo_publish": _told(("Đăng bán tất cả", ""), ("Publish everything", "")),
    "demo_carry": _told(
        ("Người của sàn (chương trình đóng vai) điền tệp kết quả", ""),
        ("The marketplace's clerk (played by the demo) fills in the result file", ""),
    ),
    "demo_again": _told(
        ("Đồng bộ lần nữa: không ghi gì", ""), ("Sync again: nothing is written", "")
    ),
    "demo_edit": _told(
        ("Sửa một giá, một tồn kho và cái tên bị từ chối trong danh mục", ""),
        ("Edit one price, one stock and the refused name in the catalog", ""),
    ),
    "demo_drift": _told(
        ("Có người sửa giá và ẩn sản phẩm trong trang người bán", ""),
        ("Somebody edits a price and hides a listing in the seller centre", ""),
    ),
    "demo_lost": _told(
        ("Mất mạng giữa lúc đăng sản phẩm mới", ""),
        ("The network fails in the middle of a publish", ""),
    ),
    "demo_certificate": _told(
        ("Giấy chứng nhận OCOP của một sản phẩm hết hạn", ""),
        ("The OCOP certificate of a product ends", ""),
    ),
    "demo_buy": _told(
        ("Khách mua ở mọi gian hàng, một đơn bị hủy", ""),
        ("Buyers buy in all shops, and one of them cancels", ""),
    ),
    "demo_add_up": _told(("Sổ kho cộng lại cho khớp", ""), ("The stock ledger adds up", "")),
    "demo_last": _told(
        ("Đồng bộ lần cuối: không ghi gì", ""), ("A last sync: nothing is written", "")
    ),
    "demo_website": _told(
        ("Trang web của riêng hợp tác xã", ""), ("The cooperatives' own website", "")
    ),
}

_SEEN: dict[str, Sentence] = {
    "demo_check_seen": _told(
        ("{products} sản phẩm, {skus} mã SKU của {makers} cơ sở; không có lỗi", ""),
        ("{products} products, {skus} SKUs of {makers} producers; no errors", ""),
    ),
    "demo_publish_seen": _told(
        (("{listings} sản phẩm đang bán ở {shops} gian hàng; {sheet} bán qua bảng tính:"
          " {waiting} mã SKU đã gửi, đang chờ xác nhận từ {at:moment}"), ""),
        (("{listings} listings live in {shops} shops; {sheet} is reached by a workbook:"
          " {waiting} SKUs were sent and wait for confirmation since {at:moment}"), ""),
    ),
    "demo_carry_seen": _told(
        (("theo tệp trả về lúc {at:moment}, {listed} mã SKU đã đăng ở {sheet};"
          " {refused} bị từ chối: {why}"), ""),
        (("by the file that came back at {at:moment}, {listed} SKUs are published at {sheet};"
          " {refused} was refused: {why}"), ""),
    ),
    "demo_again_seen": _told(
        ("đã đọc lại các gian hàng, không có gì phải đổi; không có tệp mới", ""),
        ("the shops were read again, nothing to change; there is no new file", ""),
    ),
    "demo_edit_seen": _told(
        (("mỗi gian hàng chỉ nhận: giá {price_sku}, phần tồn kho {stock_sku}, tên {named};"
          " tệp mới cho {sheet} chỉ có dòng {named}"), ""),
        (("each shop got only the price of {price_sku}, its part of {stock_sku}, the name of"
          " {named}; the new file for {sheet} holds the row {named} alone"), ""),
    ),
    "demo_drift_seen": _told(
        ("đã thấy: sửa lại giá {price_sku}; hỏi trước rồi mới bán lại {hidden}", ""),
        ("seen: the price of {price_sku} put right; {hidden} on sale again once allowed", ""),
    ),
    "demo_lost_seen": _told(
        ("sàn đã nhận nhưng mất câu trả lời; xem lại trước khi làm tiếp, {code} chỉ có một", ""),
        ("it arrived but the answer was lost; looked again first, {code} is there once", ""),
    ),
    "demo_certificate_seen": _told(
        (("chứng nhận OCOP của {code} hết hạn ngày {day}: hạng sao đã rời khỏi tên và mô tả ở cả"
          " {shops} gian hàng, giá mới và tồn kho vẫn được cập nhật"), ""),
        (("the OCOP certificate of {code} ended on {day}: the stars are gone from title and"
          " description in all {shops} shops, the new price and the stock went on"), ""),
    ),
    "demo_buy_seen": _told(
        (("{last} bán hết cùng lúc ở cả {shops} gian hàng khi chưa ai kịp báo ai: không bán vượt;"
          " đơn của {sheet} vào sổ từ tệp kết quả"), ""),
        (("{last} sold out in all {shops} shops at once, before any could tell another: none"
          " oversold; the orders of {sheet} came in by its result file"), ""),
    ),
    "demo_add_up_seen": _told(
        ("đã đối chiếu đơn của khách với sổ kho của {skus} mã SKU: khớp cả, không bán vượt", ""),
        ("buyers' orders were compared with the ledger of {skus} SKUs: all agree, none oversold",
         ""),
    ),
    "demo_website_seen": _told(
        ("{pages} trang sản phẩm, {linked} trang dẫn tới nơi mua trên các sàn; mở xem: {address}",
         ""),
        ("{pages} product pages, {linked} lead to where it is sold; look at {address}", ""),
    ),
}  # fmt: skip

_FAILED: dict[str, Sentence] = {
    "demo_stops": _told(("Danh mục có {stops} lỗi.", ""), ("The catalog has {stops} errors.", "")),
    "demo_differs": _told(
        ("{about}: mong đợi {expected}, thấy {found}.", ""),
        ("{about}: expected {expected}, found {found}.", ""),
    ),
}

_COLUMNS: dict[str, Sentence] = {
    "word_column_ordered": _told(("Khách đặt", ""), ("Ordered", "")),
    "word_column_given_back": _told(("Khách hủy", ""), ("Cancelled", "")),
    "word_column_shown": _told(("Mỗi gian hàng hiện", ""), ("Each shop shows", "")),
}

SENTENCES: Mapping[str, Sentence] = _FRAME | _TITLES | _SEEN | _FAILED | _COLUMNS

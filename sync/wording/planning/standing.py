"""What stands in a shop and keeps us from touching it."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

SENTENCES: dict[str, Sentence] = {
    "listing_twice": Sentence(
        vi=Wording(
            "{code} đang bán hai lần ở gian hàng; sản phẩm thứ hai ({remote_id}) do một lần gửi bị"
            " lỡ hay do ai đó tạo ra, và không được cập nhật.",
            "Duyệt để ẩn sản phẩm thứ hai: ocop approve",
        ),
        en=Wording(
            "{code} is on sale twice here; the second ({remote_id}) was made by a call whose answer"
            " was lost, or by somebody, and is not kept up to date.",
            "Say yes to hide the second one: ocop approve",
        ),
    ),
    "listing_twice_hidden": Sentence(
        vi=Wording(
            "{code} còn một bản thứ hai đang ẩn ở gian hàng ({remote_id}); không ai mua được nó.",
            "Xóa nó trong {seller_centre} khi tiện.",
        ),
        en=Wording(
            "{code} stands there once more, hidden ({remote_id}); nobody can buy it.",
            "Delete it in {seller_centre} when convenient.",
        ),
    ),
    "duplicate_listing": Sentence(
        vi=Wording(
            "{code} đang có nhiều sản phẩm trên sàn ({remote_ids}), không sửa gì cho đến khi rõ",
            "Vào {seller_centre}, xóa bớt, chỉ giữ một sản phẩm",
        ),
        en=Wording(
            "{code} stands in the shop more than once ({remote_ids}); nothing is changed",
            "Delete all but one in {seller_centre}",
        ),
    ),
    "listing_mixes_products": Sentence(
        vi=Wording(
            "Sản phẩm {remote_ids} trên sàn đang chứa SKU của hai sản phẩm ({code} và sản phẩm"
            " khác), nên chưa sửa gì",
            "Vào {seller_centre}, tách thành hai sản phẩm",
        ),
        en=Wording(
            "Listing {remote_ids} mixes {code} with other products; nothing is changed",
            "Take it apart in {seller_centre}",
        ),
    ),
    "listing_exists_unlinked": Sentence(
        vi=Wording(
            "{code} đã có sẵn trên sàn ({remote_id}) nhưng chưa liên kết, nên chưa sửa gì",
            "Nếu đúng là sản phẩm này, duyệt kế hoạch, hoặc ghi existing: adopt cho gian hàng."
            " Sổ kho khi ấy bắt đầu từ số đếm trong danh mục: đếm kệ trước khi duyệt",
        ),
        en=Wording(
            "{code} already stands in the shop ({remote_id}), not linked, so it is left alone",
            "If it is the same product, approve the plan, or write existing: adopt for the shop."
            " The ledger then begins with the counts of the catalog: count the shelf first",
        ),
    ),
    "listing_in_review": Sentence(
        vi=Wording("{code} đang chờ sàn duyệt; sẽ xem lại lượt sau"),
        en=Wording("{code} is under review by the marketplace; the next round looks again"),
    ),
    "price_waits_for_variants": Sentence(
        vi=Wording("Giá của {sku} đổi cùng lúc với quy cách của nó; chờ sàn hiện quy cách mới"),
        en=Wording("The price of {sku} changes with its pack; it waits until the new pack shows"),
    ),
    "listing_sent": Sentence(
        vi=Wording("{code} đã gửi lúc {since:moment}, chờ tệp kết quả xác nhận"),
        en=Wording("{code} was sent at {since:moment} and waits for a result file to confirm it"),
    ),
    "list_price_unshown": Sentence(
        vi=Wording(
            "{platform} không nhận giá niêm yết qua kết nối: {count} sản phẩm chỉ hiện giá bán"
            " ({codes})",
            "Muốn hiện giá gạch ngang, hãy tạo chương trình giảm giá ở {seller_centre}",
        ),
        en=Wording(
            "{platform} takes no list price by its interface: {count} products show the selling"
            " price alone ({codes})",
            "To show a price struck through, make a promotion in {seller_centre}",
        ),
    ),
    "pre_order_unshown": Sentence(
        vi=Wording(
            "{platform} không nhận hàng đặt trước qua kết nối: đơn của {count} sản phẩm vẫn phải"
            " gửi trong hạn thường ({codes})",
            "Chuẩn bị không kịp thì đừng bán ở đó: overrides, sold: no; mô tả vẫn nói rõ số ngày",
        ),
        en=Wording(
            "{platform} takes no pre-orders by its interface: orders of {count} products must be"
            " sent in its usual time ({codes})",
            "Do not sell there what is not ready by then (overrides, sold: no); the text says it",
        ),
    ),
    "edits_reviewed": Sentence(
        vi=Wording(
            "Sàn sẽ duyệt lại {count} sản phẩm được sửa trước khi người mua thấy: {codes}",
            "Trong lúc chờ, người mua vẫn thấy và mua được bản cũ",
        ),
        en=Wording(
            "The marketplace reviews {count} edited products before buyers see them: {codes}",
            "Until then buyers still see and buy what was there before",
        ),
    ),
    "edit_refused": Sentence(
        vi=Wording(
            "Sàn không duyệt lần sửa gần nhất của {code}: {why}; người mua vẫn thấy bản cũ",
            "Sửa nội dung trong danh mục theo lý do đó rồi chạy lại",
        ),
        en=Wording(
            "The last edit of {code} was refused: {why}; buyers still see what was before",
            "Mend the catalog by that reason, then run again",
        ),
    ),
    "status_logged_out": Sentence(
        vi=Wording(
            "{shop}: cần kết nối lại, gian hàng không còn cho phép ứng dụng này.",
            "Chạy: ocop connect --shop {shop}",
        ),
        en=Wording(
            "{shop}: connect it again, the shop no longer lets this app in.",
            "Run: ocop connect --shop {shop}",
        ),
    ),
    "status_taken_back": Sentence(
        vi=Wording(
            "{shop}: {codes} đứng như đã lấy lại (ocop undo), chưa theo danh mục.",
            "Sửa danh mục thì danh mục lại quyết định.",
        ),
        en=Wording(
            "{shop}: {codes} as taken back (ocop undo), not as the catalog says.",
            "Edit the catalog and it decides again.",
        ),
    ),
    "listing_banned": Sentence(
        vi=Wording(
            "{code} đã bị sàn khóa: {why}[[; {units} cái còn nằm ở đó]]",
            "Xem lý do trong {seller_centre}, sửa hoặc khiếu nại ở đó[[. Cần bán {units} cái ở gian"
            " khác ngay thì tự để tồn kho 0 ở đó, nếu sàn cho]]",
        ),
        en=Wording(
            "{code} was taken down by the marketplace: {why}[[; {units} units stay with it]]",
            "Read the reason in {seller_centre}, and mend it or appeal there[[. To sell these"
            " {units} elsewhere at once, set its stock to 0 there, where it can be]]",
        ),
    ),
    "sweep_incomplete": Sentence(
        vi=Wording(
            "Chưa đọc được toàn bộ gian hàng {shop}, nên lượt này không đăng mới, không ẩn gì",
            "Không cần làm gì, lượt sau sẽ đọc lại",
        ),
        en=Wording(
            "Not all of shop {shop} could be read, so nothing is published or hidden this time",
            "Nothing to do, the next round reads again",
        ),
    ),
}

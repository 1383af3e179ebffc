"""What is said of people's decisions: approvals, holds, and what is taken back."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

_ABOUT_VI = "[[ sản phẩm {product}]][[ ở gian hàng {shop}]]"
_ABOUT_EN = "[[ product {product}]][[ in shop {shop}]]"
_SAME = "[[ --product {product}]][[ --shop {shop}]][[ {all}]]"
_WHO = "{at} {who} ({origin})"

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "approve_question": (
            "Việc {number}/{of} chờ bạn duyệt, ở: {shops}", "",
            "Held change {number} of {of}, in: {shops}", "",
        ),
        "approve_answers": (
            "Duyệt? c = có, k = không, t = có hết phần còn lại, d = dừng hỏi", "",
            "Allow it? y = yes, n = no, a = yes to all that is left, q = ask no more", "",
        ),
        "approve_nothing": (
            "Không có việc nào chờ bạn duyệt.", "", "Nothing waits for a permission.", "",
        ),
        "approve_none": (
            "Chưa duyệt việc nào; còn {left} việc chờ bạn duyệt.", "Hỏi lại: ocop approve",
            "Nothing was allowed; {left} are waiting.", "Ask again: ocop approve",
        ),
        "approve_done": (
            "Đã duyệt {allowed} việc, còn {left} việc chờ bạn duyệt.",
            "Làm ngay: ocop sync (ocop serve đang chạy thì tự làm ở lượt tới)",
            "{allowed} allowed, {left} still waiting.",
            "Do it now: ocop sync (a running ocop serve does it at its next round)",
        ),
        "approve_nobody_to_ask": (
            "Không có ai ngồi trước màn hình để hỏi.",
            "Duyệt tất cả: ocop approve --yes (kèm --shop, --product nếu chỉ một phần)",
            "Nobody sits there to be asked.",
            "Allow everything: ocop approve --yes (with --shop, --product for a part)",
        ),
        "usage_scope_missing": (
            "Cần nói rõ: --shop TÊN, --product MÃ, hoặc --all cho tất cả.",
            "Xem cách dùng: ocop --help",
            "Say what is meant: --shop NAME, --product CODE, or --all for everything.",
            "See: ocop --help",
        ),
        "usage_scope_twice": (
            "--all là tất cả, nên không đi cùng --shop hay --product.",
            "Bỏ --all, hoặc bỏ --shop và --product.",
            "--all means everything, so neither --shop nor --product goes with it.",
            "Leave out --all, or --shop and --product.",
        ),
        "hold_done": (
            "Từ nay không đổi gì nữa" + _ABOUT_VI + ", trừ khi phải giảm số bán.",
            "Cho chạy tiếp: ocop release" + _SAME,
            "From now on nothing is changed" + _ABOUT_EN + ", but for showing fewer units.",
            "Let it go on: ocop release" + _SAME,
        ),
        "release_done": (
            "Đã cho chạy tiếp" + _ABOUT_VI + ".", "", "Released" + _ABOUT_EN + ".", "",
        ),
        "release_nothing": (
            "Không có gì đang dừng" + _ABOUT_VI + ".", "",
            "Nothing is on hold" + _ABOUT_EN + ".", "",
        ),
        "hold_stands": (
            "Đang dừng lại" + _ABOUT_VI + ", theo lời {who}[[: {note}]].",
            "Cho chạy tiếp: ocop release" + _SAME,
            "On hold" + _ABOUT_EN + ", as {who} said[[: {note}]].",
            "Let it go on: ocop release" + _SAME,
        ),
        "decided_approve": (
            _WHO + " duyệt" + _ABOUT_VI + "[[: {change}]].", "",
            _WHO + " allowed" + _ABOUT_EN + "[[: {change}]].", "",
        ),
        "decided_approve_plan": (
            _WHO + " duyệt kế hoạch {note}" + _ABOUT_VI + ".", "",
            _WHO + " allowed plan {note}" + _ABOUT_EN + ".", "",
        ),
        "decided_close": (
            _WHO + " nói gian hàng {shop} đã đóng cửa.", "",
            _WHO + " said that shop {shop} is closed.", "",
        ),
        "decided_retry": (
            _WHO + " cho gửi lại những gì sàn từ chối" + _ABOUT_VI + ".", "",
            _WHO + " had what was refused sent again" + _ABOUT_EN + ".", "",
        ),
        "decided_keys": (_WHO + " đổi khóa.", "", _WHO + " changed the key.", ""),
        "decided_home": (
            _WHO + " nhận thư mục dữ liệu này là bản đang dùng.", "",
            _WHO + " took this home as the one in use.", "",
        ),
        "decided_refuse": (
            _WHO + " từ chối" + _ABOUT_VI + "[[: {change}]].", "",
            _WHO + " refused" + _ABOUT_EN + "[[: {change}]].", "",
        ),
        "decided_hold": (
            _WHO + " cho dừng lại" + _ABOUT_VI + "[[: {note}]].", "",
            _WHO + " put on hold" + _ABOUT_EN + "[[: {note}]].", "",
        ),
        "decided_release": (
            _WHO + " cho chạy tiếp" + _ABOUT_VI + ".", "",
            _WHO + " released" + _ABOUT_EN + ".", "",
        ),
        "decided_connect": (
            "{at} {who} ({origin}) đã kết nối gian hàng {shop}",
            "",
            "{at} {who} ({origin}) connected shop {shop}",
            "",
        ),
        "decided_adopt": (
            "{at} {who} ({origin}) đã nhận “{note}” của gian hàng {shop} làm {product}.", "",
            "{at} {who} ({origin}) took “{note}” of shop {shop} over as {product}.", "",
        ),
        "decided_stock": (
            "{at} {who} ({origin}) đã ghi tồn kho:[[ {did:named}]] {note}",
            "",
            "{at} {who} ({origin}) wrote down stock:[[ {did:named}]] {note}",
            "",
        ),
        "decided_undo": (
            _WHO + " lấy lại" + _ABOUT_VI + "[[: {change}]].", "",
            _WHO + " took back" + _ABOUT_EN + "[[: {change}]].", "",
        ),
        "decided_take": (
            _WHO + " chép giá trị của gian hàng vào {note}" + _ABOUT_VI + "[[: {change}]].",
            "Trả lại như cũ: ocop undo edit {number}",
            _WHO + " wrote the shop's value into {note}" + _ABOUT_EN + "[[: {change}]].",
            "Put it back: ocop undo edit {number}",
        ),
        "decided_edit": (
            _WHO + " sửa danh mục[[ ({note})]]" + _ABOUT_VI + ".",
            "Trả lại như cũ: ocop undo edit {number}",
            _WHO + " edited the catalog[[ ({note})]]" + _ABOUT_EN + ".",
            "Put it back: ocop undo edit {number}",
        ),
        "take_answers": (
            "Chép vào danh mục? c = có, k = không", "",
            "Write this into the catalog? y = yes, n = no", "",
        ),
        "take_left": ("Không chép gì.", "", "Nothing was written.", ""),
        "take_nothing": (
            "Gian hàng {shop} không khác danh mục ở mục nào như thế.", "",
            "Nothing of the kind differs in shop {shop}.", "",
        ),
        "take_done": (
            "Đã chép vào {file}; chú thích và mọi chỗ khác vẫn như cũ.",
            "Trả lại như cũ: ocop undo edit {number}",
            "Written into {file}; comments and all the rest stand as before.",
            "Put it back: ocop undo edit {number}",
        ),
        "take_for_all_shops": (
            "Giá trị này ghi ở sản phẩm nên mọi gian hàng bán nó sẽ theo.", "Xem trước: ocop plan",
            "This stands at the product, so all shops that sell it will follow.", "See: ocop plan",
        ),
        "take_nobody_to_ask": (
            "Không có ai ngồi trước màn hình để hỏi.", "Chép không hỏi: thêm --yes",
            "Nobody sits there to be asked.", "Write without a question: add --yes",
        ),
        "take_product_unknown": (
            "Gian hàng {shop} không bán sản phẩm “{product}”.", "Xem mã trong danh mục: ocop check",
            "Shop {shop} sells no product “{product}”.", "Look the code up in the catalog",
        ),
        "take_cannot": (
            "{about}: mục này không chép tự động được.", "Tự sửa trong danh mục",
            "{about}: this field cannot be written by itself.", "Edit the catalog by hand",
        ),
        "take_unknown": (
            "{about}: sàn không cho đọc giá trị của mục này.", "Xem trên sàn rồi tự sửa danh mục",
            "{about}: the marketplace does not show the value of this field.",
            "Look it up there and edit the catalog by hand",
        ),
        "take_label_edited": (
            "{about}: phần nhãn hàng hóa cuối mô tả trên sàn đã bị sửa hay bỏ, mà luật đòi có.",
            "Chép phần chuyện kể vào story bằng tay, hoặc để danh mục ghi đè: ocop approve",
            "{about}: the label at the end of the text was edited there, and the law wants it.",
            "Copy the story by hand, or let the catalog write over it: ocop approve",
        ),
        "take_price_rule": (
            "{about}: gian hàng này có price_rule nên giá ở đó không phải giá trong danh mục.",
            "Bỏ --everywhere để ghi giá riêng cho gian hàng này",
            "{about}: this shop has a price_rule, so its price is not the catalog's.",
            "Leave --everywhere out to write a price for this shop alone",
        ),
        "take_put_back": (
            "Chép vào rồi vẫn chưa đúng ({why}), nên danh mục đã được trả lại như cũ.",
            "Tự sửa trong danh mục, rồi chạy: ocop check",
            "Once written it was still not right ({why}), so the catalog was put back.",
            "Edit the catalog by hand, then run: ocop check",
        ),
        "undo_edit_unknown": (
            "Không có lần sửa nào mang số {number}.", "Các số có trong: ocop log",
            "No edit of the catalog has number {number}.", "The numbers are in: ocop log",
        ),
        "undo_edit_done": (
            "{file} đã trở lại như trước lần sửa ấy.", "Xem: ocop plan",
            "{file} is as it was before that edit.", "See: ocop plan",
        ),
        "edit_lifts_recall": (
            "Trả lại lần sửa này thì lô đang thu hồi {lots} sẽ được bán lại ở mọi gian hàng.",
            "Chỉ làm khi lô ấy bán được thật: ocop undo edit … --yes, hoặc trả lời có khi được hỏi",
            "Taking this edit back would put lots on sale again that are recalled: {lots}.",
            "Only if they may be sold: ocop undo edit ... --yes, or say yes when asked",
        ),
        "undo_edit_answers": (
            "Bán lại lô ấy? c = có, k = không", "",
            "Sell those lots again? y = yes, n = no", "",
        ),
        "undo_lots": (
            "{about}: lô hàng và việc thu hồi không lấy lại ở đây, vì luôn theo danh mục.",
            "Thu hồi nhầm thì trả danh mục về trước: ocop undo edit SỐ (xem ocop log)",
            "{about}: lots and recalls are not taken back here, for they follow the catalog.",
            "If a recall was a mistake, take the edit back: ocop undo edit N (see ocop log)",
        ),
        "undo_answers": (
            "Lấy lại các việc trên? c = có, k = không", "",
            "Take these back? y = yes, n = no", "",
        ),
        "undo_left": ("Không lấy lại gì.", "", "Nothing was taken back.", ""),
        "undo_done": (
            "Đã lấy lại {count} việc; chúng đứng yên đến khi danh mục đổi.",
            "Sửa danh mục cho đúng: khi đó danh mục lại quyết định.",
            "{count} taken back; they stay so until the catalog changes.",
            "Mend the catalog: from then on it decides again.",
        ),
        "undo_waits": (
            "Đã ghi nhận {count} việc lấy lại; {waiting} việc chưa xong trên sàn, lý do ở trên.",
            "Lượt sau làm tiếp: ocop sync. Việc chờ bạn duyệt: ocop approve",
            "{count} to be taken back, of which {waiting} are not done in the shop; see above why.",
            "The next round goes on: ocop sync. What waits for your yes: ocop approve",
        ),
        "undo_nothing": (
            "Lượt {run} không làm việc nào như thế.", "Số lượt có trong: ocop log",
            "Run {run} did nothing of the kind.", "The numbers of runs: ocop log",
        ),
        "undo_nobody_to_ask": (
            "Không có ai ngồi trước màn hình để hỏi.", "Lấy lại không hỏi: thêm --yes",
            "Nobody sits there to be asked.", "Take back without a question: add --yes",
        ),
        "undo_field_unknown": (
            "“{given}” không phải là mục nào.", "Các mục: {known}",
            "“{given}” names no field.", "Fields: {known}",
        ),
        "undo_stock": (
            "{about}: tồn kho không lấy lại, vì luôn theo số hàng đang có.",
            "Số đếm sai thì đếm lại: ocop stock count",
            "{about}: stock is not taken back, for it follows what is there.",
            "If a count was wrong, count again: ocop stock count",
        ),
        "undo_withdrawn": (
            "{about}: nay không bán ở gian hàng này nên không có gì để lấy lại.",
            "Bán lại: lấy lại lượt đã ẩn nó (xem ocop log), hoặc ghi lại vào danh mục",
            "{about}: it is not sold in this shop now, so there is nothing to take back.",
            "To sell it again: undo the run that hid it (see ocop log), or edit the catalog",
        ),
        "undo_unknown": (
            "{about}: không biết trước đó là gì.", "Sửa trong danh mục rồi: ocop sync",
            "{about}: nobody knows what stood there before.", "Edit the catalog, then: ocop sync",
        ),
        "undo_changed_since": (
            "{about}: đã được đổi lần nữa sau lượt này.", "Xem: ocop log --product MÃ",
            "{about}: it was changed again after this run.", "See: ocop log --product CODE",
        ),
        "undo_changed_there": (
            "{about}: đã có người sửa trên sàn sau lượt này nên để nguyên.",
            "Bản trên sàn đúng: ocop take GIAN-HÀNG MÃ. Bản khác đúng: sửa danh mục, ocop sync",
            "{about}: somebody edited it in the shop after this run, so it is left alone.",
            "If that is right: ocop take SHOP CODE. If not: edit the catalog, then ocop sync",
        ),
        "undo_theirs": (
            "{about}: mục này để gian hàng tự quyết (fields: theirs), nên không lấy lại.",
            "Sửa ngay trên sàn, hoặc đổi fields trong shops.yaml",
            "{about}: this field is left to the shop (fields: theirs), so it is not taken back.",
            "Edit it in the shop, or change fields in shops.yaml",
        ),
        "undo_twin": (
            "{about}: bản bị ẩn đứng hai lần trên sàn nên không hiện lại.",
            "Muốn giữ bản ấy thì xóa bản kia trong trang người bán",
            "{about}: what was hidden stood there twice, so it is not shown again.",
            "To keep that one, delete the other in the seller centre",
        ),
        "undo_catalog_changed": (
            "{about}: danh mục nay đã ghi khác.", "Danh mục quyết định: ocop plan",
            "{about}: the catalog says something else by now.", "The catalog decides: ocop plan",
        ),
        "home_accepted": (
            "Từ nay dùng dữ liệu ở {folder}; lượt mới nhất là {round}.", "Xem: ocop status",
            "From now on the memory in {folder} is used; its newest round is {round}.",
            "See: ocop status",
        ),
        "home_sound": (
            "Dữ liệu đang dùng ở {folder}; lượt mới nhất là {round}.", "",
            "The memory in use is in {folder}; its newest round is {round}.", "",
        ),
    }
)  # fmt: skip

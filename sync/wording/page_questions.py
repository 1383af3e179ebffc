"""What the page says where only a person can answer, in place of the command that would."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

_RECEIVE = (
    "Hàng về tới nơi thì ghi ở mục Đơn hàng, bao nhiêu cái còn bán được.", "",
    "When the goods are back, write it under Orders, and how many are good.", "",
)  # fmt: skip
_ANSWER = (
    "Trả lời ở mục Kho, phần Điều chỉ bạn biết.", "",
    "Answer under Stock, What only you know.", "",
)  # fmt: skip
_HOME = (
    ("Chỉ một bản được ghi lên sàn. Chắc chắn bản kia không chạy nữa thì bấm nút dưới đây; sau đó"
    " đếm lại hàng nếu bản này cũ hơn."), "",
    ("Only one copy may write to the shops. If the other surely runs no more, press the button"
    " below; then count again if this one is older."), "",
)  # fmt: skip

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_questions": ("Điều chỉ bạn biết", "", "What only you know", ""),
        "page_questions_wait": (
            "{count} điều về hàng chỉ bạn biết.", "",
            "{count} about your goods only you can tell.", "",
        ),
        "page_questions_none": ("Không có gì phải hỏi bạn", "", "There is nothing to ask you", ""),
        "page_question_gone": (
            "Điều ấy không còn phải trả lời: có người trả lời rồi, hoặc sổ đã khớp.",
            "Xem lại những điều còn lại dưới đây.",
            "That is asked no more: somebody answered, or the books agree by now.",
            "Look at what is left below.",
        ),
        "page_question_sold": ("Đơn ấy bán thật mấy cái?", "", "How many did it really take?", ""),
        "page_question_sold_hint": (
            "Không có đơn ấy thì ghi 0.", "", "Write 0 if there is no such order.", "",
        ),
        "page_question_promotion": (
            "Sàn đang giữ hàng cho khuyến mãi thì để yên: hết chương trình sàn trả lại.", "",
            "If the marketplace keeps them for a promotion, leave it: they come back after it.", "",
        ),
        "page_question_gone_from_shelf": (
            "Đã bán hoặc mất {count}", "", "{count} are sold or lost", "",
        ),
        "page_question_on_shelf": (
            "{count} vẫn còn trên kệ", "", "{count} are on the shelf", "",
        ),
        "page_question_whose": ("Đó là mã hàng nào của mình?", "", "Which SKU of ours is it?", ""),
        "page_question_whose_hint": (
            "Gõ vài chữ của mã rồi chọn. Từ nay mã ấy luôn là hàng này.", "",
            "Type some letters of it and choose. From now on it always is these goods.", "",
        ),
        "page_question_assign": ("Là hàng này", "", "It is these goods", ""),
        "page_shops_retry": ("Gửi lại điều sàn từ chối", "", "Send refused again", ""),
        "page_shops_vanished": (
            ("Không còn trong danh sách gian hàng, nhưng có thể vẫn đang bày {units} món nên phần"
            " của nó được giữ lại. Ghi lại gian hàng, hoặc nếu đã đóng thật thì bấm nút dưới đây."),
            "",
            ("It is configured no more but may still show {units} units, so its share is kept. Add"
            " it again; or, if it is really closed, press the button below."),
            "",
        ),
        "page_shops_left_alone": (
            ("Không còn trong danh sách gian hàng: hàng hay trang ở đó vẫn như lần ghi cuối, không"
            " ai sửa nữa. Ghi lại gian hàng, hoặc nếu đã đóng thật thì bấm nút dưới đây."),
            "",
            ("It is configured no more: its goods or pages stand there as they were last written,"
            " and nobody keeps them true. Add it again; or, if it is really closed, press the"
            " button below."),
            "",
        ),
        "page_shops_closed": ("Đã đóng hẳn", "", "It is closed", ""),
        "page_home_this": ("Đây là bản đang dùng", "", "This is the copy in use", ""),
        "page_home_this_why": (
            ("Hai bản cùng chạy thì bán trùng và có thể bị sàn khóa. Chỉ bấm khi bản kia không chạy"
            " ở máy nào nữa."), "",
            ("Two that run sell twice, and shops may be locked. Press only if the other copy runs"
            " nowhere."), "",
        ),
        "page_home_accept": ("Dùng bản này", "", "Use this copy", ""),
        "page_product_translated": (
            "Bản tiếng Anh vẫn đúng", "", "The English is still right", "",
        ),
        "page_todo_sale_unbelieved": _ANSWER,
        "page_todo_stock_fell": _ANSWER,
        "page_todo_sale_of_unknown_sku": _ANSWER,
        "page_todo_goods_under_way": _RECEIVE,
        "page_todo_order_status_unknown": _RECEIVE,
        "page_todo_goods_lost_on_the_way": (
            "Đòi bồi thường ở trang của sàn; xong thì ghi 0 cái còn bán được ở mục Đơn hàng.", "",
            "Claim it from the marketplace; then write under Orders that none are good.", "",
        ),
        "page_todo_home_moved": _HOME,
        "page_todo_home_moved_older": _HOME,
        "page_todo_home_older": _HOME,
        "page_todo_home_restored": _HOME,
        "page_todo_english_outdated": (
            "Sửa bản tiếng Anh; nếu vẫn đúng thì bấm nút dưới đây.", "",
            "Correct the English; if it is still right, press the button below.", "",
        ),
        "page_todo_refused_before": (
            "Sửa theo lý do kèm theo, hoặc gửi lại ở mục Gian hàng.", "",
            "Mend what the reason says, or send it again under Shops.", "",
        ),
        "page_todo_shop_vanished": (
            "Thêm lại gian hàng, hoặc ở mục Gian hàng nói là đã đóng hẳn.", "",
            "Add the shop again, or say under Shops that it is closed.", "",
        ),
        "page_todo_shop_left_alone": (
            "Thêm lại gian hàng, hoặc ở mục Gian hàng nói là đã đóng hẳn.", "",
            "Add the shop again, or say under Shops that it is closed.", "",
        ),
        "page_todo_alert_catalog": (
            "Xem sản phẩm có lỗi ở mục Sản phẩm và sửa chỗ được chỉ ra.", "",
            "Look under Products for what is wrong, and mend it.", "",
        ),
        "page_todo_alert_behind": (
            "Xem ở mục Gian hàng; kiểm tra mạng và máy chạy chương trình.", "",
            "Look under Shops; check the network and the computer.", "",
        ),
        "page_todo_alert_not_done": (
            "Xem lý do trong Nhật ký, sửa, rồi gửi lại ở mục Gian hàng.", "",
            "See why in the Log, mend it, and send it again under Shops.", "",
        ),
        "page_todo_alert_to_mend": (
            "Xem sản phẩm có lỗi ở mục Sản phẩm và sửa chỗ được chỉ ra.", "",
            "Look under Products for what is wrong, and mend it.", "",
        ),
        "page_todo_alert_locked": (
            "Xem lý do, sửa sản phẩm hoặc khiếu nại với sàn.", "",
            "See why, mend the product, or appeal to the marketplace.", "",
        ),
        "page_todo_alert_login": (
            "Bấm Nối gian hàng ở mục Gian hàng, chủ gian hàng bấm đồng ý lại.", "",
            "Press Connect under Shops; the shop's owner consents anew.", "",
        ),
        "page_todo_held_by_person": (
            "Cho chạy tiếp ở chỗ đã dừng: mục Chờ duyệt, Gian hàng hay trang sản phẩm.", "",
            "Let it go on where it was stopped: Waiting, Shops, or the product.", "",
        ),
        "page_todo_field_asked": (
            "Duyệt thì theo danh mục; Nhận giá trị của sàn thì theo gian hàng.", "",
            "Approve to follow the catalog; take the shop's value to follow the shop.", "",
        ),
        "page_todo_stock_oversold": (
            "Đếm lại ở đây; rồi báo khách hoặc làm thêm.", "",
            "Count again here; then tell the buyers, or make more.", "",
        ),
        "page_todo_sku_unknown": (
            "Gõ lại mã, hoặc tìm ở mục Kho.", "", "Type it again, or look under Stock.", "",
        ),
        "page_todo_stock_not_counted": ("Đếm ở đây trước.", "", "Count here first.", ""),
        "page_todo_stock_lost_too_many": (
            "Nếu tồn kho sai thì đếm lại ở đây.", "", "If the figure is wrong, count again here.",
            "",
        ),
        "page_todo_season_begins": (
            "Đếm lại ở mục Kho trước ngày đó.", "", "Count again under Stock before that day.", "",
        ),
        "page_todo_season_began": (
            "Xem ở mục Kho tồn có đúng không.", "", "See under Stock whether it is right.", "",
        ),
        "page_todo_lot_ended": (
            "Bỏ hàng thì ghi Hư, mất ở mục Kho.", "", "Write it as lost under Stock.", "",
        ),
        "page_todo_lot_recalled": (
            "Cất riêng; tiêu hủy xong thì ghi Hư, mất ở mục Kho.", "",
            "Set it apart; once destroyed, write it as lost under Stock.", "",
        ),
        "page_todo_content_alike": (
            "Xem danh mục có bị chép nhầm không; đúng là như vậy thì duyệt.", "",
            "See whether the catalog was copied wrongly; if it is so, approve.", "",
        ),
        "page_todo_count_doubted": (
            "Sửa tồn kho; đúng là còn bấy nhiêu thì đếm ở mục Kho.", "",
            "Correct the stock; if there are as many, count them under Stock.", "",
        ),
        "page_todo_count_like_price": (
            "Sửa tồn kho, hoặc duyệt nếu đúng.", "", "Correct the stock, or approve if right.", "",
        ),
        "page_todo_mass_facts": (
            "Xem lại danh mục (cột lệch, ki-lô-gam thay cho gam?); đúng thì duyệt.", "",
            "Check the catalog (a shifted column, kilograms for grams?); approve if right.", "",
        ),
        "page_todo_listing_twice": (
            "Duyệt để ẩn sản phẩm thứ hai.", "", "Approve to hide the second one.", "",
        ),
        "page_todo_user_last_owner": (
            "Cho người khác làm chủ trước.", "", "Make somebody else an owner first.", "",
        ),
        "page_todo_sign_in_wrong": (
            "Thử lại, hoặc nhờ chủ đặt lại mật khẩu.", "",
            "Try again, or ask an owner for a new password.", "",
        ),
    }
)  # fmt: skip

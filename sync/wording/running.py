"""What a round says about itself."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

SENTENCES: dict[str, Sentence] = {
    "not_done_planned_again": Sentence(
        vi=Wording("Lần trước chưa rõ kết quả; xem lại thì thấy chưa làm, nên đã làm lại."),
        en=Wording("The last try had no answer; a look showed it undone, so it was done again."),
    ),
    "stock_waits": Sentence(
        vi=Wording(
            "{sku} tạm hiện {shown} thay vì {wanted}, vì gian hàng khác (hoặc bài đăng cũ của nó)"
            " còn đang hiện, hoặc vừa bán, phần còn lại",
            "Tự tăng khi chắc chắn không bán trùng: ocop serve tự làm, hoặc chạy ocop sync cho mọi"
            " gian hàng",
        ),
        en=Wording(
            "{sku} should show {wanted} here and shows {shown}: others, or its old listing, may be"
            " selling the rest",
            "It is raised as soon as no unit can be sold twice: by ocop serve, or by ocop sync of"
            " all shops",
        ),
    ),
    "shop_vanished": Sentence(
        vi=Wording(
            "Gian hàng {shop} không còn trong shops.yaml, hay mục của nó ở đó có lỗi, nhưng có thể"
            " vẫn đang bày {units} món, nên phần của nó được giữ lại.",
            "Ghi lại, hay sửa, mục của gian hàng trong shops.yaml; nếu đã đóng cửa thật:"
            " ocop close {shop}",
        ),
        en=Wording(
            "Shop {shop} is no longer in shops.yaml, or its entry there is wrong, but it may still"
            " show {units} units, so its share is kept.",
            "Write it into shops.yaml again, or mend its entry; if it is really closed:"
            " ocop close {shop}",
        ),
    ),
    "shop_left_alone": Sentence(
        vi=Wording(
            "Gian hàng {shop} không còn trong shops.yaml, hay mục của nó ở đó có lỗi: hàng hay"
            " trang của nó vẫn như lần ghi cuối, không ai sửa nữa.",
            "Ghi lại, hay sửa, mục của gian hàng trong shops.yaml; nếu đã đóng cửa thật:"
            " ocop close {shop}",
        ),
        en=Wording(
            "Shop {shop} is no longer in shops.yaml, or its entry there is wrong: its goods or"
            " pages stand as they were last written, and nobody keeps them true.",
            "Write it into shops.yaml again, or mend its entry; if it is really closed:"
            " ocop close {shop}",
        ),
    ),
    "shop_still_open": Sentence(
        vi=Wording(
            "Gian hàng {shop} còn trong shops.yaml nên chưa thể coi là đã đóng.",
            "Bỏ gian hàng khỏi shops.yaml trước.",
        ),
        en=Wording(
            "Shop {shop} is still in shops.yaml, so it is not closed.",
            "Take it out of shops.yaml first.",
        ),
    ),
    "refused_before": Sentence(
        vi=Wording(
            "Sàn đã từ chối {count} thay đổi ở {shop} ({codes}); không gửi lại y như cũ.",
            "Sửa theo lý do kèm theo; hoặc bảo gửi lại: ocop retry --shop {shop}",
        ),
        en=Wording(
            "The marketplace refused {count} changes in {shop} ({codes}); they are not sent again"
            " as they are.",
            "Mend what the reason says; or have them sent again: ocop retry --shop {shop}",
        ),
    ),
    "refusals_forgotten": Sentence(
        vi=Wording("{count} điều sàn đã từ chối sẽ được gửi lại ở lượt đồng bộ sau."),
        en=Wording("The next round sends again {count} that the marketplace had refused."),
    ),
    "stock_fell": Sentence(
        vi=Wording(
            "{shop} đang hiện {shown} {sku} thay vì {expected}, mà không đơn nào cho biết vì sao:"
            " {count} món có thể đã bán, hoặc sàn đang giữ cho khuyến mãi, nên chưa đăng ở đâu cả.",
            "Khuyến mãi giữ: không phải làm gì, hết chương trình sàn trả lại. Đã bán hay mất:"
            " ocop stock believe {sku} --shop {shop}; còn đủ trên kệ:"
            " thêm --ours vào lệnh đó, hoặc đếm lại: ocop stock count {sku} SỐ",
        ),
        en=Wording(
            "{shop} shows {shown} of {sku} instead of {expected}, and no order tells why: {count}"
            " may be sold, or held by the marketplace for a promotion, so nobody offers them.",
            "If a promotion holds them, do nothing: they come back when it ends. If they are gone:"
            " ocop stock believe {sku} --shop {shop}; if they are on the shelf:"
            " add --ours to it, or count again: ocop stock count {sku} N",
        ),
    ),
    "recall_unsaid": Sentence(
        vi=Wording(
            "Lô {lot} của {sku} đang bị thu hồi mà danh mục không còn ghi thế: lô ấy vẫn chưa bán"
            " lại ở đâu.",
            "Bán lại được: ghi recalled: no ở lô ấy. Vẫn thu hồi: ghi lại dòng recalled."
            " Đã tiêu hủy hết: ghi lại lô ấy như trước với quantity: 0, chạy ocop sync rồi hãy xóa",
        ),
        en=Wording(
            "The lot {lot} of {sku} is recalled, and the catalog says so no more: it is still sold"
            " nowhere.",
            "If it may be sold again, write recalled: no at that lot. If it is recalled, write its"
            " recalled line again. If all of it was destroyed, write the lot as it was with"
            " quantity: 0, run ocop sync, then delete it",
        ),
    ),
    "sale_of_unknown_sku": Sentence(
        vi=Wording(
            "{shop} đã bán {quantity} món mang mã {sku} mà danh mục không có (đơn {orders}), nên"
            " chưa trừ vào kho nào.",
            "Nói đó là hàng nào: ocop stock assign {sku} SKU",
        ),
        en=Wording(
            "{shop} sold {quantity} under {sku}, which the catalog does not name (orders {orders}),"
            " so they were taken off nowhere.",
            "Say whose goods they are: ocop stock assign {sku} SKU",
        ),
    ),
    "stock_fell_lately": Sentence(
        vi=Wording(
            "{shop} vừa hiện {shown} {sku} thay vì {expected}; có thể vừa bán, đơn chưa tới.",
            "Không phải làm gì: lượt đồng bộ sau sẽ đọc lại đơn.",
        ),
        en=Wording(
            "{shop} shows {shown} of {sku} instead of {expected}: it may be a sale whose order is"
            " still to come.",
            "Nothing to do: the next round reads the orders again.",
        ),
    ),
    "count_doubted": Sentence(
        vi=Wording(
            "Danh mục ghi tồn kho {sku} là {count}, đúng bằng giá bán, nên vẫn theo số đã đếm trước"
            " ({known}) trừ những gì đã bán.",
            "Nhầm cột thì sửa danh mục; đúng là còn bấy nhiêu thì: ocop stock count {sku} {count}",
        ),
        en=Wording(
            "The catalog counts {count} of {sku}, which is its price, so the count of before"
            " ({known}), less what was sold, still holds.",
            "Mend the catalog; or, if there are as many: ocop stock count {sku} {count}",
        ),
    ),
    "sale_unbelieved": Sentence(
        vi=Wording(
            "Đơn {reference} ở {shop} ghi bán {quantity} {sku}, nhiều hơn mức có thể đúng nên chưa"
            " trừ kho.",
            "Xem lại đơn rồi ghi số thật: ocop stock confirm {reference} {sku} SỐ"
            " (người đăng bán ghi nhầm: sửa số trong tệp rồi nhận lại)",
        ),
        en=Wording(
            "Order {reference} in {shop} says {quantity} of {sku} sold, more than can be true, so"
            " nothing was taken off.",
            "Check the order, then say what is true: ocop stock confirm {reference} {sku} N"
            " (a slip in a workbook: correct the file and take it in again)",
        ),
    ),
    "orders_unread": Sentence(
        vi=Wording(
            "Chưa đọc được đơn hàng[[ {references}]] của gian hàng {shop} nên lượt này không nâng"
            " số nào, chỉ hạ.",
            "Không cần làm gì: lượt đồng bộ sau sẽ đọc lại.[[ Nếu lặp lại mãi, xem đơn {references}"
            " trong kênh người bán.]]",
        ),
        en=Wording(
            "The orders[[ {references}]] of shop {shop} could not be read, so stock is only lowered"
            " this round.",
            "Nothing to do: the next round reads them again.[[ If it persists, look at"
            " {references} in the seller centre.]]",
        ),
    ),
    "orders_unread_in_part": Sentence(
        vi=Wording(
            "Có đơn hàng[[ {references}]] của gian hàng {shop} chưa đọc được; chỉ {skus} có trong"
            " đơn nên lượt này riêng các mã ấy không được nâng số, chỉ hạ.",
            "Không cần làm gì: lượt đồng bộ sau sẽ đọc lại.[[ Nếu lặp lại mãi, xem đơn {references}"
            " trong kênh người bán.]]",
        ),
        en=Wording(
            "Orders[[ {references}]] of shop {shop} could not be read; only {skus} can be in them,"
            " so only those are not raised this round.",
            "Nothing to do: the next round reads them again.[[ If it persists, look at"
            " {references} in the seller centre.]]",
        ),
    ),
    "returns_unread": Sentence(
        vi=Wording(
            "Chưa đọc được các yêu cầu trả hàng của gian hàng {shop}[[: {platform_message}]].",
            "Bán hàng và tồn kho vẫn đúng. Hàng khách trả về tới nơi thì ghi: ocop stock back"
            " MÃ_ĐƠN. Nếu lặp lại mãi: xin thêm quyền đọc trả hàng cho ứng dụng trên trang của sàn",
        ),
        en=Wording(
            "What buyers of shop {shop} send back could not be read: {platform_message}",
            "Sales and stock stay true. When goods are back: ocop stock back ORDER. If it persists,"
            " ask for the permission to read returns in the app's console",
        ),
    ),
    "operation_paused": Sentence(
        vi=Wording(
            "Việc này vừa thất bại nhiều lần liên tiếp nên tạm nghỉ {wait_s} giây.",
            "Không cần làm gì: lượt đồng bộ sau khi hết thời gian nghỉ sẽ thử lại.",
        ),
        en=Wording(
            "This kind of change failed several times in a row; it rests for {wait_s} seconds.",
            "Nothing to do: the next round after the rest tries again.",
        ),
    ),
    "waits_for_other": Sentence(
        vi=Wording(
            "Chờ sản phẩm {code}: việc ở đó chưa xong nên việc này chưa làm, để hàng không mất chỗ"
            " bán.",
            "Xong việc của {code} thì lượt đồng bộ sau tự làm tiếp.",
        ),
        en=Wording(
            "Waits for {code}: what is to be done there is not done yet, and its goods would be"
            " sold nowhere.",
            "Once that is done, the next round goes on by itself.",
        ),
    ),
    "left_for_next_round": Sentence(
        vi=Wording(
            "Chương trình được yêu cầu dừng nên chưa làm việc này.",
            "Không cần làm gì: lượt đồng bộ sau sẽ làm.",
        ),
        en=Wording(
            "The program was told to stop before this was tried.",
            "Nothing to do: the next round does it.",
        ),
    ),
    "shop_busy": Sentence(
        vi=Wording(
            "Gian hàng {shop} đang được một lượt đồng bộ khác xử lý.",
            "Chờ lượt đó xong rồi chạy lại lệnh này.",
        ),
        en=Wording(
            "Another round is at work on shop {shop}.",
            "Wait until it is over, then run this again.",
        ),
    ),
    "approval_stale": Sentence(
        vi=Wording(
            "Kế hoạch {digest} không còn khớp với hiện tại của gian hàng {shop}.",
            "Xem lại bằng `ocop plan`, rồi duyệt mã kế hoạch mới.",
        ),
        en=Wording(
            "Plan {digest} no longer fits shop {shop}.",
            "Look again with `ocop plan` and approve the new plan.",
        ),
    ),
    "approval_takes_two": Sentence(
        vi=Wording(
            "Kế hoạch {digest} của gian hàng {shop} cần hai người duyệt; một mã không đủ.",
            "Mỗi người duyệt trên trang web, hoặc bằng ocop approve --user TÊN",
        ),
        en=Wording(
            "Plan {digest} of shop {shop} takes two people; its digest alone is not enough.",
            "Each approves on the page, or by ocop approve --user NAME",
        ),
    ),
    "shop_without_files": Sentence(
        vi=Wording(
            "Gian hàng {shop} không trao đổi bằng tệp.",
            "Trong shops.yaml, gian hàng trao đổi bằng tệp ghi platform: sheet",
        ),
        en=Wording(
            "Shop {shop} exchanges no files.",
            "In shops.yaml such a shop says platform: sheet",
        ),
    ),
    "app_missing": Sentence(
        vi=Wording(
            "Sàn {platform} cần ứng dụng, gian hàng {shop} chưa có.",
            "Thêm mục apps và dòng app của gian hàng trong shops.yaml.",
        ),
        en=Wording(
            "The marketplace {platform} needs an app, and shop {shop} has none.",
            "Add it under apps, and the shop's line app, in shops.yaml.",
        ),
    ),
    "platform_unknown": Sentence(
        vi=Wording(
            "Gian hàng {shop} ghi sàn “{platform}”, nhưng chương trình chỉ có: {known}.",
            "Sửa `platform` của ứng dụng trong shops.yaml, hoặc cài thêm phần nối sàn đó.",
        ),
        en=Wording(
            "Shop {shop} names the platform “{platform}”, but only these are installed: {known}.",
            "Mend `platform` of its app in shops.yaml, or install an adapter for it.",
        ),
    ),
    "shop_gone": Sentence(
        vi=Wording("Gian hàng {shop} không còn trong shops.yaml.", "Bỏ qua nếu đúng ý bạn."),
        en=Wording("Shop {shop} is no longer in shops.yaml.", "Nothing to do if you meant that."),
    ),
    "settings_unknown": Sentence(
        vi=Wording(
            "{platform} không có mục settings nào, nhưng gian hàng {shop} lại ghi.",
            "Bỏ `settings:` của gian hàng này trong shops.yaml.",
        ),
        en=Wording(
            "{platform} knows no settings, yet shop {shop} has some.",
            "Take `settings:` of this shop out of shops.yaml.",
        ),
    ),
    "host_missing": Sentence(
        vi=Wording(
            "Sàn {platform} của gian hàng {shop} không có địa chỉ mặc định.",
            "Ghi `host:` cho gian hàng này trong shops.yaml.",
        ),
        en=Wording(
            "The platform {platform} of shop {shop} has no address of its own.",
            "Give this shop a `host:` in shops.yaml.",
        ),
    ),
}

"""Words the way to a marketplace: reached, lost, closed, too busy."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

CONNECTION: dict[str, Sentence] = {
    "unreachable": Sentence(
        Wording(
            "Không kết nối được tới {host} ({why}).",
            "Kiểm tra mạng rồi chạy lại; chưa có gì bị thay đổi.",
        ),
        Wording(
            "Could not reach {host} ({why}).",
            "Check the network and run again; nothing was changed.",
        ),
    ),
    "answer_lost": Sentence(
        Wording(
            "Đã gửi tới {host}{path} nhưng không nhận được trả lời ({why}).",
            "Chương trình sẽ xem lại trên sàn trước khi thử tiếp, không cần làm gì.",
        ),
        Wording(
            "Sent to {host}{path}, but the answer never came ({why}).",
            "The shop is looked at again before anything is repeated; nothing to do.",
        ),
    ),
    "answer_too_long": Sentence(
        Wording(
            "{host}{path} trả lời dài quá {megabytes} MB nên chương trình thôi đọc.",
            "Chương trình sẽ xem lại trên sàn trước khi thử tiếp; nếu còn gặp, hãy báo cho sàn.",
        ),
        Wording(
            "The answer of {host}{path} is longer than {megabytes} MB, so it was not read on.",
            "The shop is looked at before anything is repeated; if it stays, tell the marketplace.",
        ),
    ),
    "answer_too_slow": Sentence(
        Wording(
            "{host}{path} trả lời quá {seconds} giây vẫn chưa xong nên chương trình thôi chờ.",
            "Chương trình sẽ xem lại trên sàn trước khi thử tiếp; nếu còn gặp, kiểm tra mạng.",
        ),
        Wording(
            "The answer of {host}{path} was not whole after {seconds} seconds; it was given up.",
            "The shop is looked at before anything is repeated; if it stays, check the network.",
        ),
    ),
    "answer_unclear": Sentence(
        Wording(
            "Sàn chưa xác nhận lệnh đã thực hiện.",
            "Chương trình sẽ xem lại trên sàn trước khi thử tiếp, không cần làm gì.",
        ),
        Wording(
            "The marketplace's answer does not tell whether it was done.",
            "The shop is looked at again before anything is repeated; nothing to do.",
        ),
    ),
    "sweep_short": Sentence(
        Wording(
            "Chỉ đọc được {read} trên {expected} sản phẩm của gian hàng, nên lần này không sửa gì.",
            "Chạy lại sau ít phút.",
        ),
        Wording(
            "Only {read} of {expected} listings of the shop could be read, so nothing is changed.",
            "Run again in a few minutes.",
        ),
    ),
    "maintenance": Sentence(
        Wording("Sàn đang bảo trì hoặc quá tải.", "Chờ sàn mở lại; chương trình sẽ tự thử tiếp."),
        Wording(
            "The marketplace is closed for maintenance or overloaded.",
            "Wait until it opens; it will be tried again.",
        ),
    ),
    "platform_trouble": Sentence(
        Wording(
            "Hệ thống của sàn gặp lỗi[[: {platform_message}]][[ ({platform_code})]].",
            "Chương trình sẽ tự thử lại; nếu kéo dài, hãy báo cho sàn.",
        ),
        Wording(
            "The marketplace has trouble of its own[[: {platform_message}]][[ ({platform_code})]].",
            "It will be tried again; if it lasts, tell the marketplace.",
        ),
    ),
    "platform_busy": Sentence(
        Wording("Sàn đang bận.", "Chương trình sẽ tự thử lại."),
        Wording("The marketplace is busy.", "It will be tried again."),
    ),
    "throttled": Sentence(
        Wording("Gọi sàn quá nhanh.", "Chương trình sẽ chậm lại và tự thử tiếp."),
        Wording("We called the marketplace too fast.", "It slows down and tries again by itself."),
    ),
    "quota_used_up": Sentence(
        Wording(
            "Đã dùng hết số lượt gọi trong ngày mà sàn cho ứng dụng.",
            "Chờ tới ngày mới theo giờ của sàn; chương trình sẽ tự làm tiếp.",
        ),
        Wording(
            "The app has used up the calls that the marketplace allows in a day.",
            "Wait for the marketplace's next day; it goes on by itself.",
        ),
    ),
    "publish_scheduled": Sentence(
        Wording(
            "Sẽ đăng ngày {day:day}: gian hàng chỉ được đăng {per_day} sản phẩm mới mỗi ngày;"
            " hàng đáng giá nhất (giá × tồn) đăng trước.",
            "Sàn đã nới giới hạn thì sửa `listings_per_day` của gian hàng trong shops.yaml.",
        ),
        Wording(
            "Will be listed on {day:day}: the shop may list {per_day} new products a day; what is"
            " worth most (price × stock) goes first.",
            "Once the marketplace allows more, edit the shop's `listings_per_day` in shops.yaml.",
        ),
    ),
    "daily_listings_used_up": Sentence(
        Wording(
            "Hôm nay gian hàng đã dùng hết số lượt đăng và sửa sản phẩm mà sàn cho phép.",
            "Chương trình sẽ làm tiếp vào ngày mai; tồn kho và giá vẫn được cập nhật.",
        ),
        Wording(
            "The shop has used up the listings and edits that the marketplace allows in a day.",
            "It goes on tomorrow by itself; stocks and prices are kept up meanwhile.",
        ),
    ),
    "clock_skewed": Sentence(
        Wording("Đồng hồ của máy này lệch với đồng hồ của sàn.", "Chỉnh lại ngày giờ của máy."),
        Wording("This computer's clock differs from the marketplace's.", "Set the clock right."),
    ),
}

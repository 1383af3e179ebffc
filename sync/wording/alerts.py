"""What people are told without asking: faults and their ends, the summary of a day, its ways."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "alert_catalog": (
            "Danh mục có sản phẩm không đọc được; chúng giữ nguyên như lần đọc tốt cuối cùng.",
            "Chạy ocop check, sửa chỗ được chỉ ra rồi lưu tệp.",
            "Some products of the catalog cannot be read; they stay as they were last read well.",
            "Run ocop check, mend what it points at, and save the file.",
        ),
        "alert_behind": (
            "{shop}: đã lâu không xem được trọn gian hàng.",
            "Xem ocop status; kiểm tra mạng và máy chạy ocop serve.",
            "{shop}: it is long since the whole shop was seen.",
            "See ocop status; check the line and the computer that runs ocop serve.",
        ),
        "alert_not_done": (
            "{shop}: {count} thay đổi không làm được.",
            "Xem ocop log --shop {shop}; sửa rồi gửi lại bằng ocop retry.",
            "{shop}: {count} changes could not be made.",
            "See ocop log --shop {shop}; mend the cause, then ocop retry.",
        ),
        "alert_held": (
            "{shop}: {count} thay đổi chờ bạn duyệt.",
            "Chạy ocop approve, trả lời từng việc.",
            "{shop}: {count} changes wait for you.",
            "Run ocop approve and answer each.",
        ),
        "alert_to_mend": (
            "{shop}: {count} thay đổi chưa làm được đến khi có người sửa.",
            "Xem lý do và cách sửa ở ocop plan --shop {shop}.",
            "{shop}: {count} changes cannot be made before somebody mends what is wrong.",
            "See why, and what to mend, in ocop plan --shop {shop}.",
        ),
        "alert_locked": (
            "{shop}: sàn đã khóa hoặc từ chối {count} sản phẩm.",
            "Xem lý do ở ocop status --shop {shop}; sửa danh mục hoặc khiếu nại với sàn.",
            "{shop}: the marketplace locked or refused {count} listings.",
            "See why in ocop status --shop {shop}; mend the catalog or appeal.",
        ),
        "alert_login": (
            "{shop}: còn {days} ngày thì hết hạn kết nối; hết hạn là không đọc được đơn hàng nữa.",
            "Chạy ocop connect --shop {shop}, chủ gian hàng bấm đồng ý lại.",
            "{shop}: the consent ends in {days} days; without it no order can be read.",
            "Run ocop connect --shop {shop}; the seller consents anew.",
        ),
        "message_news": (
            "OCOP Sync:[[ {fired} việc cần xem]][[ · {ended} việc đã hết]]",
            "",
            "OCOP Sync:[[ {fired} to look at]][[ · {ended} over]]",
            "",
        ),
        "message_ended": ("Đã hết:", "", "Over:", ""),
        "message_more": ("… và {count} việc nữa", "", "… and {count} more", ""),
        "message_test": (
            "OCOP Sync: thử gửi tin",
            "Nhận được tin này là đường báo tin đã thông.",
            "OCOP Sync: a trial message",
            "Who reads this is reached.",
        ),
        "digest_subject": ("OCOP Sync sáng {day}", "", "OCOP Sync, {day}", ""),
        "digest_sales": ("Hôm qua bán được:", "", "Sold yesterday:", ""),
        "digest_sold": (
            "{shop}: {orders} đơn, {units} món",
            "",
            "{shop}: {orders} orders, {units} units",
            "",
        ),
        "digest_sold_none": ("chưa có đơn nào", "", "no orders", ""),
        "digest_wrong": ("Cần xem:", "", "To look at:", ""),
        "digest_fine": ("Mọi thứ khớp.", "", "Everything matches.", ""),
        "digest_holds": ("Đang dừng theo lời bạn:", "", "Stopped by you:", ""),
        "help_notify": (
            "thử các đường báo tin, xem tin nào chưa gửi được",
            (
                "Gửi một tin thử theo từng đường ghi ở notify trong settings.yaml. ocop serve tự"
                " báo khi có việc cần người, báo khi việc đó hết, và mỗi sáng gửi một bản tóm tắt."
            ),
            "try the ways to tell people, and see what could not be sent yet",
            (
                "Sends a trial message by each way under notify in settings.yaml. ocop serve tells"
                " of what needs a person and of its end by itself, and sums up each morning."
            ),
        ),
        "help_option_digest": (
            "gửi bản tóm tắt của hôm qua thay cho tin thử",
            "",
            "send yesterday's summary in place of the trial",
            "",
        ),
        "notify_none": (
            "Chưa khai báo đường báo tin nào.",
            "Thêm notify: vào settings.yaml, xem docs/notify.md.",
            "No way to tell people is configured.",
            "Add notify: to settings.yaml, see docs/notify.md.",
        ),
        "notify_sent": (
            "Đã gửi tin thử tới {channel}.",
            "",
            "A trial message went to {channel}.",
            "",
        ),
        "notify_failed": (
            "Không gửi được tới {channel}: {reason}.",
            "Kiểm tra mục notify trong settings.yaml; tin được giữ lại và gửi lại.",
            "{channel} could not be reached: {reason}.",
            "Check notify in settings.yaml; the message is kept and sent again.",
        ),
        "word_unsent_login_refused": (
            "máy chủ thư không nhận tên hay mật khẩu",
            "",
            "the mail server refused the name or the password",
            "",
        ),
        "word_unsent_tls_missing": (
            "máy chủ thư không có đường truyền mã hóa",
            "",
            "the mail server offers no encryption",
            "",
        ),
        "word_unsent_tls_failed": (
            "không lập được đường truyền mã hóa",
            "",
            "no encrypted connection could be made",
            "",
        ),
        "word_unsent_recipients_refused": (
            "máy chủ thư không nhận người nhận",
            "",
            "the mail server refused the recipients",
            "",
        ),
        "word_unsent_host_unknown": (
            "không tìm thấy máy chủ có tên ấy",
            "",
            "no server of that name was found",
            "",
        ),
        "word_unsent_timed_out": ("chờ quá lâu", "", "it took too long", ""),
        "word_unsent_connection_refused": (
            "máy chủ không nhận kết nối",
            "",
            "the server refused the connection",
            "",
        ),
        "word_unsent_unreachable": ("không kết nối được", "", "it is out of reach", ""),
        "word_unsent_answer_lost": ("mất câu trả lời", "", "the answer was lost", ""),
        "word_unsent_answer_too_slow": ("chờ quá lâu", "", "it took too long", ""),
        "word_unsent_answer_too_long": ("câu trả lời quá dài", "", "the answer is too long", ""),
        "notify_waiting": (
            "{channel}: {count} tin chưa gửi được, cũ nhất từ {since:moment}; lần cuối: {reason}.",
            "",
            "{channel}: {count} messages wait, the oldest since {since:moment}; last: {reason}.",
            "",
        ),
        "time_of_day_form": (
            "“{text}” không phải là giờ trong ngày",
            "Viết như 07:00",
            "“{text}” is no time of day",
            "Write it like 07:00",
        ),
        "port_too_high": (
            "Không có cổng số {text}",
            "Viết một số từ 1 đến 65535, thường là 587",
            "There is no port {text}",
            "Write a number from 1 to 65535, mostly 587",
        ),
        "mailbox_form": (
            "“{text}” không phải là địa chỉ thư điện tử",
            "Viết như ten@htx.vn, chỉ địa chỉ, không kèm tên",
            "“{text}” is no mail address",
            "Write it like name@coop.vn, the address alone",
        ),
        "mail_unprotected": (
            "Thư gửi qua mạng mà không mã hóa thì ai cũng đọc được, kể cả mật khẩu",
            "Ghi security: starttls hoặc tls; none chỉ dùng cho máy chủ ngay trên máy này",
            "Mail that crosses a network unprotected can be read by anybody, the password too",
            "Write security: starttls or tls; none is for a server on this very computer",
        ),
        "webhook_url": (
            "Webhook “{name}” thiếu địa chỉ, hoặc địa chỉ không bắt đầu bằng https://",
            "Ghi url, url_env hoặc url_file; http:// chỉ dùng cho địa chỉ trên máy này",
            "The webhook “{name}” has no address that begins with https://",
            "Write url, url_env or url_file; http:// is for an address on this computer",
        ),
        "webhook_template": (
            "Mẫu tin không thành JSON, hoặc thiếu {{text}}",
            "Viết như '{{\"text\": {{text}}}}': {{text}} và {{subject}} không có ngoặc kép",
            "The template makes no JSON, or lacks {{text}}",
            "Write it like '{{\"text\": {{text}}}}': {{text}} and {{subject}} without quotes",
        ),
        "webhook_header": (
            "Tên header chỉ gồm chữ, số và dấu gạch",
            "Viết như Authorization hoặc access_token theo tài liệu của nơi nhận",
            "The name of a header is letters, digits and dashes",
            "Write it like Authorization, as the receiver's documents say",
        ),
        "webhook_twice": (
            "Hai webhook cùng tên “{name}”",
            "Đặt cho mỗi webhook một tên riêng",
            "Two webhooks are named “{name}”",
            "Give each a name of its own",
        ),
    }
)

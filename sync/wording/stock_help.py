"""What `ocop stock --help` says of its commands and options."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_stock": (
            "xem tồn kho, đã bán, đang giữ cho đơn, khả dụng",
            (
                "Một dòng cho mỗi mã SKU, tính từ lần đếm gần nhất: số đếm + nhập - hao hụt - đã"
                " bán + trả lại = tồn kho; trừ số đang giữ cho đơn là khả dụng."
            ),
            "show what is on hand, sold, reserved and available",
            (
                "One line a SKU since its last count: counted + received - lost - sold + returned"
                " = on hand; less what is reserved, it is available."
            ),
        ),
        "help_stock_history": (
            "xem vì sao còn bấy nhiêu, từng dòng một",
            "Từng lần đếm và những gì sau đó: lúc nào, việc gì, gian hàng, mã đơn, còn bao nhiêu.",
            "answer why there are so many, line by line",
            "Each count and what came after: when, what, which shop and order, how many were left.",
        ),
        "help_stock_count": (
            "ghi số vừa đếm trên kệ, không cần sửa danh mục",
            (
                "Đếm hàng đang có trên kệ, kể cả hàng của đơn chưa thanh toán; hàng của đơn đã"
                " thanh toán thì để riêng. Số này thay cho số trong danh mục cho đến khi bạn sửa"
                " danh mục."
            ),
            "write down what was counted, without editing the catalog",
            (
                "Count what stands on the shelf, goods of unpaid orders included; set aside what"
                " is paid for. It replaces the catalog's count until you edit that."
            ),
        ),
        "help_stock_receive": (
            "ghi hàng mới nhập",
            "Với cùng --reference thì chỉ tính một lần, dù chạy lại bao nhiêu lần.",
            "write down what was received",
            "Under one --reference it counts once, however often it is repeated.",
        ),
        "help_stock_lose": (
            "ghi hàng hư, vỡ, ăn thử, cho tặng",
            "Với cùng --reference thì chỉ tính một lần, dù chạy lại bao nhiêu lần.",
            "write down what was spoilt, broken, tasted or given away",
            "Under one --reference it counts once, however often it is repeated.",
        ),
        "help_stock_aside": (
            "để riêng hàng cho một gian hàng theo giờ, ví dụ buổi livestream",
            (
                "Trong giờ đó các gian hàng khác không bán số này; gian hàng kia bán được đến đâu"
                " thì trừ đến đó. Hết giờ, phần còn lại tự về chia như thường."
            ),
            "set units aside for one shop by the hour, as for a livestream",
            (
                "Meanwhile no other shop sells them; what that shop sells is taken off. At the end"
                " what is left is shared out as ever, by itself."
            ),
        ),
        "help_option_begins": ("từ mấy giờ, ví dụ 19:00", "", "from when, such as 19:00", ""),
        "help_value_begins": ("GIỜ", "", "TIME", ""),
        "help_option_ends": (
            "đến mấy giờ; trước giờ bắt đầu là sang hôm sau",
            "",
            "until when; before the beginning means the next day",
            "",
        ),
        "help_value_ends": ("GIỜ", "", "TIME", ""),
        "help_stock_back": (
            "ghi hàng của một đơn đã quay về kho",
            (
                "Cho đơn bị hủy sau khi giao vận chuyển, giao không được, hoặc khách trả. Mỗi món"
                " chỉ tính một lần, dù sau đó sàn báo lại thế nào. Nếu đã đếm kho sau khi hàng về"
                " thì ghi --good 0."
            ),
            "write down that goods of an order are back",
            (
                "For orders cancelled after the hand-over, not delivered, or sent back. Each unit"
                " counts once, whatever the marketplace tells of it later. If you have counted the"
                " shelf since they came, use --good 0."
            ),
        ),
        "help_option_order": ("mã đơn của sàn", "", "the marketplace's order number", ""),
        "help_option_came": (
            "bao nhiêu món đã về (mặc định: tất cả)",
            "",
            "how many came (default: all)",
            "",
        ),
        "help_option_good": (
            "bao nhiêu món bán lại được (mặc định: tất cả món đã về)",
            "",
            "how many can be sold again (default: all that came)",
            "",
        ),
        "help_value_order": ("MÃ_ĐƠN", "", "ORDER", ""),
        "help_value_came": ("SỐ", "", "N", ""),
        "help_value_good": ("SỐ", "", "N", ""),
        "help_stock_cancel": (
            "bỏ một phiếu đếm, nhập, hao hay một đơn đã ghi nhầm",
            (
                "Bỏ phiếu đếm thì số đếm trước đó lại có giá trị; bỏ đơn của gian hàng thì thêm"
                " --shop. Những gì đơn đó báo về sau không tính nữa."
            ),
            "take back an entry by hand, or what an order did",
            (
                "Without a count, the one before it holds again; an order needs --shop. Whatever"
                " comes of that order later does not count."
            ),
        ),
        "help_stock_confirm": (
            "nói số bán thật của một đơn có số không thể đúng",
            "0 nếu đơn đó không có thật. Đơn đang chờ: ocop status",
            "say what an order really took that cannot be true",
            "0 if there was no such sale. What waits: ocop status",
        ),
        "help_stock_believe": (
            "nói bên nào đúng khi gian hàng hiện ít hơn sổ kho",
            (
                "Gian hàng đúng thì phần thiếu được ghi là hao hụt; thêm --ours khi hàng vẫn còn"
                " trên kệ. Không ghi SKU là mọi SKU của gian hàng đó."
            ),
            "say who is right where a shop shows fewer than the books",
            (
                "If it is the shop, what is missing is written down as lost; --ours if the goods"
                " are on the shelf. Without a SKU: all of that shop."
            ),
        ),
        "help_stock_assign": (
            "nói mã SKU lạ trong đơn hàng là hàng nào",
            "Đơn đã có và đơn sau này mang mã lạ đó đều trừ vào SKU được gán.",
            "say whose goods an unknown SKU in orders is",
            "Orders under it, those to come too, are taken off the SKU it is assigned to.",
        ),
        "help_option_ours": ("sổ kho đúng: hàng vẫn còn trên kệ", "", "the books are right", ""),
        "help_option_unknown": ("mã SKU lạ, như trong đơn", "", "the SKU nobody knows", ""),
        "help_value_unknown": ("SKU_LẠ", "", "UNKNOWN_SKU", ""),
        "help_option_sku": ("mã SKU", "", "the SKU", ""),
        "help_option_number": ("số lượng, chỉ chữ số", "", "how many, in digits", ""),
        "help_option_date": (
            "ngày đếm, ví dụ 2026-11-20 (mặc định: ngay lúc này)",
            "",
            "day of the count, such as 2026-11-20 (default: right now)",
            "",
        ),
        "help_option_note": ("ghi chú", "", "a note", ""),
        "help_option_reference": (
            "mã phiếu của bạn; không ghi thì được cấp một mã",
            "",
            "a reference of yours; one is made if there is none",
            "",
        ),
        "help_value_sku": ("SKU", "", "SKU", ""),
        "help_value_number": ("SỐ", "", "N", ""),
        "help_value_date": ("NGÀY", "", "DATE", ""),
        "help_value_note": ("CHỮ", "", "TEXT", ""),
        "help_value_reference": ("MÃ_PHIẾU", "", "REFERENCE", ""),
    }
)

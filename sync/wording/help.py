"""What every command does, as `--help` tells it."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.exits import EXITS
from sync.wording.sentence import Sentence, Wording


def _one(vi: str, en: str) -> Sentence:
    return Sentence(vi=Wording(vi), en=Wording(en))


_HEADINGS: dict[str, Sentence] = {
    "help_usage": _one("Cách dùng: ", "Usage: "),
    "help_arguments": _one("Cần cho biết", "Arguments"),
    "help_options": _one("Tùy chọn", "Options"),
    "help_common": _one("Tùy chọn chung, viết trước hay sau lệnh đều được", "Common options"),
    "help_commands": _one("Các lệnh", "Commands"),
    "help_subcommands": _one("Các lệnh cùng nhóm", "Commands of this group"),
    "help_exits": _one("Mã kết thúc", "Exit codes"),
    "help_option_slot": _one("[TÙY CHỌN]", "[OPTIONS]"),
    "help_command_slot": _one("LỆNH [TÙY CHỌN]", "COMMAND [OPTIONS]"),
    "help_more": _one(
        "Xem kỹ một lệnh: ocop LỆNH --help", "More on one command: ocop COMMAND --help"
    ),
}

_COMMANDS: dict[str, Sentence] = {
    "help_ocop": Sentence(
        vi=Wording(
            "giữ các gian hàng trên sàn luôn đúng với một danh mục sản phẩm OCOP",
            "Bạn sửa danh mục trong thư mục config; lệnh này xem từng gian hàng, tính những gì cần"
            " đổi, giữ lại những gì có vẻ nguy hiểm để bạn quyết định, đổi phần còn lại và ghi vào"
            " lịch sử.",
        ),
        en=Wording(
            "keeps the shops on the marketplaces true to one catalog of OCOP products",
            "You edit the catalog in the config folder; this looks at each shop, decides what must"
            " change, keeps what looks dangerous for you to decide, changes the rest and"
            " remembers it.",
        ),
    ),
    "help_check": Sentence(
        vi=Wording(
            "kiểm tra danh mục và báo mọi lỗi cùng lúc",
            "Mỗi lỗi có tệp, dòng, cột, chính dòng đó và cách sửa. Không gọi ra mạng, không sửa"
            " gì. Kết thúc bằng 1 khi có lỗi; chỉ có cảnh báo thì vẫn là 0.",
        ),
        en=Wording(
            "check the catalog and report every problem at once",
            "Each problem comes with file, line, column, the line itself and what to do. Touches"
            " nothing. Exits 1 when there are errors; warnings alone are 0.",
        ),
    ),
    "help_plan": Sentence(
        vi=Wording(
            "xem trước thay đổi, không sửa gì trên sàn",
            "Đọc các gian hàng rồi liệt kê những gì lệnh ocop sync sẽ làm. Kết thúc bằng 0 khi"
            " không có gì phải đổi, bằng 2 khi có.",
        ),
        en=Wording(
            "preview the changes without making any",
            "Reads the shops and lists what ocop sync would do. Exits 0 when nothing would change"
            " and 2 when something would.",
        ),
    ),
    "help_sync": Sentence(
        vi=Wording(
            "so gian hàng với danh mục, cập nhật chỗ khác nhau rồi báo kết quả",
            "Đọc, tính, đổi rồi báo lại từng thay đổi. Việc có vẻ nguy hiểm được giữ lại: xem bằng"
            " ocop plan rồi duyệt bằng ocop approve. Kết thúc bằng 0 khi các gian hàng đã khớp danh"
            " mục, bằng 3 khi có việc chờ bạn duyệt hoặc thất bại.",
        ),
        en=Wording(
            "compare the shops with the catalog, update what differs, and report",
            "Reads, decides, changes and reports every change. What looks dangerous is held:"
            " look at it with ocop plan and allow it with ocop approve. Exits 0 when the shops"
            " match the catalog, 3 when something is held or failed.",
        ),
    ),
    "help_connect": Sentence(
        vi=Wording(
            "kết nối một gian hàng thật: lấy quyền truy cập từ chủ gian hàng",
            "Lần đầu in địa chỉ để chủ gian hàng đồng ý; lần sau kèm --code của địa chỉ quay về.",
        ),
        en=Wording(
            "connect a real shop: get its seller's consent",
            "First prints the address where the seller consents; then give the --code it returns.",
        ),
    ),
    "help_preview": Sentence(
        vi=Wording(
            "xem mỗi sản phẩm sẽ hiện ra thế nào trên từng sàn",
            "Ghi một trang web (preview.html) có hình ảnh, tên kèm số ký tự, giá, tồn kho, mô tả,"
            " thuộc tính và những gì còn thiếu; mở bằng trình duyệt, điện thoại cũng xem được."
            " Không gọi ra mạng.",
        ),
        en=Wording(
            "see how each product will look on each platform",
            "Writes one page (preview.html) with pictures, the title and its length, price, stock,"
            " description, attributes and what is missing; any browser shows it, a phone's too."
            " Asks nothing of the network.",
        ),
    ),
    "help_status": Sentence(
        vi=Wording(
            "tình hình từng gian hàng",
            "Lần đồng bộ cuối, kết quả của lần đó, việc chờ bạn duyệt, giấy tờ sắp hết hạn.",
        ),
        en=Wording(
            "how each shop stands",
            "The last round, what came of it, what waits for you, and papers that end soon.",
        ),
    ),
    "help_papers": Sentence(
        vi=Wording(
            "giấy tờ: hết hạn ngày nào, nộp hồ sơ trước ngày nào, còn thiếu giấy gì",
            "Chứng nhận OCOP, ATTP, tự công bố, mã vạch, mã số vùng trồng… theo ngày hết hạn, rồi"
            " những gì còn thiếu trước khi bán ở từng gian hàng. Không gọi ra mạng. ocop serve tự"
            " nhắc trước 180, 90, 30, 7 ngày và đúng ngày.",
        ),
        en=Wording(
            "papers: which ends when, by when to hand in a dossier, and what is missing",
            "OCOP, food safety, self-declaration, GTIN, growing area ... by the day they end, then"
            " what is missing before selling in each shop. Touches nothing. ocop serve reminds by"
            " itself 180, 90, 30 and 7 days before, and on the day.",
        ),
    ),
    "help_log": Sentence(
        vi=Wording(
            "lịch sử đồng bộ: giá trị cũ, giá trị mới, lúc nào, vì sao, kết quả",
            "Mới nhất đứng trước.",
        ),
        en=Wording("what was changed: old, new, when, why, outcome", "Newest first."),
    ),
    "help_approve": Sentence(
        vi=Wording(
            "hỏi từng việc chờ bạn duyệt, của mọi gian hàng, rồi ghi nhớ câu trả lời",
            "Duyệt là duyệt đúng việc đó: đơn hàng khác không làm mất hiệu lực; dùng một lần, có"
            " hạn 14 ngày. ocop sync hay ocop serve làm ở lượt tới.",
        ),
        en=Wording(
            "ask about what is held, one by one over all shops, and remember the answers",
            "A permission is for just that change: a sale elsewhere does not void it; it is used"
            " once and lasts 14 days. ocop sync or ocop serve does it at the next round.",
        ),
    ),
    "help_hold": Sentence(
        vi=Wording(
            "dừng đổi một sản phẩm, một gian hàng hay tất cả",
            "Số bán vẫn được giảm khi phải giảm: không ai bán hàng không có.",
        ),
        en=Wording(
            "change nothing more of a product, a shop or everything",
            "Fewer units are shown all the same: nobody sells what is not there.",
        ),
    ),
    "help_release": Sentence(
        vi=Wording("cho chạy tiếp những gì đã dừng", "Xem đang dừng gì: ocop status"),
        en=Wording("let go on what was put on hold", "What is on hold: ocop status"),
    ),
    "help_retry": Sentence(
        vi=Wording(
            "gửi lại những gì sàn đã từ chối",
            "Điều sàn đã từ chối chỉ được gửi lại khi nội dung của nó, gian hàng hay bản chương"
            " trình đổi, hoặc khi bạn bảo bằng lệnh này. Lượt đồng bộ sau sẽ gửi.",
        ),
        en=Wording(
            "send again what a marketplace refused",
            "What was refused is sent again once its content, the shop or the program changed, or"
            " when you say so here. The next round sends it.",
        ),
    ),
    "help_undo": Sentence(
        vi=Wording(
            "lấy lại những gì một lượt đã đổi",
            "Số lượt có trong ocop log. Điều gì đã đổi thêm sau đó thì được nêu tên và để yên."
            " Giá trị lấy lại đứng yên đến khi danh mục đổi.",
        ),
        en=Wording(
            "take back what a run changed",
            "The numbers of runs are in ocop log. What has changed since is named and left alone."
            " What was taken back stays until the catalog changes.",
        ),
    ),
    "help_undo_edit": Sentence(
        vi=Wording(
            "trả tệp danh mục về như trước một lần sửa (chép, nhập từ Excel)",
            "Số của lần sửa có trong ocop log. Chỗ đã được sửa thêm sau đó thì để yên.",
        ),
        en=Wording(
            "put a catalog file back as it was before an edit",
            "The number is in ocop log. A file that was changed since is left alone.",
        ),
    ),
    "help_take": Sentence(
        vi=Wording(
            "chép giá trị đang có ở gian hàng vào danh mục",
            "Chỉ ghi riêng cho gian hàng ấy, trừ khi có --everywhere hoặc chỉ nó bán sản phẩm này."
            " Chú thích và cách trình bày của tệp giữ nguyên.",
        ),
        en=Wording(
            "write what stands in a shop into the catalog",
            "For that shop alone, unless --everywhere is given or it alone sells the product."
            " Comments and layout of the file stay.",
        ),
    ),
    "help_home": Sentence(
        vi=Wording(
            "dữ liệu của chương trình ở đâu, và có đúng là bản đang dùng không",
            "Bản sao trên máy khác, hoặc bản cũ được đặt lại, phải có --accept mới được ghi lên"
            " sàn.",
        ),
        en=Wording(
            "where the program's memory is, and whether it is the one in use",
            "A copy on another computer, or an older one put back, writes to no shop before"
            " --accept.",
        ),
    ),
    "help_schema": Sentence(
        vi=Wording(
            "in JSON Schema để trình soạn thảo gợi ý khi viết danh mục",
            "Thêm --write để ghi các tệp *.schema.json vào thư mục cấu hình.",
        ),
        en=Wording(
            "print the JSON Schema that editors complete from",
            "With --write the files *.schema.json are put into the config folder.",
        ),
    ),
    "help_serve": Sentence(
        vi=Wording(
            "chạy nền: tự động đồng bộ từng gian hàng theo lịch",
            "Mỗi lượt in một dòng. Dừng bằng Ctrl+C; việc dở dang không mất.",
        ),
        en=Wording(
            "keep the shops true in the background, on schedule",
            "Prints one line a round. Stop it with Ctrl+C; nothing is lost.",
        ),
    ),
    "help_sandbox": Sentence(
        vi=Wording(
            "mở các sàn tập trên máy này để thử, không cần tài khoản",
            "Giữ cửa sổ này mở, rồi chạy ocop sync ở cửa sổ khác. Dừng bằng Ctrl+C.",
        ),
        en=Wording(
            "serve practice marketplaces on this machine, no account needed",
            "Keep this window open and run ocop sync in another. Stop it with Ctrl+C.",
        ),
    ),
    "help_demo": Sentence(
        vi=Wording(
            "xem cả quy trình chạy thật trên sàn tập, chưa đến một phút",
            "Dùng bản sao của danh mục mẫu trong thư mục tạm; không động đến gian hàng của bạn."
            " Kết thúc bằng 1 nếu có điều gì không đúng như lời kể.",
        ),
        en=Wording(
            "watch the whole story on a practice marketplace, in under a minute",
            "Works on a copy of the shipped catalog in a temporary folder. Exits 1 when something"
            " is not as it says.",
        ),
    ),
    "help_init": Sentence(
        vi=Wording(
            "tạo thư mục cấu hình nhỏ đầu tiên",
            "Một hợp tác xã, một sản phẩm có hình ảnh, một gian hàng tập. Không ghi đè tệp nào.",
        ),
        en=Wording(
            "write a first small config folder",
            "One cooperative, one product with a picture, one practice shop. Overwrites nothing.",
        ),
    ),
}

_OPTIONS: dict[str, Sentence] = {
    "help_option_config": _one(
        "thư mục cấu hình (mặc định OCOP_CONFIG, rồi ./config, không có thì danh mục mẫu đi kèm)",
        "config folder (default OCOP_CONFIG, else ./config, else the starter that comes along)",
    ),
    "help_option_home": _one(
        "thư mục chứa dữ liệu của chương trình (mặc định OCOP_HOME, không có thì var)",
        "where the program keeps its state (default OCOP_HOME, else var)",
    ),
    "help_option_lang": _one(
        "ngôn ngữ: vi hoặc en (mặc định OCOP_LANG, không có thì theo settings.yaml)",
        "language: vi or en (default OCOP_LANG, else settings.yaml)",
    ),
    "help_option_json": _one(
        "in kết quả dạng JSON cho máy đọc; lời nhắn đi ra stderr",
        "JSON for machines on stdout; notes go to stderr",
    ),
    "help_option_verbose": _one(
        "kể từng lượt gọi sàn ra stderr (như OCOP_LOG=debug)",
        "tell every call of a marketplace on stderr (as OCOP_LOG=debug does)",
    ),
    "help_option_version": _one("in phiên bản", "print the version"),
    "help_option_help": _one("xem hướng dẫn này", "show this text"),
    "help_option_shop": _one("chỉ gian hàng này", "this shop only"),
    "help_option_cooperative": _one(
        "chỉ chủ thể này: tên tệp danh mục, hoặc một phần tên",
        "only this cooperative: its file, or part of its name",
    ),
    "help_value_cooperative": _one("TÊN", "NAME"),
    "help_option_days": _one(
        "chỉ giấy đã hết hạn hoặc hết hạn trong SỐ ngày tới",
        "only what has ended or ends within N days",
    ),
    "help_value_days": _one("SỐ", "N"),
    "help_option_csv": _one("in thành CSV để mở bằng bảng tính", "print CSV for a spreadsheet"),
    "help_option_product": _one("chỉ sản phẩm có mã này", "the product with this code only"),
    "help_option_quick": _one(
        "kiểm tra nhanh: chỉ đọc lại sản phẩm mà sàn báo có thay đổi",
        "quick check: read again only what the platform reports as changed",
    ),
    "help_option_approve": _one(
        "duyệt những việc đang chờ bạn duyệt của đúng kế hoạch có mã này",
        "allow what is held in exactly the plan with this digest",
    ),
    "help_option_yes": _one("làm hết, không hỏi", "do it all, ask nothing"),
    "help_option_writes": _one(
        "sau khi đọc, thử ghi một sản phẩm: đăng ẩn, sửa, hiện, ẩn lại; hỏi từng bước",
        "after reading, write one product: hidden, edited, shown, withdrawn; each step asked",
    ),
    "help_option_whole": _one("tất cả", "everything"),
    "help_option_field": _one(
        "chỉ những mục này, ví dụ price,title", "these fields only, such as price,title"
    ),
    "help_option_run_number": _one("số lượt, có trong ocop log", "a run's number, from ocop log"),
    "help_option_accept": _one(
        "từ nay dùng dữ liệu ở đây; bản kia không chạy nữa",
        "from now on this memory is used; the other one runs no more",
    ),
    "help_option_limit": _one("số dòng nhiều nhất (mặc định 50)", "at most so many (default 50)"),
    "help_option_write": _one("ghi vào thư mục cấu hình", "write them into the config folder"),
    "help_option_from_shop": _one("gian hàng có giá trị đúng", "the shop that is right"),
    "help_option_product_code": _one("mã sản phẩm", "the code of the product"),
    "help_option_everywhere": _one(
        "ghi cho mọi gian hàng, không riêng gian hàng ấy", "for all shops, not for that one alone"
    ),
    "help_option_edit_number": _one(
        "số của lần chép, có trong ocop log", "the number of the edit, as ocop log tells it"
    ),
    "help_option_port": _one(
        "cổng đầu tiên (mặc định 8710; 0 là cổng trống bất kỳ)",
        "base port (default 8710; 0 picks free ones)",
    ),
    "help_option_listen": _one(
        "nghe tin đẩy từ sàn ở MÁY:CỔNG, ví dụ 127.0.0.1:8790",
        "listen for the platforms' pushes at HOST:PORT, such as 127.0.0.1:8790",
    ),
    "help_option_redirect": _one(
        "địa chỉ quay về, đúng như đã khai với sàn", "the redirect address, as declared there"
    ),
    "help_option_code": _one(
        "mã nhận được trong địa chỉ quay về", "what stands after code= in the address"
    ),
    "help_option_state": _one(
        "tệp để nhớ sàn tập giữa các lần mở", "a file that remembers the replicas between runs"
    ),
    "help_option_folder": _one(
        "thư mục mới, hoặc thư mục có sẵn chưa có các tệp này",
        "a new folder, or one without these files",
    ),
}

_METAVARS: dict[str, Sentence] = {
    "help_value_config": _one("THƯ_MỤC", "DIR"),
    "help_value_home": _one("THƯ_MỤC", "DIR"),
    "help_value_folder": _one("THƯ_MỤC", "DIR"),
    "help_value_lang": _one("vi|en", "vi|en"),
    "help_value_shop": _one("TÊN", "NAME"),
    "help_value_product": _one("MÃ", "CODE"),
    "help_value_approve": _one("MÃ_KẾ_HOẠCH", "DIGEST"),
    "help_value_field": _one("MỤC", "FIELDS"),
    "help_value_run_number": _one("LƯỢT", "RUN"),
    "help_value_from_shop": _one("GIAN_HÀNG", "SHOP"),
    "help_value_product_code": _one("SẢN_PHẨM", "PRODUCT"),
    "help_value_edit_number": _one("SỐ", "N"),
    "help_value_limit": _one("SỐ", "N"),
    "help_value_port": _one("SỐ", "N"),
    "help_value_listen": _one("MÁY:CỔNG", "HOST:PORT"),
    "help_value_redirect": _one("ĐỊA_CHỈ", "URL"),
    "help_value_code": _one("MÃ", "CODE"),
    "help_value_state": _one("TỆP", "FILE"),
}

SENTENCES: Mapping[str, Sentence] = _HEADINGS | _COMMANDS | _OPTIONS | _METAVARS | EXITS

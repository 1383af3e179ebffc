"""What is said of what marketplaces ask for, and of what they answered that nobody expected."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

_CATEGORIES = worded(
    {
        "help_categories": (
            "tìm ngành hàng của sàn bằng vài chữ, không cần dấu, và xem sàn đòi gì ở đó",
            ("Đọc cây ngành hàng của sàn (giữ một ngày trong thư mục dữ liệu), liệt kê các ngành"
            " cấp cuối có đủ những chữ ấy, không có thì những tên gần nhất, rồi cho biết ngành đứng"
            " đầu bắt buộc thuộc tính nào, cho phép giá trị nào, đòi giấy tờ gì."),
            "find a marketplace's category by words, accents or none, and see what it asks for",
            ("Reads the marketplace's categories (kept for a day in the home folder), lists the"
            " leaves that hold these words, else the nearest names, and shows which attributes,"
            " values and licences the first one asks for."),
        ),
        "help_option_words": (
            "chữ trong tên ngành hàng, hoặc mã ngành", "", "words of its name, or its id", ""
        ),
        "help_value_words": ("CHỮ…", "", "WORDS…", ""),
        "word_column_category_id": ("Mã", "", "Id", ""),
        "word_column_attribute": ("Thuộc tính", "", "Attribute", ""),
        "word_column_mandatory": ("Bắt buộc", "", "Mandatory", ""),
        "word_column_allowed": ("Giá trị cho phép", "", "Allowed values", ""),
        "categories_fit": ("Ngành hàng có “{words}”:", "", "Categories with “{words}”:", ""),
        "categories_near": (
            "Không ngành hàng nào có “{words}”. Tên gần nhất:",
            "",
            "No category has “{words}”. The nearest names:",
            "",
        ),
        "categories_none": (
            "Không ngành hàng nào của sàn có tên gần giống “{words}”.",
            "Thử ít chữ hơn, hoặc một chữ khác.",
            "No category of the marketplace has a name like “{words}”.",
            "Try fewer words, or another one.",
        ),
        "categories_unknown": (
            "Sàn của gian hàng {shop} không cho hỏi ngành hàng.",
            "Xem ngành hàng trong trang quản lý của sàn.",
            "The marketplace of {shop} does not tell its categories.",
            "Look them up in its seller centre.",
        ),
        "categories_asks": ("{path} hỏi:", "", "{path} asks for:", ""),
        "categories_mandatory": ("có", "", "yes", ""),
        "categories_own_value": ("tự viết", "", "words of your own", ""),
        "categories_closed": (
            "Gian hàng chưa được bán ở ngành này: {why}.",
            "",
            "The shop may not sell in this category: {why}.",
            "",
        ),
        "categories_paper": ("Bắt buộc nộp: {name}.", "", "Has to be handed in: {name}.", ""),
        "categories_paper_perhaps": (
            "Có thể phải nộp: {name}.", "", "May have to be handed in: {name}.", ""
        ),
        "categories_brand": (
            "Bắt buộc có thương hiệu mà sàn biết.",
            "",
            "A brand that the marketplace knows is mandatory.",
            "",
        ),
        "categories_size": (
            "Bắt buộc có kích thước gói hàng.", "", "The size of the parcel is mandatory.", ""
        ),
        "categories_title_length": (
            "Tên: [[từ {least} ]][[đến {most} ]]chữ.",
            "",
            "Title: [[from {least} ]][[to {most} ]]characters.",
            "",
        ),
        "categories_description_length": (
            "Mô tả: [[từ {least} ]][[đến {most} ]]chữ.",
            "",
            "Description: [[from {least} ]][[to {most} ]]characters.",
            "",
        ),
        "categories_images": (
            "Hình ảnh: [[từ {least} ]][[đến {most} ]]tấm.",
            "",
            "Pictures: [[from {least} ]][[to {most} ]].",
            "",
        ),
        "categories_price": (
            "Giá: [[từ {least:dong} ]][[đến {most:dong}]].",
            "",
            "Price: [[from {least:dong} ]][[to {most:dong}]].",
            "",
        ),
        "categories_quantity": (
            "Tồn kho: [[từ {least} ]][[đến {most}]].",
            "",
            "Stock: [[from {least} ]][[to {most}]].",
            "",
        ),
        "categories_write": (
            "Ghi vào categories.yaml, dưới ngành của bạn: {line}",
            "",
            "Write into categories.yaml, below your own category: {line}",
            "",
        ),
    }
)  # fmt: skip

_FORESEEN = worded(
    {
        "check_kept_at": (
            "Đối chiếu với điều sàn đã trả lời, mới nhất lúc {at}.",
            "",
            "Compared with what the marketplace answered, last at {at}.",
            "",
        ),
        "category_without_line": (
            ("Ngành “{category}” chưa có dòng {platform}: {count} sản phẩm không đăng được lên"
            " {shop}: {codes}."),
            "Tìm tên của sàn: ocop categories --shop {shop} CHỮ, rồi ghi vào categories.yaml",
            ("Category “{category}” has no line for {platform}: {count} products cannot go"
            " to {shop}: {codes}."),
            ("Find its name there: ocop categories --shop {shop} WORDS, and write it into"
            " categories.yaml"),
        ),
        "attribute_unmet": (
            "Ngành hàng này của sàn không có mục “{name}”: sàn sẽ không hiện nó.[[ ({codes})]]",
            "Xem tên mục mà sàn dùng: ocop categories --shop GIAN_HÀNG CHỮ",
            "This category has no line “{name}”: the marketplace will not show it.[[ ({codes})]]",
            "See which names it uses: ocop categories --shop SHOP WORDS",
        ),
        "attribute_value_unmet": (
            ("Giá trị của “{name}” không có trong danh sách của sàn nên bị bỏ qua."
            "[[ Giá trị cho phép: {allowed}.]][[ ({codes})]]"),
            "Viết đúng một giá trị của sàn nếu muốn sàn hiện nó.",
            ("The value of “{name}” is not on the marketplace's list and is left out."
            "[[ Allowed values: {allowed}.]][[ ({codes})]]"),
            "Write one of its values if it shall be shown.",
        ),
        "never_asked": (
            "Chưa từng hỏi sàn điều này ({path}).",
            "Hỏi một lần khi có mạng: ocop plan",
            "The marketplace was never asked this ({path}).",
            "Ask it once over the network: ocop plan",
        ),
    }
)  # fmt: skip

_REPORT = worded(
    {
        "help_report": (
            "xem câu trả lời của sàn mà chương trình chưa hiểu, đóng gói để gửi cho chúng tôi",
            (
                "Liệt kê mã, trạng thái, trường mà tài liệu của sàn không nói tới. Có tên lệnh gọi"
                " hoặc mã: ghi câu trả lời gần nhất thành một tệp, đã bỏ hết bí mật và thông tin"
                " người mua. Không gọi ra mạng."
            ),
            "see which answers of marketplaces nobody expected, and pack one to be sent to us",
            (
                "Lists codes, statuses and fields that no document tells of. With the name of a"
                " call, or an id: writes its last such answer into a file, without secrets and"
                " without anything of buyers. Touches nothing else."
            ),
        ),
        "help_option_call": (
            "lệnh gọi của sàn hoặc mã trong danh sách",
            "",
            "a call of the marketplace, or an id of the list",
            "",
        ),
        "help_value_call": ("LỆNH_GỌI", "", "CALL", ""),
        "word_column_report_id": ("Mã", "", "Id", ""),
        "word_column_endpoint": ("Lệnh gọi", "", "Call", ""),
        "word_column_unknown": ("Chưa hiểu", "", "Not understood", ""),
        "word_column_times": ("Số lần", "", "Times", ""),
        "word_column_last_at": ("Gần nhất", "", "Last", ""),
        "report_field": ("trường", "", "field", ""),
        "report_word": ("trạng thái", "", "status", ""),
        "report_code": ("mã", "", "code", ""),
        "report_none": (
            "Chưa gặp câu trả lời nào của sàn mà chương trình không hiểu.",
            "",
            "No marketplace has answered anything that was not understood.",
            "",
        ),
        "report_listed": (
            "{count} điều chưa hiểu. Không điều nào bị đoán thành việc nguy hiểm.",
            "Gửi cho chúng tôi: ocop report MÃ",
            "{count} things not understood. None was guessed into something dangerous.",
            "Send them to us: ocop report ID",
        ),
        "report_waiting": (
            "Sàn đã trả lời {count} điều mà chương trình chưa hiểu.",
            "Xem: ocop report",
            "Marketplaces have answered {count} things that were not understood.",
            "See them: ocop report",
        ),
        "report_packed": (
            "Đã ghi {file}, không còn bí mật và thông tin người mua.",
            "Mở ra xem lại rồi gửi cho chúng tôi.",
            "Wrote {file}; no secrets and nothing of buyers are left in it.",
            "Look it through, then send it to us.",
        ),
        "report_unknown": (
            "Chưa gặp câu trả lời lạ nào của {call}.",
            "Xem danh sách: ocop report",
            "Nothing unexpected was ever answered to {call}.",
            "See the list: ocop report",
        ),
    }
)

_TRY = worded(
    {
        "help_try": (
            "diễn tập với gian hàng thật trước khi bắt đầu: chỉ đọc, không ghi gì",
            (
                "Gọi mỗi lệnh đọc của sàn một lần, so câu trả lời với những gì đã biết, đo đồng hồ"
                " và độ trễ, cho biết đã nên bắt đầu chưa, ghi một tệp báo cáo không có thông tin"
                " người mua. Kết thúc bằng 3 khi chưa nên."
            ),
            "rehearse with a real shop before the first round: reads only, writes nothing",
            (
                "Makes every reading call of the marketplace, compares the answers with what is"
                " known, measures clock and lag, says whether it is safe to begin, and writes a"
                " report without anything of buyers. Exits 3 when it is not."
            ),
        ),
        "word_column_slowest_ms": ("Chậm nhất, ms", "", "Slowest, ms", ""),
        "try_clock": (
            "Đồng hồ máy này lệch {seconds} giây so với sàn.",
            "Chỉnh giờ máy.",
            "This computer's clock differs from the marketplace's by {seconds} seconds.",
            "Set it right.",
        ),
        "try_safe": (
            "Bắt đầu được: đã đọc mọi thứ của {shop}[[, {listings} sản phẩm]][[, {orders} đơn]].",
            "Xem việc sẽ làm: ocop plan --shop {shop}",
            "Safe to begin: all of {shop} was read[[, {listings} listings]][[, {orders} orders]].",
            "See what would be done: ocop plan --shop {shop}",
        ),
        "try_not_safe": (
            "Chưa nên bắt đầu với {shop}: có điều không đọc được hoặc chưa hiểu, xem ở trên.",
            "Gửi cho chúng tôi tệp báo cáo, và: ocop report",
            "Do not begin with {shop} yet: something could not be read or understood, see above.",
            "Send us the report file, and: ocop report",
        ),
        "try_pace": (
            (
                "{calls} lệnh gọi trong {seconds} giây; chậm nhất {slowest_ms} ms; sàn bảo chậm lại"
                " {throttled} lần."
            ),
            "",
            (
                "{calls} calls in {seconds} seconds; the slowest took {slowest_ms} ms; the"
                " marketplace asked us to slow down {throttled} times."
            ),
            "",
        ),
        "try_answers": (
            "Làm bước này? c = có, k = không, t = làm hết các bước còn lại, d = dừng",
            "",
            "Take this step? y = yes, n = no, a = all that are left, q = stop",
            "",
        ),
        "try_step_publish": (
            "Bước 1/4: đăng {code} ở dạng ẩn, người mua chưa thấy, rồi đọc lại.",
            "",
            "Step 1 of 4: publish {code} hidden from buyers, and read it back.",
            "",
        ),
        "try_step_edit": (
            "Bước 2/4: ghi lại mô tả, tăng giá 1.000đ rồi trả về giá cũ; vẫn đang ẩn.",
            "",
            (
                "Step 2 of 4: write the description again, raise a price by 1,000 dong and put it"
                " back; it stays hidden."
            ),
            "",
        ),
        "try_step_show": (
            "Bước 3/4: cho {code} hiện ra, đúng giá và đúng tồn kho: người mua có thể mua.",
            "",
            "Step 3 of 4: show {code}, at its true price and stock: buyers may buy it.",
            "",
        ),
        "try_step_withdraw": (
            "Bước 4/4: ẩn {code} lại.",
            "",
            "Step 4 of 4: hide {code} again.",
            "",
        ),
        "try_step_done": (
            "Xong; sau {seconds} giây thì sàn đọc ra đúng.",
            "",
            "Done; after {seconds} seconds it read back as written.",
            "",
        ),
        "try_step_failed": (
            "Bước này chưa xong; không có bước nào tiếp theo được làm.",
            "Xem lý do ở trên; chạy lại lệnh này thì làm tiếp từ bước này",
            "This step is not done; none was taken after it.",
            "See the reason above; run this again to go on from this step",
        ),
        "try_differs": (
            "Sàn đọc ra khác những gì đã ghi: {fields}.",
            "Gửi cho chúng tôi tệp báo cáo",
            "What reads back differs from what was written: {fields}.",
            "Send us the report file",
        ),
        "try_all_steps": (
            "Đã thử đủ các bước; {code} đang ẩn. Lượt đồng bộ sau sẽ cho hiện lại theo danh mục.",
            "Muốn để ẩn: ocop hold --shop {shop} --product {code}",
            "All steps were taken; {code} is hidden. The next round shows it as the catalog says.",
            "To leave it hidden: ocop hold --shop {shop} --product {code}",
        ),
        "try_steps_left": (
            "Còn {left} bước chưa thử.",
            "Làm tiếp: ocop try --write --shop {shop}",
            "{left} steps are left.",
            "Go on: ocop try --write --shop {shop}",
        ),
        "try_nobody_to_ask": (
            "Mỗi bước ghi phải có người trả lời, mà ở đây không có ai.",
            "Chạy trong cửa sổ lệnh, hoặc thêm --yes",
            "Each step that writes asks a person, and none is here.",
            "Run it in a terminal, or add --yes",
        ),
        "try_no_product": (
            (
                "Không có sản phẩm nào thử được ở {shop}: mỗi sản phẩm hoặc đã đăng ở đó, hoặc còn"
                " thiếu điều sàn đòi."
            ),
            "Xem: ocop check; ocop plan --shop {shop}",
            (
                "No product can be tried in {shop}: each stands there already, or lacks what the"
                " marketplace asks for."
            ),
            "See: ocop check; ocop plan --shop {shop}",
        ),
        "try_other_begun": (
            "Đang thử dở với sản phẩm {product}.",
            "Làm tiếp, không ghi --product",
            "A trial with {product} has begun.",
            "Go on with it: leave --product out",
        ),
        "try_not_new": (
            "{code} không phải là sản phẩm mới ở gian hàng này, nên không thử đăng.",
            "Chọn sản phẩm khác bằng --product",
            "{code} is not new in this shop, so publishing it is not tried.",
            "Choose another with --product",
        ),
        "try_not_there": (
            "Không còn thấy {code} ở gian hàng.",
            "Xem: ocop plan",
            "{code} is not found in the shop any more.",
            "See: ocop plan",
        ),
        "try_by_files": (
            "Gian hàng {shop} làm qua tệp bảng tính, không có gì để thử ghi.",
            "Xem: ocop sheet",
            "Shop {shop} works by files: there is nothing to try.",
            "See: ocop sheet",
        ),
        "try_written": ("Báo cáo: {file}", "", "Report: {file}", ""),
        "rehearsal_reads_only": (
            "Diễn tập chỉ đọc: lệnh gọi {path} bị chặn lại.",
            "",
            "A rehearsal only reads: the call {path} was held back.",
            "",
        ),
    }
)

SENTENCES: Mapping[str, Sentence] = {**_CATEGORIES, **_FORESEEN, **_REPORT, **_TRY}

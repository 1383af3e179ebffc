"""What `--help` tells of `ocop sheet`."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

HELP: Mapping[str, Row] = {
    "help_sheet": (
        "xem gì đang chờ kết quả ở các gian hàng bán qua bảng tính",
        (
            "Bao nhiêu mã SKU đã gửi mà chưa ai xác nhận, từ bao giờ, bao nhiêu mã đã đăng hay bị"
            " từ chối, tồn kho ở đó là số của lúc nào. Không gửi gì, không ghi gì."
        ),
        "see what waits for an answer in the shops that are reached by a workbook",
        (
            "How many SKUs were sent and not confirmed, since when, how many are published or"
            " refused, and how old the stock figures there are. Sends and writes nothing."
        ),
    ),
    "help_sheet_out": (
        "ghi tệp cho người đăng bán, nói rõ tệp nào đang chờ mang đi",
        (
            "Không tùy chọn: như ocop sync của gian hàng đó, rồi kể các tệp chưa ai trả lời. --all:"
            " hỏi thêm về mọi mã SKU không đổi (Kiểm tra). --stock: chỉ giá và tồn kho, ghi hết."
        ),
        "write the files for the clerk, and say which of them wait to be carried",
        (
            "Without options: as ocop sync of that shop, then the files that nobody has answered."
            " --all asks about every unchanged SKU too. --stock: prices and stocks alone, all of"
            " them."
        ),
    ),
    "help_option_everything": (
        "cả những mã SKU không có gì đổi",
        "",
        "also the SKUs that have not changed",
        "",
    ),
    "help_option_stock": ("chỉ giá và tồn kho", "", "prices and stocks alone", ""),
    "help_sheet_take_in": (
        "nhận tệp kết quả của một gian hàng bán qua bảng tính",
        (
            "Ghi nhận dòng nào đã đăng, bị từ chối, chờ sàn duyệt; dòng để trống vẫn là chưa có"
            " kết quả. Tệp cũ, tệp của gian hàng khác hay tệp hỏng không làm thay đổi gì: kết thúc"
            " bằng 1."
        ),
        "take in the result file of a shop that is reached by a workbook",
        (
            "Records what was published, refused or waits for review; an empty line stays"
            " unanswered. A stale, foreign or damaged file changes nothing: exits 1."
        ),
    ),
    "help_sheet_fill": (
        "điền danh mục vào tệp mẫu tải từ trang người bán",
        (
            "Tên cột của tệp mẫu được nối với dữ liệu trong danh mục trong mục profiles của"
            " shops.yaml. Định dạng, dòng ẩn và ô chọn của tệp mẫu giữ nguyên. Lệnh này không ghi"
            " là đã gửi."
        ),
        "fill a template from a seller centre",
        (
            "shops.yaml says under profiles what its headings stand for. Its formatting, hidden"
            " rows and validations stay. Nothing is recorded as sent."
        ),
    ),
    "help_sheet_close": (
        "đóng một lượt gửi không có tệp kết quả",
        "Những dòng chưa có kết quả được hỏi lại trong một tệp mới, hành động Kiểm tra.",
        "close a sending whose result file will not come",
        "The lines without a result are asked about in a new file.",
    ),
    "help_option_file": ("tệp kết quả, .xlsx hoặc .csv", "", "the result file, .xlsx or .csv", ""),
    "help_option_template": ("tệp mẫu .xlsx của sàn", "", "the marketplace's .xlsx template", ""),
    "help_option_run_name": ("số của lượt gửi, ví dụ r0042", "", "the run's name, like r0042", ""),
    "help_value_file": ("TỆP", "", "FILE", ""),
    "help_value_template": ("TỆP_MẪU", "", "TEMPLATE", ""),
    "help_value_run_name": ("LƯỢT", "", "RUN", ""),
}

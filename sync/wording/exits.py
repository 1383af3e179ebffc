"""What every exit code means, as `--help` tells it."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording


def _one(vi: str, en: str) -> Sentence:
    return Sentence(vi=Wording(vi), en=Wording(en))


EXITS: dict[str, Sentence] = {
    "help_exit_0": _one("xong, không còn việc gì phải làm", "done, nothing is left to do"),
    "help_exit_1": _one(
        "danh mục hay cấu hình có lỗi, hoặc thứ bạn yêu cầu không có",
        "problems in the catalog or config, or what you asked for is not there",
    ),
    "help_exit_2": _one("ocop plan: có thay đổi cần làm", "ocop plan: something would change"),
    "help_exit_3": _one(
        "ocop sync, status: có gian hàng chưa đứng như mong muốn",
        "ocop sync, status: a shop does not stand as wanted",
    ),
    "help_exit_4": _one(
        "không kết nối được sàn, không mở được kho dữ liệu, hoặc nó có thể là bản cũ",
        "a marketplace could not be reached, the store not be opened, or it may be an old copy",
    ),
    "help_exit_64": _one("gõ lệnh chưa đúng", "the command was not understood"),
    "help_exit_70": _one(
        "lỗi của chính chương trình; chi tiết nằm trong tệp được nêu tên",
        "a fault of the program itself; details are in the file it names",
    ),
    "help_exit_141": _one(
        "đầu ra bị ngắt giữa chừng (ví dụ: ocop log | head)",
        "the output was cut off (for example: ocop log | head)",
    ),
    "help_exit_130": _one("bạn đã dừng giữa chừng (Ctrl+C)", "stopped by you (Ctrl+C)"),
}

"""What is said where many machines do the work, and of the way there: worker, migrate, move."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_worker": (
            "thêm tay làm việc: chạy ở nhiều máy, cùng một PostgreSQL",
            (
                "Làm những việc mà các ocop serve xếp vào hàng đợi chung; chạy bao nhiêu cũng"
                " được, ở máy nào cũng được. Máy nào tắt thì máy khác làm tiếp."
            ),
            "one more pair of hands: on many machines, with one PostgreSQL",
            (
                "Does what any ocop serve puts into the shared queue; run as many as you like, on"
                " any machine. When one dies, another carries on."
            ),
        ),
        "help_option_rounds": (
            "làm bao nhiêu lượt cùng lúc (mặc định 8); serve --rounds 0 để dành cho ocop worker",
            "",
            "so many rounds at once (default 8); serve --rounds 0 leaves them to workers",
            "",
        ),
        "help_value_rounds": ("SỐ", "", "N", ""),
        "worker_started": (
            "Máy này làm các việc của: {shops}.",
            "Lịch và tin đẩy do ocop serve lo, ở máy nào cũng được. Dừng bằng Ctrl+C.",
            "This process does the work of: {shops}.",
            "An ocop serve, on any machine, has the clocks and the pushes. Stop with Ctrl+C.",
        ),
        "worker_alone": (
            "ocop worker cần cơ sở dữ liệu dùng chung; ở đây dữ liệu nằm trong một tệp SQLite.",
            (
                "Ghi database: postgresql://… (hoặc database_env) vào settings.yaml, chuyển dữ"
                " liệu bằng ocop move. Một máy thì chỉ cần: ocop serve"
            ),
            "ocop worker needs a shared database; here all is remembered in one SQLite file.",
            (
                "Write database: postgresql://… (or database_env) into settings.yaml, and bring"
                " the memory there: ocop move. One machine needs no more than: ocop serve"
            ),
        ),
    }
)

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
        "serve_database_unnamed": (
            "Biến {variable} có địa chỉ PostgreSQL, nhưng {file} không ghi cơ sở dữ liệu nào.",
            (
                "Ghi database_env: {variable} vào tệp ấy rồi chạy lại; thật muốn dùng tệp SQLite"
                " thì bỏ biến ấy đi."
            ),
            "{variable} holds a PostgreSQL address, but {file} names no database.",
            (
                "Write database_env: {variable} into that file and run this again; if a SQLite"
                " file is what you want, unset the variable."
            ),
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
        "help_migrate": (
            "đưa dữ liệu của chương trình lên dạng mới nhất",
            (
                "Nói từng bước sẽ làm; tệp SQLite được sao lưu trước, và đường lùi là ocop restore"
                " cùng bản chương trình cũ. PostgreSQL: hãy pg_dump trước. --check chỉ nói, không"
                " làm. Không gọi lệnh này cũng được: lệnh nào mở dữ liệu cũng tự làm."
            ),
            "bring the program's memory to its newest shape",
            (
                "Says each step; an SQLite file is backed up first, and the way back is ocop"
                " restore with the program of before. PostgreSQL: pg_dump it first. --check only"
                " says. Any command that opens the memory does the same by itself."
            ),
        ),
        "help_move": (
            "chuyển dữ liệu từ tệp SQLite sang PostgreSQL",
            (
                "Từ thư mục dữ liệu sang máy chủ ghi trong settings.yaml (database hay"
                " database_env), máy chủ phải còn trống. Mọi bảng được đếm và so bằng mã băm; bị"
                " ngắt giữa chừng thì bên kia vẫn trống, chạy lại là được. Tệp cũ giữ nguyên."
                " --check so hai bên mà không chép gì. Hãy dừng ocop serve trước."
            ),
            "bring the memory from an SQLite file to PostgreSQL",
            (
                "From the home folder to the server named in settings.yaml (database or"
                " database_env), which must be empty. Every table is counted and compared by"
                " digest; broken off, the server is as empty as before: run it again. The old"
                " file stays. --check compares both and copies nothing. Stop ocop serve first."
            ),
        ),
        "help_option_check": ("chỉ xem, không làm gì", "", "only look, do nothing", ""),
        "migrate_step": ("{number}: {does}", "", "{number}: {does}", ""),
        "migrate_nothing": (
            "Dữ liệu đã ở dạng mới nhất ({version}); không có gì phải làm.",
            "",
            "The memory has the newest shape already ({version}); nothing to do.",
            "",
        ),
        "migrate_would": (
            "Sẽ đi từ {version} đến {newest}; chưa làm gì.",
            "Làm: ocop migrate",
            "This would go from {version} to {newest}; nothing was done.",
            "Do it: ocop migrate",
        ),
        "migrated": (
            "Dữ liệu nay ở dạng {newest}.",
            "",
            "The memory has the shape {newest} now.",
            "",
        ),
        "migrate_way_back": (
            "Bản trước khi đổi: {file}.",
            "Muốn lùi: cài lại bản chương trình cũ, rồi ocop restore với tệp đó.",
            "As it was before: {file}.",
            "The way back: install the program of before, then ocop restore with this file.",
        ),
        "move_no_target": (
            "settings.yaml chưa ghi máy chủ PostgreSQL nào để chuyển sang.",
            "Ghi database_env: OCOP_DATABASE vào settings.yaml, đặt địa chỉ vào biến đó.",
            "settings.yaml names no PostgreSQL server to bring the memory to.",
            "Write database_env: OCOP_DATABASE into settings.yaml and put the address there.",
        ),
        "move_nothing": (
            "Trong {home} không có tệp ocop.db nào để chuyển.",
            "Xem lại --home. Bắt đầu mới thì không cần chuyển gì.",
            "There is no file ocop.db in {home} to move.",
            "Look at --home again. A new beginning needs no move.",
        ),
        "move_service_runs": (
            "ocop serve đang chạy; chưa chuyển gì.",
            "Dừng ocop serve rồi chạy lại lệnh này.",
            "ocop serve is running; nothing was moved.",
            "Stop ocop serve and run this again.",
        ),
        "move_target_filled": (
            "{place} không trống (bảng {table} đã có dữ liệu); không ghi gì vào đó.",
            "Dùng một cơ sở dữ liệu trống. Đã chuyển rồi thì xem: ocop move --check",
            "{place} is not empty (table {table} holds rows); nothing was written there.",
            "Use an empty database. If it was moved already, see: ocop move --check",
        ),
        "move_check_empty": (
            "{place} còn trống: chưa chuyển gì sang đó, nên chưa có gì để so.",
            "Chuyển: ocop move",
            "{place} is empty: nothing was moved there yet, so there is nothing to compare.",
            "Move it: ocop move",
        ),
        "move_check_older": (
            "{place} còn ở dạng cũ, nên chưa so được; chưa đụng gì.",
            (
                "Đưa lên dạng mới nhất bằng ocop migrate (tệp ocop.db: khi settings.yaml không ghi"
                " database), rồi chạy lại."
            ),
            "{place} is still of an older shape and cannot be compared; nothing was touched.",
            (
                "Bring it up to date by ocop migrate (the file ocop.db: while settings.yaml names"
                " no database), then run this again."
            ),
        ),
        "move_not_equal": (
            "Bảng {table} sang đến nơi không giống (từ {left} dòng thành {arrived}); đã hủy hết.",
            "Có ai đang ghi vào dữ liệu cũ? Dừng hết rồi chạy lại.",
            "Table {table} arrived as another ({left} rows, then {arrived}); all was taken back.",
            "Does anybody write to the old memory? Stop them all and run this again.",
        ),
        "move_table": (
            "{table}: {arrived} dòng, khớp",
            "",
            "{table}: {arrived} rows, the same",
            "",
        ),
        "move_differs": (
            "{table}: tệp cũ {left} dòng, máy chủ {arrived} dòng, nội dung khác",
            "",
            "{table}: {left} rows in the file, {arrived} on the server, not the same",
            "",
        ),
        "moved": (
            "Đã chuyển {rows} dòng, đã đếm và so từng bảng. Tệp ocop.db cũ giữ nguyên.",
            (
                "Từ nay mọi máy dùng máy chủ: cùng OCOP_SECRET_KEYS (khóa trong secret.key), rồi"
                " ocop serve và ocop worker."
            ),
            "Moved {rows} rows; every table was counted and compared. The old ocop.db stays.",
            (
                "From now on all machines use the server: give each the same OCOP_SECRET_KEYS"
                " (the key in secret.key), then ocop serve and ocop worker."
            ),
        ),
        "move_checked": (
            "Hai bên giống nhau, từng bảng một.",
            "",
            "Both hold the same, table by table.",
            "",
        ),
    }
)

"""What is said of keys that are changed, and of what is forgotten."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_keys_rotate": (
            "đổi khóa bảo vệ mã truy cập của các gian hàng",
            (
                "Tạo khóa mới trong tệp secret.key của thư mục dữ liệu, khóa lại mọi mã truy cập"
                " bằng khóa đó rồi bỏ khóa cũ. Khi khóa nằm trong OCOP_SECRET_KEYS: đặt khóa mới"
                " lên đầu, chạy lệnh này, rồi bỏ khóa cũ. Hãy dừng ocop serve trước."
            ),
            "change the key that protects the shops' tokens",
            (
                "Makes a new key in secret.key of the home folder, locks every token with it and"
                " drops the old ones. With OCOP_SECRET_KEYS: put a new key in front, run this,"
                " then remove the old ones. Stop ocop serve first."
            ),
        ),
        "keys_rotated": (
            "Đã khóa lại mã truy cập của {locked} gian hàng bằng khóa mới.",
            "Bản sao lưu cũ của thư mục dữ liệu vẫn mở bằng khóa cũ: cất kỹ hoặc xóa.",
            "The tokens of {locked} shops are locked with the new key.",
            (
                "Old backups of the home folder still open with the old key: keep them safe or"
                " delete them."
            ),
        ),
        "keys_in_environment": (
            "Các khóa sau khóa đầu tiên trong OCOP_SECRET_KEYS không còn cần nữa.",
            "Bỏ chúng khỏi OCOP_SECRET_KEYS.",
            "The keys after the first in OCOP_SECRET_KEYS are not needed any more.",
            "Remove them from OCOP_SECRET_KEYS.",
        ),
        "keys_service_runs": (
            "ocop serve đang chạy và sẽ vẫn dùng khóa cũ; chưa đổi gì.",
            "Dừng ocop serve rồi chạy lại lệnh này.",
            "ocop serve is running and would go on with the old key; nothing was changed.",
            "Stop ocop serve and run this again.",
        ),
        "help_backup": (
            "sao lưu những gì chương trình ghi nhớ vào một tệp",
            (
                "Chép tồn kho, lịch sử, mã của từng sản phẩm trên sàn và các bảng tính vào một tệp"
                " zip mới; ocop serve cứ chạy. Khóa secret.key không nằm trong đó: cất riêng, thiếu"
                " nó thì phải kết nối lại các gian hàng."
            ),
            "copy what the program remembers into one file",
            (
                "Copies stock, history, the products' ids in the shops and the workbooks into a new"
                " zip file; ocop serve may go on. The key secret.key is not in it: keep it apart;"
                " without it the shops have to be connected again."
            ),
        ),
        "help_restore": (
            "đưa một bản sao lưu trở lại",
            (
                "Thay những gì chương trình ghi nhớ bằng bản sao lưu; thứ đang có được giữ ở một"
                " thư mục bên cạnh. Hãy dừng ocop serve trước. Những gì bán từ lúc sao lưu được đọc"
                " lại từ các sàn ở lượt tới; số đếm tay sau lúc đó phải nhập lại."
            ),
            "put a backup back",
            (
                "Puts a backup in the place of what the program remembers; what is there now is"
                " kept in a folder beside. Stop ocop serve first. What was sold since is read from"
                " the platforms in the next round; what was counted by hand since must be typed"
                " again."
            ),
        ),
        "help_option_backup_file": ("tệp sao lưu, .zip", "", "the backup, a .zip file", ""),
        "help_value_backup_file": ("TỆP", "", "FILE", ""),
        "backed_up": (
            "Đã sao lưu vào {file} ({megabytes} MB).",
            "Chép tệp này sang ổ đĩa khác, và cất riêng khóa secret.key của thư mục dữ liệu.",
            "Backed up into {file} ({megabytes} MB).",
            "Copy it to another disk, and keep secret.key of the home folder apart from it.",
        ),
        "restored": (
            "Đã đưa {count} tệp từ {file} trở lại.",
            "Chạy ocop home để xem bản này cũ hơn bao nhiêu, rồi ocop plan trước khi đồng bộ.",
            "Put {count} files of {file} back.",
            "Run ocop home to see how much older this is, then ocop plan before you sync.",
        ),
        "restored_beside": (
            "Những gì có trước đó nằm trong {folder}.",
            "",
            "What was there before lies in {folder}.",
            "",
        ),
        "restore_service_runs": (
            "ocop serve đang chạy; chưa thay gì.",
            "Dừng ocop serve rồi chạy lại lệnh này.",
            "ocop serve is running; nothing was replaced.",
            "Stop ocop serve and run this again.",
        ),
        "backup_elsewhere": (
            "Chương trình ghi nhớ trong một cơ sở dữ liệu khác (database trong settings.yaml).",
            "Sao lưu nó bằng công cụ của nó, ví dụ pg_dump.",
            "The program remembers in another database (database in settings.yaml).",
            "Back it up with its own tool, pg_dump for instance.",
        ),
        "restore_elsewhere": (
            (
                "Chương trình ghi nhớ trong một cơ sở dữ liệu khác (database trong settings.yaml);"
                " chưa thay gì."
            ),
            (
                "Khôi phục nó bằng công cụ của nó, ví dụ pg_restore. Muốn dùng lại tệp trong thư"
                " mục dữ liệu: bỏ dòng database khỏi settings.yaml trước."
            ),
            (
                "The program remembers in another database (database in settings.yaml); nothing was"
                " replaced."
            ),
            (
                "Restore it with its own tool, pg_restore for instance. To go back to the file in"
                " the home folder, take the line database out of settings.yaml first."
            ),
        ),
        "backup_exists": (
            "{file} đã có; không ghi đè.",
            "Đặt tên khác.",
            "{file} is there already and is not overwritten.",
            "Give another name.",
        ),
        "backup_nothing": (
            "Thư mục {file} chưa ghi nhớ gì để sao lưu.",
            "Xem lại --home.",
            "The folder {file} remembers nothing yet.",
            "Look at --home.",
        ),
        "backup_unwritable": (
            "Không ghi được {file}.",
            "Xem thư mục đó có ghi được và còn chỗ trống không.",
            "{file} cannot be written.",
            "See whether that folder can be written to and has space left.",
        ),
        "backup_missing": (
            "Không có tệp {file}.",
            "Xem lại tên tệp.",
            "There is no file {file}.",
            "Look at its name.",
        ),
        "backup_unreadable": (
            "Không đọc hay không bung được {file}; chưa thay gì.",
            "Xem còn đủ chỗ trên ổ đĩa và quyền đọc tệp không, rồi chạy lại.",
            "{file} cannot be read or unpacked; nothing was replaced.",
            "See that the disk has room and that the file may be read, then run this again.",
        ),
        "backup_not_ours": (
            "{file} không phải bản sao lưu của ocop; chưa thay gì.",
            "Chọn tệp do ocop backup tạo ra.",
            "{file} is no backup of ocop; nothing was replaced.",
            "Choose a file that ocop backup made.",
        ),
        "backup_damaged": (
            "Bản sao lưu {file} bị hỏng; chưa thay gì.",
            "Dùng một bản khác.",
            "The backup {file} is damaged; nothing was replaced.",
            "Use another one.",
        ),
        "help_close": (
            "nói rằng một gian hàng đã đóng cửa thật",
            (
                "Gian hàng không còn trong shops.yaml vẫn giữ phần tồn kho của nó, vì khách còn có"
                " thể đang mua ở đó. Lệnh này trả phần đó cho các gian hàng khác."
            ),
            "say that a shop is really closed",
            (
                "A shop that is no longer in shops.yaml keeps its share of the stock, for buyers"
                " may still buy there. This gives its share to the other shops."
            ),
        ),
        "help_option_shop_name": (
            "tên gian hàng như từng ghi trong shops.yaml",
            "",
            "the shop's name as it stood in shops.yaml",
            "",
        ),
        "help_value_shop_name": ("GIAN_HÀNG", "", "SHOP", ""),
        "shop_closed": (
            "Đã ghi nhận {shop} đóng cửa; phần tồn kho của {count} SKU về lại các gian hàng khác.",
            "Chạy ocop sync, hoặc để ocop serve làm ở lượt tới.",
            "{shop} is closed; its share of {count} SKUs goes to the other shops.",
            "Run ocop sync, or leave it to the next round of ocop serve.",
        ),
        "help_tidy": (
            "quên những gì đã cũ và không còn cần",
            (
                "Bỏ lịch sử, lượt đồng bộ và biến động tồn kho cũ hơn keep_days trong settings.yaml"
                " (mặc định 400 ngày). ocop serve tự làm việc này mỗi ngày."
            ),
            "forget what is old and needed no more",
            (
                "Drops history, rounds and stock movements older than keep_days in settings.yaml"
                " (400 days unless said otherwise). ocop serve does it once a day by itself."
            ),
        ),
        "tidied": (
            (
                "Đã bỏ {journal} dòng lịch sử, {rounds} lượt đồng bộ, {movements} biến động tồn"
                " kho, {others} ghi nhớ khác."
            ),
            "",
            (
                "Dropped {journal} lines of history, {rounds} rounds, {movements} stock movements"
                " and {others} other notes."
            ),
            "",
        ),
    }
)

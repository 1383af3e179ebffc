"""What is said of the service as the operating system keeps it, and of where it can be watched."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "help_install_service": (
            "để máy tự chạy ocop serve mỗi khi bật",
            (
                "Linux: ghi một dịch vụ systemd (của bạn, hoặc của cả máy với --system), có giám"
                " sát và rào chắn. Windows: ghi một tác vụ chạy khi bạn đăng nhập. Xem trước mà"
                " không làm gì: --print. Các khóa mà shops.yaml gọi bằng tên (secret_env) thì viết"
                " vào tệp service.env trong thư mục dữ liệu, mỗi dòng TÊN=giá trị."
            ),
            "have the computer run ocop serve whenever it is on",
            (
                "Linux: writes a systemd service (yours, or the system's with --system), watched"
                " and fenced in. Windows: writes a task that runs when you log in. To look first:"
                " --print. Keys that shops.yaml calls by name (secret_env) go into service.env in"
                " the home folder, one NAME=value a line."
            ),
        ),
        "help_uninstall_service": (
            "để máy không tự chạy ocop serve nữa",
            "Dừng và bỏ dịch vụ; những gì chương trình ghi nhớ vẫn còn nguyên.",
            "have the computer run ocop serve no more",
            "Stops and removes the service; what the program remembers stays.",
        ),
        "help_option_system": (
            "của cả máy, chạy cả khi không ai đăng nhập; cần quyền quản trị (chỉ Linux)",
            "",
            "of the whole system, also while nobody is logged in; as root (Linux only)",
            "",
        ),
        "help_option_show": ("chỉ xem, không làm gì", "", "only show, do nothing", ""),
        "help_option_metrics": (
            "cho hỏi chương trình có khỏe không ở CỔNG của máy này (hoặc MÁY:CỔNG)",
            "",
            "answer /healthz, /readyz and /metrics at this PORT of this machine (or HOST:PORT)",
            "",
        ),
        "help_value_metrics": ("CỔNG", "", "PORT", ""),
        "service_installed": (
            "Đã cài dịch vụ ({file}); ocop serve đang chạy và tự chạy lại khi cần.",
            "Xem nó khỏe không: ocop status, hoặc http://127.0.0.1:{port}/readyz",
            "The service is installed ({file}); ocop serve runs, and starts again when needed.",
            "How it is: ocop status, or http://127.0.0.1:{port}/readyz",
        ),
        "service_lingers": (
            "Dịch vụ này chỉ chạy khi bạn đăng nhập.",
            "Muốn nó chạy ngay từ khi bật máy: loginctl enable-linger",
            "This service runs while you are logged in.",
            "To have it run from the moment the computer starts: loginctl enable-linger",
        ),
        "service_uninstalled": (
            "Đã bỏ dịch vụ. Dữ liệu trong {home} vẫn còn nguyên.",
            "Chạy bằng tay khi cần: ocop serve",
            "The service is removed. What lies in {home} stays as it is.",
            "Run it by hand when you need it: ocop serve",
        ),
        "service_unknown": (
            "Chưa cài dịch vụ nào ở đây: không có {file}.",
            "",
            "No service is installed here: there is no {file}.",
            "",
        ),
        "service_unwritable": (
            "Không ghi được {file}: {why}.",
            "Dịch vụ của cả máy cần quyền quản trị (sudo); hoặc bỏ --system.",
            "{file} cannot be written: {why}.",
            "A service of the whole system needs root (sudo); or leave --system out.",
        ),
        "service_folder_odd": (
            "Không cài được dịch vụ với thư mục {folder}: tên có ký tự lạ, hoặc không thuộc ai.",
            "Đặt thư mục ở chỗ khác với tên thường rồi chạy lại.",
            "No service can be installed with {folder}: an odd character in its name, or no owner.",
            "Put the folder elsewhere under a plain name, and run this again.",
        ),
        "home_of_another": (
            "Thư mục dữ liệu {home} là của {owner}: tệp do root ghi thì dịch vụ không mở được.",
            "Chạy lại đúng lệnh ấy, thêm ở trước: sudo -u {owner}",
            "The home {home} belongs to {owner}: a service could not open what root writes there.",
            "Run the same command with this before it: sudo -u {owner}",
        ),
        "service_no_way": (
            "Chưa biết cách cài dịch vụ trên hệ này ({system}).",
            "Hãy để ocop serve chạy trong một cửa sổ, hoặc dùng bản đóng gói (docs/operations.md).",
            "There is no way yet to install a service on this system ({system}).",
            "Leave ocop serve running in a window, or use the container (docs/operations.md).",
        ),
        "service_no_manager": (
            "Không có {program} ở máy này.",
            "Xem tệp cần ghi: ocop install-service --print; hoặc để ocop serve chạy trong cửa sổ.",
            "There is no {program} on this machine.",
            "See what it would write: ocop install-service --print; or leave ocop serve running.",
        ),
        "service_command_failed": (
            "Lệnh không chạy được: {command}[[: {why}]].",
            "Tệp dịch vụ đã ghi xong; sửa nguyên nhân rồi chạy lại ocop install-service.",
            "This command failed: {command}[[: {why}]].",
            "The file is written; mend the cause and run ocop install-service again.",
        ),
    }
)

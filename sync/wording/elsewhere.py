"""Sentences about what lies on another machine: a database, a repository, and how it is named."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "git_branch_missing": (
            "Kho danh mục {place} không có nhánh {branch}.",
            (
                "[[Vẫn dùng bản {kept}. ]]Sửa branch ở mục catalog của settings.yaml, hoặc đẩy"
                " lại nhánh đó lên kho."
            ),
            "The repository {place} has no branch {branch}.",
            (
                "[[Version {kept} stays in use. ]]Correct branch under catalog in settings.yaml,"
                " or push that branch again."
            ),
        ),
        "git_login_refused": (
            "Kho danh mục {place} không cho máy này đọc[[: {detail}]].",
            (
                "[[Vẫn dùng bản {kept}. ]]Cấp cho máy này khóa SSH hay mã đọc kho; thử bằng: git"
                " ls-remote ĐỊA_CHỈ"
            ),
            "The repository {place} does not let this machine read it[[: {detail}]].",
            (
                "[[Version {kept} stays in use. ]]Give this machine an SSH key or a token that"
                " reads; try it by: git ls-remote ADDRESS"
            ),
        ),
        "git_not_reached": (
            "Không tới được máy chủ của kho danh mục {place}[[: {detail}]].",
            "[[Vẫn dùng bản {kept}. ]]Chương trình tự thử lại. Kiểm tra mạng và tên máy chủ.",
            "The host of the repository {place} is out of reach[[: {detail}]].",
            (
                "[[Version {kept} stays in use. ]]It is tried again. Look at the network and"
                " at the host's name."
            ),
        ),
        "git_not_there": (
            "Không có kho danh mục nào ở {place}[[: {detail}]].",
            (
                "[[Vẫn dùng bản {kept}. ]]Kiểm tra địa chỉ ở mục catalog của settings.yaml; kho"
                " có bị dời hay xóa không."
            ),
            "There is no repository at {place}[[: {detail}]].",
            (
                "[[Version {kept} stays in use. ]]Look at the address under catalog in"
                " settings.yaml, and whether it was moved or deleted."
            ),
        ),
        "git_disk_full": (
            "Ổ đĩa đã đầy nên không lấy được danh mục từ kho {place}.",
            "[[Vẫn dùng bản {kept}. ]]Giải phóng chỗ trống; chương trình tự thử lại.",
            "The disk is full, so the catalog could not be fetched from {place}.",
            "[[Version {kept} stays in use. ]]Make room; it is tried again by itself.",
        ),
        "store_address_unclear": (
            "Địa chỉ cơ sở dữ liệu {scheme}://… viết chưa đúng.",
            (
                "Viết {scheme}://người-dùng:mật-khẩu@máy:cổng/tên; trong mật khẩu, @ viết là %40, :"
                " là %3A, / là %2F, # là %23, ? là %3F, % là %25."
            ),
            "The database address {scheme}://… is not written as it should be.",
            (
                "Write {scheme}://user:password@host:port/name; within the password @ is %40, : is"
                " %3A, / is %2F, # is %23, ? is %3F, % is %25."
            ),
        ),
        "store_not_there": (
            "Máy chủ PostgreSQL không có cơ sở dữ liệu này: {place}.",
            "Sửa tên ở cuối địa chỉ, hoặc tạo nó trên máy chủ: createdb --owner NGƯỜI_DÙNG TÊN",
            "The PostgreSQL server has no such database: {place}.",
            (
                "Correct the name at the end of the address, or make it there: createdb --owner"
                " USER NAME"
            ),
        ),
        "store_server_down": (
            "Máy chủ cơ sở dữ liệu {place} không nhận kết nối.",
            (
                "Xem PostgreSQL trên máy đó có đang chạy không, máy và cổng trong địa chỉ có đúng"
                " không, rồi chạy lại."
            ),
            "The database server {place} takes no connection.",
            (
                "See whether PostgreSQL runs there and whether host and port of the address are"
                " right, then run this again."
            ),
        ),
        "store_server_unknown": (
            "Không tìm thấy máy chủ cơ sở dữ liệu {place} trên mạng.",
            "Kiểm tra tên máy trong địa chỉ và mạng của máy này.",
            "The database server {place} is not found on the network.",
            "Look at the host's name in the address and at this machine's network.",
        ),
        "store_unnamed": (
            (
                "settings.yaml có lỗi, nên không biết chương trình ghi nhớ ở cơ sở dữ liệu nào;"
                " chưa làm gì."
            ),
            "Xem lỗi ở dòng nào và cách sửa: ocop check",
            (
                "settings.yaml has errors, so it is not known which database remembers; nothing was"
                " done."
            ),
            "See the line and how to mend it: ocop check",
        ),
        "store_gone_from": (
            (
                "settings.yaml không còn ghi cơ sở dữ liệu, mà chương trình đã ghi nhớ ở {place};"
                " chưa làm gì."
            ),
            (
                "Ghi lại dòng database_env (hay database) như trước. Nếu thật muốn ghi nhớ trong"
                " một tệp ở máy này, ghi rõ: database: {here}"
            ),
            (
                "settings.yaml names no database any more, but the program remembered at {place};"
                " nothing was done."
            ),
            (
                "Write the line database_env (or database) as it was. If you do want to remember"
                " in a file on this machine, say so: database: {here}"
            ),
        ),
        "store_variable_empty": (
            "Biến môi trường {variable} chưa có, nên không biết cơ sở dữ liệu ở đâu; chưa làm gì.",
            (
                "Đặt {variable}=postgresql://người-dùng:mật-khẩu@máy/tên rồi chạy lại (dịch vụ chạy"
                " nền: trong service.env của thư mục dữ liệu)."
            ),
            (
                "The environment variable {variable} is not set, so it is not known where the"
                " database is; nothing was done."
            ),
            (
                "Set {variable}=postgresql://user:password@host/name and run again (for the"
                " service: in service.env of the home folder)."
            ),
        ),
        "no_shops_by_settings": (
            (
                "{file}, dòng {line} có lỗi; khi nó chưa được sửa thì không gian hàng nào được đụng"
                " tới."
            ),
            "Xem lỗi và cách sửa: ocop check",
            "{file}, line {line} has an error; until it is mended no shop is touched.",
            "See what it is and how to mend it: ocop check",
        ),
    }
)

"""What is said of developer accounts, shops, their secrets and the settings."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "net_without_fees": (
            "Giá ở đây theo tiền thực nhận, mà fees.yaml chưa ghi đúng phí của {platform}",
            "Ghi phí của sàn vào fees.yaml (không thu thì percent: 0); tới đó không đổi giá nào",
            "Prices here keep a net income, and fees.yaml has no sound fees of {platform}",
            "Write them into fees.yaml (percent: 0 if none); until then no price is changed",
        ),
        "app_unknown": (
            "Không có ứng dụng nào tên “{app}” trong mục apps",
            "Thêm ứng dụng đó vào mục apps, hoặc sửa lại tên",
            "There is no app “{app}” under apps",
            "Add it under apps, or mend the name",
        ),
        "app_unknown_near": (
            "Không có ứng dụng nào tên “{app}” trong mục apps",
            "Có phải bạn muốn viết “{nearest}”?",
            "There is no app “{app}” under apps",
            "Did you mean “{nearest}”?",
        ),
        "platform_beside_app": (
            "Gian hàng này có cả app lẫn platform",
            "Bỏ dòng platform: ứng dụng đã nói là sàn nào",
            "The shop has both an app and a platform",
            "Leave the platform out: the app says which it is",
        ),
        "profile_beside_app": (
            "Mẫu bảng tính chỉ dùng cho gian hàng trao đổi bằng tệp",
            "Bỏ dòng profile, hoặc thay dòng app bằng platform: sheet",
            "A profile is for shops that exchange files",
            "Leave the profile out, or write platform: sheet in place of the app",
        ),
        "column_key_or_value": (
            "Cột “{heading}” phải có đúng một trong hai: key hoặc value",
            "Ghi key để lấy dữ liệu trong danh mục, hoặc value để luôn ghi một giá trị",
            "The column “{heading}” needs one of key and value, not both",
            "Write key for one of our fields, or value for always the same",
        ),
        "first_row_above": (
            "Dòng đầu tiên của sản phẩm phải ở dưới dòng tên cột",
            "Sửa first_row hoặc heading_row",
            "The first row of products must stand below the row of headings",
            "Mend first_row or heading_row",
        ),
        "shop_name_reused": (
            "Hai gian hàng cùng tên “{name}”",
            "Đặt cho mỗi gian hàng một tên riêng",
            "Two shops are named “{name}”",
            "Give each shop a name of its own",
        ),
        "account_reused": (
            "Tài khoản {account} đã thuộc về một gian hàng khác",
            "Mỗi tài khoản trên sàn chỉ khai báo một lần",
            "The account {account} belongs to another shop already",
            "Name each account of a marketplace once only",
        ),
        "sells_unknown": (
            "Không có tệp danh mục hay mã sản phẩm nào tên “{name}”",
            "Viết tên tệp (không có .yaml) hoặc mã sản phẩm (code)",
            "There is no catalog file and no product code “{name}”",
            "Write a file's name (without .yaml) or a product's code",
        ),
        "sells_unknown_near": (
            "Không có tệp danh mục hay mã sản phẩm nào tên “{name}”",
            "Có phải bạn muốn viết “{nearest}”?",
            "There is no catalog file and no product code “{name}”",
            "Did you mean “{nearest}”?",
        ),
        "secret_plain": (
            "“{field}” của gian hàng thật không được viết thẳng trong tệp này",
            (
                "Dùng {field}_env (biến môi trường) hoặc {field}_file (tệp riêng),"
                " rồi đổi khóa này vì nó đã bị lộ"
            ),
            "“{field}” of a real shop may not be written in this file",
            (
                "Use {field}_env (an environment variable) or {field}_file (a file of its own),"
                " and change the secret, since it has been seen"
            ),
        ),
        "secret_twice": (
            "“{field}” được khai báo bằng hai cách",
            "Chỉ giữ một: {field}_env hoặc {field}_file",
            "“{field}” is given in two ways",
            "Keep one of them: {field}_env or {field}_file",
        ),
        "secret_env_unnamed": (
            "Ở đây phải ghi tên một biến môi trường, không phải chính bí mật",
            (
                "Tên biến chỉ gồm chữ in hoa, chữ số và dấu gạch dưới, ví dụ OCOP_APP_SECRET;"
                " nếu bí mật đã nằm trong tệp, hãy đổi bí mật đó"
            ),
            "The name of an environment variable belongs here, not the secret itself",
            (
                "Use capitals, digits and underscores, such as OCOP_APP_SECRET;"
                " a secret that stood in a file should be changed"
            ),
        ),
        "secret_env_missing": (
            "Chưa có biến môi trường {variable}",
            "Đặt biến {variable} trước khi chạy ocop",
            "The environment variable {variable} is not set",
            "Set {variable} before running ocop",
        ),
        "secret_file_missing": (
            "Không tìm thấy tệp bí mật {file}",
            "Tạo tệp đó (đường dẫn tính từ thư mục cấu hình), chỉ chứa khóa",
            "The secret file {file} is not there",
            "Make it (its path begins at the configuration folder) with nothing but the secret",
        ),
        "secret_file_open": (
            "Người khác trên máy này đọc được tệp bí mật {file}",
            "Chạy: chmod 600 {file}",
            "Others on this machine can read the secret file {file}",
            "Run: chmod 600 {file}",
        ),
        "secret_file_unreadable": (
            "Không đọc được tệp bí mật {file}",
            "Kiểm tra đó là một tệp văn bản nhỏ mà bạn được quyền đọc",
            "The secret file {file} cannot be read",
            "Make sure that it is a small text file which you may read",
        ),
        "secret_file_empty": (
            "Tệp bí mật {file} để trống",
            "Ghi khóa vào tệp rồi lưu lại",
            "The secret file {file} is empty",
            "Write the secret into it",
        ),
        "sandbox_not_loopback": (
            "Địa chỉ sandbox phải nằm trên chính máy này",
            "Viết dạng http://127.0.0.1:8711; gian hàng thật thì xóa dòng sandbox",
            "A sandbox must be on this very machine",
            "Write it as http://127.0.0.1:8711; a real shop has no line sandbox",
        ),
        "host_not_https": (
            "Địa chỉ host phải bắt đầu bằng https:// và chỉ gồm tên máy chủ",
            "Viết dạng https://..., hoặc xóa dòng này để dùng địa chỉ mặc định của sàn",
            "The host must begin with https:// and hold a server's name only",
            "Write it as https://..., or delete the line for the marketplace's own",
        ),
        "floor_above_ceiling": (
            "Giá thấp nhất cao hơn giá cao nhất",
            "Sửa lại floor hoặc ceiling",
            "The lowest price is above the highest",
            "Mend floor or ceiling",
        ),
        "share_twice": (
            "Gian hàng chỉ được một cách chia: share, phần trăm, hoặc số cố định",
            "Giữ một trong ba: share, share_percent, fixed; xóa dòng kia",
            "A shop has one kind of share: share, a percentage, or a fixed amount",
            "Keep one of share, share_percent and fixed, delete the other",
        ),
        "shares_over_hundred": (
            "Phần riêng của các gian hàng cộng lại là {total} %, quá 100 %",
            "Giảm bớt; nếu để vậy, gian hàng viết sau chỉ được phần còn lại",
            "The shops' own parts add up to {total} %, more than 100 %",
            "Lower them; as it is, a shop that is written later gets only what is left",
        ),
        "last_units_shop_unknown": (
            "Không có gian hàng nào tên “{name}” để nhận những món cuối",
            "Viết tên một gian hàng trong tệp này",
            "There is no shop “{name}” to take the last units",
            "Write the name of a shop in this file",
        ),
        "last_units_shop_unknown_near": (
            "Không có gian hàng nào tên “{name}” để nhận những món cuối",
            "Có phải bạn muốn viết “{nearest}”?",
            "There is no shop “{name}” to take the last units",
            "Did you mean “{nearest}”?",
        ),
        "last_units_handed_on": (
            "“{name}” được nhường những món cuối nhưng lại nhường tiếp cho “{next}”",
            "Chọn một gian hàng bán những món cuối, và ở gian hàng đó bỏ last_units",
            "“{name}” is to take the last units but leaves them to “{next}”",
            "Choose one shop for the last units, and give that shop no last_units",
        ),
        "every_too_short": (
            "Khoảng cách giữa hai lượt phải từ {least} giây trở lên",
            "Viết số giây lớn hơn, thường là 300",
            "Rounds must be at least {least} seconds apart",
            "Write more seconds, usually 300",
        ),
        "field_stays_ours": (
            "“{field}” không thể để {owner}: số bán phải luôn đúng với hàng đang có",
            "Bỏ dòng này; muốn hỏi trước khi đổi phân loại thì viết variants: ask",
            "“{field}” cannot be {owner}: what is offered must always be what is there",
            "Take this out; to be asked before variants change, write variants: ask",
        ),
        "time_zone_unknown": (
            "Không có múi giờ nào tên “{name}”",
            "Viết Asia/Ho_Chi_Minh",
            "There is no time zone “{name}”",
            "Write Asia/Ho_Chi_Minh",
        ),
    }
)

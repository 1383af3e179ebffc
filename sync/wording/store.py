"""What to say when memory fails."""

from sync.wording.sentence import Sentence, Wording

SENTENCES = {
    "lease_lost": Sentence(
        vi=Wording(
            "Gian hàng {shop} đang được một tiến trình khác đồng bộ, lượt này dừng lại.",
            "Không cần làm gì: lượt kia sẽ làm tiếp.",
        ),
        en=Wording(
            "Another process works on shop {shop} now, so this round has stopped.",
            "Nothing to do: the other round carries on.",
        ),
    ),
    "secret_key_malformed": Sentence(
        vi=Wording(
            "Khóa bí mật không đúng dạng[[: {file}]].",
            "Đặt lại khóa đúng vào OCOP_SECRET_KEYS hoặc vào tệp secret.key trong thư mục dữ liệu:"
            " 44 ký tự, không phải một từ bất kỳ. Chưa từng có khóa thì tạo một khóa:"
            " openssl rand -base64 32 | tr '+/' '-_'",
        ),
        en=Wording(
            "The secret key is not well formed[[: {file}]].",
            "Put the right key into OCOP_SECRET_KEYS or into secret.key in the home folder: 44"
            " characters, not any word. If there never was one, make one:"
            " openssl rand -base64 32 | tr '+/' '-_'",
        ),
    ),
    "secret_key_open": Sentence(
        vi=Wording(
            "Người dùng khác của máy này đọc được tệp khóa {file}.",
            "Chỉ để chủ đọc: chmod 600 {file}, rồi thay khóa: ocop keys rotate",
        ),
        en=Wording(
            "Other users of this computer can read the key file {file}.",
            "Leave it to its owner: chmod 600 {file}, then change the key: ocop keys rotate",
        ),
    ),
    "secret_key_unreadable": Sentence(
        vi=Wording(
            "Không đọc hoặc tạo được tệp khóa {file}: {detail}.",
            "Kiểm tra quyền truy cập thư mục chứa tệp này.",
        ),
        en=Wording(
            "The key file {file} cannot be read or made: {detail}.",
            "Check who may use the folder that holds it.",
        ),
    ),
    "secret_key_wrong": Sentence(
        vi=Wording(
            "Khóa bí mật hiện tại không mở được dữ liệu đã mã hóa.",
            "Thêm khóa cũ vào cuối OCOP_SECRET_KEYS hoặc vào tệp secret.key.",
        ),
        en=Wording(
            "The secret key of today does not open what was locked.",
            "Add the old key at the end of OCOP_SECRET_KEYS or of the file secret.key.",
        ),
    ),
    "store_address": Sentence(
        vi=Wording(
            "Không hiểu địa chỉ cơ sở dữ liệu loại “{scheme}”.",
            "Dùng sqlite:///đường/dẫn/tệp hoặc postgresql://người-dùng@máy/tên.",
        ),
        en=Wording(
            "A database address of the kind “{scheme}” is not known.",
            "Use sqlite:///path/to/file or postgresql://user@host/name.",
        ),
    ),
    "store_busy": Sentence(
        vi=Wording(
            "Cơ sở dữ liệu {place} đang bận: {detail}.",
            "Thử lại sau; nếu vẫn vậy, tắt chương trình khác đang mở tệp này.",
        ),
        en=Wording(
            "The database {place} is busy: {detail}.",
            "Try again later; if it stays so, close the other program that has it open.",
        ),
    ),
    "store_corrupt": Sentence(
        vi=Wording(
            "Cơ sở dữ liệu {place} bị hỏng: {detail}.",
            "Chưa có gì bị sửa hay xóa. Chép tệp này ra chỗ khác rồi khôi phục bản sao lưu.",
        ),
        en=Wording(
            "The database {place} is damaged: {detail}.",
            "Nothing was mended or deleted. Copy the file elsewhere, then restore a backup.",
        ),
    ),
    "store_disk": Sentence(
        vi=Wording(
            "Ổ đĩa báo lỗi khi dùng cơ sở dữ liệu {place}: {detail}.",
            "Kiểm tra ổ đĩa và sao lưu ngay.",
        ),
        en=Wording(
            "The disk reported an error with the database {place}: {detail}.",
            "Check the disk and make a backup at once.",
        ),
    ),
    "store_full": Sentence(
        vi=Wording(
            "Ổ đĩa chứa cơ sở dữ liệu {place} đã đầy.",
            "Giải phóng chỗ trống rồi chạy lại; những gì đã ghi vẫn còn nguyên.",
        ),
        en=Wording(
            "The disk that holds the database {place} is full.",
            "Make room and run again; what was written before is still there.",
        ),
    ),
    "store_newer": Sentence(
        vi=Wording(
            "Cơ sở dữ liệu {place} thuộc bản mới hơn ({version}); bản này chỉ biết {known}.",
            "Cập nhật chương trình trên máy này, hoặc quay lại bản sao lưu trước khi nâng cấp: "
            "ocop restore TỆP.",
        ),
        en=Wording(
            "The database {place} is of a newer version ({version}); this program knows {known}.",
            "Update the program on this machine, or go back to the copy from before the upgrade: "
            "ocop restore FILE.",
        ),
    ),
    "store_read_only": Sentence(
        vi=Wording(
            "Cơ sở dữ liệu {place} chỉ cho đọc: {detail}.",
            "Cấp quyền ghi cho tệp và thư mục chứa nó.",
        ),
        en=Wording(
            "The database {place} is read-only: {detail}.",
            "Allow writing to the file and to its folder.",
        ),
    ),
    "store_refused": Sentence(
        vi=Wording(
            "Máy chủ cơ sở dữ liệu {place} từ chối đăng nhập hoặc không đủ quyền: {detail}.",
            "Kiểm tra tên người dùng, mật khẩu và quyền.",
        ),
        en=Wording(
            "The database server {place} refused the login or the rights: {detail}.",
            "Check user name, password and rights.",
        ),
    ),
    "store_unreachable": Sentence(
        vi=Wording(
            "Không mở được cơ sở dữ liệu {place}: {detail}.",
            "Kiểm tra đường dẫn, quyền truy cập, hoặc máy chủ có đang chạy không.",
        ),
        en=Wording(
            "The database {place} cannot be opened: {detail}.",
            "Check the path, the rights, or whether the server runs.",
        ),
    ),
    "store_unreadable": Sentence(
        vi=Wording(
            "Có dữ liệu trong {place} mà bản này không đọc được.",
            "Cập nhật chương trình, hoặc khôi phục bản sao lưu.",
        ),
        en=Wording(
            "Something in {place} cannot be read by this version.",
            "Update the program, or restore a backup.",
        ),
    ),
    "tokens_locked": Sentence(
        vi=Wording(
            "Khóa bí mật hiện tại không mở được mã đăng nhập của gian hàng {shop}.",
            "Đặt lại khóa cũ vào OCOP_SECRET_KEYS hoặc tệp secret.key, hoặc cấp quyền lại.",
        ),
        en=Wording(
            "The secret key of today does not open the tokens of shop {shop}.",
            "Put the old key back into OCOP_SECRET_KEYS or secret.key, or grant the shop anew.",
        ),
    ),
    "tokens_of_another_shop": Sentence(
        vi=Wording(
            "Mã đăng nhập lưu cho gian hàng {shop} lại là của {other}; không dùng.",
            "Cấp quyền lại cho gian hàng {shop}.",
        ),
        en=Wording(
            "The tokens kept for shop {shop} are those of {other}; they were not used.",
            "Grant shop {shop} anew.",
        ),
    ),
    "tokens_unreadable": Sentence(
        vi=Wording(
            "Không đọc được mã đăng nhập của gian hàng {shop}.",
            "Cấp quyền lại cho gian hàng {shop}.",
        ),
        en=Wording("The tokens of shop {shop} cannot be read.", "Grant shop {shop} anew."),
    ),
}

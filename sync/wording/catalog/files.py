"""What is said of a file as a whole."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "file_too_large": (
            "Tệp lớn hơn {most} MB nên không đọc",
            "Chia tệp danh mục thành nhiều tệp nhỏ hơn, mỗi hợp tác xã một tệp",
            "The file is larger than {most} MB and is not read",
            "Split it into smaller catalog files, one for each cooperative",
        ),
        "more_problems": (
            "Tệp có hơn {most} lỗi; phần còn lại chưa đọc",
            "Sửa các lỗi ở trên rồi chạy lại ocop check",
            "The file has more than {most} problems; the rest was not read",
            "Mend those above, then run ocop check again",
        ),
        "file_name_twice": (
            "Đã có một tệp danh mục cùng tên (khác đuôi .yaml, .yml), nên tệp này không được đọc",
            "Đổi tên tệp; sells trong shops.yaml gọi tệp bằng tên không có đuôi",
            "There is another catalog file of this name (.yaml, .yml), so this one is not read",
            "Rename it; sells in shops.yaml calls files by their name alone",
        ),
        "file_of_other_ending": (
            "Tệp này không được đọc: tên tệp danh mục phải kết thúc bằng .yaml",
            (
                "Đổi tên thành {meant}; trong Windows bật View > File name extensions để thấy đuôi"
                " tệp. Không dùng nữa thì chuyển tệp sang thư mục khác"
            ),
            "This file is not read: the name of a catalog file must end with .yaml",
            (
                "Rename it {meant}; Windows shows endings by View > File name extensions. If it is"
                " not used any more, move it to another folder"
            ),
        ),
        "folder_missing": (
            "Không có thư mục danh mục sản phẩm này",
            "Tạo thư mục catalog, hoặc chỉ đúng thư mục cấu hình bằng --config",
            "The folder of the catalog is not there",
            "Make the folder catalog, or name the right configuration folder with --config",
        ),
        "file_missing": (
            "Thiếu tệp này",
            "Tạo tệp, hoặc chạy ocop init để có một cấu hình mẫu",
            "This file is missing",
            "Write it, or run ocop init for a first configuration",
        ),
        "file_vanished": (
            "Tệp vừa biến mất trong lúc đọc",
            "Nếu bạn đang chép hoặc đổi tên tệp thì chờ xong rồi chạy lại",
            "The file vanished while it was being read",
            "If it is being copied or renamed, wait and run again",
        ),
        "file_unreadable": (
            "Không mở được tệp này ({reason})",
            "Xem lại quyền đọc tệp, hoặc đóng chương trình đang giữ tệp",
            "The file cannot be opened ({reason})",
            "Check that it may be read, or close the program that holds it",
        ),
        "file_not_regular": (
            "Đây không phải là một tệp, tuy tên giống tệp danh mục",
            "Đổi tên hoặc dời nó ra khỏi thư mục catalog",
            "This is named like a catalog file but is not a file",
            "Rename it, or move it out of the catalog folder",
        ),
        "file_name_unreadable": (
            "Tên tệp có ký tự không đọc được",
            "Đổi tên tệp thành chữ thường không dấu, ví dụ tan-tien.yaml",
            "The file's name cannot be read",
            "Rename it with plain letters, such as tan-tien.yaml",
        ),
        "file_empty": (
            "Tệp này chưa có nội dung",
            "Viết nội dung vào tệp, hoặc xóa tệp nếu không dùng",
            "Nothing is written in this file",
            "Write in it, or delete it if it is not used",
        ),
        "yaml_encoding_utf16": (
            "Tệp được lưu ở dạng {encoding} nên không đọc được",
            "Mở tệp, chọn Lưu thành (Save as), mục Mã hóa (Encoding) chọn UTF-8 rồi lưu lại",
            "The file is saved as {encoding} and cannot be read",
            "Open it, choose Save as, set Encoding to UTF-8 and save",
        ),
        "yaml_encoding_invalid": (
            (
                "Từ chỗ này tệp không phải UTF-8 (byte {byte}), có thể được lưu bằng bảng mã cũ"
                " như Windows-1258, TCVN3 hay VNI"
            ),
            "Chuyển sang Unicode (dùng Unikey), rồi Lưu thành với mã hóa UTF-8",
            (
                "From here the file is not UTF-8 (byte {byte}); it may be in an old code page"
                " such as Windows-1258, TCVN3 or VNI"
            ),
            "Convert it to Unicode (Unikey does), then save it as UTF-8",
        ),
        "yaml_control_character": (
            "Có ký tự điều khiển không nhìn thấy ({character}) ở chỗ này",
            "Xóa ký tự đó rồi gõ lại chữ bên cạnh",
            "There is an invisible control character ({character}) here",
            "Delete it and type the letters beside it again",
        ),
    }
)

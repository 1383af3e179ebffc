"""What is said of pictures."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "picture_outside": (
            "Hình ảnh “{picture}” nằm ngoài thư mục của tệp danh mục này",
            "Chép hình ảnh vào thư mục images cạnh tệp; không dùng đường dẫn tuyệt đối hay ..",
            "The picture “{picture}” lies outside the folder of this catalog file",
            "Copy it to the folder images beside the file; no absolute paths and no ..",
        ),
        "picture_changed": (
            "Hình ảnh “{picture}” vừa bị thay trong lúc đồng bộ, nên chưa gửi",
            "Không cần làm gì: lượt sau sẽ đọc lại hình ảnh mới",
            "The picture “{picture}” was replaced meanwhile, so it was not sent",
            "Nothing to do: the next round reads it anew",
        ),
        "picture_missing": (
            "Không tìm thấy hình ảnh “{picture}”",
            "Chép hình ảnh vào thư mục images cạnh tệp này, hoặc sửa lại tên",
            "The picture “{picture}” is not there",
            "Copy it to the folder images beside this file, or mend its name",
        ),
        "picture_missing_near": (
            "Không tìm thấy hình ảnh “{picture}”",
            "Có phải bạn muốn viết “{nearest}”? Chữ hoa, chữ thường phải đúng như tên tệp",
            "The picture “{picture}” is not there",
            "Did you mean “{nearest}”? Capital letters must be as in the file's name",
        ),
        "picture_too_small": (
            "Hình ảnh “{picture}” chỉ có {width} x {height} điểm ảnh, mỗi cạnh cần ít nhất {least}",
            "Chụp lại hoặc lấy hình ảnh gốc lớn hơn; đừng phóng to hình ảnh nhỏ",
            "The picture “{picture}” is {width} x {height} pixels; each side needs {least}",
            "Take it again or find the larger original; do not enlarge a small one",
        ),
        "picture_too_narrow": (
            "Hình ảnh “{picture}” dài quá: {width} x {height} điểm ảnh, quá {most} lần cạnh ngắn",
            "Cắt thành nhiều hình ảnh gần vuông hơn",
            "The picture “{picture}” is too long: {width} x {height} pixels, over {most} to 1",
            "Cut it into several that are nearer to a square",
        ),
        "picture_unreadable": (
            "Không đọc được hình ảnh “{picture}”",
            "Mở thử trên máy, rồi lưu lại thành tệp JPG hoặc PNG (HEIC của iPhone dùng được)",
            "The picture “{picture}” cannot be read",
            "Try to open it, then save it again as JPG or PNG (HEIC of an iPhone is fine)",
        ),
    }
)

"""What is said of edits that the program makes in the catalog's files."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "edit_not_there": (
            "Không thấy {name} trong tệp danh mục", "Xem lại tên: ocop check",
            "The catalog file holds no {name}", "Look at the name again: ocop check",
        ),
        "edit_name_taken": (
            "Tên {name} đã có trong tệp danh mục", "Chọn tên khác",
            "The catalog file holds a {name} already", "Choose another name",
        ),
        "edit_by_hand": (
            "{name}: viết theo cách mà chương trình không tự sửa được; tệp vẫn như cũ",
            "Tự sửa trong tệp danh mục, rồi chạy: ocop check",
            "{name}: written in a way that the program cannot edit; the file is as it was",
            "Edit the catalog file by hand, then run: ocop check",
        ),
        "edit_locked": (
            "Một lệnh khác đang sửa danh mục nên chưa sửa {file}", "Đợi lệnh ấy xong rồi làm lại",
            "Another command is editing the catalog, so {file} was not edited",
            "Wait for it to end, then try again",
        ),
        "edit_file_changed": (
            "{file} vừa được sửa ở nơi khác nên chương trình không ghi đè",
            "Lưu và đóng tệp trong trình soạn thảo, rồi làm lại",
            "{file} was just changed elsewhere, so it was not written over",
            "Save and close it in your editor, then try again",
        ),
        "edit_file_changed_since": (
            "{file} đã được sửa thêm sau đó nên không tự trả lại được",
            "Nội dung trước lần sửa ấy: {kept}",
            "{file} was changed again since, so it is not put back by itself",
            "What stood there before: {kept}",
        ),
        "edit_value_changed": (
            ("{name}[[: {field}]] vừa được sửa ở nơi khác[[, nay là “{now}”]];"
            " chương trình không ghi đè"),
            "Xem giá trị mới rồi làm lại",
            ("{name}[[: {field}]] was just changed elsewhere[[, it now says “{now}”]];"
            " it was not written over"),
            "Look at what it says now, then try again",
        ),
        "edit_seen_lost": (
            "Trang này mở đã quá lâu nên không biết lúc đó danh mục viết gì; chưa ghi gì",
            "Mở lại trang rồi làm lại",
            "This form is so old that nobody knows what it showed; nothing was written",
            "Open it again and do it anew",
        ),
        "edit_not_kept": (
            "Không còn bản cũ của lần sửa ấy ({file})", "Lấy lại từ bản sao lưu của danh mục",
            "What stood there before that edit is not kept any more ({file})",
            "Take it from a backup of the catalog",
        ),
        "edit_unwritable": (
            "Không ghi được {file}[[: {why}]]", "Xem quyền ghi và chỗ trống của thư mục danh mục",
            "{file} cannot be written[[: {why}]]",
            "See whether the catalog's folder may be written, and has room",
        ),
    }
)  # fmt: skip

"""Why a file is not taken, or a template not filled."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

FILES: Mapping[str, Row] = {
    "workbook_too_large": (
        "Tệp quá lớn: chỉ nhận đến 10 MB, 20.000 dòng, 200 cột.",
        "Xóa các trang, dòng, cột thừa rồi lưu lại.",
        "The file is too large: up to 10 MB, 20,000 rows, 200 columns are taken.",
        "Delete what is not needed and save it again.",
    ),
    "workbook_locked": (
        "Tệp có mật khẩu.",
        "Mở tệp, bỏ mật khẩu rồi lưu lại dạng .xlsx.",
        "The file is locked by a password.",
        "Open it, remove the password and save it as .xlsx.",
    ),
    "workbook_old_format": (
        "Tệp không phải .xlsx (có lẽ là .xls hoặc .ods).",
        "Mở tệp, chọn Lưu thành, dạng .xlsx.",
        "The file is no .xlsx (perhaps .xls or .ods).",
        "Open it and save it as .xlsx.",
    ),
    "workbook_macros": (
        "Tệp có macro, không được nhận.",
        "Lưu lại dạng .xlsx, không kèm macro.",
        "The file holds macros and is not taken.",
        "Save it as .xlsx without macros.",
    ),
    "not_a_workbook": (
        "Tệp không phải bảng tính .xlsx hay .csv.",
        "Gửi đúng tệp .xlsx hoặc .csv.",
        "The file is neither an .xlsx workbook nor a .csv.",
        "Hand in an .xlsx or .csv file.",
    ),
    "workbook_old_code_page": (
        "Tệp .csv được lưu bằng bảng mã cũ của Windows, mất chữ tiếng Việt.",
        "Trong Excel: Lưu thành, chọn “CSV UTF-8”, hoặc gửi tệp .xlsx.",
        "The .csv was saved in an old code page of Windows, which loses Vietnamese letters.",
        "In Excel choose Save as, “CSV UTF-8”, or hand in the .xlsx.",
    ),
    "workbook_damaged": (
        "Tệp bị hỏng, không đọc được ({why}).",
        "Mở bằng Excel hoặc LibreOffice, lưu lại, hoặc xin gửi lại tệp.",
        "The file is damaged and cannot be read ({why}).",
        "Open it in Excel or LibreOffice and save it again, or ask for it anew.",
    ),
    "workbook_cut": (
        "Tệp đứt giữa chừng ở dòng {row}: số cuối có thể thiếu chữ số, nên chưa nhận gì.",
        "Tải lại hay lưu lại tệp cho trọn, rồi gửi lại.",
        "The file breaks off in row {row}: its last figure may lack digits; nothing is taken.",
        "Download or save the file whole, and hand it in again.",
    ),
    "workbook_columns": (
        "Không tìm thấy trang SanPham có các cột: {names}.",
        "Giữ nguyên dòng tên cột; nếu là tệp của sàn, khai báo results trong mục profiles.",
        "There is no sheet SanPham with the columns: {names}.",
        "Keep the row of headings; for a marketplace's own file write results under profiles.",
    ),
    "workbook_format": (
        "Tệp theo định dạng {found}, chương trình này đọc {known}.",
        "Cập nhật chương trình, hoặc dùng tệp do chương trình này gửi đi.",
        "The file has the format {found}; this program reads {known}.",
        "Update the program, or use a file that it sent.",
    ),
    "workbook_foreign": (
        "Tệp này của gian hàng {shop}, không phải {ours}.",
        "Chọn đúng gian hàng: --shop {shop}",
        "The file belongs to shop {shop}, not {ours}.",
        "Name the right shop: --shop {shop}",
    ),
    "workbook_run_unknown": (
        "Không có lượt gửi {run} nào trong sổ của gian hàng này.",
        "Kiểm tra xem tệp có phải do chương trình này gửi đi không.",
        "The book of this shop knows no run {run}.",
        "Check whether this program sent the file.",
    ),
    "workbook_stale": (
        "Tệp đã cũ: lượt {run} đã đóng, hoặc các dòng của nó đã gửi lại sau đó.",
        "Dùng tệp của lượt gửi mới nhất.",
        "The file is out of date: run {run} is closed, or its lines have been sent anew since.",
        "Use the file of the newest run.",
    ),
    "workbook_unfilled": (
        "Chưa có ô Kết quả nào được điền.",
        "Điền cột Kết quả rồi gửi lại.",
        "No result is filled in.",
        "Fill in the column Kết quả and hand it in again.",
    ),
    "taken_in_before": (
        "Tệp {file} đã được nhận trước đây, không có gì mới.",
        "",
        "The file {file} was taken in before; nothing is new.",
        "",
    ),
    "template_sheet_missing": (
        "Tệp mẫu không có trang {sheet}; đang có: {known}.",
        "Sửa sheet của mẫu trong mục profiles.",
        "The template has no sheet {sheet}; there are: {known}.",
        "Mend the profile's sheet in shops.yaml.",
    ),
    "template_headings_missing": (
        "Dòng {row} của tệp mẫu không có các cột: {names}.",
        "Sửa heading_row hoặc columns của mẫu trong mục profiles.",
        "Row {row} of the template lacks the headings: {names}.",
        "Mend the profile's heading_row or columns in shops.yaml.",
    ),
    "profile_unknown": (
        "Không có mẫu bảng tính {base}; đang có: {known}.",
        "Sửa profile của gian hàng, hoặc thêm mẫu vào mục profiles trong shops.yaml.",
        "There is no profile {base}; there are: {known}.",
        "Mend the shop's profile, or add it under profiles in shops.yaml.",
    ),
    "profile_keys_unknown": (
        "Mẫu {profile} dùng khóa không có: {keys}.",
        "Các khóa dùng được: {known}.",
        "The profile {profile} uses keys that do not exist: {keys}.",
        "There are: {known}.",
    ),
    "run_unknown": (
        "Không có lượt gửi {run}; đang có: {known}.",
        "Xem số lượt trong tên tệp, ví dụ r0042.",
        "There is no run {run}; there are: {known}.",
        "The file's name ends in it, like r0042.",
    ),
}

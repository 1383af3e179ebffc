"""What is said of the other papers: self-declaration, food safety, VietGAP ..."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "paper_file_outside": (
            "Tệp giấy tờ “{file}” nằm ngoài thư mục của tệp danh mục này",
            "Chép bản chụp vào thư mục cạnh tệp; không dùng đường dẫn tuyệt đối hay ..",
            "The paper “{file}” lies outside the folder of this catalog file",
            "Copy the scan beside the file; no absolute paths and no ..",
        ),
        "paper_file_missing": (
            "Không tìm thấy tệp giấy tờ “{file}”",
            "Chép bản chụp vào thư mục cạnh tệp này, hoặc sửa lại tên",
            "The paper “{file}” is not there",
            "Copy the scan to a folder beside this file, or mend its name",
        ),
        "paper_file_missing_near": (
            "Không tìm thấy tệp giấy tờ “{file}”",
            "Có phải bạn muốn viết “{nearest}”? Chữ hoa, chữ thường phải đúng như tên tệp",
            "The paper “{file}” is not there",
            "Did you mean “{nearest}”? Capital letters must be as in the file's name",
        ),
        "paper_file_unreadable": (
            "Tệp giấy tờ “{file}” không phải PDF, JPG hay PNG, hoặc đã hỏng",
            "Mở thử tệp trên máy, rồi lưu lại thành PDF, JPG hoặc PNG",
            "The paper “{file}” is no PDF, JPG or PNG, or is broken",
            "Try to open it, then save it again as PDF, JPG or PNG",
        ),
        "paper_file_too_large": (
            "Tệp giấy tờ “{file}” nặng {found} MB, sàn chỉ nhận tới {most} MB",
            "Quét lại với độ phân giải thấp hơn",
            "The paper “{file}” has {found} MB; marketplaces take up to {most} MB",
            "Scan it again at a lower resolution",
        ),
        "paper_dates": (
            "Giấy hết hạn trước ngày cấp",
            "Sửa lại issued_on hoặc expires_on theo giấy",
            "The paper ends before it was issued",
            "Mend issued_on or expires_on as on the paper",
        ),
        "paper_expired": (
            "Giấy số {number} đã hết hạn ngày {expired_on} nên không gửi lên sàn nữa",
            "Xin cấp lại rồi ghi số, ngày và tệp mới, hoặc xóa giấy này",
            "Paper {number} ended on {expired_on}, so it is handed in no more",
            "Renew it and write the new number, dates and file, or delete it",
        ),
        "paper_expiring": (
            (
                "Giấy số {number} [[còn {days} ngày, có hiệu lực đến hết {ends_on}]]"
                "[[chỉ còn hiệu lực hôm nay ({last_day})]]"
            ),
            "Chuẩn bị hồ sơ xin cấp lại",
            "Paper {number} [[has {days} days left, until {ends_on}]][[ends today ({last_day})]]",
            "Prepare its renewal",
        ),
        "paper_not_yet": (
            "Giấy số {number} chưa có hiệu lực nên chưa gửi lên sàn",
            "Kiểm tra lại ngày cấp (issued_on)",
            "Paper {number} is not in force yet, so it is not handed in",
            "Check issued_on",
        ),
    }
)

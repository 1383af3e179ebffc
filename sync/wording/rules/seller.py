"""What is said of who sells: tax code, registration, representative."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "seller_tax_code_form": (
            (
                "Mã số thuế “{text}” không đúng: 10 số (thêm -001 nếu là chi nhánh), hoặc 12 số"
                " định danh của chủ hộ"
            ),
            "Chép lại tax_code từ giấy đăng ký; giá và tồn kho vẫn được cập nhật",
            "“{text}” is no tax code: 10 digits (-001 more for a branch), or a person's 12 digits",
            "Copy tax_code from the registration; price and stock are kept up meanwhile",
        ),
        "seller_registration_form": (
            "Số đăng ký ghi ở đây không giống số đăng ký kinh doanh hay đăng ký hợp tác xã",
            "Chép lại registration_no từ giấy đăng ký; giá và tồn kho vẫn được cập nhật",
            "This does not look like the number of a business or cooperative registration",
            "Copy registration_no from the registration; price and stock are kept up meanwhile",
        ),
        "seller_representative_missing": (
            (
                "Hộ kinh doanh, cá nhân phải có họ tên người đại diện; sàn phải biết ai bán"
                " (NĐ 248/2026)"
            ),
            "Ghi representative trong mục cooperative: họ và tên chủ hộ như trên căn cước",
            "A household or person needs its representative's full name (Decree 248)",
            "Write representative under cooperative: the owner's name as on the identity card",
        ),
        "seller_identity_missing": (
            "Chưa ghi mã số thuế hay số đăng ký của chủ thể; sàn phải biết ai bán (NĐ 248/2026)",
            "Ghi tax_code hoặc registration_no, và xác minh ở {seller_centre} trước 01/01/2027",
            "No tax code or registration number; marketplaces must know who sells (Decree 248)",
            "Write tax_code or registration_no, and be verified in {seller_centre} by 01/01/2027",
        ),
    }
)

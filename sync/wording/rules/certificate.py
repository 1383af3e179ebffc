"""What is said of the OCOP certificate."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "ocop_named_without_certificate": (
            "Tên có chữ OCOP nhưng chưa có chứng nhận còn hiệu lực",
            "Ghi mục certificate theo quyết định công nhận, hoặc bỏ chữ OCOP khỏi tên",
            "The name says OCOP, but no certificate in force is written",
            "Write the certificate as in the decision, or take OCOP out of the name",
        ),
        "ocop_stars_invalid": (
            "Hạng sao OCOP chỉ có thể là 3, 4 hoặc 5, không phải “{text}”",
            (
                "Ghi đúng hạng sao trong quyết định công nhận; chưa được công nhận thì xóa mục"
                " certificate"
            ),
            "OCOP stars are 3, 4 or 5, not “{text}”",
            "Write what the decision says; without recognition, delete certificate",
        ),
        "ocop_certificate_expired": (
            (
                "Chứng nhận OCOP đã hết hạn ngày {expired_on}; sản phẩm vẫn bán nhưng không còn"
                " ghi hạng sao"
            ),
            (
                "Làm hồ sơ đánh giá lại; có quyết định mới thì ghi số, ngày cấp và ngày hết hạn,"
                " còn không thì xóa mục certificate"
            ),
            "The OCOP certificate ended on {expired_on}; the product stays on sale without stars",
            "Apply for renewal and write the new decision, or delete certificate",
        ),
        "ocop_certificate_expiring": (
            (
                "Chứng nhận OCOP [[còn {days} ngày, có hiệu lực đến hết {ends_on}]]"
                "[[chỉ còn hiệu lực hôm nay ({last_day})]]"
            ),
            "Chuẩn bị hồ sơ đánh giá lại: mỗi năm tỉnh thường chỉ có hai đợt",
            (
                "The OCOP certificate [[has {days} days left, until {ends_on}]]"
                "[[ends today ({last_day})]]"
            ),
            "Prepare the renewal: a province usually rates twice a year",
        ),
        "ocop_dossier_decided": (
            "Hồ sơ OCOP đã có quyết định mới, mà certificate chưa ghi theo quyết định đó",
            "Ghi số, ngày cấp, ngày hết hạn mới vào certificate, rồi xóa mục dossier",
            "The dossier has its decision, but certificate does not say so yet",
            "Write the new number and dates into certificate, then delete dossier",
        ),
        "ocop_certificate_incomplete": (
            "Chứng nhận {stars} sao chưa ghi {fields:named} nên chưa đăng hạng sao",
            (
                "Ghi thêm theo quyết định công nhận: số quyết định (decision_no), ngày cấp"
                " (issued_on), ngày hết hạn (expires_on)"
            ),
            "The certificate of {stars} stars lacks {fields:named}, so the stars are not published",
            "Add them from the decision: decision_no, issued_on, expires_on",
        ),
        "ocop_issuer_missing": (
            "Có bản chụp chứng nhận OCOP nhưng chưa ghi cơ quan cấp, nên chưa gửi lên sàn được",
            "Ghi issued_by như trên chứng nhận, ví dụ UBND tỉnh Cà Mau",
            "There is a scan of the OCOP certificate, but without its issuer it is not handed in",
            "Write issued_by as on the certificate, for example UBND tỉnh Cà Mau",
        ),
        "ocop_certificate_not_yet": (
            "Chứng nhận OCOP chưa có hiệu lực",
            "Kiểm tra lại ngày cấp (issued_on)",
            "The OCOP certificate is not in force yet",
            "Check issued_on",
        ),
        "ocop_certificate_withdrawn": (
            "Chứng nhận OCOP đã bị thu hồi, nên không ghi hạng sao",
            "",
            "The OCOP certificate was withdrawn, so no stars are shown",
            "",
        ),
        "ocop_certificate_dates": (
            "Ngày hết hạn của chứng nhận không sau ngày cấp",
            "Sửa lại issued_on hoặc expires_on theo quyết định",
            "The certificate does not end after it was issued",
            "Mend issued_on or expires_on as in the decision",
        ),
        "ocop_certificate_long": (
            "Chứng nhận OCOP dài hơn {months} tháng, nên chưa đăng hạng sao",
            "Kiểm tra lại hai ngày: chứng nhận có giá trị {months} tháng",
            "The OCOP certificate lasts longer than {months} months, so no stars are published",
            "Check both dates: a certificate is valid for {months} months",
        ),
        "ocop_certificate_level": (
            (
                "Cấp công nhận không khớp với hạng {stars} sao hoặc với ngày cấp, nên chưa đăng"
                " hạng sao"
            ),
            (
                "5 sao do trung ương công nhận, 3 và 4 sao do tỉnh; cấp huyện chỉ công nhận 3 sao"
                " và chỉ trước ngày 01/07/2025"
            ),
            "The level does not fit {stars} stars or the date, so no stars are published",
            (
                "5 stars are recognised centrally, 3 and 4 by the province; districts gave 3, and"
                " only before 01/07/2025"
            ),
        ),
        "ocop_certificate_early": (
            "Ngày cấp sớm hơn Chương trình OCOP (07/05/2018), nên chưa đăng hạng sao",
            "Sửa lại issued_on theo quyết định",
            "It was issued before the programme began (07/05/2018), so no stars are published",
            "Mend issued_on as in the decision",
        ),
        "ocop_certificate_unproven": (
            (
                "Chứng nhận {stars} sao mới biết qua báo chí hoặc lời người bán, nên chưa đăng"
                " hạng sao"
            ),
            "Có quyết định trong tay thì ghi evidence: decision",
            "The {stars} stars are known from the news or the seller, so they are not published",
            "With the decision in hand, write evidence: decision",
        ),
        "ocop_decision_form": (
            "“{number}” không phải số quyết định, nên chưa đăng hạng sao",
            "Ghi như trên quyết định, ví dụ 3981/QĐ-UBND",
            "“{number}” is no number of a decision, so no stars are published",
            "Write it as on the decision, for example 3981/QĐ-UBND",
        ),
        "ocop_issuer_contradicts": (
            (
                "“{issuer}” không công nhận được OCOP hoặc không khớp với cấp công nhận, nên chưa"
                " đăng hạng sao"
            ),
            "Ghi issued_by và issued_level theo quyết định: xã không công nhận hạng sao",
            "“{issuer}” cannot recognise OCOP or is of another level, so no stars are published",
            "Write issued_by and issued_level as in the decision: communes give no stars",
        ),
        "ocop_claim_without_certificate": (
            "Nội dung ghi OCOP {claimed} sao nhưng sản phẩm không có chứng nhận còn hiệu lực",
            (
                "Xóa phần ghi sao trong nội dung, hoặc ghi đủ chứng nhận còn hạn; chương trình tự"
                " thêm hạng sao khi được phép"
            ),
            "The text says OCOP {claimed} stars, but no certificate is in force",
            (
                "Take the stars out of the text, or write the certificate in full; the program adds"
                " the stars itself when it may"
            ),
        ),
        "ocop_issuer_merged": (
            "Lúc cấp chứng nhận, {place} đã sáp nhập vào {now} (từ 01/07/2025)",
            "Chép lại cơ quan cấp (issued_by) và ngày cấp (issued_on) theo quyết định",
            "When the certificate was issued, {place} was a part of {now} (since 01/07/2025)",
            "Copy issued_by and issued_on from the decision",
        ),
        "ocop_issuer_elsewhere": (
            "Chứng nhận do {place} cấp, nhưng địa chỉ nơi sản xuất thuộc {of}",
            ("Kiểm tra issued_by; hàng do cơ sở khác làm thì ghi cơ sở đó vào label.manufacturer"),
            "{place} gave the certificate, but by its address the maker is in {of}",
            "Check issued_by; goods of another maker name it in label.manufacturer",
        ),
        "ocop_recognised_without_certificate": (
            "Nội dung nói đã đạt OCOP nhưng sản phẩm không có chứng nhận còn hiệu lực",
            "Xóa câu đó trong nội dung, hoặc ghi đủ chứng nhận còn hạn",
            "The text says that OCOP has recognised it, but no certificate is in force",
            "Take the sentence out of the text, or write the certificate in full",
        ),
        "ocop_claim_wrong_stars": (
            "Nội dung ghi {claimed} sao nhưng chứng nhận chỉ có {stars} sao",
            "Sửa lại nội dung cho đúng chứng nhận",
            "The text claims {claimed} stars, but the certificate gives {stars}",
            "Mend the text",
        ),
        "picture_claims_stars": (
            "Tên hình ảnh ghi {claimed} sao mà chứng nhận không cho phép",
            "Xem hình ảnh có in hạng sao không: có thì thay hình ảnh khác, không thì đổi tên tệp",
            "The picture's name claims {claimed} stars that no certificate gives",
            "See whether the picture shows stars: replace it, or rename the file",
        ),
    }
)

"""What is said of fields: unknown, missing, or holding the wrong kind of thing."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "unknown_field": (
            "Không có trường nào tên “{field}” ở chỗ này",
            "Xem các trường được phép trong tài liệu, hoặc xóa dòng này",
            "There is no field “{field}” here",
            "See the fields that there are, or delete the line",
        ),
        "unknown_field_near": (
            "Không có trường nào tên “{field}” ở chỗ này",
            "Có phải bạn muốn viết “{nearest}”?",
            "There is no field “{field}” here",
            "Did you mean “{nearest}”?",
        ),
        "sku_of_product": (
            "Ở sản phẩm không ghi sku: hàng chỉ có một loại thì mã sản phẩm (code) cũng là mã SKU",
            "Xóa dòng này; muốn mã SKU khác thì ghi ở từng dòng của variants, kèm options",
            "A product has no sku of its own: where it is sold in one kind, its code is its SKU",
            "Delete the line; for another SKU write variants with options, each with its sku",
        ),
        "missing_field": (
            "Thiếu “{field}”",
            "Thêm dòng {field}: ... vào đây",
            "“{field}” is missing",
            "Add a line {field}: ... here",
        ),
        "wrong_type_text": (
            "“{field}” phải là chữ",
            "Viết một dòng chữ, không dùng dấu gạch đầu dòng hay ngoặc",
            "“{field}” must be text",
            "Write plain text, without dashes or brackets",
        ),
        "wrong_type_list": (
            "“{field}” phải là một danh sách",
            "Viết trong ngoặc vuông, ví dụ [một, hai], hoặc mỗi dòng một mục bắt đầu bằng -",
            "“{field}” must be a list",
            "Write it in square brackets like [one, two], or one item a line after a dash",
        ),
        "wrong_type_mapping": (
            "Ở đây cần các trường viết dạng tên: giá trị",
            "Xuống dòng, thụt vào hai dấu cách và viết từng trường",
            "Fields written as name: value are wanted here",
            "Begin a new line, indent by two spaces and write each field",
        ),
        "wrong_type_whole": (
            "Ở đây cần một số nguyên, chỉ gồm chữ số",
            "Viết số không kèm đơn vị, ví dụ 560",
            "A whole number is wanted here, in digits only",
            "Write the number without its unit, such as 560",
        ),
        "wrong_type_number": (
            "Ở đây cần một số",
            "Viết số, dùng dấu chấm cho phần lẻ, ví dụ 2.5",
            "A number is wanted here",
            "Write it with a point for decimals, such as 2.5",
        ),
        "wrong_type_date": (
            "Ở đây cần một ngày có thật",
            "Viết năm-tháng-ngày, ví dụ 2026-11-20",
            "A date that exists is wanted here",
            "Write year-month-day, such as 2026-11-20",
        ),
        "date_too_far": (
            "Ngày {text} quá xa để là thật",
            "Xem lại năm; chương trình nhận từ năm 1900 đến 2199",
            "The day {text} is too far off to be real",
            "Look at the year; 1900 to 2199 are taken",
        ),
        "days_too_many": (
            "Nhiều ngày quá: không thể hơn {most}",
            "Viết số ngày, ví dụ 30",
            "That are too many days: not more than {most} are taken",
            "Write how many days, such as 30",
        ),
        "day_of_year_form": (
            "“{text}” không phải một ngày trong năm",
            "Ghi ngày/tháng, ví dụ 30/06",
            "“{text}” is no day of the year",
            "Write day/month, for example 30/06",
        ),
        "moment_form": (
            "“{text}” không phải ngày giờ",
            "Ghi năm-tháng-ngày giờ:phút, ví dụ 2027-01-15 08:00, hoặc chỉ ngày: 2027-01-15",
            "“{text}” is no day and time",
            "Write year-month-day hour:minute, such as 2027-01-15 08:00, or the day: 2027-01-15",
        ),
        "season_day_form": (
            "“{text}” không phải một ngày của mùa vụ",
            "Ghi ngày/tháng nếu năm nào cũng vậy, ví dụ 15/08, hoặc một ngày cụ thể: 2026-08-15",
            "“{text}” is no day of a season",
            "Write day/month for every year, such as 15/08, or one day: 2026-08-15",
        ),
        "wrong_type_yes_no": (
            "Ở đây chỉ viết yes hoặc no",
            "Viết yes (có) hoặc no (không)",
            "Only yes or no may stand here",
            "Write yes or no",
        ),
        "wrong_type_choice": (
            "Giá trị này không nằm trong các giá trị được phép",
            "Chọn một trong: {choices}",
            "This is not one of the values that may stand here",
            "Choose one of: {choices}",
        ),
        "list_empty": (
            "“{field}” để trống",
            "Thêm ít nhất một mục, hoặc xóa dòng này",
            "“{field}” is empty",
            "Add at least one item, or delete the line",
        ),
    }
)

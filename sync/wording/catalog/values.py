"""What is said of prices, stock and other numbers."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "code_names_a_file": (
            "Mã sản phẩm trùng với tên một tệp danh mục khác, nên sells có thể hiểu nhầm",
            "Đặt mã khác cho sản phẩm này",
            "The code is the name of another catalog file, so sells could be misread",
            "Give this product another code",
        ),
        "price_form": (
            "Giá “{text}” viết chưa đúng dạng",
            "Chỉ viết chữ số, không dấu chấm, không đơn vị: {digits}",
            "The price “{text}” is not in the right form",
            "Write digits only, no separators and no unit: {digits}",
        ),
        "price_unreadable": (
            "Không hiểu giá “{text}”",
            "Viết số đồng chỉ bằng chữ số, ví dụ 65000",
            "The price “{text}” cannot be understood",
            "Write whole dong in digits only, such as 65000",
        ),
        "price_zero": (
            "Giá phải lớn hơn 0",
            "Viết giá bán thật; nếu tạm ngừng bán thì để stock: 0",
            "A price must be above 0",
            "Write the real price; to stop selling for now, set stock: 0",
        ),
        "size_too_small": (
            "Gói {weight_g} g không thể chỉ lớn {sides} mm",
            "size_mm tính bằng mi-li-mét: 10 cm thì viết 100",
            "A parcel of {weight_g} g cannot be as small as {sides} mm",
            "size_mm is in millimetres: 10 cm is 100",
        ),
        "weight_below_content": (
            "Gói hàng nặng {weight_g} g mà bên trong có {content}",
            "weight_g là cân nặng cả bao bì, tính bằng gam: 1,5 kg thì viết 1500",
            "The parcel weighs {weight_g} g, with {content} in it",
            "weight_g is the weight with its packing, in grams: 1.5 kg is 1500",
        ),
        "stock_in_words": (
            "Tồn kho “{text}” phải viết bằng số",
            "Hết hàng thì viết 0; ngừng bán thì ghi sold: no trong danh mục",
            "The stock “{text}” must be a number",
            "Write 0 when there is none; to stop selling, sold: no in the catalog",
        ),
        "stock_negative": (
            "Tồn kho không thể nhỏ hơn 0",
            "Viết số lượng đếm được; hết hàng thì viết 0",
            "Stock cannot be below 0",
            "Write what was counted; 0 when there is none",
        ),
        "stock_fractional": (
            "Tồn kho phải là số nguyên, không phải “{text}”",
            "Đếm theo đơn vị bán (gói, hộp, chai) và viết số nguyên",
            "Stock must be a whole number, not “{text}”",
            "Count in the unit that is sold (bag, box, bottle) and write a whole number",
        ),
        "stock_form": (
            "Tồn kho “{text}” viết chưa đúng dạng",
            "Chỉ viết chữ số: {digits}",
            "The stock “{text}” is not in the right form",
            "Write digits only: {digits}",
        ),
        "number_not_positive": (
            "Số ở đây phải lớn hơn 0",
            "Viết số thật, hoặc xóa dòng này nếu chưa biết",
            "The number here must be above 0",
            "Write the real number, or delete the line if it is not known",
        ),
        "percent_range": (
            "Phần trăm này nằm ngoài khoảng cho phép",
            "Viết một số từ 0 đến 100; quy tắc giá có thể âm nhưng phải lớn hơn -100",
            "This percentage is out of range",
            "Write a number from 0 to 100; a price rule may be negative but above -100",
        ),
        "size_form": (
            "Kích thước đóng gói phải có ba số",
            "Viết [dài, rộng, cao] bằng milimét, ví dụ [200, 150, 60]",
            "The parcel size must have three numbers",
            "Write [length, width, height] in millimetres, such as [200, 150, 60]",
        ),
        "product_set_unknown": (
            "Không có bộ sản phẩm OCOP số {text}",
            "Chọn số từ 1 đến 26 theo Quyết định 26/2026/QĐ-TTg",
            "There is no OCOP product set {text}",
            "Choose a number from 1 to 26 of Decision 26/2026/QĐ-TTg",
        ),
        "options_over_two": (
            "Chỉ được tối đa hai thuộc tính phân loại",
            "Giữ hai thuộc tính, ví dụ [Khối lượng, Đóng gói]",
            "There may be two options at most",
            "Keep two of them, such as [Khối lượng, Đóng gói]",
        ),
    }
)

"""What the columns of a workbook of the catalog are called, and the hints beside their cells."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row

_NAMES: Mapping[str, tuple[str, str]] = {
    "file": ("Tệp", "File"),
    "code": ("Mã sản phẩm", "Product code"),
    "sku": ("Mã SKU phân loại", "Variant SKU"),
    "name": ("Tên sản phẩm", "Name"),
    "options": ("Phân loại", "Options"),
    "price": ("Giá bán (đồng)", "Price (VND)"),
    "list_price": ("Giá niêm yết (đồng)", "List price (VND)"),
    "stock": ("Tồn kho", "Stock"),
    "counted_on": ("Ngày đếm", "Counted on"),
    "made_of": ("Ghép từ SKU", "Made of SKUs"),
    "sold": ("Đang bán", "On sale"),
    "category": ("Ngành hàng", "Category"),
    "unit": ("Đơn vị tính", "Unit"),
    "net_content": ("Khối lượng tịnh", "Net content"),
    "pack": ("Quy cách đóng gói", "Pack"),
    "weight_g": ("Cân nặng cả bì (g)", "Shipping weight (g)"),
    "size_mm": ("Dài x rộng x cao (mm)", "Length x width x height (mm)"),
    "gtin": ("Mã vạch", "Barcode"),
    "brand": ("Thương hiệu", "Brand"),
    "title": ("Tên đặt riêng cho sàn", "Own title"),
    "story": ("Câu chuyện sản phẩm", "Story"),
    "images": ("Hình ảnh", "Images"),
    "label_generic_name": ("Tên gọi chung (nhãn)", "Generic name (label)"),
    "label_net_content": ("Khối lượng tịnh (nhãn)", "Net content (label)"),
    "label_ingredients": ("Thành phần", "Ingredients"),
    "label_allergens": ("Chất gây dị ứng", "Allergens"),
    "label_shelf_life": ("Hạn sử dụng", "Shelf life"),
    "label_shelf_life_after_opening": ("Hạn sau khi mở", "Shelf life once opened"),
    "label_storage": ("Bảo quản", "Storage"),
    "label_usage": ("Cách dùng", "Use"),
    "label_warning": ("Cảnh báo", "Warning"),
    "label_origin_place": ("Nơi sản xuất (nhãn)", "Place of origin (label)"),
    "label_standard_no": ("Số tiêu chuẩn cơ sở", "Standard number"),
    "label_declaration_number": ("Số tự công bố", "Self-declaration number"),
    "label_declaration_date": ("Ngày tự công bố", "Self-declaration date"),
    "shipping": ("Đóng gói, giao hàng", "Shipping"),
    "certificate_stars": ("Sao OCOP", "OCOP stars"),
    "certificate_decision_no": ("Số quyết định OCOP", "OCOP decision number"),
    "certificate_issued_by": ("Cơ quan cấp", "Issued by"),
    "certificate_issued_on": ("Ngày cấp", "Issued on"),
    "certificate_expires_on": ("Hiệu lực đến", "Valid to"),
    "product_set": ("Bộ sản phẩm (1–26)", "Product set (1–26)"),
    "certificate_issued_level": ("Cấp công nhận", "Level"),
    "certificate_certificate_no": ("Số giấy chứng nhận", "Certificate number"),
    "certificate_holder": ("Chủ thể trên giấy", "Holder"),
    "certificate_taxonomy": ("Phân nhóm OCOP", "OCOP group"),
    "certificate_evidence": ("Bằng chứng", "Evidence"),
    "certificate_withdrawn": ("Đã bị thu hồi", "Withdrawn"),
    "certificate_file": ("Bản chụp giấy OCOP", "Scan of the certificate"),
    "label_origin": ("Xuất xứ (nhãn)", "Origin (label)"),
    "label_declaration_regime": ("Chế độ công bố", "Regime of declaration"),
    "label_declaration_issued_by": ("Nơi tiếp nhận công bố", "Declaration received by"),
    "label_food_safety_certificate_number": (
        "Số giấy an toàn thực phẩm",
        "Food-safety certificate number",
    ),
    "label_food_safety_certificate_expires_on": (
        "Giấy an toàn thực phẩm hết hạn",
        "Food-safety certificate ends",
    ),
    "label_alcohol_percent": ("Độ cồn (%)", "Alcohol (%)"),
    "label_material": ("Chất liệu", "Material"),
    "label_care": ("Cách giữ gìn", "Care"),
    "label_manufacturer_name": ("Nhà sản xuất", "Manufacturer"),
    "label_manufacturer_address": ("Địa chỉ nhà sản xuất", "Manufacturer's address"),
    "label_manufacturer_address_as_certified": (
        "Địa chỉ cũ nhà sản xuất",
        "Manufacturer's former address",
    ),
    "label_manufacturer_legal_form": ("Loại hình nhà sản xuất", "Manufacturer's legal form"),
    "label_manufacturer_tax_code": ("Mã số thuế nhà sản xuất", "Manufacturer's tax code"),
    "label_manufacturer_registration_no": (
        "Số đăng ký nhà sản xuất",
        "Manufacturer's registration number",
    ),
    "label_manufacturer_representative": ("Đại diện nhà sản xuất", "Manufacturer's representative"),
    "origin_as_certified": ("Xuất xứ theo chứng nhận", "Origin as certified"),
    "origin_now": ("Xuất xứ nay", "Origin now"),
    "trace_url": ("Địa chỉ truy xuất nguồn gốc", "Traceability address"),
    "growing_area_code": ("Mã vùng trồng", "Growing area code"),
    "prepare_days": ("Ngày chuẩn bị (đặt trước)", "Days to prepare (pre-order)"),
    "least_days_left": ("Ngừng bán trước hạn (ngày)", "Sold until days before the end"),
    "attributes": ("Thuộc tính khác", "Other attributes"),
    "en_name": ("Tên (tiếng Anh)", "Name (English)"),
    "en_options": ("Phân loại (tiếng Anh)", "Options (English)"),
    "en_unit": ("Đơn vị tính (tiếng Anh)", "Unit (English)"),
    "en_net_content": ("Khối lượng tịnh (tiếng Anh)", "Net content (English)"),
    "en_pack": ("Quy cách đóng gói (tiếng Anh)", "Pack (English)"),
    "en_title": ("Tên đặt riêng cho sàn (tiếng Anh)", "Own title (English)"),
    "en_story": ("Câu chuyện sản phẩm (tiếng Anh)", "Story (English)"),
    "en_shipping": ("Đóng gói, giao hàng (tiếng Anh)", "Shipping (English)"),
    "en_attributes": ("Thuộc tính khác (tiếng Anh)", "Other attributes (English)"),
    "label_en_generic_name": ("Tên gọi chung (nhãn, tiếng Anh)", "Generic name (label, English)"),
    "label_en_net_content": ("Khối lượng tịnh (nhãn, tiếng Anh)", "Net content (label, English)"),
    "label_en_ingredients": ("Thành phần (tiếng Anh)", "Ingredients (English)"),
    "label_en_allergens": ("Chất gây dị ứng (tiếng Anh)", "Allergens (English)"),
    "label_en_shelf_life": ("Hạn sử dụng (tiếng Anh)", "Shelf life (English)"),
    "label_en_after_opening": ("Hạn sau khi mở (tiếng Anh)", "Shelf life once opened (English)"),
    "label_en_storage": ("Bảo quản (tiếng Anh)", "Storage (English)"),
    "label_en_usage": ("Cách dùng (tiếng Anh)", "Use (English)"),
    "label_en_warning": ("Cảnh báo (tiếng Anh)", "Warning (English)"),
    "label_en_origin": ("Xuất xứ (nhãn, tiếng Anh)", "Origin (label, English)"),
    "label_en_origin_place": ("Nơi sản xuất (nhãn, tiếng Anh)", "Place of origin (label, English)"),
    "label_en_material": ("Chất liệu (tiếng Anh)", "Material (English)"),
    "label_en_care": ("Cách giữ gìn (tiếng Anh)", "Care (English)"),
    "book": ("Sổ sách còn", "On the books"),
    "counted": ("Đếm được", "Counted"),
    "price_at": ("Giá ở {channel} (đồng)", "Price at {channel} (VND)"),
}

COLUMNS: Mapping[str, Row] = {
    f"workbook_column_{key}": (vi, "", en, "") for key, (vi, en) in _NAMES.items()
}

_HINTS: Mapping[str, tuple[str, str]] = {
    "file": (
        "Tên tệp danh mục, không có đuôi .yaml; sản phẩm mới vào tệp này.",
        "The catalog file, without .yaml; a new product goes into it.",
    ),
    "code": (
        "Mã sản phẩm. Dòng có sẵn thì không sửa được; sản phẩm mới thì đặt mã chưa ai dùng.",
        "Its code. It cannot be changed where it is there; give a new product a code of its own.",
    ),
    "sku": (
        "Chỉ ghi ở dòng của phân loại. Để trống là dòng của cả sản phẩm.",
        "Only on the line of a variant; empty on the line of the product itself.",
    ),
    "name": (
        "Tên sản phẩm; không viết toàn chữ in hoa, không ghi hạng sao.",
        "The name; not all in capitals, no stars.",
    ),
    "options": (
        (
            "Dòng sản phẩm: tên cách chia (Khối lượng). Dòng phân loại: giá trị (500 g). Hai"
            " cách chia thì mỗi dòng trong ô một cách."
        ),
        (
            "On a product: how it is divided (Weight). On a variant: its value (500 g). Two"
            " of them: one a line of the cell."
        ),
    ),
    "price_at": (
        "Giá riêng ở {channel}; để trống là theo giá bán chung.",
        "Its own price at {channel}; empty is the common price.",
    ),
    "counted_on": (
        "Ngày đếm, ngày/tháng/năm. Sửa số tồn mà không sửa ngày thì coi là đếm hôm nay.",
        "The day of counting. A stock that is changed without it counts as counted today.",
    ),
    "category": (
        "Chọn trong danh sách; ngành hàng lấy từ categories.yaml.",
        "Choose from the list; they come from categories.yaml.",
    ),
    "story": (
        "Lời kể của bạn, nhiều dòng cũng được (Alt+Enter); không số điện thoại, không liên kết.",
        "Your own words, several lines if you like (Alt+Enter); no phone number, no link.",
    ),
    "images": (
        "Mỗi dòng trong ô một tệp hình ảnh, tính từ thư mục danh mục; hình ảnh đầu là ảnh bìa.",
        "One file a line of the cell, from the catalog's folder; the first is the cover.",
    ),
    "weight_g": (
        "Cân nặng sau đóng gói, bằng gam: 250. Ghi 0,5 kg cũng hiểu.",
        "Packed weight in grams: 250. 0.5 kg is understood too.",
    ),
    "made_of": (
        "Bộ ghép: mỗi dòng một SKU và số món, ví dụ TK-500: 2. Khi đó không ghi tồn kho.",
        "A bundle: a SKU and how many on each line, as TK-500: 2. It has no stock then.",
    ),
    "least_days_left": (
        "Lô còn ít hơn ngần này ngày đến hạn dùng thì không bán nữa.",
        "A lot with fewer days left than this is sold no more.",
    ),
    "sold": (
        "có hoặc không; để trống là có.",
        "yes or no; empty is yes.",
    ),
    "book": (
        "Số còn theo sổ lúc xuất tệp; không sửa.",
        "What the books said when this was written; not to be changed.",
    ),
    "counted": (
        "Ghi số đếm được; hết hàng thì ghi 0 hoặc hết; chưa đếm thì để trống.",
        "Write what was counted; 0 where there is none; leave it empty where nobody counted.",
    ),
    "of_line": (
        "Ghi trên một dòng; xóa trống là bỏ mục này.",
        "On one line; empty takes it out.",
    ),
    "of_text": (
        "Nhiều dòng cũng được (Alt+Enter); xóa trống là bỏ mục này.",
        "Several lines if you like (Alt+Enter); empty takes it out.",
    ),
    "of_whole": (
        "Số nguyên, không có chữ.",
        "A whole number, no words.",
    ),
    "of_price": (
        "Số đồng: 65000. Ghi 65.000đ hay 65 nghìn cũng hiểu.",
        "In dong: 65000. 65.000 is understood too.",
    ),
    "of_count": (
        "Số nguyên; hết hàng thì ghi 0. Sửa số này là vừa đếm lại.",
        "A whole number, 0 where there is none. Changing it means that it was counted again.",
    ),
    "of_day": (
        "Ngày/tháng/năm, ví dụ 29/11/2026.",
        "Day/month/year, as 29/11/2026.",
    ),
    "of_decimal": (
        "Một số, ví dụ 35,5.",
        "A number, as 35.5.",
    ),
    "of_choice": (
        "Chọn trong danh sách.",
        "Choose from the list.",
    ),
    "of_yes_no": (
        "có hoặc không.",
        "yes or no.",
    ),
    "of_list": (
        "Mỗi dòng trong ô một thứ (Alt+Enter).",
        "One thing a line of the cell (Alt+Enter).",
    ),
    "of_size": (
        "Ba cạnh bằng milimét: 180 x 120 x 40; thêm cm nếu đo bằng cm.",
        "Three sides in millimetres: 180 x 120 x 40; add cm where measured so.",
    ),
    "of_pairs": (
        "Mỗi dòng trong ô một thuộc tính, dạng Tên: giá trị.",
        "One attribute a line of the cell, as Name: value.",
    ),
    "of_shelf_life": (
        "Ví dụ 6 tháng.",
        "As 6 tháng (months).",
    ),
    "of_barcode": (
        "8, 12, 13 hoặc 14 chữ số, chép từ bao bì.",
        "8, 12, 13 or 14 digits, from the pack.",
    ),
}

HINTS: Mapping[str, Row] = {
    f"workbook_hint_{key}": (vi, "", en, "") for key, (vi, en) in _HINTS.items()
}

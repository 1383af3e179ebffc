"""What the pages of products say."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import worded
from sync.wording.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = worded(
    {
        "page_product_net": ("thực nhận {money}", "", "you keep {money}", ""),
        "page_product_preview_draft": (
            "Như sẽ hiện sau khi lưu.", "", "As it will be shown once this is saved.", "",
        ),
        "page_product_pause": ("Tạm dừng sản phẩm này", "", "Pause this product", ""),
        "page_product_pause_hint": (
            "Không gian hàng nào đổi gì ở sản phẩm này, trừ khi phải giảm số bán.", "",
            "No shop changes anything of it, but for showing fewer units.", "",
        ),
        "page_pause_note": ("Vì sao (không bắt buộc)", "", "Why (optional)", ""),
        "page_products_problem_filter": (
            "Chỉ sản phẩm có lỗi", "", "Only those with problems", "",
        ),
        "page_products_filter": ("Lọc", "", "Filter", ""),
        "page_products_shop": ("Gian hàng", "", "Shop", ""),
        "page_products_product": ("Sản phẩm", "", "Product", ""),
        "page_nav_products": ("Sản phẩm", "", "Products", ""),
        "page_find": ("Tìm", "", "Find", ""),
        "page_see": ("Xem", "", "Show", ""),
        "page_yes": ("Có", "", "Yes", ""),
        "page_no": ("Không", "", "No", ""),
        "page_pager": ("Các trang", "", "Pages", ""),
        "page_pager_before": ("Trang trước", "", "Before", ""),
        "page_pager_after": ("Trang sau", "", "Next", ""),
        "page_pager_at": ("Trang {number}/{last}", "", "Page {number} of {last}", ""),
        "page_products_count": ("{count} sản phẩm", "", "{count} products", ""),
        "page_products_find": (
            "Tên, mã; gõ không dấu cũng được", "", "Name or code; accents do not matter", "",
        ),
        "page_products_cooperative": ("Chủ thể", "", "Cooperative", ""),
        "page_products_everybody": ("Tất cả", "", "All of them", ""),
        "page_products_new": ("Thêm sản phẩm", "", "Add a product", ""),
        "page_products_problems": (
            "{count} chỗ trong danh mục cần sửa", "", "{count} things to mend in the catalog", "",
        ),
        "page_products_stands": ("Ở từng gian hàng", "", "In each shop", ""),
        "page_products_none": (
            "Không có sản phẩm nào như vậy.", "", "There is no such product.", "",
        ),
        "page_stands_live": ("đang bán", "", "on sale", ""),
        "page_stands_hidden": ("đang ẩn", "", "hidden", ""),
        "page_stands_missing": ("chưa đăng", "", "not there yet", ""),
        "page_stands_locked": ("bị sàn khóa", "", "locked", ""),
        "page_stands_reviewing": ("chờ sàn duyệt", "", "in review", ""),
        "page_stands_unsold": ("không bán ở đây", "", "not sold here", ""),
        "page_stands_left": ("còn {count}", "", "{count} left", ""),
        "page_product_saved": (
            "Đã lưu vào danh mục. Các gian hàng được cập nhật ở lượt đồng bộ tới.", "",
            "Saved in the catalog. The shops follow with the next sync.", "",
        ),
        "page_product_refused": ("Chưa lưu", "", "Not saved", ""),
        "page_product_will_change": ("Sẽ đổi trong danh mục", "", "Will change in the catalog", ""),
        "page_product_in_shops": ("Rồi sẽ đổi ở gian hàng", "", "Then in the shops", ""),
        "page_product_in_no_shop": (
            "Không gian hàng nào phải đổi.", "", "No shop has to change.", "",
        ),
        "page_product_save": ("Lưu", "", "Save", ""),
        "page_product_drop": ("Bỏ", "", "Discard", ""),
        "page_product_check": ("Xem sẽ đổi gì", "", "See what it changes", ""),
        "page_product_basics": ("Tên và lời giới thiệu", "", "Name and story", ""),
        "page_product_label": ("Nhãn hàng hóa", "", "Label", ""),
        "page_product_shipping": ("Giao hàng, truy xuất", "", "Shipping and tracing", ""),
        "page_product_variants": ("Phân loại và giá", "", "Variants and prices", ""),
        "page_product_stock": ("Đếm, nhập, bán tại chỗ", "", "Count, receive, sell by hand", ""),
        "page_product_pictures": ("Hình ảnh", "", "Pictures", ""),
        "page_product_picture": ("Ảnh {number}", "", "Picture {number}", ""),
        "page_product_first": ("Làm ảnh đầu", "", "Put first", ""),
        "page_product_add_pictures": (
            "Chụp hoặc chọn ảnh", "", "Take or choose pictures", "",
        ),
        "page_product_upload": ("Thêm ảnh", "", "Add pictures", ""),
        "page_product_problems": ("Cần sửa trong danh mục", "", "To mend in the catalog", ""),
        "page_product_line": ("dòng {line}", "", "line {line}", ""),
        "page_product_previews": ("Ở từng gian hàng", "", "In each shop", ""),
        "page_product_history": ("Đã làm gì", "", "What was done", ""),
        "page_product_whole_history": ("Xem cả nhật ký", "", "The whole log", ""),
        "page_pictures_many": (
            "Mỗi sản phẩm có nhiều nhất {most} ảnh; còn chỗ cho {room} ảnh.",
            "Bỏ bớt ảnh cũ rồi thêm lại.",
            "A product has at most {most} pictures; there is room for {room}.",
            "Remove some, then add again.",
        ),
        "page_picture_unread": (
            "Tệp vừa gửi không phải là ảnh đọc được.",
            "Chọn ảnh JPEG, PNG, WebP hoặc ảnh của iPhone.",
            "What was sent is no picture that can be read.",
            "Choose a JPEG, PNG, WebP or a picture of an iPhone.",
        ),
        "page_new_cooperative": ("Chủ thể mới", "", "A new cooperative", ""),
        "page_new_cooperative_name": ("Tên chủ thể", "", "Name of the cooperative", ""),
        "page_new_whose": (
            "Chọn chủ thể của sản phẩm này.", "Chỉ chọn được chủ thể mà bạn phụ trách.",
            "Choose whose product this is.", "Only of those that are yours.",
        ),
        "page_new_ingredients": (
            "Thành phần, cách nhau bằng dấu phẩy", "", "Ingredients, set apart by commas", "",
        ),
        "page_new_add": ("Thêm vào danh mục", "", "Add to the catalog", ""),
        "page_field_name": ("Tên", "", "Name", ""),
        "page_field_title": ("Tên trên sàn", "", "Title in shops", ""),
        "page_field_brand": ("Thương hiệu", "", "Brand", ""),
        "page_field_category": ("Ngành hàng", "", "Category", ""),
        "page_field_story": ("Lời giới thiệu", "", "Story", ""),
        "page_field_sold": ("Đang bán", "", "On sale", ""),
        "page_field_generic_name": ("Tên gọi chung", "", "Generic name", ""),
        "page_field_net_content": ("Khối lượng tịnh", "", "Net content", ""),
        "page_field_ingredients": (
            "Thành phần, mỗi dòng một thứ", "", "Ingredients, one a line", "",
        ),
        "page_field_allergens": (
            "Chất gây dị ứng, mỗi dòng một thứ", "", "Allergens, one a line", "",
        ),
        "page_field_shelf_life": ("Hạn sử dụng", "", "Shelf life", ""),
        "page_field_storage": ("Bảo quản", "", "Storage", ""),
        "page_field_usage": ("Cách dùng", "", "Use", ""),
        "page_field_warning": ("Cảnh báo", "", "Warning", ""),
        "page_field_origin": ("Xuất xứ", "", "Origin", ""),
        "page_field_origin_place": ("Vùng sản xuất", "", "Place of origin", ""),
        "page_field_standard_no": ("Tiêu chuẩn", "", "Standard", ""),
        "page_field_shipping": ("Giao hàng", "", "Shipping", ""),
        "page_field_prepare_days": ("Ngày chuẩn bị (đặt trước)", "", "Days to prepare", ""),
        "page_field_trace_url": ("Liên kết truy xuất", "", "Trace link", ""),
        "page_field_growing_area_code": ("Mã số vùng trồng", "", "Growing area code", ""),
        "page_field_price": ("Giá bán", "", "Price", ""),
        "page_field_list_price": ("Giá niêm yết", "", "List price", ""),
        "page_field_weight_g": ("Cân nặng cả bao bì, gam", "", "Packed weight, grams", ""),
        "page_field_size_mm": (
            "Kích thước gói hàng, mm: dài × rộng × cao", "",
            "Size of the parcel, mm: length × width × height", "",
        ),
        "page_field_gtin": ("Mã vạch", "", "Barcode", ""),
        "page_field_pack": ("Quy cách", "", "Pack", ""),
        "page_field_stock": ("Số lượng còn", "", "In stock", ""),
        "page_field_legal_form": ("Loại hình", "", "Legal form", ""),
        "page_field_address": ("Địa chỉ", "", "Address", ""),
        "page_field_tax_code": ("Mã số thuế", "", "Tax code", ""),
    }
)  # fmt: skip

"""Words what a marketplace says about prices, stocks, variants and parcels."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

OFFER: dict[str, Sentence] = {
    "options_stay": Sentence(
        Wording(
            "Sàn không cho thêm hay bỏ kiểu phân loại của sản phẩm đã đăng.",
            "Để phân loại như trên sàn, hoặc đăng thành sản phẩm mới với mã (code) và SKU khác.",
        ),
        Wording(
            "The marketplace lets a published product neither gain nor lose its kind of options.",
            "Leave them as they stand there, or list a new product with another code and SKUs.",
        ),
    ),
    "price_refused": Sentence(
        Wording("Sàn không nhận giá[[: {platform_message}]].", "Kiểm tra giá trong danh mục."),
        Wording("The price is refused[[: {platform_message}]].", "Check the price in the catalog."),
    ),
    "price_beyond_limit": Sentence(
        Wording(
            "Giá {found:dong} nằm ngoài khoảng gian hàng nhận ({least:dong} đến {most:dong}).",
            "Sửa giá hoặc cách tính giá của gian hàng.",
        ),
        Wording(
            "The price {found:dong} is outside what the shop takes ({least:dong}-{most:dong}).",
            "Mend the price or the shop's price rule.",
        ),
    ),
    "price_locked": Sentence(
        Wording(
            "Giá đang bị khóa vì khuyến mãi[[: {platform_message}]].",
            "Chờ khuyến mãi kết thúc, hoặc rút sản phẩm khỏi khuyến mãi.",
        ),
        Wording(
            "The price is locked by a promotion[[: {platform_message}]].",
            "Wait for the promotion's end, or take the product out of it.",
        ),
    ),
    "stock_refused": Sentence(
        Wording(
            "Sàn không nhận số tồn kho[[: {platform_message}]].", "Kiểm tra tồn kho trong danh mục."
        ),
        Wording("The stock is refused[[: {platform_message}]].", "Check the stock in the catalog."),
    ),
    "stock_below_reserved": Sentence(
        Wording(
            "Sàn đang giữ hàng cho khuyến mãi nên tồn kho không thể thấp hơn[[:"
            " {platform_message}]].",
            "Rút bớt hàng khỏi khuyến mãi nếu thật sự không còn đủ.",
        ),
        Wording(
            "Stock is reserved for promotions and cannot go lower[[: {platform_message}]].",
            "Take stock out of the promotion if there really is no more.",
        ),
    ),
    "zero_refused": Sentence(
        Wording(
            "Sàn không nhận số tồn bằng 0, nên cả sản phẩm được ẩn để không bán quá số hàng có.",
            "Nhập hàng rồi cập nhật tồn kho; sản phẩm sẽ được hiện lại.",
        ),
        Wording(
            "The marketplace takes no stock of 0, so all of the product is hidden not to oversell.",
            "Restock it and count again; it is shown again then.",
        ),
    ),
    "quantity_beyond_limit": Sentence(
        Wording(
            "Số lượng {found} nằm ngoài khoảng gian hàng nhận ({least} đến {most}).",
            "Kiểm tra tồn kho trong danh mục.",
        ),
        Wording(
            "The quantity {found} is outside what the shop takes ({least} to {most}).",
            "Check the stock in the catalog.",
        ),
    ),
    "variants_refused": Sentence(
        Wording(
            "Sàn không nhận các phân loại hàng[[: {platform_message}]].",
            "Sửa `variants` của sản phẩm.",
        ),
        Wording(
            "The variants are refused[[: {platform_message}]].", "Mend the product's `variants`."
        ),
    ),
    "variants_moved": Sentence(
        Wording(
            "Các phân loại hàng trên sàn đã khác với lúc vừa đọc.",
            "Chương trình sẽ đọc lại sản phẩm trước khi thử tiếp, không cần làm gì.",
        ),
        Wording(
            "The variants in the shop are not those that were read just now.",
            "The listing is read again before anything is repeated; nothing to do.",
        ),
    ),
    "sku_taken": Sentence(
        Wording(
            "SKU {sku} đang thuộc một sản phẩm khác trên sàn (mã {remote_id}).",
            "Gỡ SKU đó khỏi sản phẩm kia trong {seller_centre}, hoặc sửa lại danh mục.",
        ),
        Wording(
            "SKU {sku} belongs to another listing there ({remote_id}).",
            "Remove it from that listing in {seller_centre}, or mend the catalog.",
        ),
    ),
    "sku_used_up": Sentence(
        Wording(
            "Sàn không nhận lại SKU {sku}, dù sản phẩm giữ nó trước đây ({remote_id}) đã xóa.",
            "Đặt SKU khác cho phân loại hàng này trong danh mục; sổ kho tự theo SKU mới.",
        ),
        Wording(
            "SKU {sku} is not accepted again, though the listing that held it ({remote_id}) is"
            " deleted.",
            "Give this variant another SKU in the catalog; its stock follows by itself.",
        ),
    ),
    "variants_fixed": Sentence(
        Wording(
            "Sàn không cho đổi tên phân loại hàng đã đăng ({names}), hoặc thay hết các SKU.",
            "Giữ tên cũ và ít nhất một SKU cũ; nếu không được, xóa trên sàn để đăng lại từ đầu.",
        ),
        Wording(
            "Options once published keep their names there ({names}), and one SKU must stay.",
            "Keep the old names and one SKU, or delete the listing there to publish it anew.",
        ),
    ),
    "option_letters_refused": Sentence(
        Wording("Phân loại “{text}” có ký tự mà sàn không nhận: {letters}.", "Bỏ các ký tự đó."),
        Wording("The option “{text}” has letters that are refused: {letters}.", "Leave them out."),
    ),
    "sku_letters_refused": Sentence(
        Wording("SKU {text} có ký tự mà sàn không nhận: {letters}.", "Đặt SKU khác."),
        Wording("The SKU {text} has letters that are refused: {letters}.", "Choose another SKU."),
    ),
    "option_beyond_limit": Sentence(
        Wording(
            "Tên phân loại dài {found} ký tự, gian hàng này nhận từ {least} đến {most}.",
            "Viết ngắn lại trong `options`.",
        ),
        Wording(
            "An option has {found} characters; this shop takes {least} to {most}.",
            "Write it shorter in `options`.",
        ),
    ),
    "parcel_weight_unknown": Sentence(
        Wording(
            "Chưa có cân nặng sau đóng gói.", "Thêm `weight_g` (gram, cả bao bì) vào sản phẩm."
        ),
        Wording(
            "The parcel's weight is not known.", "Add `weight_g` (grams, packed) to the product."
        ),
    ),
    "parcel_size_unknown": Sentence(
        Wording("Chưa có kích thước gói hàng.", "Thêm `size_mm` (dài, rộng, cao) vào sản phẩm."),
        Wording("The parcel's size is not known.", "Add `size_mm` (length, width, height)."),
    ),
    "parcel_refused": Sentence(
        Wording(
            "Sàn không nhận cân nặng hoặc kích thước gói hàng[[: {platform_message}]].",
            "Kiểm tra `weight_g` và `size_mm` trong danh mục.",
        ),
        Wording(
            "The parcel's weight or size is refused[[: {platform_message}]].",
            "Check `weight_g` and `size_mm` in the catalog.",
        ),
    ),
    "parcel_too_large": Sentence(
        Wording(
            "Gói hàng {sku}: tổng ba cạnh {found} mm, sàn nhận tối đa {most} mm.",
            "Sửa `size_mm`, hoặc bán gói nhỏ hơn.",
        ),
        Wording(
            "The parcel of {sku} adds up to {found} mm; at most {most} mm is taken.",
            "Mend `size_mm`, or sell a smaller pack.",
        ),
    ),
    "weight_beyond_limit": Sentence(
        Wording(
            "Gói hàng {sku} nặng {found} g, sàn nhận tối đa {most} g.",
            "Sửa `weight_g`, hoặc bán gói nhỏ hơn.",
        ),
        Wording(
            "The parcel of {sku} weighs {found} g; at most {most} g is taken.",
            "Mend `weight_g`, or sell a smaller pack.",
        ),
    ),
    "logistics_missing": Sentence(
        Wording(
            "Không đơn vị vận chuyển nào của gian hàng nhận gói hàng này.",
            "Bật thêm đơn vị vận chuyển trên sàn, hoặc kiểm tra `weight_g` và `size_mm`.",
        ),
        Wording(
            "None of the shop's carriers takes this parcel.",
            "Switch on another carrier in the seller centre, or check `weight_g` and `size_mm`.",
        ),
    ),
    "logistics_refused": Sentence(
        Wording(
            "Sàn không nhận cách vận chuyển[[: {platform_message}]].",
            "Kiểm tra đơn vị vận chuyển của gian hàng trên sàn.",
        ),
        Wording(
            "The carriers are refused[[: {platform_message}]].",
            "Check the shop's carriers in the seller centre.",
        ),
    ),
    "platform_refused": Sentence(
        Wording(
            "Sàn từ chối[[: {platform_message}]][[ ({platform_code})]].",
            "Sửa theo lời sàn; nếu không rõ, hỏi bộ phận hỗ trợ của sàn.",
        ),
        Wording(
            "The marketplace refused[[: {platform_message}]][[ ({platform_code})]].",
            "Mend what it names; if that is unclear, ask its support.",
        ),
    ),
    "price_step_missed": Sentence(
        Wording(
            "Giá {found:dong} của {sku} không chia hết cho {step:dong}.",
            "Sửa giá, hoặc đặt `step` trong quy tắc giá của gian hàng.",
        ),
        Wording(
            "The price {found:dong} of {sku} is not a multiple of {step:dong}.",
            "Mend the price, or set `step` in the shop's price rule.",
        ),
    ),
    "stock_moved": Sentence(
        Wording(
            "Tồn kho trên sàn vừa thay đổi, có thể vừa có người mua.",
            "Lượt sau chương trình đọc đơn hàng trước rồi mới cập nhật, không cần làm gì.",
        ),
        Wording(
            "The stock there has just moved; somebody may have bought.",
            "The next round reads the orders before it writes; nothing to do.",
        ),
    ),
    "sku_names_product": Sentence(
        Wording(
            "Mã SKU {sku} vừa là mã sản phẩm vừa là mã một phân loại, sàn không nhận.",
            "Đặt cho phân loại đó một mã SKU khác.",
        ),
        Wording(
            "{sku} names both the product and one of its variants, which is refused.",
            "Give that variant another SKU.",
        ),
    ),
}

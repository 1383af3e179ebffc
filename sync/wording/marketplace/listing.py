"""Words what a marketplace says about a listing and its content."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

LISTING: dict[str, Sentence] = {
    "listing_exists": Sentence(
        Wording(
            "Sàn nói sản phẩm này đã có[[: {platform_message}]].",
            "Chương trình sẽ tìm lại trên sàn trước khi thử tiếp.",
        ),
        Wording(
            "The marketplace says that this product is there already[[: {platform_message}]].",
            "The shop is searched before anything is repeated.",
        ),
    ),
    "listing_gone": Sentence(
        Wording(
            "Sản phẩm không còn trên sàn[[: {platform_message}]].",
            "Chạy lại để chương trình xem gian hàng từ đầu.",
        ),
        Wording(
            "The listing is no longer in the shop[[: {platform_message}]].",
            "Run again, so that the shop is read anew.",
        ),
    ),
    "already_hidden": Sentence(
        Wording("Sản phẩm đã được ẩn từ trước.", "Không cần làm gì."),
        Wording("The listing was hidden already.", "Nothing to do."),
    ),
    "listing_busy": Sentence(
        Wording("Sàn đang xử lý lần sửa trước của sản phẩm.", "Chương trình sẽ tự thử lại."),
        Wording("The marketplace still works on the previous edit.", "It will be tried again."),
    ),
    "listing_locked": Sentence(
        Wording(
            "Sản phẩm đang bị khóa, không sửa được[[: {platform_message}]].",
            "Chờ sàn duyệt xong, hoặc vào {seller_centre} xem lý do.",
        ),
        Wording(
            "The listing is locked and cannot be edited[[: {platform_message}]].",
            "Wait for the review, or look in {seller_centre} for the reason.",
        ),
    ),
    "listing_count_reached": Sentence(
        Wording(
            "Gian hàng đã đủ số sản phẩm mà sàn cho phép.",
            "Xóa bớt sản phẩm cũ, hoặc xin nâng hạn mức.",
        ),
        Wording(
            "The shop holds as many listings as it may.",
            "Delete old ones, or ask for a higher limit.",
        ),
    ),
    "promotion_lock": Sentence(
        Wording(
            "Sản phẩm đang trong khuyến mãi nên sàn không cho sửa[[: {platform_message}]].",
            "Chờ khuyến mãi kết thúc, hoặc rút sản phẩm khỏi khuyến mãi.",
        ),
        Wording(
            "The listing is in a promotion and must not be changed[[: {platform_message}]].",
            "Wait for the promotion's end, or take the product out of it.",
        ),
    ),
    "left_out": Sentence(
        Wording(
            "Sàn nhận sản phẩm nhưng tự bỏ vài chỗ[[: {platform_message}]].",
            "Sửa những chỗ đó trong danh mục.",
        ),
        Wording(
            "The marketplace took the product but left things out[[: {platform_message}]].",
            "Mend them in the catalog.",
        ),
    ),
    "title_refused": Sentence(
        Wording("Sàn không nhận tên sản phẩm[[: {platform_message}]].", "Sửa tên trong danh mục."),
        Wording(
            "The product's name is refused[[: {platform_message}]].",
            "Mend the name in the catalog.",
        ),
    ),
    "title_letters_refused": Sentence(
        Wording("Tên “{text}” có ký tự mà sàn không nhận: {letters}.", "Bỏ các ký tự đó."),
        Wording("The name “{text}” has letters that are refused: {letters}.", "Leave them out."),
    ),
    "title_beyond_limit": Sentence(
        Wording(
            "Tên có {found} ký tự, gian hàng này chỉ nhận từ {least} đến {most}.",
            "Sửa tên, hoặc đặt tên riêng cho gian hàng ở `overrides`.",
        ),
        Wording(
            "The name has {found} characters; this shop takes {least} to {most}.",
            "Mend it, or give the shop a name of its own in `overrides`.",
        ),
    ),
    "description_refused": Sentence(
        Wording(
            "Sàn không nhận mô tả[[: {platform_message}]].",
            "Sửa câu chuyện sản phẩm trong danh mục.",
        ),
        Wording(
            "The description is refused[[: {platform_message}]].", "Mend the story in the catalog."
        ),
    ),
    "description_letters_refused": Sentence(
        Wording("Mô tả có ký tự mà sàn không nhận: {letters}.", "Bỏ các ký tự đó."),
        Wording("The description has letters that are refused: {letters}.", "Leave them out."),
    ),
    "description_beyond_limit": Sentence(
        Wording(
            "Mô tả có {found} ký tự, gian hàng này chỉ nhận từ {least} đến {most}.",
            "Viết mô tả riêng cho gian hàng ở `overrides`.",
        ),
        Wording(
            "The description has {found} characters; this shop takes {least} to {most}.",
            "Give the shop a description of its own in `overrides`.",
        ),
    ),
    "image_refused": Sentence(
        Wording(
            "Sàn không nhận hình ảnh[[: {platform_message}]].",
            "Thay hình ảnh JPG hoặc PNG khác, rõ và đủ lớn.",
        ),
        Wording(
            "A picture is refused[[: {platform_message}]].",
            "Use another JPG or PNG, clear and large.",
        ),
    ),
    "image_missing": Sentence(
        Wording(
            "Sản phẩm chưa có đủ hình ảnh[[: {platform_message}]].", "Thêm hình ảnh vào danh mục."
        ),
        Wording(
            "The product has too few pictures[[: {platform_message}]].", "Add some to the catalog."
        ),
    ),
    "images_beyond_limit": Sentence(
        Wording(
            "Sản phẩm có {found} hình ảnh, gian hàng này nhận từ {least} đến {most}.",
            "Thêm hoặc bớt hình ảnh trong danh mục.",
        ),
        Wording(
            "The product has {found} pictures; this shop takes {least} to {most}.",
            "Add or remove some in the catalog.",
        ),
    ),
    "prepare_days_beyond_limit": Sentence(
        Wording(
            "Hàng đặt trước cần {found} ngày chuẩn bị, gian hàng này nhận từ {least} đến {most}.",
            "Sửa `prepare_days`; kịp giao trong hạn thường thì bỏ dòng đó.",
        ),
        Wording(
            "It takes {found} days to prepare; this shop takes {least} to {most}.",
            "Mend `prepare_days`, or leave it out if it is ready in time anyway.",
        ),
    ),
    "pre_order_refused": Sentence(
        Wording(
            "Ngành hàng này của sàn không nhận hàng đặt trước.",
            "Bỏ `prepare_days` nếu kịp giao trong hạn thường; không kịp thì ghi `sold: no` cho sàn"
            " này ở `overrides`.",
        ),
        Wording(
            "This category of the marketplace takes no pre-orders.",
            "Leave `prepare_days` out if it is ready in time, else write `sold: no` in"
            " `overrides`.",
        ),
    ),
    "gtin_fixed": Sentence(
        Wording(
            "Mã vạch của {sku} trên sàn là {standing} và không đổi được nữa sau khi đăng.",
            "Ghi lại mã vạch cũ trong danh mục, hoặc đăng phân loại mới với mã SKU khác.",
        ),
        Wording(
            "The barcode of {sku} is {standing} there, and cannot change once it is published.",
            "Write the old barcode in the catalog, or publish a new variant under another SKU.",
        ),
    ),
    "gtin_refused": Sentence(
        Wording(
            "Sàn không nhận mã vạch[[: {platform_message}]].", "Kiểm tra lại `gtin` trong danh mục."
        ),
        Wording("The barcode is refused[[: {platform_message}]].", "Check `gtin` in the catalog."),
    ),
    "description_html_too_long": Sentence(
        Wording(
            "Mô tả dài {found} ký tự khi chuyển sang HTML, sàn nhận tối đa {most}.",
            "Viết ngắn lại phần `story`.",
        ),
        Wording(
            "As HTML the description has {found} characters; at most {most} are taken.",
            "Write `story` shorter.",
        ),
    ),
}

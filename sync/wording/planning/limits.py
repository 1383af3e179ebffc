"""What a platform will not take, and what to write instead."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

SENTENCES: dict[str, Sentence] = {
    "title_too_short": Sentence(
        vi=Wording(
            "Tên sản phẩm chỉ có {value} ký tự, {platform} cần ít nhất {least}",
            "Viết tên đầy đủ hơn: tên gọi, nơi làm, quy cách",
        ),
        en=Wording(
            "The title has {value} characters, {platform} wants at least {least}",
            "Write a fuller name: what it is, where it is made, pack size",
        ),
    ),
    "title_too_long": Sentence(
        vi=Wording(
            "Tên sản phẩm có {value} ký tự, {platform} chỉ nhận tối đa {most}",
            "Rút ngắn tên, hoặc đặt tên riêng cho sàn này trong overrides",
        ),
        en=Wording(
            "The title has {value} characters, {platform} takes at most {most}",
            "Shorten the name, or give this marketplace its own name under overrides",
        ),
    ),
    "title_bytes_too_many": Sentence(
        vi=Wording(
            "Tên sản phẩm dài {value} byte, {platform} chỉ nhận tối đa {most}; chữ có dấu dài hơn",
            "Rút ngắn tên, hoặc đặt tên riêng cho sàn này trong overrides",
        ),
        en=Wording(
            "The title is {value} bytes long, {platform} takes at most {most}; accents count more",
            "Shorten the name, or give this marketplace its own name under overrides",
        ),
    ),
    "description_too_short": Sentence(
        vi=Wording(
            "Mô tả chỉ có {value} ký tự, {platform} cần ít nhất {least}",
            "Viết thêm câu chuyện sản phẩm (story) hoặc thông tin nhãn (label)",
        ),
        en=Wording(
            "The description has {value} characters, {platform} wants at least {least}",
            "Write more in story, or fill in the label",
        ),
    ),
    "description_too_long": Sentence(
        vi=Wording(
            "Mô tả có {value} ký tự, {platform} chỉ nhận tối đa {most}",
            "Rút ngắn story, hoặc viết mô tả riêng cho sàn này trong overrides",
        ),
        en=Wording(
            "The description has {value} characters, {platform} takes at most {most}",
            "Shorten the story, or write one for this marketplace under overrides",
        ),
    ),
    "images_missing": Sentence(
        vi=Wording(
            "Sản phẩm có {value} hình ảnh, {platform} cần ít nhất {least}",
            "Thêm hình ảnh vào images",
        ),
        en=Wording(
            "The product has {value} pictures, {platform} wants at least {least}",
            "Add pictures under images",
        ),
    ),
    "images_too_many": Sentence(
        vi=Wording(
            "Sản phẩm có {value} hình ảnh, {platform} chỉ nhận tối đa {most}", "Bớt hình ảnh"
        ),
        en=Wording(
            "The product has {value} pictures, {platform} takes at most {most}",
            "Take some pictures out",
        ),
    ),
    "variants_too_few": Sentence(
        vi=Wording(
            "Sản phẩm có {value} phân loại hàng, {platform} cần ít nhất {least}", "Thêm phân loại"
        ),
        en=Wording(
            "The product has {value} variants, {platform} wants at least {least}", "Add variants"
        ),
    ),
    "variants_too_many": Sentence(
        vi=Wording(
            "Sản phẩm có {value} phân loại hàng, {platform} chỉ nhận tối đa {most}",
            "Tách thành nhiều sản phẩm",
        ),
        en=Wording(
            "The product has {value} variants, {platform} takes at most {most}",
            "Split it into several products",
        ),
    ),
    "options_too_few": Sentence(
        vi=Wording(
            "Sản phẩm có {value} thuộc tính phân loại, {platform} cần ít nhất {least}",
            "Thêm thuộc tính phân loại vào options",
        ),
        en=Wording(
            "The product has {value} options, {platform} wants at least {least}",
            "Add an option under options",
        ),
    ),
    "options_too_many": Sentence(
        vi=Wording(
            "Sản phẩm có {value} thuộc tính phân loại, {platform} chỉ nhận tối đa {most}",
            "Gộp bớt các thuộc tính trong options",
        ),
        en=Wording(
            "The product has {value} options, {platform} takes at most {most}",
            "Merge some of the options",
        ),
    ),
    "option_name_too_short": Sentence(
        vi=Wording("Tên thuộc tính phân loại “{name}” quá ngắn cho {platform}", "Viết tên dài hơn"),
        en=Wording("The option name “{name}” is too short for {platform}", "Write a longer name"),
    ),
    "option_name_too_long": Sentence(
        vi=Wording(
            "Tên thuộc tính phân loại “{name}” có {value} ký tự, {platform} nhận tối đa {most}",
            "Rút ngắn tên này trong options",
        ),
        en=Wording(
            "The option name “{name}” has {value} characters, {platform} takes at most {most}",
            "Shorten it under options",
        ),
    ),
    "option_value_too_short": Sentence(
        vi=Wording("Phân loại “{name}” quá ngắn cho {platform}", "Viết dài hơn"),
        en=Wording("The option value “{name}” is too short for {platform}", "Write it longer"),
    ),
    "option_value_too_long": Sentence(
        vi=Wording(
            "Phân loại “{name}” có {value} ký tự, {platform} nhận tối đa {most}",
            "Rút ngắn, ví dụ “500 g, hộp”",
        ),
        en=Wording(
            "The option value “{name}” has {value} characters, {platform} takes at most {most}",
            "Shorten it, for instance “500 g, box”",
        ),
    ),
    "sku_too_short": Sentence(
        vi=Wording("Mã SKU “{name}” quá ngắn cho {platform}", "Đặt mã dài hơn"),
        en=Wording("The SKU “{name}” is too short for {platform}", "Choose a longer one"),
    ),
    "sku_too_long": Sentence(
        vi=Wording(
            "Mã SKU “{name}” có {value} ký tự, {platform} nhận tối đa {most}", "Đặt mã ngắn hơn"
        ),
        en=Wording(
            "The SKU “{name}” has {value} characters, {platform} takes at most {most}",
            "Choose a shorter one",
        ),
    ),
    "price_too_low": Sentence(
        vi=Wording(
            "Giá {value:dong} của {name} thấp hơn mức {least:dong} mà {platform} cho phép",
            "Xem lại giá, hoặc bán theo lốc, theo thùng",
        ),
        en=Wording(
            "The price {value:dong} of {name} is under the {least:dong} that {platform} allows",
            "Check the price, or sell a larger pack",
        ),
    ),
    "price_too_high": Sentence(
        vi=Wording(
            "Giá {value:dong} của {name} cao hơn mức {most:dong} mà {platform} cho phép",
            "Xem lại giá: có thừa số 0 không?",
        ),
        en=Wording(
            "The price {value:dong} of {name} is over the {most:dong} that {platform} allows",
            "Check the price: is there a zero too many?",
        ),
    ),
    "price_ratio_too_wide": Sentence(
        vi=Wording(
            "{platform} không nhận giá chênh quá {most} lần: {cheapest:dong} và {dearest:dong}",
            "Tách các phân loại chênh giá nhiều thành sản phẩm riêng",
        ),
        en=Wording(
            "{platform} takes no prices over {most} times apart: {cheapest:dong}, {dearest:dong}",
            "Make variants so far apart separate products",
        ),
    ),
    "quantity_too_low": Sentence(
        vi=Wording(
            "Tồn kho {value} của {name} thấp hơn mức {least} của {platform}", "Xem lại tồn kho"
        ),
        en=Wording(
            "The stock {value} of {name} is under {platform}'s least, {least}", "Check the stock"
        ),
    ),
    "quantity_too_high": Sentence(
        vi=Wording(
            "Tồn kho {value} của {name} vượt mức {most} của {platform}",
            "Đặt ceiling trong stock_rule của gian hàng",
        ),
        en=Wording(
            "The stock {value} of {name} is over {platform}'s most, {most}",
            "Set a ceiling in the shop's stock_rule",
        ),
    ),
    "prepare_days_too_few": Sentence(
        vi=Wording(
            "{platform} chỉ nhận hàng đặt trước từ {least} ngày chuẩn bị, {code} ghi {value}",
            "Ghi prepare_days từ {least}; chuẩn bị kịp trong hạn giao thường thì bỏ dòng đó",
        ),
        en=Wording(
            "{platform} takes pre-orders of {least} days or more; {code} says {value}",
            "Write prepare_days of {least} or more, or leave it out if it is ready in time anyway",
        ),
    ),
    "prepare_days_too_many": Sentence(
        vi=Wording(
            "{platform} nhận hàng đặt trước nhiều nhất {most} ngày chuẩn bị, {code} ghi {value}",
            "Ghi prepare_days không quá {most}, hoặc thôi bán ở đó: overrides, sold: no",
        ),
        en=Wording(
            "{platform} takes pre-orders of at most {most} days; {code} says {value}",
            "Write prepare_days of at most {most}, or do not sell it there: overrides, sold: no",
        ),
    ),
    "category_unmapped": Sentence(
        vi=Wording(
            "Chưa biết {code} thuộc ngành hàng nào của {platform}",
            "Ghi ngành hàng của sàn vào categories.yaml, hoặc vào categories của gian hàng",
        ),
        en=Wording(
            "Nobody said which category of {platform} {code} belongs to",
            "Write the marketplace's category into categories.yaml or the shop's categories",
        ),
    ),
    "weight_missing": Sentence(
        vi=Wording(
            "Thiếu cân nặng sau đóng gói của {code}, {platform} cần để tính phí vận chuyển",
            "Ghi weight_g, tính bằng gam",
        ),
        en=Wording(
            "The packed weight of {code} is missing; {platform} needs it for shipping",
            "Write weight_g, in grams",
        ),
    ),
}

"""What is refused or waits for a person, and what that person can do."""

from __future__ import annotations

from sync.wording.sentence import Sentence, Wording

SENTENCES: dict[str, Sentence] = {
    "price_not_positive": Sentence(
        vi=Wording(
            "Giá của {sku} tính ra {price:dong}, không bao giờ đăng giá như vậy",
            "Xem lại giá và quy tắc giá của gian hàng",
        ),
        en=Wording(
            "The price of {sku} comes to {price:dong}, which is never published",
            "Check the price and the shop's price rule",
        ),
    ),
    "price_unknown": Sentence(
        vi=Wording(
            "Chưa tính được giá của {sku}: giá theo tiền thực nhận mà chưa biết phí của sàn",
            "Ghi phí của sàn này vào fees.yaml (không thu thì percent: 0), xem bằng ocop income",
        ),
        en=Wording(
            "The price of {sku} is not known: it follows from a net income, and the fees are not",
            "Write this marketplace's fees into fees.yaml (percent: 0 if none); see ocop income",
        ),
    ),
    "campaign_without_effect": Sentence(
        vi=Wording(
            "Khuyến mại[[ {name}]] không áp dụng cho {sku} ở {shop}: {asked:dong} so với giá"
            " {usual:dong}[[, giá thấp nhất {floor:dong}]]",
            "Giá khuyến mại phải thấp hơn giá đang bán ở đó, không dưới một nửa hay giá thấp nhất",
        ),
        en=Wording(
            "The campaign[[ {name}]] has no effect on {sku} in {shop}: {asked:dong} against the"
            " price {usual:dong}[[, floor {floor:dong}]]",
            "It has to be below the price there, no less than half of it, and not below the floor",
        ),
    ),
    "campaign_kept_by_us": Sentence(
        vi=Wording(
            "Khuyến mại của {count} sản phẩm ở {shop} do máy này bắt đầu và kết thúc, lần tới"
            " {next:moment}",
            "Lúc ấy máy phải bật và ocop serve phải chạy, vì {platform} không tự đổi giá theo ngày",
        ),
        en=Wording(
            "Campaigns of {count} products in {shop} begin and end by this computer, next at"
            " {next:moment}",
            "It must be on then, with ocop serve running: {platform} keeps no days of prices",
        ),
    ),
    "campaign_ended_late": Sentence(
        vi=Wording(
            "Khuyến mại của {count} sản phẩm ở {shop} do máy này bắt đầu và kết thúc, lần tới"
            " {next:moment}; nếu máy tắt, {platform} về giá cũ sau nửa đêm kế đó",
            "Muốn đúng giờ thì lúc ấy máy phải bật và ocop serve phải chạy",
        ),
        en=Wording(
            "Campaigns of {count} products in {shop} begin and end by this computer, next at"
            " {next:moment}; without it {platform} ends them after the midnight that follows",
            "To be in time it must be on then, with ocop serve running",
        ),
    ),
    "platform_cannot": Sentence(
        vi=Wording(
            "{platform} không cho chương trình {kind:named} {about} ở gian hàng {shop}",
            "Vào {seller_centre} của gian hàng {shop} để {kind:named} {about}",
        ),
        en=Wording(
            "{platform} lets no program {kind:named} {about} in shop {shop}",
            "Do it in {seller_centre} of shop {shop}",
        ),
    ),
    "taken_back_stands": Sentence(
        vi=Wording(
            "{codes}: đứng như đã lấy lại (ocop undo), chưa theo danh mục",
            "Sửa danh mục là danh mục lại quyết định; ai lấy lại, lúc nào: ocop log",
        ),
        en=Wording(
            "{codes}: as they were taken back to (ocop undo), not as the catalog says",
            "Edit the catalog and it decides again; who took them back, and when: ocop log",
        ),
    ),
    "products_kept": Sentence(
        vi=Wording(
            "{codes}: chưa đọc được trong danh mục, nên giữ nguyên trên sàn, chỉ cập nhật tồn kho",
            "Sửa các lỗi mà ocop check chỉ ra; ngừng bán thật thì ghi sold: no",
        ),
        en=Wording(
            "{codes}: the catalog does not tell of them, so they stay as they are but for stock",
            "Mend what ocop check shows; to stop selling one, write sold: no",
        ),
    ),
    "catalog_file_gone": Sentence(
        vi=Wording(
            "Tệp danh mục {file} không còn hoặc bị trống, nên chưa ẩn {code}",
            "Lấy lại tệp; nếu ngừng bán thật thì duyệt thay đổi này",
        ),
        en=Wording(
            "The catalog file {file} is gone or empty, so {code} is not hidden yet",
            "Bring the file back; to really stop selling, approve this change",
        ),
    ),
    "policy_report": Sentence(
        vi=Wording(
            "Gian hàng {shop} đặt policy: report, chỉ báo cáo, không sửa gì",
            "Muốn đồng bộ thật: sửa policy thành upsert hoặc everything trong shops.yaml",
        ),
        en=Wording(
            "Shop {shop} has policy: report, so nothing is changed",
            "To sync for real, set policy to upsert or everything in shops.yaml",
        ),
    ),
    "policy_upsert": Sentence(
        vi=Wording("Gian hàng {shop} đặt policy: upsert, nên không ẩn và không bỏ gì"),
        en=Wording("Shop {shop} has policy: upsert, so nothing is hidden or removed"),
    ),
    "field_asked": Sentence(
        vi=Wording(
            "Gian hàng {shop} muốn được hỏi trước khi mục này bị đổi (fields: ask)",
            "Theo danh mục: ocop approve --shop {shop} --product {code}; theo gian hàng: "
            "ocop take {shop} {code}",
        ),
        en=Wording(
            "Shop {shop} wants to be asked before this is changed (fields: ask)",
            "As the catalog says: ocop approve --shop {shop} --product {code}; as it stands there: "
            "ocop take {shop} {code}",
        ),
    ),
    "price_magnitude": Sentence(
        vi=Wording(
            "Giá mới của {sku} là {price:dong}, giá trước là {last:dong}: có nhầm số 0 không?",
            "Sửa giá trong danh mục, hoặc duyệt kế hoạch nếu đúng",
        ),
        en=Wording(
            "The new price of {sku} is {price:dong}, it was {last:dong}: a zero too many or few?",
            "Mend the price in the catalog, or approve the plan if it is right",
        ),
    ),
    "price_far_from_peers": Sentence(
        vi=Wording(
            "Giá của {sku} là {price:dong}, ở gian hàng khác là {peer:dong}: có nhầm số 0 không?",
            "Sửa giá trong danh mục, hoặc duyệt kế hoạch nếu đúng",
        ),
        en=Wording(
            "The price of {sku} is {price:dong}, elsewhere {peer:dong}: a zero too many or few?",
            "Mend the price in the catalog, or approve the plan if it is right",
        ),
    ),
    "price_step": Sentence(
        vi=Wording(
            "Giá của {sku} đổi từ {last:dong} thành {price:dong}, quá {most} % một lần",
            "Duyệt kế hoạch nếu giá mới đúng",
        ),
        en=Wording(
            "The price of {sku} moves from {last:dong} to {price:dong}, over {most} % at once",
            "Approve the plan if the new price is right",
        ),
    ),
    "variant_not_ours": Sentence(
        vi=Wording(
            "Trên sàn có phân loại hàng không do chương trình tạo ({skus}), nên chưa bỏ",
            "Thêm vào danh mục nếu muốn giữ, hoặc duyệt kế hoạch để bỏ",
        ),
        en=Wording(
            "There are variants in the shop that this program did not make ({skus})",
            "Add them to the catalog to keep them, or approve the plan to remove them",
        ),
    ),
    "variants_removed": Sentence(
        vi=Wording(
            "Sẽ bỏ {count} phân loại hàng ({skus}), hơn nửa sản phẩm",
            "Duyệt kế hoạch nếu đúng; bỏ rồi thì đánh giá của khách cũng mất",
        ),
        en=Wording(
            "{count} variants would be removed ({skus}), more than half of the product",
            "Approve the plan if that is right; buyers' reviews go with them",
        ),
    ),
    "sku_stays": Sentence(
        vi=Wording(
            "{platform} gắn SKU {skus} với sản phẩm đã đăng ({remote_ids}) mãi mãi, không chuyển"
            " sang {code} được",
            "Sản phẩm cũ vẫn bán. Để SKU ấy là sản phẩm riêng như trước trong danh mục; hoặc đặt"
            " SKU khác cho nó ở {code} rồi đếm lại: ocop stock count",
        ),
        en=Wording(
            "{platform} ties SKU {skus} to the listing that stands there ({remote_ids}) for ever:"
            " it cannot go to {code}",
            "The old listing stays on sale. Make that SKU a product of its own again in the"
            " catalog; or give it another SKU in {code} and count it: ocop stock count",
        ),
    ),
    "listing_must_end": Sentence(
        vi=Wording(
            "{platform} chỉ cho một sản phẩm giữ SKU {skus}: phải xóa hẳn sản phẩm cũ trên sàn"
            " ({remote_ids}) rồi mới thêm được vào {code}; đánh giá của sản phẩm cũ mất theo, và"
            " trong chốc lát hàng này không bán ở đó",
            "Sản phẩm cũ vẫn bán cho đến khi bạn duyệt. Không muốn xóa thì tách SKU ấy ra thành sản"
            " phẩm riêng như trước trong danh mục",
        ),
        en=Wording(
            "{platform} lets one listing alone hold SKU {skus}: the old one there ({remote_ids})"
            " must be deleted for good before it can be added to {code}; buyers' reviews of the old"
            " one go with it, and for a moment these goods are not sold there",
            "The old listing stays on sale until you approve. To keep it, make that SKU a product"
            " of its own again in the catalog",
        ),
    ),
    "attributes_stay": Sentence(
        vi=Wording(
            "{platform} không cho chương trình bỏ thuộc tính đã ghi ({names})",
            "Xóa chúng trong {seller_centre}, rồi duyệt kế hoạch này",
        ),
        en=Wording(
            "{platform} lets no program take back an attribute once written ({names})",
            "Clear them in {seller_centre}, then approve this plan",
        ),
    ),
    "mass_withdraw": Sentence(
        vi=Wording(
            "Sẽ ẩn {count} trong {total} sản phẩm của gian hàng, quá {percent} % một lần",
            "Xem danh mục có thiếu tệp nào không; đúng thì duyệt kế hoạch",
        ),
        en=Wording(
            "{count} of the shop's {total} listings would be hidden, over {percent} % at once",
            "See whether a catalog file is missing; if not, approve the plan",
        ),
    ),
    "mass_withdraw_file": Sentence(
        vi=Wording(
            "Một tệp danh mục mất {count} trong {total} sản phẩm đang bán cùng lúc",
            "Xem tệp có bị cắt bớt không; đúng thì duyệt, hoặc ghi sold: no ở từng sản phẩm",
        ),
        en=Wording(
            "A catalog file lost {count} of its {total} products on sale at once",
            "See whether the file was cut; if not, approve, or write sold: no at each product",
        ),
    ),
    "mass_prices": Sentence(
        vi=Wording(
            "{count} trong {total} giá của gian hàng đổi nhiều cùng lúc, quá {percent} %",
            "Xem lại giá trong danh mục; đúng thì duyệt kế hoạch",
        ),
        en=Wording(
            "{count} of the shop's {total} prices move far at once, over {percent} %",
            "Look at the prices in the catalog; if they are right, approve the plan",
        ),
    ),
    "mass_stock": Sentence(
        vi=Wording(
            "{count} trong {total} số tồn của gian hàng tăng hay giảm từ 9 lần trở lên cùng lúc",
            "Xem cột tồn kho trong danh mục có bị lệch không; đúng thì duyệt kế hoạch",
        ),
        en=Wording(
            "{count} of the shop's {total} quantities grow or shrink nine times or more at once",
            "See whether the stock column of the catalog slipped; if not, approve the plan",
        ),
    ),
    "mass_same_count": Sentence(
        vi=Wording(
            "{count} trong {total} số tồn của gian hàng cùng lúc được đếm lại thành một số",
            "Xem cột tồn kho trong danh mục có bị kéo chép xuống không; đúng thì duyệt",
        ),
        en=Wording(
            "{count} of the shop's {total} quantities are counted anew as one and the same number",
            "See whether the stock column of the catalog was filled down; if not, approve",
        ),
    ),
    "content_alike": Sentence(
        vi=Wording(
            "{count} sản phẩm của gian hàng sẽ giống hệt nhau ở mục này",
            "Xem danh mục có bị chép nhầm không; đúng là như vậy thì duyệt: ocop approve",
        ),
        en=Wording(
            "{count} products of the shop would be the very same in this",
            "See whether the catalog was copied by mistake; if it is meant: ocop approve",
        ),
    ),
    "count_like_price": Sentence(
        vi=Wording(
            "Tồn kho mới của {sku} là {count}, đúng bằng giá bán: có nhầm cột không?",
            "Sửa tồn kho trong danh mục, hoặc duyệt nếu đúng: ocop approve",
        ),
        en=Wording(
            "The new count of {sku} is {count}, which is its price: did columns change places?",
            "Mend the stock in the catalog, or approve it if it is right: ocop approve",
        ),
    ),
    "mass_content": Sentence(
        vi=Wording(
            "{count} trong {total} sản phẩm đổi tên, mô tả hoặc hình ảnh cùng lúc, quá {percent} %",
            "Xem lại danh mục; đúng thì duyệt kế hoạch",
        ),
        en=Wording(
            "{count} of {total} listings get another title, text or other pictures,"
            " over {percent} %",
            "Look at the catalog; if it is right, approve the plan",
        ),
    ),
    "mass_facts": Sentence(
        vi=Wording(
            "{count} trong {total} sản phẩm cùng lúc đổi ngành hàng, tên phân loại, cân nặng,"
            " kích thước hoặc mã vạch đang có, quá {percent} %",
            "Xem lại danh mục và categories.yaml (cột lệch, ki-lô-gam thay cho gam?);"
            " đúng thì duyệt: ocop approve",
        ),
        en=Wording(
            "{count} of {total} listings change their category, options, weight, size or barcode"
            " at once, over {percent} %",
            "Look at the catalog and categories.yaml (a column that slipped, kilograms for grams?);"
            " if it is right, approve it: ocop approve",
        ),
    ),
    "first_price_suspicious": Sentence(
        vi=Wording(
            "Giá đầu tiên của {sku} là {price:dong}, trong khi hàng cùng loại khoảng {usual:dong}:"
            " có nhầm số 0 không?",
            "Sửa giá trong danh mục, hoặc duyệt kế hoạch nếu đúng",
        ),
        en=Wording(
            "The first price of {sku} is {price:dong}, its kind costs about {usual:dong}: a zero"
            " too many or few?",
            "Mend the price in the catalog, or approve the plan if it is right",
        ),
    ),
    "hidden_by_seller": Sentence(
        vi=Wording(
            "Có người đã ẩn “{title}” ({code}) ở {seller_centre}: có bày bán lại không?",
            "Bán tiếp thì duyệt; nghỉ bán thì ghi sold: no trong danh mục",
        ),
        en=Wording(
            "Somebody hid “{title}” ({code}) in {seller_centre}: put it on sale again?",
            "To go on selling, approve; to stop, write sold: no in the catalog",
        ),
    ),
    "deleted_by_seller": Sentence(
        vi=Wording(
            "“{title}” ({code}) không còn trong gian hàng, có thể có người đã xóa: đăng lại không?",
            "Đăng lại thì duyệt; nghỉ bán thì ghi sold: no trong danh mục",
        ),
        en=Wording(
            "“{title}” ({code}) is gone, somebody may have deleted it: publish it again?",
            "To publish it again, approve; to stop, write sold: no in the catalog",
        ),
    ),
    "listing_resembles": Sentence(
        vi=Wording(
            "Gian hàng đã có “{title}” ({remote_id}): có phải {code} đây không?",
            "Đúng thì nhận nó: ocop adopt {shop}; không phải thì duyệt kế hoạch",
        ),
        en=Wording(
            "The shop has “{title}” already ({remote_id}): is that {code}?",
            "If so, take it over: ocop adopt {shop}; if not, approve the plan",
        ),
    ),
    "mass_variants_removed": Sentence(
        vi=Wording(
            "Sẽ bỏ {count} trong {total} phân loại hàng của gian hàng, quá {percent} % một lần",
            "Xem lại danh mục; đúng thì duyệt kế hoạch",
        ),
        en=Wording(
            "{count} of the shop's {total} variants would be removed, over {percent} % at once",
            "Check the catalog; if it is right, approve the plan",
        ),
    ),
    "mass_sold_out": Sentence(
        vi=Wording(
            "{count} trong {total} phân loại hàng sẽ hết hàng cùng lúc theo số đếm mới",
            "Xem lại tồn kho trong danh mục; đúng thì duyệt kế hoạch",
        ),
        en=Wording(
            "{count} of {total} variants would be sold out at once by a new count",
            "Check the stock in the catalog; if it is right, approve the plan",
        ),
    ),
    "mass_vanished": Sentence(
        vi=Wording(
            "{count} trong {total} sản phẩm đã đăng không còn trên sàn",
            "Vào {seller_centre} xem gian hàng có bị khóa không; đúng thì duyệt để đăng lại",
        ),
        en=Wording(
            "{count} of {total} published listings are gone from the marketplace",
            "See in {seller_centre} whether the shop is locked; approve the plan to republish",
        ),
    ),
}

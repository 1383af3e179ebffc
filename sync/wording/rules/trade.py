"""What is said of codes, categories, variants, barcodes and prices."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "code_form": (
            "Mã này có khoảng trắng, dấu gạch chéo hoặc dài quá {most} ký tự",
            "Chỉ dùng chữ, số và dấu gạch ngang, ví dụ TANTIEN-TOMKHO",
            "This code has a space, a slash, or more than {most} characters",
            "Use letters, digits and hyphens only, such as TANTIEN-TOMKHO",
        ),
        "price_of_no_variant": (
            "Giá {price:dong} ở đây không dùng tới: phân loại hàng nào cũng có giá riêng",
            "Xóa dòng này, rồi sửa giá ở từng phân loại trong variants",
            "The price {price:dong} is used by nothing: every variant has a price of its own",
            "Delete this line, and edit the price of each variant",
        ),
        "code_reused": (
            "Mã sản phẩm {name} đã dùng ở {other}",
            "Mỗi sản phẩm cần một mã riêng; đổi một trong hai",
            "The product code {name} is used at {other} already",
            "Every product needs a code of its own; change one of the two",
        ),
        "skus_look_alike": (
            "Mã SKU {sku} dễ bị đọc hay gõ nhầm thành {name} ở {other}",
            "Đặt mã khác hẳn, ví dụ thêm chữ ở đầu; Excel bỏ số 0 đứng đầu",
            "The SKU {sku} is easily read or typed as {name} at {other}",
            "Give it quite another name, a letter first for instance; Excel drops leading zeros",
        ),
        "sku_reused": (
            "Mã SKU {name} đã dùng ở {other}",
            "Mỗi phân loại hàng cần một SKU riêng; đổi một trong hai",
            "The SKU {name} is used at {other} already",
            "Every variant needs a SKU of its own; change one of the two",
        ),
        "gtin_reused": (
            "Mã vạch {name} đã dùng ở {other}",
            "Hai mặt hàng khác nhau không được chung mã vạch; xem lại bao bì",
            "The barcode {name} is used at {other} already",
            "Two goods may not share a barcode; look at the packs",
        ),
        "gtin_form": (
            "Mã vạch phải có 8, 12, 13 hoặc 14 chữ số",
            "Chép lại từ bao bì, không có khoảng trắng; chưa có mã vạch thì xóa dòng này",
            "A barcode has 8, 12, 13 or 14 digits",
            "Copy it from the pack without spaces; delete the line if there is none",
        ),
        "gtin_check_digit": (
            "Mã vạch {gtin} sai: chữ số cuối phải là {expected}, không phải {digit}",
            "Chép lại từng chữ số từ bao bì",
            "The barcode {gtin} is wrong: its last digit should be {expected}, not {digit}",
            "Copy it again from the pack, digit by digit",
        ),
        "category_unknown": (
            "Không có ngành hàng “{category}” trong categories.yaml",
            "Chọn một ngành hàng có sẵn, hoặc thêm vào categories.yaml",
            "There is no category “{category}” in categories.yaml",
            "Choose one that is there, or add it to categories.yaml",
        ),
        "category_unknown_near": (
            "Không có ngành hàng “{category}” trong categories.yaml",
            "Có phải bạn muốn viết “{nearest}”?",
            "There is no category “{category}” in categories.yaml",
            "Did you mean “{nearest}”?",
        ),
        "campaign_days_crossed": (
            "Khuyến mại kết thúc trước khi bắt đầu",
            "Sửa from hoặc to",
            "The campaign ends before it begins",
            "Mend from or to",
        ),
        "campaign_price_or_percent": (
            "Khuyến mại phải ghi hoặc percent, hoặc giá (price, prices)",
            "Ghi percent: 20 để giảm 20 %, hoặc price: 52000; không ghi cả hai",
            "A campaign has either percent or a price (price, prices)",
            "Write percent: 20 for 20 % off, or price: 52000; not both",
        ),
        "campaign_over_half": (
            "Khuyến mại giảm quá {most} %[[ so với giá {price:dong} của {sku}]]",
            (
                "Luật cho giảm nhiều nhất {most} % (Nghị định 81/2018); chỉ chương trình khuyến mại"
                " tập trung do Nhà nước chủ trì được hơn: ghi concentrated: yes"
            ),
            "The campaign takes more than {most} % off[[ the price {price:dong} of {sku}]]",
            (
                "The law allows {most} % (Decree 81/2018); only a concentrated programme that an"
                " authority runs may take more: write concentrated: yes"
            ),
        ),
        "campaign_not_cheaper": (
            "Giá khuyến mại không thấp hơn giá {price:dong} của {sku}",
            "Sửa giá khuyến mại",
            "The campaign's price is not below the price {price:dong} of {sku}",
            "Mend the campaign's price",
        ),
        "campaign_overlaps": (
            "Khuyến mại này trùng thời gian và gian hàng với khuyến mại {other} của cùng sản phẩm",
            "Đổi ngày giờ, hoặc ghi shops khác nhau; mỗi lúc chỉ một giá khuyến mại",
            "This campaign meets campaign {other} of the product in time and shops",
            "Change the times, or write other shops; one campaign's price at a time",
        ),
        "campaign_shop_unknown": (
            "Không có gian hàng hay sàn “{name}”, nên khuyến mại không tới đâu ở đó",
            "[[Có phải “{nearest}”?]]",
            "There is no shop or marketplace “{name}”, so the campaign reaches nobody there",
            "[[Did you mean “{nearest}”?]]",
        ),
        "net_beside_price": (
            "Ghi cả net và price ở một chỗ: giá price được dùng, net bị bỏ qua",
            "Xóa một trong hai dòng",
            "Both net and price are written here: the price is used, net is not",
            "Delete one of the two lines",
        ),
        "season_days_mixed": (
            "Mùa vụ có một ngày hằng năm và một ngày của riêng một năm",
            "Ghi cả hai như nhau: from: 15/08, to: 30/11, hoặc cả hai có năm: 2026-08-15",
            "One day of the season is of every year, the other of a single one",
            "Write both alike: from: 15/08, to: 30/11, or both with a year: 2026-08-15",
        ),
        "season_days_crossed": (
            "Mùa vụ kết thúc trước khi bắt đầu",
            "Sửa from hoặc to",
            "The season ends before it begins",
            "Mend from or to",
        ),
        "season_over": (
            "Mùa vụ đã hết từ {ended} và không lặp lại, nên sản phẩm không được bán nữa",
            "Ghi mùa mới, hoặc ghi ngày/tháng (15/08) nếu năm nào cũng có mùa này",
            "The season ended on {ended} and does not come again: the product is not sold any more",
            "Write the next season, or day/month (15/08) if it comes every year",
        ),
        "options_missing": (
            "Sản phẩm có variants nhưng thiếu options",
            "Thêm dòng options, ví dụ options: [Khối lượng]; chỉ có một loại thì bỏ variants",
            "The product has variants but no options",
            "Add options, such as options: [Khối lượng]; what has one kind needs no variants",
        ),
        "variants_missing": (
            "Có options nhưng chưa có phân loại hàng nào (variants)",
            "Thêm mục variants, hoặc xóa dòng options",
            "There are options but no variants",
            "Add variants, or delete the line options",
        ),
        "option_names_same": (
            "Hai thuộc tính phân loại trùng tên",
            "Đặt hai tên khác nhau, ví dụ [Khối lượng, Đóng gói]",
            "Two options have the same name",
            "Give them different names, such as [Khối lượng, Đóng gói]",
        ),
        "options_mismatch": (
            "Phân loại này ghi {given} giá trị, trong khi options có {count} thuộc tính",
            "Ghi đúng một giá trị cho mỗi thuộc tính, theo thứ tự của options",
            "This variant gives {given} values, but there are {count} options",
            "Give one value for each option, in their order",
        ),
        "options_look_alike": (
            "Khách khó phân biệt “{value}” với “{first}”",
            "Viết giống hệt nhau, hoặc đặt tên khác hẳn",
            "Buyers can hardly tell “{value}” from “{first}”",
            "Write them alike, or call them something quite different",
        ),
        "options_repeated": (
            "Phân loại “{options}” trùng với phân loại {sku}",
            "Sửa giá trị, hoặc xóa một trong hai phân loại",
            "The variant “{options}” is the same as {sku}",
            "Change its values, or delete one of the two",
        ),
        "belongs_to_variants": (
            "Sản phẩm có phân loại thì “{field}” phải ghi ở từng phân loại",
            "Chuyển {field} xuống từng mục trong variants",
            "Where there are variants, “{field}” belongs to each of them",
            "Move {field} to each item under variants",
        ),
        "stock_missing": (
            "Chưa ghi tồn kho ({count} phân loại), nên không đồng bộ tồn kho",
            "Thêm stock: số lượng đang có; hết hàng thì ghi 0",
            "No stock is written ({count} variants), so it is not kept in step",
            "Add stock: what there is now; 0 when there is none",
        ),
        "bundle_counted": (
            "Bộ ghép từ SKU khác (made_of) không có tồn kho riêng",
            "Xóa dòng stock này: số bộ được tính từ tồn kho của các món",
            "What is made of other SKUs (made_of) has no stock of its own",
            "Delete this stock: how many there are follows from the parts",
        ),
        "part_unknown": (
            "Không có SKU “{sku}” trong danh mục",
            "Sửa lại mã; chưa sửa thì không đồng bộ được tồn kho của bộ này",
            "There is no SKU “{sku}” in the catalog",
            "Mend the SKU; until then the stock of this bundle is not kept in step",
        ),
        "part_unknown_near": (
            "Không có SKU “{sku}” trong danh mục",
            "Có phải bạn muốn viết “{nearest}”? Chưa sửa thì không đồng bộ được tồn kho của bộ này",
            "There is no SKU “{sku}” in the catalog",
            "Did you mean “{nearest}”? Until then the stock of this bundle is not kept in step",
        ),
        "part_is_a_bundle": (
            "{sku} cũng là một bộ ghép: bộ chỉ ghép từ món lẻ",
            "Ghi thẳng các món lẻ của {sku} ở đây",
            "{sku} is a bundle itself: bundles are made of single goods",
            "Write the parts of {sku} here instead",
        ),
        "lot_twice": (
            "Lô {lot} ghi hai lần",
            "Gộp lại một dòng, hoặc sửa số lô",
            "The lot {lot} is written twice",
            "Make one of the two, or mend its number",
        ),
        "lot_days_crossed": (
            "Hạn dùng của lô ở trước ngày sản xuất",
            "Xem lại made_on và best_before trên bao bì",
            "The lot ends before it was made",
            "Look at made_on and best_before on the pack",
        ),
        "lot_ends": (
            "Lô {lot} còn bán đến hết ngày {last} (hạn dùng {end})",
            "Bán trước lô này; hết rồi thì ghi quantity: 0",
            "The lot {lot} is sold until {last} (best before {end})",
            "Sell it first; when it is gone write quantity: 0",
        ),
        "lot_ended": (
            "Lô {lot} đã ngừng bán từ sau ngày {last} (hạn dùng {end})",
            "Bỏ hàng thì ghi: ocop stock lose SKU SỐ; hết rồi thì ghi quantity: 0",
            "The lot {lot} is sold no more since {last} (best before {end})",
            "Thrown away: ocop stock lose SKU N; when it is gone write quantity: 0",
        ),
        "lot_recalled": (
            "Lô {lot} bị thu hồi: số hàng của lô không bán ở gian hàng nào",
            "Cất riêng; tiêu hủy xong thì ghi: ocop stock lose SKU SỐ, và quantity: 0",
            "The lot {lot} is recalled: no shop sells what there is of it",
            "Put it aside; once destroyed: ocop stock lose SKU N, and quantity: 0",
        ),
        "lot_recalled_all": (
            "Lô {lot} bị thu hồi mà chưa ghi số lượng: cả SKU ngừng bán ở mọi gian hàng",
            "Đếm hàng của lô rồi ghi quantity, để các lô khác được bán lại",
            "The lot {lot} is recalled, and nobody said how many: no shop sells this SKU",
            "Count that lot and write its quantity; then the other lots go on sale again",
        ),
        "lots_fewer_than_counted": (
            "Đếm được nhiều hơn các lô {count} món: phần không thuộc lô nào thì không bán",
            "Thêm lô còn thiếu, hoặc sửa quantity của các lô",
            "{count} more were counted than the lots tell of: what is of no lot is not sold",
            "Add the lot that is missing, or mend the quantities",
        ),
        "bundle_lots": (
            "Bộ ghép từ SKU khác (made_of) không có lô riêng",
            "Ghi lô ở từng món; bộ chỉ ghép từ lô còn bán được",
            "What is made of other SKUs (made_of) has no lots of its own",
            "Write the lots of the parts; bundles are made of those on sale",
        ),
        "count_in_future": (
            "Ngày đếm tồn kho nằm ở tương lai",
            "Sửa lại ngày đếm",
            "The stock was counted on a day to come",
            "Mend the date of the count",
        ),
        "price_not_thousand": (
            "Giá {price:dong} không chẵn nghìn",
            "Kiểm tra xem có gõ thiếu số 0 không; nếu đúng thì để nguyên",
            "The price {price:dong} is no multiple of 1,000",
            "See whether a zero is missing; leave it if it is right",
        ),
        "list_price_below_price": (
            "Giá niêm yết {list_price:dong} thấp hơn giá bán {price:dong}",
            "Sửa lại list_price hoặc price",
            "The list price {list_price:dong} is below the selling price {price:dong}",
            "Mend list_price or price",
        ),
        "discount_over_half": (
            "Giá bán {price:dong} giảm hơn một nửa so với giá niêm yết {list_price:dong}",
            "Mức khuyến mãi tối đa theo Nghị định 81/2018 là 50 %; kiểm tra lại hai giá",
            "The price {price:dong} is less than half of the list price {list_price:dong}",
            "Decree 81/2018 allows discounts of 50 % at most; check both prices",
        ),
        "override_unused": (
            "Không có sàn hay gian hàng nào tên “{name}”, nên mục này chưa có tác dụng",
            "Kiểm tra lại tên trong shops.yaml",
            "There is no marketplace or shop “{name}”, so this has no effect",
            "Check the name in shops.yaml",
        ),
        "override_sku_unknown": (
            "Sản phẩm này không có SKU “{sku}”",
            "Viết đúng SKU của một phân loại trong variants",
            "This product has no SKU “{sku}”",
            "Write the SKU of one of its variants",
        ),
        "tourism_not_goods": (
            "Dịch vụ du lịch (bộ sản phẩm 26) không đăng bán như hàng hóa được",
            "Bỏ sản phẩm này khỏi danh mục",
            "Tourism (product set 26) cannot be listed as goods",
            "Take this product out of the catalog",
        ),
        "medicine": (
            "Sản phẩm thuộc nhóm dược liệu, thực phẩm chức năng (bộ sản phẩm 18)",
            "Cần một người kiểm tra sàn có cho bán không rồi duyệt",
            "The product is a medicinal or functional food (product set 18)",
            "Somebody must see whether the marketplace allows it, and approve",
        ),
        "live_animal": (
            "Sản phẩm là động vật cảnh (bộ sản phẩm 25)",
            "Cần một người kiểm tra sàn có cho bán không rồi duyệt",
            "The product is a pet animal (product set 25)",
            "Somebody must see whether the marketplace allows it, and approve",
        ),
        "wild_animal": (
            "“{words}” là động vật hoang dã, luật và các sàn cấm bán",
            "Bỏ sản phẩm này khỏi danh mục; nếu chỉ là tên gọi thì đặt lại tên",
            "“{words}” is of a wild animal, which the law and the marketplaces ban",
            "Take this product out of the catalog; if it is a name only, name it otherwise",
        ),
        "alcohol_elsewhere": (
            "“{words}” là đồ uống có cồn nhưng không nằm ở ngành hàng đồ uống có cồn",
            (
                "Chọn đúng ngành hàng và ghi nồng độ cồn, cảnh báo trên nhãn; nhiều sàn không cho"
                " bán. Sản phẩm chờ bạn duyệt"
            ),
            "“{words}” is an alcoholic drink, but stands in another category",
            (
                "Choose its category and write alcohol_percent and warning in the label; many"
                " marketplaces ban it. The product waits for you"
            ),
        ),
        "live_goods": (
            "“{words}” là hàng còn sống, các sàn thường không cho bán",
            "Bán loại đã sơ chế, cấp đông; nếu chỉ là tên gọi thì duyệt. Sản phẩm chờ bạn duyệt",
            "“{words}” is sold alive, which marketplaces usually ban",
            "Sell it dressed or frozen; if it is only a name, approve. The product waits for you",
        ),
        "gtin_missing": (
            "Chưa có mã vạch",
            "Ghi gtin theo bao bì; chưa được cấp mã thì cứ để trống",
            "There is no barcode",
            "Write gtin as on the pack; leave it if there is none yet",
        ),
        "place_former": (
            (
                "Địa chỉ hiện nay còn ghi tên cũ: {place}; từ 01/07/2025 không còn cấp huyện[[,"
                " nơi này nay là {now}]]"
            ),
            (
                "Viết theo tên mới[[: {now}]]; tên cũ như trên giấy thì ghi ở"
                " address_as_certified (của nguồn gốc: origin_as_certified)"
            ),
            (
                "An address of today uses names of before: {place}; since 01/07/2025 there are no"
                " districts[[, and this is {now}]]"
            ),
            (
                "Write it in the new names[[: {now}]]; as on paper it goes to"
                " address_as_certified (of an origin: origin_as_certified)"
            ),
        ),
        "place_unknown": (
            "Không có tỉnh, xã, phường nào tên “{place}”, kể cả tên cũ[[; có phải “{nearest}”?]]",
            "Viết địa chỉ theo tên từ 01/07/2025, ví dụ: Ấp 1, xã Tân Tiến, tỉnh Cà Mau",
            "No province, commune or ward is or was called “{place}”[[; is it “{nearest}”?]]",
            "Write the address in the names since 01/07/2025: Ấp 1, xã Tân Tiến, tỉnh Cà Mau",
        ),
        "url_form": (
            "Liên kết truy xuất phải bắt đầu bằng https://",
            "Chép lại địa chỉ mà mã QR truy xuất dẫn tới",
            "The trace link must begin with https://",
            "Copy the address to which the trace QR code leads",
        ),
    }
)

"""What labels and their sheets say, and what is said of lots: added, recalled, printed."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.rows import Row, worded
from sync.wording.sentence import Sentence

# Printed on packs: names of what stands behind them.
_ON_LABELS: Mapping[str, tuple[str, str]] = {
    "net_content": ("Khối lượng tịnh", "Net weight"),
    "lot": ("Số lô", "Lot"),
    "lot_short": ("Lô", "Lot"),
    "made_on": ("Ngày sản xuất", "Manufactured on"),
    "made_on_short": ("NSX", "Mfg"),
    "best_before": ("Hạn sử dụng", "Best before"),
    "best_before_short": ("HSD", "Best before"),
    "ingredients": ("Thành phần", "Ingredients"),
    "allergens": ("Có chứa chất gây dị ứng", "Contains"),
    "alcohol": ("Độ cồn", "Alcohol"),
    "material": ("Chất liệu", "Material"),
    "usage": ("Hướng dẫn sử dụng", "Directions"),
    "storage": ("Bảo quản", "Storage"),
    "opened": ("Sau khi mở dùng trong", "Once opened, use within"),
    "care": ("Chăm sóc", "Care"),
    "warning": ("Cảnh báo", "Warning"),
    "maker": ("Cơ sở sản xuất", "Producer"),
    "responsible": ("Chịu trách nhiệm hàng hóa", "Responsible for the goods"),
    "origin": ("Xuất xứ", "Origin"),
    "finished": ("Hoàn tất tại", "Completed in"),
    "made_at": ("Nơi sản xuất", "Made at"),
    "growing_area": ("Mã số vùng trồng", "Growing area code"),
    "standard": ("Tiêu chuẩn", "Standard"),
    "declaration": ("Số tự công bố", "Declaration no."),
    "hs_code": ("Mã HS", "HS code"),
}
_ON_SHEETS: Mapping[str, Row] = {
    "labels_title": ("Tem nhãn", "", "Labels", ""),
    "labels_print_whole": (
        "In ở cỡ 100 % (không “vừa trang”), không lề, không đầu trang và chân trang.",
        "",
        "Print at 100 % (not “fit to page”), without margins, headers or footers.",
        "",
    ),
    "labels_print_cut": (
        "Đo thước 50 mm ở đầu tờ in thử: đúng 50 mm là đúng cỡ. Rồi cắt theo nét đứt.",
        "",
        "Measure the ruler on a trial print: it must be 50 mm long. Then cut along the dashes.",
        "",
    ),
    "labels_print_stickers": (
        (
            "In thử lên giấy thường, úp lên tờ tem xem có khớp không. Tem nhỏ chỉ có mã và ngày: "
            "nhãn đủ nội dung theo luật vẫn phải có trên bao bì."
        ),
        "",
        (
            "Try it on plain paper and hold it against the sheet. A small label has the code and "
            "the days alone: the pack still needs its whole label."
        ),
        "",
    ),
    "labels_print_try": (
        "Trước khi in nhiều, quét thử một mã bằng điện thoại: trang của lô phải mở ra.",
        "",
        "Before you print many, scan one with a telephone: the page of the lot must open.",
        "",
    ),
    "label_incomplete": (
        "Nhãn của {sku} lô {lot} thiếu: {missing:named}.",
        "Ghi thêm vào danh mục (label:, lots:) rồi in lại; chỗ ngày bỏ trống để đóng dấu tay.",
        "The label of {sku}, lot {lot}, lacks: {missing:named}.",
        "Add it to the catalog (label:, lots:) and print again; days are left blank for a stamp.",
    ),
    "label_not_in_english": (
        "Nhãn của {product} chưa đủ tiếng Anh: {missing:named}.",
        "Ghi vào khối en: (docs/english.md); nhãn tiếng Việt thì chạy lại không có --lang en.",
        "The label of {product} lacks English: {missing:named}.",
        "Write it in the block en: (docs/english.md); a Vietnamese label needs no --lang en.",
    ),
    "label_not_gs1": (
        "{sku} có GTIN nhưng số lô “{lot}” không vào được liên kết GS1.",
        "Mã vẫn dùng được. Muốn theo GS1: số lô chỉ gồm chữ không dấu, số, gạch nối, tối đa 20.",
        "{sku} has a GTIN, but its lot number “{lot}” fits in no GS1 link.",
        "The code works all the same. For GS1: plain letters, digits and dashes, 20 at most.",
    ),
    "label_address_local": (
        "Địa chỉ trang web là {host}: mã in ra chỉ mở được trên máy này.",
        "Ghi tên miền thật của hợp tác xã vào settings.address trước khi in để dán.",
        "The website's address is {host}: the code opens on this computer alone.",
        "Write the cooperative's own domain as settings.address before you print to use.",
    ),
    "label_address_borrowed": (
        "{host} là tên miền đi mượn: mất nó thì mọi mã đã in đều hỏng.",
        "Mua một tên miền riêng (vài trăm nghìn đồng một năm), ghi vào settings.address rồi in.",
        "{host} is a borrowed domain: once it is gone, every printed code is dead.",
        "Get a domain of your own, write it as settings.address, then print.",
    ),
    "labels_no_site": (
        "Chưa có trang web riêng nào, nên mã chưa có nơi để dẫn tới.",
        "Thêm một gian hàng platform: site vào shops.yaml (docs/site.md).",
        "There is no website of your own yet, so a code has nowhere to lead to.",
        "Add a shop with platform: site to shops.yaml (docs/site.md).",
    ),
    "labels_which_site": (
        "Có nhiều trang web: {shops}.",
        "Chọn một: --shop TÊN",
        "There are several websites: {shops}.",
        "Choose one: --shop NAME",
    ),
    "labels_sheet_unknown": (
        "Không có tờ tem “{given}”.",
        "Chọn một trong: {known}",
        "There is no sheet “{given}”.",
        "Choose one of: {known}",
    ),
    "labels_no_lot": (
        "Danh mục không có lô nào như thế (SKU {sku}, lô {lot}).",
        "Thêm lô: ocop lots add SKU SỐ_LÔ --made NGÀY --best-before NGÀY; xem các lô: ocop lots",
        "The catalog has no such lot (SKU {sku}, lot {lot}).",
        "Add it: ocop lots add SKU LOT --made DATE --best-before DATE; see them: ocop lots",
    ),
    "labels_lot_over": (
        "Lô {lot} đã bị thu hồi hoặc quá hạn, nên không in tem nữa.",
        "Xem các lô: ocop lots",
        "Lot {lot} is recalled or over, so no label is printed.",
        "See the lots: ocop lots",
    ),
    "labels_too_small": (
        "Tem của tờ {sheet} quá nhỏ cho mã và chữ của nhãn này.",
        "Chọn tờ có tem lớn hơn bằng --sheet, hoặc rút ngắn tên ở label: generic_name.",
        "The labels of sheet {sheet} are too small for this code and its words.",
        "Choose a sheet with larger ones by --sheet, or shorten label: generic_name.",
    ),
    "labels_written": (
        "Đã ghi tờ tem của {count} lô vào {file}; mỗi mã QR còn có tệp SVG riêng ở {codes}.",
        (
            "Mở tệp bằng trình duyệt rồi in (hoặc lưu PDF) ở cỡ 100 %. Trang của lô chỉ có sau"
            " ocop sync: chạy trước, quét thử một mã, rồi hãy dán."
        ),
        "Labels of {count} lots are written to {file}; each code alone lies as SVG in {codes}.",
        (
            "Open the file in a browser and print it (or save a PDF) at 100 %. A lot's page stands"
            " after ocop sync: run it, scan one code, and only then stick them on."
        ),
    ),
}
_OF_LOTS: Mapping[str, Row] = {
    "lots_none": (
        "Danh mục chưa ghi lô nào.",
        "Thêm: ocop lots add SKU SỐ_LÔ --made NGÀY --best-before NGÀY --quantity SỐ",
        "The catalog names no lot yet.",
        "Add one: ocop lots add SKU LOT --made DATE --best-before DATE --quantity N",
    ),
    "lot_added": (
        "Đã ghi lô {lot} của {sku} vào {file}.",
        "In tem: ocop labels {sku} --lot {lot}. Bỏ lần ghi này: ocop undo edit {number}",
        "Lot {lot} of {sku} is written to {file}.",
        "Print labels: ocop labels {sku} --lot {lot}. Take it back: ocop undo edit {number}",
    ),
    "lot_there": (
        "{sku} đã có lô {lot}.",
        "Sửa lô ấy trong tệp danh mục, hoặc ghi số lô khác.",
        "{sku} has a lot {lot} already.",
        "Edit that lot in the catalog, or give another number.",
    ),
    "lot_unknown": (
        "{sku} không có lô {lot} trong danh mục.",
        (
            "Gần giống: {nearest}. Lô đã bỏ khỏi danh mục thì thêm lại (ocop lots add, kèm "
            "--quantity số còn trong kho) rồi thu hồi."
        ),
        "The catalog has no lot {lot} of {sku}.",
        (
            "Similar: {nearest}. Add a lot that was taken out again (ocop lots add, with "
            "--quantity for what is on the shelf), then recall it."
        ),
    ),
    "lot_unsound": (
        "Chưa ghi: {why}",
        "Sửa lại rồi chạy lệnh lần nữa; tệp danh mục vẫn như cũ.",
        "Not written: {why}",
        "Mend it and run the command again; the catalog is as it was.",
    ),
    "lot_recall_nobody_to_ask": (
        "Thu hồi một lô cần một người đồng ý.",
        "Chạy lệnh trong cửa sổ lệnh, hoặc thêm --yes.",
        "Recalling a lot takes somebody's yes.",
        "Run it in a terminal, or add --yes.",
    ),
    "lot_recall_some": (
        (
            "Thu hồi lô {lot} của {sku}: {units} đơn vị còn lại sẽ ngừng bán ở {shops}; trang "
            "của lô sẽ ghi là đã thu hồi."
        ),
        "",
        (
            "Recall lot {lot} of {sku}: the {units} that are left go off sale in {shops}; the "
            "page of the lot will say that it is recalled."
        ),
        "",
    ),
    "lot_recall_whole": (
        (
            "Thu hồi lô {lot} của {sku}: lô này chưa ghi số lượng, nên cả SKU {sku} sẽ ngừng bán "
            "ở {shops}; trang của lô sẽ ghi là đã thu hồi."
        ),
        "",
        (
            "Recall lot {lot} of {sku}: nobody wrote how many it is, so the whole SKU {sku} goes "
            "off sale in {shops}; the page of the lot will say that it is recalled."
        ),
        "",
    ),
    "lot_recall_answers": (
        "Thu hồi ngay? c = có, k = không",
        "",
        "Recall it now? y = yes, n = no",
        "",
    ),
    "lot_recall_left": ("Không thu hồi.", "", "Nothing was recalled.", ""),
    "lot_recalled_now": (
        "Đã ghi thu hồi lô {lot} của {sku}; đang hạ số bán ở mọi gian hàng.",
        "Thu hồi nhầm: ocop undo edit {number}, rồi ocop sync.",
        "Lot {lot} of {sku} is recalled; every shop is being told.",
        "A mistake: ocop undo edit {number}, then ocop sync.",
    ),
    "word_lot_good": ("còn hạn", "", "good", ""),
    "word_lot_over": ("quá hạn", "", "over", ""),
    "word_lot_recalled": ("đã thu hồi", "", "recalled", ""),
    "word_column_lot": ("Lô", "", "Lot", ""),
    "word_column_made_on": ("Ngày sản xuất", "", "Made on", ""),
    "word_column_best_before": ("Hạn dùng", "", "Best before", ""),
    "word_column_lot_left": ("Còn lại", "", "Left", ""),
    "word_column_lot_state": ("Tình trạng", "", "State", ""),
}
_HELP: Mapping[str, Row] = {
    "help_lots": (
        "xem các lô hàng, còn bao nhiêu, trang của từng lô",
        "Lô ghi ở lots: của SKU. Hết hạn hoặc bị thu hồi thì không gian hàng nào bán.",
        "show the lots, what is left, and the page of each",
        "Lots stand under lots: of a SKU. What is over or recalled is sold in no shop.",
    ),
    "help_lots_add": (
        "ghi một lô mới vào danh mục",
        "Mọi chỗ khác trong tệp vẫn như cũ; bỏ lần ghi: ocop undo edit SỐ.",
        "write a new lot into the catalog",
        "All else in the file stays as it is; take it back by ocop undo edit N.",
    ),
    "help_lots_recall": (
        "thu hồi một lô: ngừng bán ở mọi gian hàng, trang của lô ghi đã thu hồi",
        (
            "Hỏi trước khi làm. Lô chưa ghi số lượng thì cả SKU ngừng bán. Bỏ thu hồi: ocop undo "
            "edit SỐ, rồi ocop sync."
        ),
        "recall a lot: off sale in every shop, and its page says so",
        (
            "Asks first. Where nobody wrote how many it is, the whole SKU goes off sale. Take it "
            "back by ocop undo edit N, then ocop sync."
        ),
    ),
    "help_labels": (
        "in tem nhãn và mã QR của lô",
        "Không nêu SKU thì in mọi lô còn bán được. Mã dẫn tới trang của lô trên trang web riêng.",
        "print labels and QR codes of lots",
        (
            "Without a SKU those of every lot that may be sold. A code leads to the lot's page "
            "on your own website."
        ),
    ),
    "help_option_lot_number": ("số lô, như in trên bao bì", "", "the lot as on the pack", ""),
    "help_option_made": ("ngày sản xuất", "", "when it was made", ""),
    "help_option_best_before": ("hạn dùng", "", "best before", ""),
    "help_option_quantity": ("số lượng của lô", "", "how many of it", ""),
    "help_option_place": ("nơi sản xuất", "", "where it was made", ""),
    "help_option_maker": ("người hoặc tổ làm ra lô", "", "who made it", ""),
    "help_option_area": ("mã số vùng trồng", "", "growing area code", ""),
    "help_option_reason": ("vì sao thu hồi", "", "why it is recalled", ""),
    "help_option_recalled_on": ("từ ngày nào (mặc định hôm nay)", "", "since when (today)", ""),
    "help_option_lot": ("chỉ lô này", "", "this lot only", ""),
    "help_option_copies": ("mỗi lô bao nhiêu tem (mặc định 1)", "", "labels a lot (1)", ""),
    "help_option_sheet": (
        (
            "tờ tem: cut (cắt tay, đủ nội dung), a4-12, a4-21, a4-24, a4-40, a4-65, roll-50x30, "
            "roll-40x30, roll-35x22"
        ),
        "",
        (
            "sheet: cut (by hand, the whole label), a4-12, a4-21, a4-24, a4-40, a4-65, "
            "roll-50x30, roll-40x30, roll-35x22"
        ),
        "",
    ),
    "help_option_page_file": ("ghi tờ tem vào tệp này", "", "write the sheet to this file", ""),
    "help_value_lot_number": ("SỐ_LÔ", "", "LOT", ""),
    "help_value_lot": ("SỐ_LÔ", "", "LOT", ""),
    "help_value_made": ("NGÀY", "", "DATE", ""),
    "help_value_best_before": ("NGÀY", "", "DATE", ""),
    "help_value_recalled_on": ("NGÀY", "", "DATE", ""),
    "help_value_quantity": ("SỐ", "", "N", ""),
    "help_value_copies": ("SỐ", "", "N", ""),
    "help_value_place": ("CHỮ", "", "TEXT", ""),
    "help_value_maker": ("CHỮ", "", "TEXT", ""),
    "help_value_area": ("MÃ", "", "CODE", ""),
    "help_value_reason": ("CHỮ", "", "TEXT", ""),
    "help_value_sheet": ("TÊN", "", "NAME", ""),
    "help_value_page_file": ("TỆP", "", "FILE", ""),
}
SENTENCES: Mapping[str, Sentence] = worded(
    {f"label_{name}": (vi, "", en, "") for name, (vi, en) in _ON_LABELS.items()}
    | {**_ON_SHEETS, **_OF_LOTS, **_HELP}
)

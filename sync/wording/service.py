"""What `ocop serve` and its surroundings say beside the rounds."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.sentence import Sentence, Wording

SENTENCES: Mapping[str, Sentence] = {
    "serve_clock_ahead": Sentence(
        vi=Wording(
            "{at} Đồng hồ máy vừa nhảy tới {minutes} phút (hoặc máy vừa thức dậy).",
            "Không phải làm gì: mọi gian hàng được xem lại từ đầu ngay bây giờ.",
        ),
        en=Wording(
            "{at} This computer's clock jumped {minutes} minutes ahead (or it just woke up).",
            "Nothing to do: every shop is looked at anew now.",
        ),
    ),
    "serve_clock_behind": Sentence(
        vi=Wording(
            "{at} Đồng hồ máy vừa lùi lại {minutes} phút.",
            "Không phải làm gì: mọi gian hàng được xem lại từ đầu ngay bây giờ.",
        ),
        en=Wording(
            "{at} This computer's clock was set back by {minutes} minutes.",
            "Nothing to do: every shop is looked at anew now.",
        ),
    ),
    "serve_store_silent": Sentence(
        vi=Wording(
            "{at} Cơ sở dữ liệu dùng chung không trả lời; mọi việc tạm dừng, không mất gì.",
            "Chương trình tự làm tiếp khi nó trả lời lại. Kiểm tra máy chủ PostgreSQL và mạng.",
        ),
        en=Wording(
            "{at} The shared database does not answer; all work pauses, nothing is lost.",
            "It goes on by itself once it answers. Look at the PostgreSQL server and the network.",
        ),
    ),
    "serve_store_back": Sentence(
        vi=Wording("{at} Cơ sở dữ liệu dùng chung đã trả lời; làm tiếp.", ""),
        en=Wording("{at} The shared database answers again; going on.", ""),
    ),
    "already_serving": Sentence(
        vi=Wording(
            "ocop serve đang chạy cho thư mục {home} (tiến trình {pid} trên máy {host}).",
            "Dùng cửa sổ đó, hoặc dừng nó bằng Ctrl+C rồi chạy lại.",
        ),
        en=Wording(
            "ocop serve is running for {home} already (process {pid} on {host}).",
            "Use that window, or stop it with Ctrl+C and run this again.",
        ),
    ),
    "home_moved": Sentence(
        vi=Wording(
            "Dữ liệu này thuộc máy {machine}, thư mục {folder}; nay nằm ở {here}.",
            "Chỉ một bản được ghi lên sàn. Nếu đã chuyển hẳn sang đây và bản cũ không chạy nữa:"
            " ocop home --accept. Nếu đây là bản sao: đừng dùng nó, kẻo gian hàng bị khóa.",
        ),
        en=Wording(
            "This memory belongs to computer {machine}, folder {folder}; now it lies in {here}.",
            "Only one may write to the shops. If it was moved here for good and the old one runs"
            " no more: ocop home --accept. If this is a copy: leave it, or the shops lock you out.",
        ),
    ),
    "home_moved_older": Sentence(
        vi=Wording(
            "Dữ liệu này thuộc máy {machine}, nay nằm ở {here}, và chỉ biết đến {until} ({days}"
            " ngày trước): có thể là bản sao lưu cũ.",
            "Nếu còn bản mới hơn, dùng bản đó. Nếu không: ocop home --accept, rồi đếm lại hàng"
            " (ocop stock count): số đếm, nhập, hao ghi sau bản này đã mất.",
        ),
        en=Wording(
            "This memory belongs to computer {machine}, now lies in {here}, and knows nothing since"
            " {until} ({days} days ago): it may be an older backup.",
            "If there is a newer one, use that. If not: ocop home --accept, then count the stock"
            " anew (ocop stock count): what was counted, received or lost since is forgotten.",
        ),
    ),
    "home_older": Sentence(
        vi=Wording(
            "Dữ liệu này là bản cũ: thiếu {rounds} lượt mà máy này đã chạy đến {until}.",
            "Tốt nhất là đặt lại bản mới. Nếu không còn: ocop home --accept, rồi đếm lại hàng trong"
            " kho (ocop stock count): số đếm, nhập, hao ghi sau bản này đã mất.",
        ),
        en=Wording(
            "This memory is an older copy: it lacks {rounds} rounds that ran here until {until}.",
            "Best put the newer one back. If it is gone: ocop home --accept, then count the stock"
            " anew (ocop stock count): what was counted, received or lost since is forgotten.",
        ),
    ),
    "home_restored": Sentence(
        vi=Wording(
            "Dữ liệu này được đưa lại từ bản sao lưu lúc {at}: những gì ghi sau bản ấy không còn.",
            "Nhập lại số đếm, nhập, hao ghi tay từ lúc sao lưu, rồi: ocop home --accept. Đơn bán"
            " thì được đọc lại từ sàn.",
        ),
        en=Wording(
            "This memory was put back from a backup at {at}: what was written since is not in it.",
            "Enter again what was counted, received or lost since, then: ocop home --accept. Orders"
            " are read again from the marketplaces.",
        ),
    ),
    "held_by_person": Sentence(
        vi=Wording(
            "{about}: {who} đã cho dừng lại từ {since:moment}[[: {note}]].",
            "Cho chạy tiếp: ocop release[[ --product {product}]][[ --shop {shop}]][[ {all}]]",
        ),
        en=Wording(
            "{about}: {who} put this on hold at {since:moment}[[: {note}]].",
            "Let it go on: ocop release[[ --product {product}]][[ --shop {shop}]][[ {all}]]",
        ),
    ),
}

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
}

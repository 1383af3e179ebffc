"""What the commands say: what was found, what was done, and what to type next."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.sentence import Sentence, Wording


def _said(vi: tuple[str, str], en: tuple[str, str]) -> Sentence:
    return Sentence(vi=Wording(*vi), en=Wording(*en))


# What a service said within a day is counted, not said again.
_LEFT_VI = "[[, {left} việc chưa làm được, lý do ở cột “Vì sao giữ lại”]]"
_LEFT_EN = "[[, {left} cannot be made yet, see “Why held”]]"
_STILL_VI, _STILL_EN = "[[ Vẫn còn {standing} điều đã báo.]]", "[[ {standing} told before.]]"
_HELP = ("Xem cách dùng: ocop[[ {command}]] --help", "See: ocop[[ {command}]] --help")


def _usage(vi: str, en: str) -> Sentence:
    return _said((vi, _HELP[0]), (en, _HELP[1]))


_ENDINGS: dict[str, Sentence] = {
    "ended_interrupted": _said(
        ("Đã dừng theo yêu cầu.", "Việc đã ghi nhận không mất; chạy lại lệnh là làm tiếp."),
        ("Stopped as you asked.", "Nothing recorded is lost; run the command again to go on."),
    ),
    "ended_by_our_fault": _said(
        ("Chương trình gặp lỗi ngoài dự tính; chạy lại lệnh là an toàn.",
         "Chi tiết ở tệp {file}, hãy gửi tệp này cho người hỗ trợ."),
        ("The program met an unexpected fault; running the command again is safe.",
         "Details are in {file}; send it to whoever helps you."),
    ),
    "usage_option_unknown": _usage("Không có tùy chọn {option}.", "There is no option {option}."),
    "usage_command_unknown": _usage(
        "Không có lệnh “{given}”; có phải bạn muốn gõ: ocop {nearest}?",
        "There is no command “{given}”; did you mean: ocop {nearest}?",
    ),
    "usage_argument_missing": _usage("Còn thiếu {option}.", "{option} is missing."),
    "usage_option_twice": _usage(
        "Tùy chọn {option} chỉ được ghi một lần.", "The option {option} may be given once only."
    ),
    "usage_option_misused": _usage(
        "Tùy chọn {option} dùng chưa đúng.", "The option {option} is used wrongly."
    ),
    "usage_value_missing": _usage("Sau {option} còn thiếu giá trị.", "{option} needs a value."),
    "usage_value_wrong": _usage(
        "Giá trị của {option} không dùng được.", "The value of {option} cannot be used."
    ),
    "usage_address": _usage(
        "“{given}” không phải là MÁY:CỔNG, ví dụ 127.0.0.1:8790.",
        "“{given}” is no HOST:PORT such as 127.0.0.1:8790.",
    ),
    "usage_language_unknown": _usage(
        "Không có ngôn ngữ “{given}”; chỉ có vi và en.",
        "There is no language “{given}”; there are vi and en.",
    ),
    "usage_not_understood": _usage("Không hiểu “{given}”.", "“{given}” is not understood."),
}  # fmt: skip

_CHECK: dict[str, Sentence] = {
    "check_stop": _said(("LỖI", ""), ("ERROR", "")),
    "check_warning": _said(("CẢNH BÁO", ""), ("WARNING", "")),
    "check_note": _said(("GHI CHÚ", ""), ("NOTE", "")),
    "check_nowhere": _said(("cấu hình", ""), ("config", "")),
    "check_counted": _said(
        ("{stops} lỗi, {warnings} cảnh báo; dùng được {products} sản phẩm ({skus} mã SKU).", ""),
        ("{stops} errors, {warnings} warnings; {products} products ({skus} SKUs) usable.", ""),
    ),
    "unsold": _said(
        ("Đang ghi sold: no nên không bán: {names}.", ""),
        ("Written with sold: no, so not on sale: {names}.", ""),
    ),
    "resting": _said(
        ("Ngoài mùa nên không bán: {names}[[ và {more} sản phẩm khác]].", ""),
        ("Out of season, so not on sale: {names}[[ and {more} more]].", ""),
    ),
    "resting_until": _said(("{name}[[ (đến {day})]]", ""), ("{name}[[ (until {day})]]", "")),
    "check_fine": _said(
        ("Danh mục không có lỗi: {products} sản phẩm, {skus} mã SKU, {shops} gian hàng.",
         "Bước tiếp: ocop plan"),
        ("The catalog has no errors: {products} products, {skus} SKUs, {shops} shops.",
         "Next: ocop plan"),
    ),
    "check_more_notes": _said(
        ("Còn {count} lưu ý cùng loại; xem đủ bằng: ocop check --json", ""),
        ("{count} more notes of the same kinds; see all with: ocop check --json", ""),
    ),
    "check_mend": _said(
        ("Sửa các lỗi rồi chạy lại: ocop check", ""), ("Mend the errors and run: ocop check", "")
    ),
}  # fmt: skip

_ROUNDS: dict[str, Sentence] = {
    "config_missing": _said(
        ("Không có thư mục cấu hình {folder}.", "Tạo một thư mục mới: ocop init {folder}"),
        ("There is no config folder {folder}.", "Make one: ocop init {folder}"),
    ),
    "config_is_sample": _said(
        ("ĐÂY LÀ DANH MỤC MẪU ({folder}): ở đây không có thư mục config hay tệp shops.yaml.",
         "Dữ liệu của bản mẫu nằm riêng trong {home}. Dùng danh mục của bạn: --config THƯ_MỤC"),
        ("THIS IS THE SAMPLE CATALOG ({folder}): there is no config folder or shops.yaml here.",
         "What it learns is kept apart, in {home}. To use your own catalog: --config DIR"),
    ),
    "no_shops": _said(
        ("Chưa có gian hàng nào dùng được trong shops.yaml.", "Xem lỗi: ocop check"),
        ("shops.yaml has no usable shop.", "See why: ocop check"),
    ),
    "shop_unknown": _said(
        ("Không có gian hàng “{given}”.", "Đang có: {known}."),
        ("There is no shop “{given}”.", "There are: {known}."),
    ),
    "product_unknown": _said(
        ("Danh mục không có sản phẩm mã “{given}”.", "[[Gần giống: {nearest}. ]]Mã: ocop stock"),
        ("The catalog has no product “{given}”.", "[[Similar: {nearest}. ]]Codes: ocop stock"),
    ),
    "catalog_has_stops": _said(
        (("Danh mục có {stops} lỗi[[; vẫn đang bán nhưng phần bị lỗi chưa được cập nhật:"
          " {products}]][[ và {more} sản phẩm khác]]."),
         "Xem lỗi ở dòng nào và cách sửa: ocop check"),
        (("The catalog has {stops} errors[[; still on sale, but what is wrong is not updated:"
          " {products}]][[ and {more} more products]]."),
         "See which lines, and how to mend them: ocop check"),
    ),
    "round_shop": _said(("Gian hàng {shop}", ""), ("Shop {shop}", "")),
    "round_nothing": _said(
        ("Đã khớp danh mục, không có gì phải đổi.", ""),
        ("It matches the catalog, nothing to change.", ""),
    ),
    "round_stuck": _said(
        ("Chương trình không còn gì tự làm được; điều dưới đây cần người.", ""),
        ("There is nothing left that the program can do; what stands below needs a person.", ""),
    ),
    "round_stock_waits": _said(
        ("Không có gì phải đổi bây giờ; có số bán còn chờ tăng.", ""),
        ("Nothing to change now; some quantities are waiting to be raised.", ""),
    ),
    "round_nothing_but": _said(
        ("Đã khớp danh mục, trừ {count} sản phẩm: {products}[[ và {more} sản phẩm khác]].",
         "Lý do ở dưới; sửa xong thì chạy lại."),
        ("It matches the catalog but for {count} products: {products}[[ and {more} more]].",
         "The reasons are below; mend them, then run this again."),
    ),
    "round_waits": _said(
        ("Không có gì mới phải gửi; còn việc đã gửi mà chưa ai xác nhận.", ""),
        ("Nothing new to send; some of what was sent nobody has confirmed yet.", ""),
    ),
    "round_incomplete": _said(
        ("Chưa đọc được hết gian hàng, nên chưa biết có khớp danh mục không.", "Lý do ở dưới."),
        ("The shop could not be read to the end, so nobody knows whether it matches the catalog.",
         "The reasons are below."),
    ),
    "plan_counted": _said(
        ("{changes} thay đổi sẽ làm, {held} việc chờ bạn duyệt" + _LEFT_VI
         + ". Mã kế hoạch: {digest}", ""),
        ("{changes} changes to make, {held} wait for your approval" + _LEFT_EN
         + ". Plan digest: {digest}", ""),
    ),
    "plan_theirs": _said(
        ("Khác danh mục ở {count} chỗ, để theo gian hàng (fields: theirs); không đổi:", ""),
        ("{count} differences are left to the shop (fields: theirs) and not changed:", ""),
    ),
    "plan_take": _said(
        ("Muốn danh mục theo gian hàng:", "ocop take {shop} {product}"),
        ("To have the catalog follow the shop:", "ocop take {shop} {product}"),
    ),
    "plan_next": _said(("Thực hiện: ocop sync", ""), ("Do it: ocop sync", "")),
    "sync_counted": _said(
        ("Hoàn thành {done}, thất bại {failed}, chờ bạn duyệt {held}" + _LEFT_VI + ".", ""),
        ("{done} done, {failed} failed, {held} wait for your approval" + _LEFT_EN + ".", ""),
    ),
    "notes_alike": _said(
        ("… và {more} lời nhắn nữa cùng loại (--json kể đủ).", ""),
        ("... and {more} more notes of the same kind (--json tells all).", ""),
    ),
    "sync_sent": _said(
        ("{sent} việc đã gửi đi, chưa ai xác nhận.", "Có tệp kết quả thì: ocop sheet take-in TỆP"),
        ("{sent} were sent; nobody has confirmed them yet.",
         "When the result file is back: ocop sheet take-in FILE"),
    ),
    "held_approve": _said(
        ("Trả lời từng việc, cho mọi gian hàng: ocop approve; hoặc đồng ý với kế hoạch này:",
         "ocop sync --shop {shop} --approve {digest}"),
        ("Answer one by one, for all shops: ocop approve; or agree with just this plan:",
         "ocop sync --shop {shop} --approve {digest}"),
    ),
    "sync_goes_on": _said(
        ("{shops}: còn việc chỉ cần chờ; {wait_s} giây nữa làm tiếp.",
         "Không phải làm gì; dừng bằng Ctrl+C cũng không mất gì."),
        ("{shops}: the rest only needs a pause; going on in {wait_s} s.",
         "Nothing to do; stopping with Ctrl+C loses nothing."),
    ),
    "sandbox_not_running": _said(
        ("Sàn tập chưa chạy.", "Mở cửa sổ khác, chạy: ocop sandbox — rồi chạy lại lệnh này."),
        ("The practice marketplace is not running.",
         "In another window run: ocop sandbox — then run this again."),
    ),
    "more_lines": _said(("… và {more} dòng nữa", ""), ("… and {more} more lines", "")),
}  # fmt: skip

_OTHERS: dict[str, Sentence] = {
    "status_never": _said(("chưa lần nào", ""), ("never", "")),
    "status_fine": _said(("khớp", ""), ("matches", "")),
    "status_unread": _said(
        ("{shop}: lượt gần nhất chưa đọc được hết gian hàng.", "Vì sao: ocop plan --shop {shop}"),
        ("{shop}: the last round could not read all of it.", "Why: ocop plan --shop {shop}"),
    ),
    "status_broken_off": _said(
        ("{shop}: lượt gần nhất dừng giữa chừng ({why}).", "Chạy lại: ocop sync --shop {shop}"),
        ("{shop}: the last round broke off ({why}).", "Run again: ocop sync --shop {shop}"),
    ),
    "status_locked": _said(("bị sàn khóa", ""), ("locked", "")),
    "status_takedowns": _said(
        (("{shop}: sàn đang khóa {banned} và từ chối {refused} sản phẩm[[ ({names})]];"
          " chúng không bán được."), "Lý do có trong: ocop plan --shop {shop}"),
        (("{shop}: the marketplace locked {banned} and refused {refused} listings[[ ({names})]];"
          " none sells."), "Why: ocop plan --shop {shop}"),
    ),
    "status_stock_waits": _said(
        ("{shop}: {waiting} mã SKU hiện ít hơn phần được chia, chờ chắc chắn không bán trùng.", ""),
        ("{shop}: {waiting} SKUs show less than their share until nothing can be sold twice.", ""),
    ),
    "status_left": _said(
        ("{shop}: {left} thay đổi chưa làm được; lý do ở ocop plan --shop {shop}", ""),
        ("{shop}: {left} changes cannot be made yet; the reasons: ocop plan --shop {shop}", ""),
    ),
    "status_theirs": _said(
        ("{shop}: {theirs} chỗ khác danh mục, để theo gian hàng (fields: theirs).", ""),
        ("{shop}: {theirs} differences are left to the shop (fields: theirs).", ""),
    ),
    "status_scheduled": _said(
        ("{shop}: {count} sản phẩm mới chờ đăng ngày {day:day}.", ""),
        ("{shop}: {count} new products wait to be listed on {day:day}.", ""),
    ),
    "status_unmatched": _said(
        ("{shop}: {unmatched} sản phẩm trên sàn chưa liên kết với danh mục; để nguyên.", ""),
        ("{shop}: {unmatched} listings are linked to no catalog; they are left alone.", ""),
    ),
    "status_service": _said(
        ("ocop serve đang chạy (tiến trình {pid}) từ {since}.", ""),
        ("ocop serve is running (process {pid}) since {since}.", ""),
    ),
    "status_no_service": _said(
        ("ocop serve không chạy: không có gì được đồng bộ tự động.", "Chạy: ocop serve"),
        ("ocop serve is not running: nothing is kept true by itself.", "Run: ocop serve"),
    ),
    "status_minutes_ago": _said(
        ("{at} ({minutes} phút trước)", ""), ("{at} ({minutes} min ago)", "")
    ),
    "status_days_ago": _said(("{at} ({days} ngày trước)", ""), ("{at} ({days} days ago)", "")),
    "status_old": _said(("đã lâu chưa xem", ""), ("not looked at lately", "")),
    "status_none": _said(("chưa đồng bộ", ""), ("not synced yet", "")),
    "status_unfinished": _said(("đang chạy hoặc dở dang", ""), ("running or unfinished", "")),
    "status_waiting": _said(("có việc chờ", ""), ("something waits", "")),
    "log_empty": _said(
        ("Chưa có thay đổi nào được ghi.", "Bắt đầu: ocop sync"),
        ("Nothing has been recorded yet.", "Start with: ocop sync"),
    ),
    "schema_written": _said(("Đã ghi {file}", ""), ("Wrote {file}", "")),
    "folder_read_only": _said(
        ("Không ghi được vào {folder}: {why}.", "Chọn thư mục khác."),
        ("Cannot write into {folder}: {why}.", "Choose another folder."),
    ),
    "init_exists": _said(
        ("Không ghi gì, vì đã có: {files}.", "Chọn thư mục khác."),
        ("Nothing was written, because there is already: {files}.", "Choose another folder."),
    ),
    "init_written": _said(
        ("Đã tạo {folder}: một hợp tác xã, một sản phẩm, một gian hàng tập.", ""),
        ("Made {folder}: one cooperative, one product, one practice shop.", ""),
    ),
    "init_next": _said(
        ("Thử ngay: ocop check --config {folder}",
         "Mở sàn tập ở cửa sổ khác (ocop sandbox), rồi: ocop sync --config {folder}"),
        ("Try: ocop check --config {folder}",
         "Start ocop sandbox in another window, then: ocop sync --config {folder}"),
    ),
    "sandbox_ready": _said(
        ("Các sàn tập đang chạy trên máy này.",
         "Mở cửa sổ khác, chạy: ocop sync — dừng sàn tập bằng Ctrl+C."),
        ("The practice marketplaces are running on this machine.",
         "In another window run: ocop sync — stop them with Ctrl+C."),
    ),
    "sandbox_elsewhere": _said(
        ("Các sàn tập không ở cổng thường lệ.",
         "Ghi địa chỉ ở bảng trên vào dòng sandbox: trong shops.yaml trước khi chạy ocop sync."),
        ("The practice marketplaces are not at their usual ports.",
         "Write the addresses of the table into sandbox: of shops.yaml before ocop sync."),
    ),
    "connect_code_refused": _said(
        ("Sàn không nhận mã này[[: {platform_message}]][[ ({platform_code})]].",
         ("Mã chỉ dùng được một lần, trong vài phút: lấy địa chỉ mới, đồng ý lại, rồi chép đúng"
         " phần sau code=")),
        ("The marketplace does not take this code[[: {platform_message}]][[ ({platform_code})]].",
         ("A code is good once and for minutes: take a new address, consent anew, and copy what"
         " stands after code=")),
    ),
    "sandbox_operator": _said(
        ("Xem bên trong: {url}/_sandbox/state", ""), ("Look inside: {url}/_sandbox/state", "")
    ),
    "state_unusable": _said(
        ("Không dùng được tệp {file}: {why}.", "Chọn tệp khác: --state TỆP"),
        ("The file {file} cannot be used: {why}.", "Choose another: --state FILE"),
    ),
    "sandbox_stopped": _said(("Đã dừng các sàn tập.", ""), ("Stopped.", "")),
    "sandbox_port_taken": _said(
        ("Cổng {port} cho {name} đang bị chương trình khác dùng.",
         "Có thể ocop sandbox đã chạy ở cửa sổ khác; hoặc chọn cổng khác: --port SỐ"),
        ("Port {port} for {name} is taken.",
         "Perhaps ocop sandbox runs in another window; or choose: --port N"),
    ),
    "connect_open": _said(
        ("Mở địa chỉ dưới đây bằng tài khoản chủ gian hàng {shop} rồi bấm đồng ý.",
         "Rồi trong 20 phút chạy: ocop connect --shop {shop} --code - và dán cả địa chỉ quay về"),
        ("Open the address below as the owner of shop {shop} and consent.",
         "Then, in 20 minutes: ocop connect --shop {shop} --code - and paste the whole address"),
    ),
    "connect_strange": _said(
        ("Địa chỉ này không phải từ lần xin phép mới đây cho {shop} trên máy này; chưa nối gì.",
         "Làm lại từ đầu: ocop connect --shop {shop} --redirect ĐỊA_CHỈ"),
        ("This address answers no consent asked lately for {shop} on this computer.",
         "Begin again: ocop connect --shop {shop} --redirect ADDRESS"),
    ),
    "connect_code_asked": _said(
        ("Dán cả địa chỉ quay về (hoặc mã, khóa) của {shop} rồi Enter; không ai thấy.", ""),
        ("Paste the whole address (or code, keys) of {shop}, then Enter; nothing is shown.", ""),
    ),
    "connect_done": _said(
        ("Đã kết nối gian hàng {shop}[[; quyền truy cập có hiệu lực đến {until}]].",
         "Xem trước: ocop plan --shop {shop}"),
        ("Shop {shop} is connected[[; access lasts until {until}]].",
         "Preview: ocop plan --shop {shop}"),
    ),
    "no_login": _said(
        ("Gian hàng {shop} không cần cấp quyền.", ""),
        ("Shop {shop} needs no consent.", ""),
    ),
    "serve_listening": _said(
        ("Nghe tin đẩy từ sàn ở {host}:{port}, đường dẫn /push/TÊN_ỨNG_DỤNG[[: {apps}]].", ""),
        ("Listening for pushes at {host}:{port}, path /push/APP_NAME[[: {apps}]].", ""),
    ),
    "serve_listening_to_all": _said(
        (
            "Máy khác cũng gọi được vào {host}:{port}, và không có mã hóa.",
            "Hãy đặt máy chủ chuyển tiếp có HTTPS (Caddy, nginx) ở trước, và nghe ở 127.0.0.1.",
        ),
        (
            "Other machines can call {host}:{port} too, and nothing is encrypted.",
            "Put a proxy with HTTPS (Caddy, nginx) in front, and listen at 127.0.0.1 alone.",
        ),
    ),
    "serve_answering": _said(
        ("Theo dõi chương trình ở http://{host}:{port}/healthz, /readyz và /metrics.", ""),
        ("Watch the service at http://{host}:{port}/healthz, /readyz and /metrics.", ""),
    ),
    "serve_registered": _said(
        ("{shop}: đã đăng ký với sàn nơi nhận tin đẩy: {url}.", ""),
        ("{shop}: the marketplace was told to push to {url}.", ""),
    ),
    "serve_unregistered": _said(
        (
            "{shop}: chưa đăng ký được nơi nhận tin đẩy, hoặc chưa hỏi được tin bị lỡ.",
            (
                "Đơn vẫn được đọc theo lịch; 15 phút nữa thử lại. Cũng có thể đăng ký ở trang nhà"
                " phát triển của sàn."
            ),
        ),
        (
            "{shop}: could not register for pushes, or ask for those that were lost.",
            "Orders are still polled; tried again in 15 minutes. The console can register it, too.",
        ),
    ),
    "port_unusable": _said(
        ("Không nghe được ở cổng {port}: {why}.", "Chọn cổng khác: --listen MÁY:CỔNG"),
        ("Cannot listen at port {port}: {why}.", "Choose another: --listen HOST:PORT"),
    ),
    "serve_started": _said(
        ("Bắt đầu tự động đồng bộ: {shops}.", "Dừng bằng Ctrl+C."),
        ("Keeping these shops true: {shops}.", "Stop with Ctrl+C."),
    ),
    "serve_round": _said(
        (
            "{at} {shop}: hoàn thành {done}, thất bại {failed}, chờ bạn duyệt {held}"
            "[[, chưa làm được {left}]]." + _STILL_VI,
            "",
        ),
        ("{at} {shop}: {done} done, {failed} failed, {held} to be approved[[, {left} cannot be made"
         " yet]]." + _STILL_EN, ""),
    ),
    "serve_unreached": _said(
        ("{at} {shop}: lượt đồng bộ này không thực hiện được[[: {why}]].", ""),
        ("{at} {shop}: this round could not be made[[: {why}]].", ""),
    ),
    "serve_stopped": _said(("Đã dừng, không mất gì.", ""), ("Stopped, nothing lost.", "")),
}  # fmt: skip

SENTENCES: Mapping[str, Sentence] = _ENDINGS | _CHECK | _ROUNDS | _OTHERS

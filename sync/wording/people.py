"""What is said of the people who use the page: roles, passwords, links and tokens."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_users": (
            "xem ai được dùng trang web",
            (
                "Mỗi người có một vai trò: xem (chỉ xem), htx (chỉ sản phẩm, gian hàng, đơn hàng"
                " của hợp tác xã mình), lien-hiep (mọi hợp tác xã), chu (cả người dùng và cài đặt)."
                " Chưa có ai thì người mở được địa chỉ mà ocop serve in ra là chủ."
            ),
            "show who may use the page",
            (
                "Everybody has a role: viewer (looks only), cooperative (products, shops and orders"
                " of one's own), union (all cooperatives), owner (users and settings as well)."
                " Without users, whoever opens the address that ocop serve prints is the owner."
            ),
        ),
        "help_users_list": ("như ocop users", "", "the same as ocop users", ""),
        "help_users_add": (
            "thêm một người dùng",
            (
                "Hỏi mật khẩu (ít nhất 10 ký tự). Để trống thì in ra một liên kết dùng một lần;"
                " người đó mở liên kết rồi tự đặt mật khẩu. Người đầu tiên phải là chu."
            ),
            "add a user",
            (
                "Asks for a password (10 characters at least). Leave it empty for a link that works"
                " once: the person opens it and sets a password. The first user must be an owner."
            ),
        ),
        "help_users_role": (
            "đổi vai trò hoặc hợp tác xã của một người",
            "",
            "change somebody's role or cooperatives",
            "",
        ),
        "help_users_password": (
            "đặt lại mật khẩu cho một người và đăng xuất người đó ở mọi nơi",
            "",
            "set somebody's password and sign them out everywhere",
            "",
        ),
        "help_users_remove": (
            "bỏ một người dùng: mật khẩu, phiên và token của người đó hết hiệu lực ngay",
            "",
            "remove a user: password, sessions and tokens end at once",
            "",
        ),
        "help_users_link": (
            "in một liên kết mở trang web, dùng một lần trong 24 giờ",
            "",
            "print a link that opens the page once, within 24 hours",
            "",
        ),
        "help_users_token": (
            "xem, tạo hoặc bỏ token của API cho một người",
            "",
            "show, make or drop somebody's API tokens",
            "",
        ),
        "help_value_user": ("NGƯỜI", "", "USER", ""),
        "help_option_user": ("tên người dùng", "", "name of the user", ""),
        "help_value_known_user": ("[NGƯỜI]", "", "[USER]", ""),
        "help_option_known_user": (
            "tên người dùng; bỏ trống khi chưa có ai",
            "",
            "name of the user; none while there are no users",
            "",
        ),
        "help_value_role": ("VAI_TRÒ", "", "ROLE", ""),
        "help_option_role": (
            "xem, htx, lien-hiep hoặc chu",
            "",
            "viewer, cooperative, union or owner",
            "",
        ),
        "help_value_of_cooperatives": ("TÊN", "", "NAME", ""),
        "help_option_of_cooperatives": (
            "tệp danh mục của hợp tác xã, cách nhau bằng dấu phẩy",
            "",
            "their catalog files, with commas between",
            "",
        ),
        "help_value_token_name": ("[TÊN]", "", "[NAME]", ""),
        "help_option_token_name": (
            "tên của token; bỏ trống để xem",
            "",
            "name of the token; none to list them",
            "",
        ),
        "help_option_drop": ("bỏ token này", "", "drop this token", ""),
        "word_column_user": ("Người dùng", "", "User", ""),
        "word_column_role": ("Vai trò", "", "Role", ""),
        "word_column_of_cooperatives": ("Hợp tác xã", "", "Cooperatives", ""),
        "word_column_opened_by": ("Vào bằng", "", "Signs in by", ""),
        "word_role_viewer": ("xem", "", "viewer", ""),
        "word_role_cooperative": ("hợp tác xã", "", "cooperative", ""),
        "word_role_union": ("liên hiệp", "", "union", ""),
        "word_role_owner": ("chủ", "", "owner", ""),
        "word_all_cooperatives": ("tất cả", "", "all", ""),
        "word_by_password": ("mật khẩu", "", "password", ""),
        "word_by_link": ("liên kết", "", "link", ""),
        "users_none": (
            "Chưa có người dùng nào: ai mở được địa chỉ ocop serve in ra thì là chủ.",
            "Thêm người đầu tiên: ocop users add TÊN chu",
            "There are no users: whoever opens the address that ocop serve prints is the owner.",
            "Add the first: ocop users add NAME owner",
        ),
        "user_added": ("Đã thêm {name}, vai trò {role}.", "", "{name} was added as {role}.", ""),
        "user_changed": ("{name} nay có vai trò {role}.", "", "{name} is {role} now.", ""),
        "user_password_set": (
            "Đã đặt mật khẩu mới cho {name}; mọi phiên cũ đã kết thúc.",
            "",
            "{name} has a new password; every session of theirs has ended.",
            "",
        ),
        "user_removed": (
            "Đã bỏ {name}; mật khẩu, phiên và token của người đó không còn hiệu lực.",
            "",
            "{name} was removed; password, sessions and tokens open nothing any more.",
            "",
        ),
        "sign_in_link": (
            "Liên kết vào trang web[[ cho {name}]], dùng một lần trong 24 giờ: {link}",
            "Gửi cho đúng người: ai mở trước thì vào được.",
            "Link to the page[[ for {name}]], good once within 24 hours: {link}",
            "Give it to nobody else: whoever opens it first is in.",
        ),
        "token_made": (
            "Token của {name}, chỉ hiện lần này: {token}",
            "Cất như mật khẩu. Dùng: Authorization: Bearer TOKEN",
            "Token of {name}, shown this once: {token}",
            "Keep it like a password. Use it as: Authorization: Bearer TOKEN",
        ),
        "token_dropped": (
            "Token {token} của {name} không còn hiệu lực.",
            "",
            "Token {token} of {name} opens nothing any more.",
            "",
        ),
        "tokens_of": ("Token của {name}: {tokens}", "", "Tokens of {name}: {tokens}", ""),
        "password_ask": (
            "Mật khẩu mới cho {name} (để trống: vào bằng liên kết)",
            "",
            "New password for {name} (empty: by a link)",
            "",
        ),
        "password_again": ("Gõ lại mật khẩu", "", "The password again", ""),
        "passwords_differ": (
            "Hai lần gõ không giống nhau; chưa đổi gì.",
            "Chạy lại lệnh này.",
            "The two are not the same; nothing was changed.",
            "Run this again.",
        ),
        "password_missing": (
            "Chưa có mật khẩu nào cho {name}; chưa đổi gì.",
            "Muốn vào bằng liên kết: ocop users link {name}",
            "No password was given for {name}; nothing was changed.",
            "For a link: ocop users link {name}",
        ),
        "password_length": (
            "Mật khẩu phải dài từ 10 đến 200 ký tự.",
            "Dùng một câu ngắn dễ nhớ.",
            "A password has 10 to 200 characters.",
            "Take a short sentence that you remember.",
        ),
        "password_simple": (
            "Mật khẩu này quá dễ đoán.",
            "Dùng một câu ngắn dễ nhớ.",
            "This password is guessed too easily.",
            "Take a short sentence that you remember.",
        ),
        "password_name": (
            "Mật khẩu không được chứa tên người dùng.",
            "Dùng một câu ngắn dễ nhớ.",
            "A password may not contain the user's name.",
            "Take a short sentence that you remember.",
        ),
        "role_unknown": (
            "Không có vai trò “{given}”.",
            "Chọn một trong: {known}",
            "There is no role “{given}”.",
            "Take one of: {known}",
        ),
        "user_cooperative_unknown": (
            "Không có tệp danh mục nào tên “{given}”.",
            "Các tệp đang có: {known}",
            "There is no catalog file called “{given}”.",
            "There are: {known}",
        ),
        "user_name_form": (
            "Tên người dùng “{name}” không dùng được: cần 1 đến 60 ký tự in được.",
            "Chọn tên khác.",
            "The user name “{name}” cannot be used: it has 1 to 60 printable characters.",
            "Take another name.",
        ),
        "user_name_taken": (
            "Đã có người dùng tên {name}.",
            "Chọn tên khác, hoặc đổi vai trò: ocop users role",
            "There is a user called {name} already.",
            "Take another name, or change the role: ocop users role",
        ),
        "user_first_is_owner": (
            "Người dùng đầu tiên phải là chủ, nếu không thì không ai còn quản lý được.",
            "Thêm với vai trò chu trước.",
            "The first user must be an owner, else nobody could look after the others.",
            "Add an owner first.",
        ),
        "user_last_owner": (
            "{name} là chủ duy nhất còn lại; chưa đổi gì.",
            "Cho người khác làm chủ trước: ocop users role TÊN chu",
            "{name} is the only owner left; nothing was changed.",
            "Make somebody else an owner first: ocop users role NAME owner",
        ),
        "user_unknown": (
            "Không có người dùng nào tên “{name}”.",
            "Xem: ocop users",
            "There is no user called “{name}”.",
            "See: ocop users",
        ),
        "user_needs_cooperative": (
            "Vai trò hợp tác xã cần nói rõ hợp tác xã nào.",
            "Thêm --cooperative TÊN (tên tệp danh mục).",
            "The role cooperative needs to know of which one.",
            "Add --cooperative NAME (a catalog file).",
        ),
        "user_has_all_cooperatives": (
            "Vai trò này thấy mọi hợp tác xã, nên không gắn với hợp tác xã nào.",
            "Bỏ --cooperative, hoặc chọn vai trò xem hay htx.",
            "This role sees every cooperative and is bound to none.",
            "Leave out --cooperative, or take viewer or cooperative.",
        ),
        "users_too_many": (
            "Đã có quá nhiều người dùng; chưa thêm {name}.",
            "Bỏ những người không còn dùng: ocop users remove",
            "There are too many users; {name} was not added.",
            "Remove those who left: ocop users remove",
        ),
        "sign_in_link_over": (
            "Liên kết này đã dùng rồi hoặc đã hết hạn.",
            "Xin một liên kết mới (ocop users link), hoặc đăng nhập bằng mật khẩu.",
            "This link was used already or has ended.",
            "Ask for a new one (ocop users link), or sign in with a password.",
        ),
        "link_for_whom": (
            "Đã có người dùng: cần nói liên kết cho ai.",
            "ocop users link TÊN",
            "There are users: say whom the link is for.",
            "ocop users link NAME",
        ),
        "token_name_taken": (
            "Token cần một tên chưa dùng; “{name}” đã có hoặc trống.",
            "Chọn tên khác.",
            "A token needs a name of its own; “{name}” is taken or empty.",
            "Take another name.",
        ),
        "tokens_too_many": (
            "Mỗi người có tối đa 20 token; chưa tạo {name}.",
            "Bỏ token không dùng: ocop users token NGƯỜI TÊN --drop",
            "Nobody has more than 20 tokens; {name} was not made.",
            "Drop one that is not used: ocop users token USER NAME --drop",
        ),
        "token_unknown": (
            "Không có token nào tên “{name}”.",
            "Xem: ocop users token NGƯỜI",
            "There is no token called “{name}”.",
            "See: ocop users token USER",
        ),
        "approve_as_whom": (
            "Việc chờ bạn duyệt ở đây cần hai người; mỗi người phải nói mình là ai.",
            "ocop approve --user TÊN (thêm người: ocop users add)",
            "What is held here takes two people, and each must say who they are.",
            "ocop approve --user NAME (add people: ocop users add)",
        ),
        "approve_second_wanted": (
            "Mỗi việc cần hai người: việc nào mới có một người duyệt thì còn chờ người thứ hai.",
            "Người kia chạy: ocop approve --user TÊN",
            "Each takes two people: what one alone has allowed waits for a second.",
            "The other one runs: ocop approve --user NAME",
        ),
        "approve_may_not": (
            "{name} không được duyệt, hoặc tên hay mật khẩu không đúng.",
            "Xem vai trò: ocop users",
            "{name} may not approve, or the name or the password is wrong.",
            "See the roles: ocop users",
        ),
        "password_asked": ("Mật khẩu của {name}", "", "Password of {name}", ""),
        "help_value_as_user": ("NGƯỜI", "", "USER", ""),
        "help_option_as_user": (
            "duyệt với tên người dùng này; bắt buộc khi approvals là two_people",
            "",
            "allow it as this user; asked for where approvals is two_people",
            "",
        ),
        "decided_users": (
            "{at} {who} ({origin}) quản lý người dùng: {note}",
            "",
            "{at} {who} ({origin}) looked after users: {note}",
            "",
        ),
        "decided_sign_in": (
            "{at} {who} ({origin}) đăng nhập[[: {note}]]",
            "",
            "{at} {who} ({origin}) signed in[[: {note}]]",
            "",
        ),
        "decided_sign_out": (
            "{at} {who} ({origin}) đăng xuất[[ ở {note} nơi khác]]",
            "",
            "{at} {who} ({origin}) signed out[[ in {note} other places]]",
            "",
        ),
        "decided_run": (
            "{at} {who} ({origin}) ra lệnh chạy: {note}",
            "",
            "{at} {who} ({origin}) commanded a run: {note}",
            "",
        ),
    }
)

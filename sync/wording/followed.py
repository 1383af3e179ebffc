"""What is said of a catalog that is kept in a git repository or in the database."""

from __future__ import annotations

from sync.wording.rows import worded

SENTENCES = worded(
    {
        "help_catalog_save": (
            "lưu danh mục thành bản mới trong cơ sở dữ liệu",
            (
                "Lưu thư mục catalog/. Dùng khi settings.yaml ghi catalog: {{database: yes}}: mọi"
                " máy đọc danh mục từ cơ sở dữ liệu, và thấy bản mới trong vài giây. Đọc thử trước;"
                " bản không đọc được thì không lưu. Có người khác vừa lưu thì không ghi đè lên bản"
                " của họ. Giữ 20 bản gần nhất. --check chỉ đọc thử."
            ),
            "keep the folder catalog/ as the newest version in the database",
            (
                "For where settings.yaml says catalog: {{database: yes}}: every machine reads the"
                " catalog from the database, and sees the new version within seconds. It is read"
                " first; one that cannot be read is not kept. What somebody else saved meanwhile is"
                " not overwritten. The 20 newest stay. --check only reads."
            ),
        ),
        "help_catalog_fetch": (
            "lấy bản danh mục mới nhất từ cơ sở dữ liệu về",
            (
                "Lấy về thư mục catalog/. Tệp bạn đang sửa thì giữ nguyên; tệp người khác sửa thì"
                " thay bằng bản của họ. Cả hai cùng sửa một tệp thì không đụng gì, và nói tệp nào."
            ),
            "bring the newest catalog from the database into the folder catalog/",
            (
                "Files that you edited stay; files that others edited become theirs. Where both"
                " edited one file nothing is touched, and it is named."
            ),
        ),
        "help_catalog_versions": (
            "các bản danh mục trong cơ sở dữ liệu: ai lưu, lúc nào",
            "Bản có dấu * là bản mà thư mục catalog/ ở đây đã lấy về hay đã lưu.",
            "the versions of the catalog in the database: who saved them, when",
            "The one with * is the one that the folder catalog/ here was fetched or saved as.",
        ),
        "word_column_catalog_version": ("Bản", "", "Version", ""),
        "word_column_files": ("Số tệp", "", "Files", ""),
        "catalog_not_in_database": (
            "settings.yaml chưa ghi là danh mục nằm trong cơ sở dữ liệu.",
            "Ghi catalog: {{database: yes}} vào settings.yaml rồi chạy lại.",
            "settings.yaml does not say that the catalog is kept in the database.",
            "Write catalog: {{database: yes}} into settings.yaml, then run this again.",
        ),
        "catalog_never_saved": (
            "Trong cơ sở dữ liệu chưa có bản danh mục nào.",
            "Ở máy có thư mục catalog/: ocop catalog save",
            "There is no version of the catalog in the database yet.",
            "On the machine that has the folder catalog/: ocop catalog save",
        ),
        "catalog_not_saved": (
            "Có tệp trong thư mục catalog/ không đọc được, nên không lưu gì.",
            "Sửa chỗ ghi ở trên rồi chạy lại.",
            "A file of the folder catalog/ cannot be read, so nothing was saved.",
            "Mend what is named above, then run this again.",
        ),
        "catalog_folder_empty": (
            "Trong {folder} không có sản phẩm nào, nên không lưu.",
            "Lấy bản mới nhất về: ocop catalog fetch",
            "There is no product in {folder}, so it was not saved.",
            "Bring the newest version here: ocop catalog fetch",
        ),
        "catalog_would_save": (
            "Đọc được, {products} sản phẩm. Chưa lưu gì.",
            "Lưu: ocop catalog save",
            "It can be read, {products} products. Nothing was saved.",
            "Save it: ocop catalog save",
        ),
        "catalog_saved": (
            "Đã lưu bản {version}. Tệp đã đổi: {products}[[, và {more} tệp nữa]].",
            "",
            "Saved as version {version}. Files changed: {products}[[, and {more} more]].",
            "",
        ),
        "catalog_saved_already": (
            "Bản mới nhất ({version}) đúng như thư mục này; không có gì phải lưu.",
            "",
            "The newest version ({version}) is this folder already; nothing to save.",
            "",
        ),
        "catalog_fetched": (
            "Đã lấy về bản {version}. Tệp đã đổi: {products}[[, và {more} tệp nữa]].",
            "",
            "Fetched version {version}. Files changed: {products}[[, and {more} more]].",
            "",
        ),
        "catalog_fetched_already": (
            "Ở đây đã có mọi thứ của bản mới nhất ({version}).",
            "",
            "Everything of the newest version ({version}) is here already.",
            "",
        ),
        "catalog_saved_meanwhile": (
            "{by} đã lưu một bản khác lúc {at}; khác nhau ở: {products}[[, và {more} tệp nữa]].",
            "Không ghi đè gì. Lấy bản đó về trước, rồi lưu lại: ocop catalog fetch",
            "{by} saved another version at {at}; different are: {products}[[, and {more} more]].",
            "Nothing was overwritten. Fetch that one first, then save again: ocop catalog fetch",
        ),
        "catalog_changed_twice": (
            "Bạn và {by} (lúc {at}) cùng sửa: {products}[[, và {more} tệp nữa]]. Chưa đổi gì.",
            (
                "Chuyển tệp của bạn ra chỗ khác, lấy bản kia về rồi ghi lại chỗ bạn sửa: ocop"
                " catalog fetch"
            ),
            "You and {by} (at {at}) both edited: {products}[[, and {more} more]]. Nothing changed.",
            (
                "Move your file elsewhere, fetch theirs, then write your edit into it: ocop catalog"
                " fetch"
            ),
        ),
        "catalog_files_huge": (
            "Thư mục danh mục quá lớn: tệp {file} hơn 64 MB, hay tất cả hơn 2 GB hay 50 000 tệp.",
            "Bỏ bớt tệp khỏi thư mục đó rồi chạy lại.",
            "The folder is too large: {file} is over 64 MB, or all over 2 GB or 50,000 files.",
            "Take files out of that folder, then run this again.",
        ),
        "catalog_file_edited": (
            "Tệp {file} vừa bị sửa trong lúc lưu; chưa lưu gì.",
            "Lưu tệp đó xong rồi chạy lại.",
            "{file} was edited just while it was being saved; nothing was saved.",
            "Finish editing it, then run this again.",
        ),
        "followed_database": (
            "Không đọc được danh mục trong cơ sở dữ liệu ({why}).",
            "[[Vẫn dùng bản {kept}. ]]Xem: ocop status",
            "The catalog in the database cannot be read ({why}).",
            "[[Version {kept} stays in use. ]]See: ocop status",
        ),
        "serve_version": (
            "{at} Danh mục nay là bản {version}.",
            "",
            "{at} The catalog is version {version} now.",
            "",
        ),
        "git_missing": (
            "Máy này chưa có lệnh git, nên không theo được kho danh mục.",
            "Cài git (git-scm.com), rồi chạy lại.",
            "There is no command git on this machine, so the catalog cannot be followed.",
            "Install git (git-scm.com), then run this again.",
        ),
        "git_failed": (
            "Không lấy được danh mục từ kho {place}[[: {detail}]].",
            "[[Vẫn dùng bản {kept}. ]]Kiểm tra mạng, quyền đọc kho, tên nhánh.",
            "The catalog could not be fetched from {place}[[: {detail}]].",
            "[[Version {kept} stays in use. ]]Look at the network, the rights, the branch's name.",
        ),
        "git_signers_missing": (
            "Không có tệp {file}, nơi ghi ai được ký các bản của danh mục.",
            (
                "[[Vẫn dùng bản {kept}. ]]Đặt tệp ấy cạnh settings.yaml, mỗi dòng một người:"
                " lan@htx.vn ssh-ed25519 AAAA… (dòng trong tệp .pub của người ấy)"
            ),
            "There is no file {file}, which says who may sign the catalog's versions.",
            (
                "[[Version {kept} stays in use. ]]Put the file beside settings.yaml, a person a"
                " line: lan@htx.vn ssh-ed25519 AAAA… (as in that person's .pub file)"
            ),
        ),
        "followed_version_unsigned": (
            "Bản {version} của danh mục không do ai trong {file} ký[[; vẫn dùng bản {kept}]].",
            (
                "Hỏi xem ai đã đẩy bản ấy. Đúng người nhà thì ký bằng khóa SSH rồi đẩy lại (git"
                " commit --amend -S), hoặc thêm khóa của người ấy vào {file}."
            ),
            "Version {version} is signed by nobody in {file}[[; version {kept} stays in use]].",
            (
                "Ask who pushed it. If it was one of yours, let them sign it by their SSH key and"
                " push again (git commit --amend -S), or add their key to {file}."
            ),
        ),
        "followed_version_empty": (
            (
                "Bản {version} của danh mục không có tệp nào[[ trong thư mục {folder}]]"
                "[[; vẫn dùng bản {kept}]]."
            ),
            "Đẩy lại các tệp danh mục, hoặc sửa folder ở mục catalog của settings.yaml.",
            (
                "Version {version} of the catalog has no file[[ in the folder {folder}]]"
                "[[; version {kept} stays in use]]."
            ),
            "Push the catalog's files again, or correct folder under catalog in settings.yaml.",
        ),
        "followed_unwritable": (
            "Không ghi được bản mới của danh mục vào {folder}[[: {why}]].",
            "[[Vẫn dùng bản {kept}. ]]Kiểm tra chỗ trống và quyền ghi; chương trình tự thử lại.",
            "The new version of the catalog cannot be written into {folder}[[: {why}]].",
            (
                "[[Version {kept} stays in use. ]]Look at the space and the permissions; it is"
                " tried again by itself."
            ),
        ),
        "followed_version_broken": (
            (
                "Bản {version} của danh mục không đọc được[[: {file}]][[, dòng {line}]]"
                "[[; vẫn dùng bản {kept}]]."
            ),
            (
                "Xem lỗi và cách sửa bằng ocop check ở nơi bạn sửa danh mục; sửa, rồi lưu hay đẩy"
                " lên lại."
            ),
            (
                "Version {version} of the catalog cannot be read[[: {file}]][[, line {line}]]"
                "[[; version {kept} stays in use]]."
            ),
            (
                "See what is wrong and how to mend it by ocop check where you edit the catalog;"
                " mend it, then save or push again."
            ),
        ),
        "followed_version_huge": (
            "Bản {version} của kho danh mục quá lớn (hơn 2 GB hay 50 000 tệp); không dùng.",
            "Bỏ bớt tệp khỏi nhánh đó.",
            "Version {version} of the catalog is too large (over 2 GB or 50,000 files); not used.",
            "Take files off that branch.",
        ),
        "followed_setting_unclear": (
            (
                "Mục catalog: phải là một kho git hoặc database: yes; địa chỉ, nhánh hay thư mục"
                " không rõ nghĩa, hoặc every_s quá nhỏ."
            ),
            "Ví dụ: catalog: {{git: https://may-chu/kho.git, branch: main}}",
            (
                "catalog: it is one git repository or database: yes; address, branch or folder is"
                " not plain, or every_s is too small."
            ),
            "For instance: catalog: {{git: https://host/repo.git, branch: main}}",
        ),
        "catalog_unread": (
            "Có tệp danh mục không đọc được.",
            "Xem: ocop check",
            "A catalog file cannot be read.",
            "See: ocop check",
        ),
        "catalog_followed": (
            "Danh mục lấy từ kho git hay cơ sở dữ liệu, nên không sửa ở đây được.",
            "Sửa ở thư mục gốc, rồi git push, hoặc ocop catalog save.",
            "The catalog comes from a git repository or the database: nothing is edited here.",
            "Edit it where it is kept, then git push, or ocop catalog save.",
        ),
    }
)

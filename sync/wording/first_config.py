"""The comments of the files that `ocop init` writes, in English; the files hold the Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

COMMENTS: Mapping[str, str] = {
    # categories.yaml
    "Ngành hàng của bạn, và ngành hàng cấp cuối tương ứng trên mỗi sàn.": (
        "Your categories, and the leaf category of each marketplace for them."
    ),
    # settings.yaml
    "Thiết lập chung; dòng nào không ghi thì dùng giá trị mặc định.": (
        "Settings; what is left out has its default."
    ),
    # shops.yaml
    (
        "Các gian hàng. Gian hàng dưới đây nằm trên sàn tập của máy này: mở bằng lệnh"
        ' "ocop sandbox".'
    ): ('The shops. This one is on the practice marketplace of this machine: "ocop sandbox".'),
    "Mã và khóa của sàn tập ai cũng biết, không phải bí mật.": (
        "Its key and secret are known to everybody, so they are no secret."
    ),
    "sàn tập trên máy mình thì gọi nhanh được": "a marketplace on this machine may be called fast",
    "Gian hàng thật thì bỏ dòng sandbox, và để bí mật ngoài tệp này:": (
        "For a real shop take the line sandbox out, and keep secrets out of this file:"
    ),
    "secret_env: OCOP_APP_SECRET          (hoặc secret_file: đường dẫn tệp chỉ mình bạn đọc được)": (  # noqa: E501
        "secret_env: OCOP_APP_SECRET          (or secret_file: a file that you alone can read)"
    ),
    "access_token_env, refresh_token_env  (hoặc access_token_file, refresh_token_file)": (
        "access_token_env, refresh_token_env  (or access_token_file, refresh_token_file)"
    ),
    "Lần đầu nên ghi thêm  policy: report  để chỉ xem, chưa đổi gì.": (
        "The first time, better add  policy: report  to look only and change nothing."
    ),
    # the catalog file
    "Mỗi hợp tác xã một tệp. Hãy sửa ví dụ này thành sản phẩm của bạn rồi chạy: ocop check": (
        "One file for each cooperative. Make this example your product, then run: ocop check"
    ),
    '(Chạy "ocop schema --write --config <thư mục này>" để trình soạn thảo gợi ý khi viết.)': (
        '(Run "ocop schema --write --config <this folder>" to have your editor explain the fields.)'
    ),
    "địa chỉ hiện nay": "the address of today",
    "mã sản phẩm, không trùng với sản phẩm nào khác": "product code; no other product has it",
    "một ngành hàng trong categories.yaml": "a category of categories.yaml",
    "chứng nhận OCOP, ghi theo quyết định; chưa có thì xóa cả mục này": (
        "OCOP certificate, as in the decision; without one, delete all of this"
    ),
    "có quyết định trong tay thì ghi decision": "with the decision at hand, write decision",
    "bỏ dấu # ở năm dòng này rồi điền: đủ số và ngày thì sao mới hiện trên sàn": (
        "take the # off these five lines and fill them in: without them no stars are shown"
    ),
    "province: tỉnh; central: trung ương (5 sao); district: huyện, trước 01/07/2025": (
        "province; central (5 stars); district, before 01/07/2025"
    ),
    "ngày cuối còn hiệu lực; hôm sau hạng sao tự rời khỏi mọi gian hàng": (
        "the last day in force; the day after, the stars leave every shop by themselves"
    ),
    "thay bằng ảnh thật, ít nhất ba ảnh; hình vuông, mỗi cạnh từ 500 điểm ảnh": (
        "put real photographs here, three at least; square, 500 pixels a side or more"
    ),
    "nước xuất xứ; không chắc thì bỏ dòng này": (
        "country of origin; leave this line out if you are not sure"
    ),
    "đơn vị tính": "the unit it is sold in",
    "giá bán, chỉ ghi chữ số, đơn vị đồng": "selling price in dong, digits only",
    "tồn kho đếm được": "stock as counted",
    "cân nặng sau đóng gói, gam": "packed weight in grams",
    "kích thước đóng gói: dài, rộng, cao": "parcel: length, width, height in millimetres",
}

"""How the partner API answers: its codes with their sentences, refusals, and the envelope."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import TYPE_CHECKING, Any

from sandbox.partner.facts import written
from sandbox.replica import Answer, dump

if TYPE_CHECKING:
    from sandbox.partner.market import Done, Market
    from sandbox.replica import Json

_ID_MOST = 64

_CODES = {
    0: "OK",
    4000: "Không đọc được yêu cầu",
    4001: "Mã trang không còn dùng được, hãy đọc lại từ đầu",
    4010: "Thiếu mã truy cập",
    4011: "Mã truy cập đã hết hạn",
    4012: "Mã truy cập đã bị thay hoặc bị thu hồi",
    4013: "Sai mã kết nối, sai mã khóa, hoặc kết nối đã bị thu hồi",
    4030: "Gian hàng đang bị khóa",
    4031: "Kết nối này không vào được gian hàng này",
    4032: "Kết nối thiếu quyền",
    4040: "Không tìm thấy",
    4050: "Địa chỉ này không nhận phương thức này",
    4090: "Mã SKU đã thuộc sản phẩm khác",
    4091: "Khóa chống trùng đã dùng cho nội dung khác",
    4092: "Yêu cầu đầu tiên với khóa này còn đang chạy",
    4094: "Trạng thái hiện tại không cho phép",
    4120: "Phiên bản không khớp, hoặc sản phẩm đã có",
    4130: "Yêu cầu quá lớn",
    4150: "Sai kiểu nội dung",
    4220: "Dữ liệu không hợp lệ",
    4280: "Thiếu khóa chống trùng, hoặc khóa không hợp lệ",
    4290: "Quá nhiều yêu cầu",
    4291: "Đã hết số sản phẩm mới trong ngày",
    5000: "Lỗi hệ thống",
    5001: "Hệ thống bận, chưa nhận yêu cầu",
    5030: "Hệ thống đang bảo trì",
    5040: "Hệ thống không trả lời kịp",
}

_FIELD_CODES = {
    "REQUIRED": "Thiếu thông tin bắt buộc",
    "UNKNOWN_FIELD": "Trường này không có",
    "WRONG_TYPE": "Sai kiểu dữ liệu",
    "NOT_INTEGER": "Phải là số nguyên",
    "OUT_OF_RANGE": "Giá trị ngoài khoảng cho phép",
    "TOO_SHORT": "Ngắn hơn {min} ký tự",
    "TOO_LONG": "Dài hơn {max} ký tự",
    "TOO_FEW": "Ít hơn {min} mục",
    "TOO_MANY": "Nhiều hơn {max} mục",
    "BAD_SKU": "Mã SKU chỉ gồm 1-50 chữ không dấu, số, dấu chấm, gạch dưới, gạch ngang",
    "NOT_A_PRODUCT_SKU": "Đây là mã của một phân loại, thuộc sản phẩm {product_sku}",
    "UNKNOWN_SKU": "Không có mã SKU này trong gian hàng",
    "NOT_SELLABLE": "Sản phẩm có phân loại: hãy dùng mã của phân loại",
    "ITEM_BANNED": "Sản phẩm đang bị sàn cấm bán",
    "STOCK_MOVED": "Tồn kho trên sàn vừa thay đổi",
    "PRICE_STEP": "Giá phải là bội số của {step} đồng",
    "LIST_PRICE_BELOW_PRICE": "Giá niêm yết thấp hơn giá bán",
    "DISCOUNT_TOO_DEEP": "Giá bán thấp hơn một nửa giá niêm yết",
    "UNKNOWN_CATEGORY": "Không có ngành hàng này",
    "CATEGORY_NOT_LEAF": "Phải chọn ngành hàng cấp cuối",
    "CATEGORY_WITHDRAWN": "Ngành hàng đã đóng",
    "UNKNOWN_ATTRIBUTE": "Ngành hàng không có thuộc tính này",
    "ATTRIBUTE_VALUE": "Thuộc tính không nhận giá trị này",
    "UNKNOWN_MEDIA": "Không tìm thấy ảnh",
    "MEDIA_TYPE": "Loại tệp không được nhận",
    "MEDIA_TOO_LARGE": "Tệp quá lớn",
    "MEDIA_TOO_SMALL": "Ảnh quá nhỏ",
    "MEDIA_BROKEN": "Tệp bị hỏng",
    "FORBIDDEN_HTML": "Mô tả có thẻ hoặc thuộc tính không được phép: {value}",
    "GTIN_CHECK_DIGIT": "Mã vạch sai số kiểm tra",
    "GTIN_REUSED": "Mã vạch đã dùng cho mã SKU khác",
    "OCOP_STARS": "Hạng sao OCOP là 3, 4 hoặc 5",
    "OCOP_EXPIRED": "Chứng nhận OCOP đã hết hạn",
    "OCOP_NO_DOCUMENT": "Chưa tải giấy chứng nhận OCOP",
    "DATE_ORDER": "Ngày hết hạn trước ngày cấp",
    "UNKNOWN_COMMUNE": "Không có xã, phường này",
    "PRICE_LOCKED": "Giá đang bị khóa vì khuyến mãi",
    "VARIANT_FIELDS_AT_TOP": "Sản phẩm có phân loại: ghi ở từng phân loại",
    "VARIANT_OPTIONS_MISMATCH": "Phân loại không khớp với nhóm phân loại, hoặc trùng nhau",
    "DUPLICATE_IN_REQUEST": "Bị lặp trong yêu cầu",
    "BAD_URL": "Địa chỉ không dùng được",
}

_REASONS = {
    "CONTACT_INFO": "Có thông tin liên hệ ngoài sàn",
    "HEALTH_CLAIM": "Quảng cáo công dụng chữa bệnh",
    "OCOP_UNPROVEN": "Nêu OCOP mà chưa có chứng nhận đúng hạng sao",
    "COUNTERFEIT": "Nghi là hàng giả",
    "OTHER": "Không đạt kiểm duyệt",
}


def sentence(code: int) -> str:
    """What an envelope says; an unknown code has no sentence of its own."""
    return _CODES.get(code, "Lỗi")


def field_sentence(code: str, params: Mapping[str, Any]) -> str:
    """What one problem says; price bounds are told as people write them."""
    if code == "OUT_OF_RANGE" and {"min", "max"} <= params.keys():
        least, most = (f"{params[name]:,}".replace(",", ".") for name in ("min", "max"))
        return f"Phải từ {least} đến {most}"
    return _FIELD_CODES[code].format_map(params)


def reason_sentence(code: str) -> str:
    """Why the marketplace's staff refused or banned a product."""
    return _REASONS[code]


FIELD_CODES = tuple(_FIELD_CODES)
REASONS = tuple(_REASONS)

STATUS = {
    4000: 400, 4001: 400, 4010: 401, 4011: 401, 4012: 401, 4013: 401, 4030: 403, 4031: 403,
    4032: 403, 4040: 404, 4050: 405, 4090: 409, 4091: 409, 4092: 409, 4094: 409, 4120: 412,
    4130: 413, 4150: 415, 4220: 422, 4280: 428, 4290: 429, 4291: 429, 5000: 500, 5001: 503,
    5030: 503, 5040: 504,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field of a request."""

    field: str
    code: str
    params: dict[str, Any] = made_by(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The problem as the envelope lists it."""
        message = field_sentence(self.code, self.params)
        return {"field": self.field, "code": self.code, "params": self.params, "message": message}


class Refusal(Exception):
    """An answer with a code other than 0."""

    def __init__(
        self,
        code: int,
        params: dict[str, Any] | None = None,
        *,
        problems: list[Problem] | None = None,
        retry_after_s: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{code}: {params or problems or ''}")
        self.code, self.params, self.problems = code, params or {}, problems or []
        waits = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
        self.headers = waits | dict(headers or {})


def invalid(problems: list[Problem]) -> Refusal:
    """The request was understood and is wrong: 4220 with all of its problems."""
    return Refusal(4220, problems=problems)


def wrong(field_name: str, code: str, **params: Any) -> Refusal:
    """A request with this one problem."""
    return invalid([Problem(field_name, code, params)])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call came to, before it is wrapped."""

    code: int
    status: int
    data: Mapping[str, Any] | None = None
    errors: list[Json] = made_by(default_factory=list)
    params: Json = made_by(default_factory=dict)
    headers: Mapping[str, str] = made_by(default_factory=dict)


def granted(done: Done) -> Outcome:
    """Code 0."""
    return Outcome(0, done.status, done.data)


def refused(refusal: Refusal) -> Outcome:
    """Any other code, under the HTTP status of its row; a strange code by its hundreds."""
    status = STATUS.get(refusal.code, refusal.code // 10)
    problems = [problem.as_json() for problem in refusal.problems]
    return Outcome(refusal.code, status, None, problems, refusal.params, refusal.headers)


def wrapped(market: Market, outcome: Outcome, request_id: str | None) -> Answer:
    """The outcome as it goes over the wire; the server's clock rules."""
    envelope: Json = {
        "code": outcome.code,
        "message": sentence(outcome.code),
        "request_id": request_id or f"req_{uuid.uuid4().hex[:12]}",
        "server_time": written(market.clock.now()),
        "data": outcome.data,
    }
    if outcome.errors:
        envelope["errors"] = outcome.errors
    if outcome.params:
        envelope["params"] = outcome.params
    if market.settings.unknown_fields:
        envelope["trace"] = {"zone": "hn-1"}
    hidden = outcome.code and market.settings.errors_under_200
    result = str(outcome.code) if outcome.code else "ok"
    body = dump(envelope)
    return Answer(body, 200 if hidden else outcome.status, result, headers=outcome.headers)


def sound_request_id(given: str | None) -> str | None:
    """A request id that may come back: at most 64 printable ASCII characters."""
    if given and len(given) <= _ID_MOST and given.isascii() and given.isprintable():
        return given
    return None

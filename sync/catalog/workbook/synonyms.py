"""What people call the columns of their own sheets; each word names one column, certainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# Folded: without accents, in small letters, single blanks. Each names one column, certainly.
SYNONYMS: Final[Mapping[str, Sequence[str]]] = {
    "file": ("tep", "tep danh muc"),
    "code": ("ma", "ma sp", "ma san pham", "ma hang", "ma hang hoa", "ma so", "code",
             "ma mat hang"),
    "sku": ("sku", "ma sku", "ma phan loai", "seller sku", "ma sku phan loai"),
    "name": ("ten", "ten sp", "ten san pham", "ten hang", "ten hang hoa", "ten mat hang",
             "mat hang", "san pham", "ten dac san", "ten goi", "hang hoa", "name", "product name"),
    "options": ("phan loai", "phan loai hang", "quy cach", "size", "kich co", "loai hang",
                "mau ma"),
    "price": ("gia", "gia ban", "don gia", "gia ban le", "gia le", "gia tien", "gia sp",
              "gia san pham", "don gia ban", "price"),
    "list_price": ("gia niem yet", "gia goc", "gia thi truong", "gia truoc giam", "list price"),
    "stock": ("ton", "ton kho", "sl ton", "so luong ton", "so luong", "sl", "con lai", "con",
              "so luong con", "hang ton", "stock", "kho"),
    "counted_on": ("ngay dem", "ngay kiem", "ngay kiem kho", "ngay kiem ke"),
    "sold": ("dang ban", "con ban", "ban"),
    "category": ("danh muc", "nganh hang", "nhom hang", "nhom", "nhom san pham", "loai san pham",
                 "category"),
    "unit": ("dvt", "don vi", "don vi tinh", "dv tinh", "unit"),
    "net_content": ("khoi luong tinh", "dung tich", "trong luong tinh", "the tich", "net weight"),
    "pack": ("quy cach dong goi", "dong goi", "cach dong goi"),
    "weight_g": ("can nang", "can nang ca bi", "khoi luong van chuyen", "trong luong ca bi",
                 "khoi luong ca bi", "can nang dong goi"),
    "size_mm": ("kich thuoc", "dai x rong x cao", "kich thuoc dong goi"),
    "gtin": ("ma vach", "barcode", "gtin", "ean", "ma barcode"),
    "brand": ("thuong hieu", "nhan hieu", "brand"),
    "story": ("mo ta", "gioi thieu", "cau chuyen", "cau chuyen san pham", "mo ta san pham",
              "thong tin san pham", "description"),
    "images": ("anh", "hinh", "hinh anh", "anh san pham", "tep anh"),
    "label.ingredients": ("thanh phan", "nguyen lieu"),
    "label.shelf_life": ("hsd", "han su dung", "thoi han su dung", "han dung"),
    "label.storage": ("bao quan", "cach bao quan", "huong dan bao quan"),
    "label.usage": ("cach dung", "huong dan su dung", "hdsd", "su dung"),
    "label.warning": ("canh bao", "luu y"),
    "label.origin_place": ("xuat xu", "noi san xuat"),
    "label.declaration.number": ("so tu cong bo", "so cong bo"),
    "certificate.stars": ("sao", "sao ocop", "hang sao", "so sao", "hang sao ocop"),
    "certificate.decision_no": ("so quyet dinh", "quyet dinh", "so qd"),
    "certificate.issued_by": ("co quan cap", "noi cap"),
    "certificate.issued_on": ("ngay cap", "ngay cong nhan"),
    "certificate.expires_on": ("hieu luc den", "ngay het han", "het han"),
    "prepare_days": ("ngay chuan bi", "so ngay chuan bi", "dat truoc"),
    "shipping": ("giao hang", "van chuyen"),
}  # fmt: skip
NOT_OURS: Final = frozenset(
    {"stt", "tt", "so tt", "so thu tu", "#", "no", "ghi chu", "thanh tien", "tong tien", "note"}
)

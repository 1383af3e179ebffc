"""Pictures and papers in: real files only, each for the use that it was uploaded for."""

from __future__ import annotations

import io
import uuid
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from sandbox.tiktok import facts
from sandbox.tiktok.fields import Refusal
from sandbox.tiktok.reading import image_url

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call


USE_CASES = frozenset(
    {
        "MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE",
        "SIZE_CHART_IMAGE",
    }
)  # fmt: skip
_SQUARED = frozenset({"MAIN_IMAGE", "ATTRIBUTE_IMAGE"})
_FORMATS = frozenset({"JPEG", "PNG", "WEBP", "BMP"})
_VIDEOS = frozenset({"MP4", "MOV", "MKV", "WMV", "WEBM", "AVI", "3GP", "FLV", "MPEG"})


def upload_image(call: Call) -> Json:
    """One picture for one use; the same bytes get another uri every time."""
    use_case = call.fields.text("use_case", "MAIN_IMAGE")
    if use_case not in USE_CASES:
        raise Refusal(11050001, "The use_case is not valid.")
    width, height = _fitted(use_case, *_size(_file(call, 12038002, "The file is not valid.")))
    uri = f"tos-alisg-i-aphluv4xwc-sg/{uuid.uuid4().hex}"
    call.market.images[uri] = {"use_case": use_case, "width": width, "height": height}
    call.market.pictures.keep(image_url(uri), next(each.content for each in call.uploads))
    size = {"width": width, "height": height, "use_case": use_case}
    return {"uri": uri, "url": image_url(uri), **size}


def _file(call: Call, code: int, message: str) -> bytes:
    content = next((each.content for each in call.uploads if each.name == "data"), b"")
    if not content:
        raise Refusal(code, message)
    return content


def _size(content: bytes) -> tuple[int, int]:
    """Width and height of a real picture of an accepted kind."""
    if len(content) > facts.IMAGE_BYTES:
        raise Refusal(12038005, "The image is over 10 MB.")
    try:
        with Image.open(io.BytesIO(content)) as picture:
            kind, size = picture.format, picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refusal(12038004, "The image cannot be processed.") from error
    if kind not in _FORMATS:
        message = "Only JPG, JPEG, PNG, WEBP, HEIC and BMP are supported."
        raise Refusal(12038015, message)
    return size


def _fitted(use_case: str, width: int, height: int) -> tuple[int, int]:
    """The size after conversion: main and attribute pictures that are too long become square."""
    least, most = facts.IMAGE_SIDE_PX
    if max(width, height) > most:
        raise Refusal(12019116, f"The image is over {most} px.")
    if use_case == "MAIN_IMAGE":
        least, most = facts.MAIN_IMAGE_SIDE_PX
    if not (least <= min(width, height) and max(width, height) <= most):
        raise Refusal(12038014, f"The sides of the image must be within {least}-{most} px.")
    if use_case in _SQUARED and not 3 / 4 <= width / height <= 4 / 3:
        return max(width, height), max(width, height)
    return width, height


def upload_file(call: Call) -> Json:
    """A PDF for a certification, or a video."""
    content = _file(call, 12019103, "The file is empty.")
    name = call.fields.text("name", "")
    if not name:
        raise Refusal(12019104, "The file name is missing.")
    form = name.rpartition(".")[2].upper()
    if name.count(".") != 1 or " " in name or form not in {"PDF", *_VIDEOS}:
        raise Refusal(12019105, "The file format is not supported.")
    if form == "PDF" and not content.startswith(b"%PDF-"):
        raise Refusal(12019105, "The file is no PDF.")
    if len(content) > (facts.PDF_BYTES if form == "PDF" else facts.VIDEO_BYTES):
        raise Refusal(12038005, "The file is too large.")
    file_id = f"v{call.market.next_id()}"
    call.market.files[file_id] = {"name": name, "format": form}
    return {"id": file_id, "url": facts.IMAGE_HOST + file_id, "name": name, "format": form}

"""Pictures in: real JPEG or PNG files only, each gets an id."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from sandbox.shopee.facts import IMAGE_BYTES, IMAGE_COUNT, REGION
from sandbox.shopee.fields import Refusal, bad
from sandbox.shopee.state import post

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.state import MarketplaceState, ReplicaCall, Upload


def upload_image(call: ReplicaCall) -> Json:
    """Up to nine files, each with its own result: POST upload_image."""
    files = [upload for upload in call.uploads if upload.name == "image"]
    if not files:
        raise bad("There is no image in the form.", "error_param")
    if len(files) > IMAGE_COUNT[1]:
        raise bad("image count should be less than 9", "error_param")
    if call.fields.text("scene", "normal") not in {"normal", "desc"}:
        raise bad("scene is invalid", "error_param")
    results = [
        _partly_failed(place) if call.fails(place) else _taken_in(place, file, call.market)
        for place, file in enumerate(files)
    ]
    good = [result["image_info"] for result in results if not result["error"]]
    if not good:
        raise Refusal(results[0]["error"], results[0]["message"])
    return {"response": {"image_info": good[0], "image_info_list": results}}


def _taken_in(place: int, file: Upload, market: MarketplaceState) -> Json:
    try:
        _check_picture(file.content)
    except Refusal as refusal:
        return _failed(place, refusal.error, refusal.message)
    number = market.next_number("image")
    image_id = f"vn-11134207-7ras8-m1{number:012x}"
    market.images[image_id] = market.clock.now()
    market.pictures.keep(image_url(image_id), file.content)
    return {"id": place, "error": "", "message": "", "image_info": _image_info(image_id)}


def _check_picture(content: bytes) -> None:
    """Take only a real picture of an accepted kind."""
    if len(content) > IMAGE_BYTES:
        raise bad("image size should be less than 10MB", "error_param")
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise bad("image is invalid or not supported", "error_param") from error


def _image_info(image_id: str) -> Json:
    region = {"image_url_region": REGION, "image_url": image_url(image_id)}
    return {"image_id": image_id, "image_url_list": [region]}


def image_url(image_id: str) -> str:
    """Where the platform would show the picture."""
    return f"https://cf.shopee.vn/file/{image_id}"


def _partly_failed(place: int) -> Json:
    return _failed(place, "error_server", "Something wrong. Please try later.")


def _failed(place: int, error: str, message: str) -> Json:
    nothing = {"image_id": "", "image_url_list": []}
    return {"id": place, "error": error, "message": message, "image_info": nothing}


ENDPOINTS = {"/api/v2/media_space/upload_image": post(upload_image, "either")}

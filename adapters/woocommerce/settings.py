"""What shops.yaml says of a WooCommerce shop under `settings:`, and what is wrong there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from sync.model import Problem, Value


class PublicPictures(BaseModel):
    """Where pictures are put, and how the web sees that folder."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    folder: Path
    url: str

    @field_validator("url")
    @classmethod
    def _is_public(cls, url: str) -> str:
        """Take an address of the web alone: WordPress fetches from no other."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port:
            raise ValueError("must be a public http(s) address without a port")
        return url.rstrip("/")


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    pictures: PublicPictures | None = None


def public_pictures(written: Mapping[str, Any]) -> PublicPictures | None:
    """Read where pictures can be fetched from, if anywhere; what is wrong was told before."""
    return _Settings.model_validate(dict(written)).pictures


def problems(written: Mapping[str, Any]) -> Sequence[Problem]:
    """Find what is wrong in what shops.yaml says of a shop."""
    try:
        _Settings.model_validate(dict(written))
    except ValidationError as error:
        return [_wrong(each["loc"], str(each["msg"])) for each in error.errors()]
    return []


def _wrong(place: Sequence[str | int], why: str) -> Problem:
    values: dict[str, Value] = {"setting": ".".join(map(str, place)), "why": why[:200]}
    return Problem(code="woo_setting_wrong", values=values)

"""What a call brought: parameters from query, form, multipart or flat JSON, merged into one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile

if TYPE_CHECKING:
    from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Parameters:
    """Texts by name, and files by name; of a name given twice the first counts."""

    texts: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The text, empty when absent."""
        return self.texts.get(name, "")


async def read_parameters(request: Request) -> Parameters:
    """Merge everything that the call carries."""
    texts: dict[str, str] = {}
    _merge(texts, request.query_params.multi_items())
    kind = request.headers.get("content-type", "").lower()
    if kind.startswith("multipart/"):
        return Parameters(texts, await _read_form(request, texts))
    body = await request.body()
    if kind.startswith("application/json"):
        _merge(texts, _flat(body))
    elif body:
        _merge(texts, parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Parameters(texts)


def _merge(texts: dict[str, str], pairs: Iterable[tuple[str, str]]) -> None:
    for name, text in pairs:
        texts.setdefault(name, text)


async def _read_form(request: Request, texts: dict[str, str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.setdefault(name, await value.read())
            else:
                texts.setdefault(name, value)
    return files


def _flat(body: bytes) -> list[tuple[str, str]]:
    """The texts at the top of a JSON object; anything else in it is no parameter."""
    try:
        values = json.loads(body)
    except ValueError:
        return []
    if not isinstance(values, dict):
        return []
    return [(name, value) for name, value in values.items() if isinstance(value, str)]

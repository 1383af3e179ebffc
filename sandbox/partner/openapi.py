"""The OpenAPI document of the partner API, made from what the replica does.

`python -m sandbox.partner.openapi docs/partner-api/openapi.json` writes it down.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from sandbox.partner import answers
from sandbox.partner.envelope import STATUS, sentence
from sandbox.partner.facts import BASE
from sandbox.partner.platform import endpoints
from sandbox.partner.profiles import POSTMART
from sandbox.partner.shapes import adapter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import core_schema

    from sandbox.partner.market import Endpoint
    from sandbox.partner.profiles import MarketProfile
    from sandbox.replica import Json

PREFACE = """\
**This is a proposal of the OCOP Sync project, free for any marketplace to take up. No marketplace
has adopted it. Neither Vietnam Post nor Viettel Post offers, knows or supports it.**

Every answer with a body is an envelope. **A `code` other than 0 is a failure whatever the HTTP
status.** Money is a whole number of dong, a JSON integer. Times carry their offset. Answers may
gain fields and words within v1; requests with unknown fields are refused. Nothing is ever deleted.
A repeated request with the same `Idempotency-Key` and body gets the stored answer for 24 hours,
with the header `Idempotent-Replayed: true`.

An order that is called off after it was shipped keeps its `shipment` with `shipped_at`: its units
are not for sale again by themselves, for they are not on the shelf. What was cancelled before
stands in `cancelled_quantity`.

An event is signed: `X-Partner-Signature: v1=` and the lower-case hex of HMAC-SHA256 with the
webhook's secret over `X-Partner-Timestamp`, a full stop and the raw body.
"""

CODES = "\n".join(f"- {code} (HTTP {status}): {sentence(code)}" for code, status in STATUS.items())

_REF = "#/components/schemas/{model}"
_MODE: Literal["validation"] = "validation"
_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}
_LIMIT_HEADERS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
_KEY = {"type": "string", "minLength": 16, "maxLength": 64, "pattern": r"^[\x20-\x7E]+$"}
_ALWAYS = frozenset({400, 404, 413, 415, 429, 500, 503, 504})
_OF_SHOPS = frozenset({401, 403})
_OF_BODIES = frozenset({409, 412, 422, 428})


class _Plain(GenerateJsonSchema):
    """Schemas without a title for every field: its name is title enough."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> Json:
        found = super().typed_dict_schema(schema)
        found.pop("title", None)
        return found


class _Schemas:
    """The schemas of all bodies and answers, by the types that they are made from."""

    def __init__(self, served: Sequence[Endpoint]) -> None:
        shapes = {each.answer for each in served} | {answers.Error, answers.Event}
        shapes |= {each.body for each in served if each.writes and not each.form}
        inputs = [(shape, _MODE, adapter(shape)) for shape in _by_name(shapes)]
        self._of, definitions = TypeAdapter.json_schemas(
            inputs, ref_template=_REF, schema_generator=_Plain
        )
        self.components: Json = definitions["$defs"]

    def of(self, shape: Any) -> Json:
        """A reference to the schema of a body or an answer."""
        return self._of[shape, _MODE]


def _ref(name: str) -> Json:
    return {"$ref": _REF.format(model=name)}


def _by_name(shapes: Iterable[Any]) -> list[Any]:
    return sorted(shapes, key=lambda shape: shape.__name__)


def document(profile: MarketProfile) -> Json:
    """The OpenAPI 3.1 document of one marketplace."""
    schemas = _Schemas(endpoints(profile))
    paths: dict[str, Json] = {}
    for endpoint in endpoints(profile):
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Partner API (proposal)", "version": "1.0.0", "description": PREFACE},
        "servers": [{"url": "https://market.example" + BASE}],
        "paths": dict(sorted(paths.items())),
        "webhooks": {"event": {"post": _delivery(schemas)}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "headers": {name: {"schema": {"type": "integer"}} for name in _LIMIT_HEADERS},
            "schemas": {**schemas.components, "Failure": _failure(schemas)},
            "responses": {"Failure": _answer("Any code but 0", _ref("Failure"))},
        },
    }


def _operation(endpoint: Endpoint, schemas: _Schemas) -> Json:
    operation: Json = {
        "operationId": _operation_id(endpoint),
        "summary": endpoint.summary,
        "parameters": [*_path_parameters(endpoint), *_query(endpoint.query), *_headers(endpoint)],
        "responses": _responses(endpoint, schemas.of(endpoint.answer)),
        "security": [{"token": []}] if endpoint.scope else [],
    }
    if endpoint.scope:
        operation["description"] = f"Scope: `{endpoint.scope}`"
    if endpoint.writes and endpoint.method != "DELETE":
        operation["requestBody"] = _body(endpoint, schemas)
    return operation


def _operation_id(endpoint: Endpoint) -> str:
    words = re.findall("[a-z]+", endpoint.path.replace("by-sku/", "").lower())
    return "_".join([endpoint.method.lower(), *words])


def _path_parameters(endpoint: Endpoint) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]


def _query(shape: Any) -> list[Json]:
    schema = adapter(shape).json_schema(schema_generator=_Plain)
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": each}
        for name, each in schema["properties"].items()
    ]


def _headers(endpoint: Endpoint) -> list[Json]:
    found = [_header("X-Request-Id", _TEXT)]
    if endpoint.writes and endpoint.scope:
        found.append({**_header("Idempotency-Key", _KEY), "required": endpoint.keyed})
    if endpoint.method == "PUT" and "{sku}" in endpoint.path:
        found += [_header("If-Match", _TEXT), _header("If-None-Match", _TEXT)]
    return found


def _header(name: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "required": False, "schema": schema}


def _body(endpoint: Endpoint, schemas: _Schemas) -> Json:
    if not endpoint.form:
        content = {"application/json": {"schema": schemas.of(endpoint.body)}}
        return {"required": True, "content": content}
    schema = adapter(endpoint.body).json_schema(schema_generator=_Plain)
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    schema["properties"]["file"] = file
    schema["required"] = [*schema["required"], "file"]
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _responses(endpoint: Endpoint, data: Json) -> Json:
    envelope = _envelope(data, {"const": 0})
    good = {str(status): _answer("Code 0", envelope) for status in endpoint.statuses}
    refusals = _ALWAYS | {422} | (_OF_BODIES if endpoint.writes else set()) | _OF_SHOPS
    failures = {
        str(status): {"$ref": "#/components/responses/Failure"} for status in sorted(refusals)
    }
    return good | failures


def _answer(description: str, schema: Json) -> Json:
    return {
        "description": description,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _LIMIT_HEADERS},
        "content": {"application/json": {"schema": schema}},
    }


def _envelope(data: Json, code: Json) -> Json:
    fields = {"message": _TEXT, "request_id": _TEXT, "server_time": _MOMENT}
    properties = {"code": {"type": "integer"} | code, **fields, "data": data}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _failure(schemas: _Schemas) -> Json:
    envelope = _envelope({"type": "null"}, {"not": {"const": 0}, "description": CODES})
    errors = {"type": "array", "items": schemas.of(answers.Error)}
    envelope["properties"] |= {"errors": errors, "params": {"type": "object"}}
    return envelope


def _delivery(schemas: _Schemas) -> Json:
    names = ("X-Partner-Event-Id", "X-Partner-Timestamp", "X-Partner-Signature")
    return {
        "summary": "An event, delivered to the shop's own address",
        "parameters": [{**_header(name, _TEXT), "required": True} for name in names],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schemas.of(answers.Event)}},
        },
        "responses": {"2XX": {"description": "Heard; anything else is retried"}},
    }


def written_out() -> str:
    """The document of the whole contract, with the limits that it proposes."""
    return json.dumps(document(POSTMART), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written_out(), encoding="utf-8", newline="\n")

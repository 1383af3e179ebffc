"""Puts the document together: paths, bodies, answers, errors, and the deliveries of events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.partner.endpoints import endpoints
from sandbox.partner.facts import BASE
from sandbox.partner.openapi.answers import ERROR, EVENT, MOMENT, PARAMS, TEXT, answers, each, ref
from sandbox.partner.openapi.preface import CODES, PREFACE

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.market import Endpoint
    from sandbox.partner.shapes import Table
    from sandbox.replica import Json

_LIMIT_HEADERS = {
    name: {"schema": {"type": "integer"}}
    for name in ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
}
_KEY = {"type": "string", "minLength": 16, "maxLength": 64, "pattern": r"^[\x20-\x7E]+$"}
_ALWAYS = frozenset({400, 404, 413, 415, 429, 500, 503, 504})
_OF_SHOPS = frozenset({401, 403})
_OF_BODIES = frozenset({409, 412, 422, 428})


def document(house: House) -> Json:
    """The OpenAPI 3.1 document of one marketplace."""
    paths: dict[str, Json] = {}
    for endpoint in endpoints(house):
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Partner API (proposal)", "version": "1.0.0", "description": PREFACE},
        "servers": [{"url": "https://market.example" + BASE}],
        "paths": dict(sorted(paths.items())),
        "webhooks": {"event": {"post": _delivery()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {**answers(house), "Failure": _failure()},
            "responses": {"Failure": _answer("Any code but 0", ref("Failure"))},
        },
    }


def _operation(endpoint: Endpoint) -> Json:
    operation: Json = {
        "operationId": _operation_id(endpoint),
        "summary": endpoint.summary,
        "parameters": [*_path_parameters(endpoint), *_query(endpoint.query), *_headers(endpoint)],
        "responses": _responses(endpoint),
        "security": [{"token": []}] if endpoint.scope else [],
    }
    if endpoint.scope:
        operation["description"] = f"Scope: `{endpoint.scope}`"
    if endpoint.writes and endpoint.method != "DELETE":
        operation["requestBody"] = _body(endpoint)
    return operation


def _operation_id(endpoint: Endpoint) -> str:
    words = re.findall("[a-z]+", endpoint.path.replace("by-sku/", "").lower())
    return "_".join([endpoint.method.lower(), *words])


def _path_parameters(endpoint: Endpoint) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]


def _query(query: Table) -> list[Json]:
    return [
        {"name": name, "in": "query", "required": name in query.required, "schema": shape.schema()}
        for name, shape in query.fields.items()
    ]


def _headers(endpoint: Endpoint) -> list[Json]:
    found = [_header("X-Request-Id", TEXT)]
    if endpoint.writes and endpoint.scope:
        found.append({**_header("Idempotency-Key", _KEY), "required": endpoint.keyed})
    if endpoint.method == "PUT" and "{sku}" in endpoint.path:
        found += [_header("If-Match", TEXT), _header("If-None-Match", TEXT)]
    return found


def _header(name: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "required": False, "schema": schema}


def _body(endpoint: Endpoint) -> Json:
    schema = endpoint.body.schema()
    if endpoint.form:
        file = {"type": "string", "contentMediaType": "application/octet-stream"}
        schema["properties"]["file"] = file
        schema["required"] = [*schema["required"], "file"]
        return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _responses(endpoint: Endpoint) -> Json:
    envelope = _envelope(ref(endpoint.data), {"const": 0})
    good = {str(status): _answer("Code 0", envelope) for status in endpoint.statuses}
    refusals = _ALWAYS | {422} | (_OF_BODIES if endpoint.writes else set()) | _OF_SHOPS
    failures = {
        str(status): {"$ref": "#/components/responses/Failure"} for status in sorted(refusals)
    }
    return good | failures


def _answer(description: str, schema: Json) -> Json:
    return {
        "description": description,
        "headers": _LIMIT_HEADERS,
        "content": {"application/json": {"schema": schema}},
    }


def _envelope(data: Json, code: Json) -> Json:
    fields = {"message": TEXT, "request_id": TEXT, "server_time": MOMENT}
    properties = {"code": {"type": "integer"} | code, **fields, "data": data}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _failure() -> Json:
    envelope = _envelope({"type": "null"}, {"not": {"const": 0}, "description": CODES})
    envelope["properties"] |= {"errors": each(ERROR), "params": PARAMS}
    return envelope


def _delivery() -> Json:
    names = ("X-Partner-Event-Id", "X-Partner-Timestamp", "X-Partner-Signature")
    return {
        "summary": "An event, delivered to the shop's own address",
        "parameters": [{**_header(name, TEXT), "required": True} for name in names],
        "requestBody": {"required": True, "content": {"application/json": {"schema": EVENT}}},
        "responses": {"2XX": {"description": "Heard; anything else is retried"}},
    }

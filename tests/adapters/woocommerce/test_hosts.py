"""Hosts that strip headers, answer with pages, dirty JSON or send calls on."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from adapters.woocommerce.errors import body_of, read_row
from sync.marketplace import (
    Lost,
    MarketplaceError,
    Rejected,
    Response,
    Throttled,
    Unavailable,
)
from tests.adapters.woocommerce.conftest import WooStall, plain
from tests.conformance.stall import TouchedHttp

PAGE = b"<!DOCTYPE html><title>Just a moment...</title>"
ROW = b'{"id": 7}'


def answer(status: int, content: bytes, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, named, content)


@pytest.mark.parametrize("front", [b"", b"\xef\xbb\xbf", b"\n\n \n"])
def test_what_careless_sites_put_before_the_json_is_taken_off(front: bytes) -> None:
    assert read_row(answer(200, front + ROW)) == {"id": 7}


@pytest.mark.parametrize(
    ("response", "read", "written", "code"),
    [
        (answer(200, PAGE), Unavailable, Lost, "host_answers_html"),
        (answer(403, PAGE), Unavailable, Lost, "host_answers_html"),
        (answer(401, PAGE), Unavailable, Lost, "host_answers_html"),
        (answer(503, PAGE), Unavailable, Lost, "maintenance"),
        (answer(429, PAGE, retry_after="7"), Throttled, Throttled, "throttled"),
        (answer(404, PAGE), Rejected, Rejected, "wp_json_missing"),
        (answer(301, PAGE, location="https://www.x.vn/"), Rejected, Rejected, "shop_moved"),
        (answer(200, b"<br /><b>Notice</b>" + ROW), Unavailable, Lost, "host_answers_html"),
        (answer(200, ROW[:5]), Unavailable, Lost, "host_answers_html"),
        (answer(500, b'{"code":"internal","data":404}'), Unavailable, Lost, "platform_trouble"),
    ],
)
def test_a_page_in_place_of_data_says_nothing_of_a_write(
    response: Response,
    read: type[MarketplaceError],
    written: type[MarketplaceError],
    code: str,
) -> None:
    with pytest.raises(read) as told:
        body_of(response, "repeatable")
    assert told.value.problem.code == code
    with pytest.raises(written):
        body_of(response, "once")


@pytest.mark.parametrize("noise", ["bom", "blank", "gzip"])
async def test_a_shop_behind_a_careless_host_ends_true(shop: WooStall, noise: str) -> None:
    shop.stall.sell([plain()])
    await shop.turn(body_noise=noise)
    assert (await shop.stall.round()).true


@pytest.mark.parametrize(
    ("knobs", "code"),
    [
        ({"plain_permalinks": True}, "wp_json_missing"),
        ({"redirect_to": "https://www.vi-du.example"}, "shop_moved"),
        ({"body_noise": "html403"}, "host_answers_html"),
        ({"body_noise": "notice"}, "host_answers_html"),
        ({"strip_authorization": True}, "shop_keys_refused"),
        ({"currency": "USD"}, "shop_not_in_dong"),
        ({"manages_stock": False}, "shop_counts_no_stock"),
    ],
)
async def test_what_is_wrong_with_a_site_is_said_and_nothing_is_written(
    shop: WooStall, knobs: dict[str, object], code: str
) -> None:
    shop.stall.sell([plain()])
    await shop.turn(**knobs)
    report = await shop.stall.round()
    said = {str(p.values.get("why") or p.code) for p in report.problems}
    said |= {held.problem.code for held in report.plan.held} | {p.code for p in report.problems}
    assert code in said or code in repr(report), said
    assert await shop.stall.remote() == []


@pytest.mark.parametrize("tried_in_vain", [0, 1])
async def test_keys_go_in_the_address_only_where_the_header_was_taken_away(
    shop: WooStall, tmp_path: Path, tried_in_vain: int
) -> None:
    await shop.turn(https=True, local_environment=False, strip_authorization=bool(tried_in_vain))
    async with by_https(shop, tmp_path) as address:
        shop.with_keys(host=address)
        shop.stall.sell([])
        assert [one async for one in shop.stall.market.listings({})] == []
    calls = await shop.ledger()
    let_in = [one for one in calls if one["key"]]
    assert let_in
    assert {one["key_in_url"] for one in let_in} == {bool(tried_in_vain)}
    assert len(calls) - len(let_in) == tried_in_vain


async def test_without_https_every_call_is_signed_and_no_key_is_shown(shop: WooStall) -> None:
    shop.with_keys()
    assert [one async for one in shop.stall.market.listings({})] == []
    calls = await shop.ledger()
    assert {one["key"] for one in calls} == {1}
    assert all("oauth_signature" in one["query"] for one in calls)


@asynccontextmanager
async def by_https(shop: WooStall, home: Path) -> AsyncIterator[str]:
    """The same replica behind TLS, as a host's web server ends it."""
    certificate = self_signed(home)
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(certificate)
    behind = urlsplit(shop.stall.credentials["url"])

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(behind.hostname, behind.port)
        await asyncio.gather(_copied(reader, back), _copied(there, writer))

    server = await asyncio.start_server(passed_on, "127.0.0.1", 0, ssl=inside)
    async with server, TouchedHttp(ssl.create_default_context(cafile=certificate)) as http:
        port = server.sockets[0].getsockname()[1]
        before, shop.stall.http = shop.stall.http, http
        yield f"https://127.0.0.1:{port}"
        shop.stall.http = before


async def _copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, ssl.SSLError):
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
    writer.close()


def self_signed(home: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = home / "site.pem"
    file.write_bytes(private + made.public_bytes(pem))
    return file


async def test_another_unit_of_weight_is_the_same_weight(shop: WooStall) -> None:
    await shop.turn(weight_unit="oz", dimension_unit="in")
    variant = replace(plain().variants[0], weight_g=333)
    shop.stall.sell([replace(plain(), variants=(variant,))])
    assert (await shop.stall.round()).true
    await shop.stall.is_true()

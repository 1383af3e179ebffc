"""Describes calls to Lazada: what is sent, how it is signed, and how the answer is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TypeVar
from urllib.parse import urlencode

from adapters.lazada.endpoints import AUTHORIZE, SELLER, UPLOAD_IMAGE
from adapters.lazada.errors import (
    BatchResult,
    parse,
    parse_batch,
    parse_create,
    parse_steps,
)
from adapters.lazada.metadata import MetadataCache
from adapters.lazada.signing import sign
from sync.marketplace import (
    ApiClient,
    Call,
    Connection,
    Credentials,
    FormPart,
    Kept,
    Rejected,
    Request,
    Response,
)
from sync.marketplace.json_values import Json, record, text
from sync.model import Change, Problem, ShopName, Value

REST = "/rest"
OWN_HOSTS = "https://api.lazada."  # every country's; a replica serves logins where it serves all
AUTH_HOST = "https://auth.lazada.com"
MILLISECONDS = 1000
DAY_S = 24 * 3600.0
VIETNAM = timezone(timedelta(hours=7))  # assumed where a time names no zone
SDK = "lazop-sdk-python-20181207"  # some gateways miss a partner_id, and know those of the SDKs
ONCE = (parse_create, parse_steps)

Parameters = Mapping[str, str]
Answer = TypeVar("Answer")


class Client:
    """Builds the calls of one shop; sends nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.account = connection.account
        own = connection.host.startswith(OWN_HOSTS)
        self._auth_host = AUTH_HOST if own else connection.host

    def ask(self, path: str, parameters: Parameters) -> Call[Json]:
        """Read something of the shop."""
        return Call(
            endpoint=path,
            build=lambda access: self._get(path, access, parameters),
            read=parse,
            repeatable=True,
            reads=True,
        )

    def look_up(self, path: str, parameters: Parameters) -> Call[Json]:
        """Read something that is the same for every shop, and needs no token."""
        return Call(
            endpoint=path,
            build=lambda access: self._get(path, access, parameters),
            read=parse,
            repeatable=True,
            signed_in=False,
            reads=True,
            kept=Kept(f"{path}?{urlencode(parameters)}", DAY_S),
        )

    def put(self, path: str, parameters: Parameters) -> Call[Json]:
        """Set something to a value, which may be sent twice."""
        return self._post(path, parameters, parse)

    def put_rows(self, path: str, parameters: Parameters) -> Call[BatchResult]:
        """Set several SKUs to values; each may fail by itself."""
        return self._post(path, parameters, parse_batch)

    def step_rows(self, path: str, parameters: Parameters) -> Call[BatchResult]:
        """Change several SKUs by so many; sent twice, it would be twice as many."""
        return self._post(path, parameters, parse_steps)

    def make(self, path: str, parameters: Parameters) -> Call[Json]:
        """Create something; sent twice, the second would meet the first."""
        return self._post(path, parameters, parse_create)

    def _post(
        self, path: str, parameters: Parameters, read: Callable[[Response], Answer]
    ) -> Call[Answer]:
        def build(access: Credentials) -> Request:
            form = self._signed(path, access, parameters)
            return Request(method="POST", url=self._connection.host + REST + path, form=form)

        return Call(endpoint=path, build=build, read=read, repeatable=read not in ONCE)

    def open(self, path: str, parameters: Parameters) -> Call[Json]:
        """Ask for tokens: signed by the app alone. A lost pair may be asked for once more."""

        def build(access: Credentials) -> Request:
            form = self._signed(path, access, parameters)
            return Request(method="POST", url=self._auth_host + REST + path, form=form)

        return Call(endpoint=path, build=build, read=parse, repeatable=True, signed_in=False)

    def upload(self, part: FormPart) -> Call[Json]:
        """Upload a picture; one uploaded twice gets the same address again."""

        def build(access: Credentials) -> Request:
            return Request(
                method="POST",
                url=self._connection.host + REST + UPLOAD_IMAGE,
                form=self._signed(UPLOAD_IMAGE, access, {}),
                parts=(part,),
            )

        return Call(endpoint=UPLOAD_IMAGE, build=build, read=parse, repeatable=True)

    def account_proof(self) -> Call[None]:
        """Ask who the seller is; an app that may not know learns nothing, and goes on."""
        return Call(
            endpoint=SELLER,
            build=lambda access: self._get(SELLER, access, {}),
            read=lambda response: check_seller(self.account, seller_names(response)),
            repeatable=True,
            reads=True,
        )

    def authorize_url(self, redirect_url: str, state: str) -> str:
        """Make the address where a seller lets us in; the seller must pick Vietnam there."""
        if not redirect_url:
            needed = Problem(code="consent_needs_address", values={"platform": "Lazada"})
            raise Rejected([needed])
        query = {
            "response_type": "code",
            "force_auth": "true",
            "country": "vn",
            "redirect_uri": redirect_url,
            "client_id": self._connection.key,
            "state": state,
        }
        return f"{self._auth_host}{AUTHORIZE}?{urlencode(query)}"

    def _get(self, path: str, access: Credentials, parameters: Parameters) -> Request:
        query = tuple(self._signed(path, access, parameters).items())
        return Request(method="GET", url=self._connection.host + REST + path, query=query)

    def _signed(self, path: str, access: Credentials, parameters: Parameters) -> dict[str, str]:
        """Add what every call carries; an empty parameter is signed by some and not by others."""
        known = {
            "app_key": self._connection.key,
            "sign_method": "sha256",
            "timestamp": str(int(access.now.timestamp() * MILLISECONDS)),
            "access_token": access.token,
            "partner_id": SDK,
            **parameters,
        }
        sent = {name: value for name, value in known.items() if value}
        return sent | {"sign": sign(self._connection.secret, path, sent)}


@dataclass(frozen=True, slots=True)
class ShopApi:
    """One shop's calls, sent over its line, and what was learned of the shop."""

    shop: ShopName
    line: ApiClient
    client: Client
    metadata: MetadataCache = field(default_factory=MetadataCache)

    async def ask(self, path: str, parameters: Parameters) -> Json:
        return await self.line.call(self.client.ask(path, parameters))

    async def look_up(self, path: str, parameters: Parameters) -> Json:
        return await self.line.call(self.client.look_up(path, parameters))

    async def put(self, path: str, parameters: Parameters) -> Json:
        return await self.line.call(self.client.put(path, parameters))

    async def make(self, path: str, parameters: Parameters) -> Json:
        return await self.line.call(self.client.make(path, parameters))


def seller_names(response: Response) -> list[object]:
    """Read by what names a seller goes; none where the app may not know."""
    try:
        seller = record(parse(response).get("data"))
    except Rejected:
        return []
    return [seller.get("seller_id"), seller.get("short_code")]


def check_seller(account: str, found: Iterable[object]) -> None:
    """Raise `Rejected` unless our account is among the names that a seller goes by."""
    names = sorted({text(name) for name in found} - {""})
    if account and names and account not in names:
        values: dict[str, Value] = {"account": account, "found": tuple(names)}
        raise Rejected([Problem(code="shop_not_granted", values=values)])


def time_text(moment: datetime) -> str:
    """Write a moment as Lazada reads it, in whole seconds."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def item_of(change: Change) -> str:
    """Name the item that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"

"""The WooCommerce replica at work: from a request through host, door and route to an answer."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sandbox.replica import Answer, Basket, Edit, dump
from sandbox.woocommerce import (
    about,
    buyers,
    catalogue,
    consent,
    errors,
    orders,
    taxonomy,
    webhooks,
)
from sandbox.woocommerce.auth import Asked, Visitor, check_capability, visitor
from sandbox.woocommerce.catalogue import Died
from sandbox.woocommerce.errors import Refusal, no_route
from sandbox.woocommerce.product_rows import row
from sandbox.woocommerce.settings import APPLICATION_PASSWORD, OWNER, SHOP
from sandbox.woocommerce.site import LEDGER_LENGTH, Act, Call, Said, Site

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.pictures import PictureHost
    from sandbox.replica import Json
    from sandbox.woocommerce.entities import Delivery
    from sandbox.woocommerce.settings import WooSettings

PREFIX = "/wp-json/"
NOTICE = b"<br />\n<b>Notice</b>: Undefined index: x in <b>/www/wp-content/y.php</b>\n"


@dataclass(frozen=True, slots=True)
class Route:
    """One path below /wp-json/, with what each verb does and which right that needs."""

    pattern: str
    acts: Mapping[str, tuple[Act, str]]

    def ids(self, path: str) -> tuple[int, ...] | None:
        found = re.fullmatch(self.pattern.replace("#", r"(\d+)"), path)
        return None if found is None else tuple(int(each) for each in found.groups())


def _crud(one: str, acts: Mapping[str, Act]) -> list[Route]:
    """A list and its rows: `list`, `make`, `one`, `change`, `remove` as far as they are given."""
    verbs = {
        "": {"GET": ("list", "view"), "POST": ("make", "create")},
        "/#": {
            "GET": ("one", "view"),
            "PUT": ("change", "edit"),
            "PATCH": ("change", "edit"),
            "POST": ("change", "edit"),
            "DELETE": ("remove", "delete"),
        },
    }
    return [
        Route(
            one + ending,
            {verb: (acts[name], right) for verb, (name, right) in of.items() if name in acts},
        )
        for ending, of in verbs.items()
    ]


ROUTES = [
    Route("", {"GET": (about.index, "")}),
    Route("wc/v3/products/batch", {"POST": (catalogue.batch_products, "batch")}),
    Route("wc/v3/products/#/variations/batch", {"POST": (catalogue.batch_variations, "batch")}),
    *_crud(
        "wc/v3/products/#/variations",
        {
            "list": catalogue.list_variations,
            "make": catalogue.create_variation,
            "one": catalogue.read_variation,
            "change": catalogue.update_variation,
            "remove": catalogue.delete_variation,
        },
    ),
    *_crud(
        "wc/v3/products",
        {
            "list": catalogue.list_products,
            "make": catalogue.create_product,
            "one": catalogue.read_product,
            "change": catalogue.update_product,
            "remove": catalogue.delete_product,
        },
    ),
    *_crud(
        "wc/v3/products/categories",
        {"list": taxonomy.list_categories, "make": taxonomy.create_category},
    ),
    *_crud("wc/v3/products/tags", {"list": taxonomy.list_tags}),
    *_crud(
        "wc/v3/products/attributes/#/terms",
        {"list": taxonomy.list_terms, "make": taxonomy.create_term},
    ),
    *_crud(
        "wc/v3/products/attributes",
        {"list": taxonomy.list_attributes, "make": taxonomy.create_attribute},
    ),
    *_crud("wc/v3/orders/#/refunds", {"list": orders.list_refunds, "make": orders.create_refund}),
    *_crud(
        "wc/v3/orders",
        {"list": orders.list_orders, "one": orders.read_order, "change": orders.update_order},
    ),
    *_crud(
        "wc/v3/webhooks",
        {
            "list": webhooks.list_webhooks,
            "make": webhooks.create_webhook,
            "one": webhooks.read_webhook,
            "change": webhooks.update_webhook,
            "remove": webhooks.delete_webhook,
        },
    ),
    Route("wc/v3/settings/general", {"GET": (about.general, "view")}),
    Route("wc/v3/settings/products", {"GET": (about.of_products, "view")}),
    Route("wc/v3/data/currencies/current", {"GET": (about.currency, "view")}),
    Route("wc/v3/system_status", {"GET": (about.system_status, "view")}),
    Route("wp/v2/media", {"GET": (about.library, "view"), "POST": (about.upload, "create")}),
]


class WooCommerce:
    """One living WooCommerce shop."""

    def __init__(self, clock: Clock) -> None:
        self.site = Site(clock)

    @property
    def settings(self) -> WooSettings:
        return self.site.settings

    @property
    def pictures(self) -> PictureHost:
        return self.site.pictures

    async def answer(self, request: Request) -> Answer:
        buyers.pass_time(self.site)
        if (stopped := self._by_host(request)) is not None:
            return stopped
        if request.url.path == consent.PATH:
            return await consent.visit(self.site, request)
        try:
            said = await self._wordpress(request)
            answer = Answer(dump(said.body), said.status, headers=said.headers)
        except Refusal as refusal:
            answer = refusal.answer(self.settings.language)
        except Died as death:
            answer = death.answer()
        return _noisy(self.settings.body_noise, replace(answer, endpoint=_template(request)))

    def _by_host(self, request: Request) -> Answer | None:
        """What a host answers before WordPress hears of it."""
        settings, now = self.settings, self.site.now()
        if settings.redirect_to:
            where = f"{settings.redirect_to}{request.url.path}?{request.url.query}".rstrip("?")
            return errors.html(settings.redirect_status, "Moved", {"location": where})
        if settings.waf_per_minute:
            self.site.waf = [at for at in self.site.waf if at > now - 60]
            if len(self.site.waf) >= settings.waf_per_minute:
                waits = settings.waf_retry_after_s
                headers = {"retry-after": str(waits)} if waits else {}
                return errors.html(settings.waf_status, "Access denied", headers)
            self.site.waf.append(now)
        return None

    async def _wordpress(self, request: Request) -> Said:
        asked = self._asked(request)
        body = await _body(request, asked.route)
        method = _method(request)
        found = next(
            ((each, ids) for each in ROUTES if (ids := each.ids(asked.route)) is not None), None
        )
        who = visitor(self.site, asked)
        self._note(request, asked, who)
        if found is None or method not in found[0].acts:
            raise no_route()
        route, ids = found
        act, right = route.acts[method]
        partial = bool(request.scope.get("sandbox.partial"))
        call = Call(self.site, method, _base(request), ids, asked.query, body, partial)
        if right and not self._is_missing(call, route):
            check_capability(who, right)
        return await act(call)

    def _asked(self, request: Request) -> Asked:
        """The route that is meant; raises `Refusal` where no WordPress listens at that address."""
        path, query = request.url.path.replace("/index.php/", "/"), dict(request.query_params)
        plain = "rest_route" in query
        if plain:
            route = query.pop("rest_route").strip("/")
        elif path.startswith(PREFIX) and not self.settings.plain_permalinks:
            route = path.removeprefix(PREFIX).rstrip("/")
        else:
            raise NotHere
        url = _base(request) + request.url.path
        return Asked(request.method, url, route, plain, query, request.headers)

    def _is_missing(self, call: Call, route: Route) -> bool:
        """A single product that is not there is told as missing, whoever asks."""
        alone = route.pattern in ("wc/v3/products/#", "wc/v3/orders/#")
        known = call.shop.products.keys() | call.shop.orders.keys()
        return alone and call.ids[0] not in known

    def _note(self, request: Request, asked: Asked, who: Visitor) -> None:
        """Write down every call, for a test to prove what was never asked."""
        if len(self.site.ledger) >= LEDGER_LENGTH:
            return
        content: bytes = request.scope.get("sandbox.body", b"")
        self.site.ledger.append(
            {
                "at": self.site.now(),
                "method": _method(request),
                "path": asked.route,
                "query": sorted(asked.query),
                "force": asked.query.get("force", ""),
                "key": who.key.id if who.key else who.user,
                "key_in_url": "consumer_secret" in asked.query,
                "body": hashlib.sha256(content).hexdigest(),
                "said": content.decode(errors="replace")[:4000],
            }
        )

    def refused(self, rule: FaultRule) -> Answer:
        words = {
            "throttle": errors.html(429, "Too Many Requests"),
            "token_expired": Refusal(
                401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."
            ).answer(self.settings.language),
            "refuse": Refusal(
                400, rule.error or "woocommerce_rest_invalid_product", rule.message or "Refused."
            ).answer(self.settings.language),
        }[rule.kind]
        return replace(words, status=rule.status) if rule.status else words

    def credentials(self) -> dict[str, str]:
        """What opens everything, the media library too: a user with an application password."""
        opens = {"key": OWNER, "secret": APPLICATION_PASSWORD}
        return {**opens, "shop": SHOP, "token": "", "refresh_token": ""}

    def state(self) -> Json:
        buyers.pass_time(self.site)
        return buyers.picture(self.site)

    def edit(self, edit: Edit) -> None:
        buyers.edit(self.site, edit)

    def place_order(self, basket: Basket) -> Json:
        buyers.pass_time(self.site)
        return buyers.place_order(self.site, basket)

    def move_order(self, order_id: str, step: str) -> Json:
        buyers.pass_time(self.site)
        return buyers.move_order(self.site, order_id, step)

    async def work(self) -> None:
        await webhooks.keep_delivering(self.site, body_of)

    def snapshot(self) -> Json:
        return self.site.snapshot()

    def restore(self, snapshot: Json) -> None:
        self.site.restore(snapshot)


class NotHere(Refusal):
    """The page of the theme that says that there is nothing at this address."""

    def __init__(self) -> None:
        super().__init__(404, "html", "Page not found")

    def answer(self, language: str = "en") -> Answer:  # noqa: ARG002  # a page of the theme
        return errors.html(404, "Page not found")


def body_of(site: Site, one: Delivery, topic: str) -> Json:
    """What a delivery tells: the state as it is now, or a bare id of what was deleted."""
    call = Call(site, "GET", "http://vi-du.example")
    if one.event == "deleted":
        return {"id": one.resource_id}
    if topic.startswith("order") and one.resource_id in site.shop.orders:
        return orders.order_row(call, site.shop.orders[one.resource_id])
    product = site.shop.products.get(one.resource_id)
    return row(call, product) if product else {"id": one.resource_id}


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"


def _method(request: Request) -> str:
    """Hosts that let no PUT through are told it in a header or a parameter."""
    said = request.headers.get("x-http-method-override") or request.query_params.get("_method")
    return said.upper() if said and request.method == "POST" else request.method


async def _body(request: Request, route: str) -> Json:
    content = await request.body()
    request.scope["sandbox.body"] = content
    if route == "wp/v2/media":
        told = request.headers.get("content-disposition", "")
        request.scope["sandbox.body"] = told.encode()
        name = re.search(r'filename="?([^";]+)', told)
        return {"content": content, "filename": name[1] if name else "tep.bin"}
    if not content:
        return {}
    try:
        body: Any = json.loads(content)
    except ValueError as error:
        more = {"json_error_code": 4, "json_error_message": "Syntax error"}
        said = "Invalid JSON body passed."
        raise Refusal(400, "rest_invalid_json", said, more) from error
    return body if isinstance(body, dict) else {}


def _template(request: Request) -> str:
    return re.sub(r"/\d+(?=/|$)", "/{id}", request.url.path)


def _noisy(noise: str, answer: Answer) -> Answer:
    """The answer as a careless site or an anxious host lets it through."""
    if noise.startswith("html"):
        return errors.html(int(noise.removeprefix("html")), "Just a moment...")
    if noise == "gzip":
        headers = {**answer.headers, "content-encoding": "gzip"}
        return replace(answer, body=gzip.compress(answer.body), headers=headers)
    spoilt = {
        "bom": b"\xef\xbb\xbf" + answer.body,
        "blank": b"\n\n \n" + answer.body,
        "notice": NOTICE + answer.body,
        "truncated": answer.body[: len(answer.body) // 2],
    }
    return replace(answer, body=spoilt.get(noise, answer.body))

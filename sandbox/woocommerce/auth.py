"""Who calls: Basic, keys in the query, OAuth 1.0a, or a WordPress application password."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sandbox.woocommerce.errors import Refusal
from sandbox.woocommerce.settings import APPLICATION_PASSWORD, OWNER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.woocommerce.entities import Key
    from sandbox.woocommerce.site import Site

OAUTH = (
    "oauth_consumer_key",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
)
WINDOW_S = 15 * 60
HASHES = {"HMAC-SHA1": hashlib.sha1, "HMAC-SHA256": hashlib.sha256}
ROUTES_OF_KEYS = ("wc/", "wc-")
MANAGERS = {OWNER}
RESOLVES_PLAIN = (11, 1)  # from this version keys open `?rest_route=` as well
GUARDS_ROUTES = (11, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as far as it says who makes it; `url` is without its query."""

    method: str
    url: str
    route: str  # below wp-json/, without its slash
    plain: bool  # by ?rest_route=
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever calls; without a user nobody is signed in."""

    user: str = ""
    key: Key | None = None

    @property
    def manages(self) -> bool:
        return self.user in MANAGERS


def visitor(site: Site, asked: Asked) -> Visitor:
    """Say who calls; raises `Refusal` where what was shown is wrong."""
    if not _takes_keys(site, asked):
        return _by_password(site, asked)
    key = _by_basic(site, asked) if _is_https(site) else None
    if key is None:
        key = _by_oauth(site, asked)
    if key is None:
        return _by_password(site, asked)
    _check_right(key, asked.method)
    return Visitor(key.user, key)


def _is_https(site: Site) -> bool:
    return site.settings.https and not site.settings.behind_proxy_http


def _takes_keys(site: Site, asked: Asked) -> bool:
    if not asked.route.startswith(ROUTES_OF_KEYS):
        if site.settings.version >= GUARDS_ROUTES and _names_key(site, asked):
            said = "The provided API key cannot be used to access this endpoint."
            raise _wrong(said)
        return False
    return not asked.plain or site.settings.version >= RESOLVES_PLAIN


def _names_key(site: Site, asked: Asked) -> bool:
    user, _ = _basic(site, asked)
    shown = {asked.query.get("consumer_key", ""), user}
    return any(key.key in shown for key in site.shop.keys)


def _basic(site: Site, asked: Asked) -> tuple[str, str]:
    told = asked.headers.get("authorization", "")
    if site.settings.strip_authorization or not told.lower().startswith("basic "):
        return "", ""
    try:
        user, _, password = base64.b64decode(told[6:]).decode().partition(":")
    except ValueError:
        return "", ""
    return user, password


def _by_basic(site: Site, asked: Asked) -> Key | None:
    name, secret = (asked.query.get(f"consumer_{part}", "") for part in ("key", "secret"))
    if not (name and secret):
        name, secret = _basic(site, asked)
    key = _known(site, name)
    if key is not None and not hmac.compare_digest(key.secret, secret):
        raise _wrong("Consumer secret is invalid.")
    return key


def _known(site: Site, name: str) -> Key | None:
    return next((key for key in site.shop.keys if key.key == name), None)


def _by_password(site: Site, asked: Asked) -> Visitor:
    """WordPress' own application passwords: blanks in them mean nothing."""
    user, password = _basic(site, asked)
    allowed = _is_https(site) or site.settings.local_environment
    right = password.replace(" ", "") == APPLICATION_PASSWORD.replace(" ", "")
    return Visitor(user) if allowed and user == OWNER and right else Visitor()


def _by_oauth(site: Site, asked: Asked) -> Key | None:
    given = dict(asked.query)
    told = asked.headers.get("authorization", "")
    if not site.settings.strip_authorization and told.lower().startswith("oauth "):
        pairs = (part.strip().partition("=") for part in told[6:].split(","))
        given |= {name: unquote(value.strip('"')) for name, _, value in pairs}
    if not any(name in given for name in OAUTH):
        return None
    if absent := [name for name in OAUTH if not given.get(name)]:
        said = f"Missing OAuth parameter{'s' if len(absent) > 1 else ''}: {', '.join(absent)}"
        raise Refusal(401, "woocommerce_rest_authentication_missing_parameter", said)
    key = _known(site, given["oauth_consumer_key"])
    if key is None:
        raise _wrong("Consumer key is invalid.")
    _check_signature(key, asked, given)
    _check_nonce(site, key, given)
    return key


def _check_signature(key: Key, asked: Asked, given: Mapping[str, str]) -> None:
    made_with = HASHES.get(given["oauth_signature_method"])
    if made_with is None:
        raise _wrong("Invalid signature - signature method is invalid.")
    base = signature_base(asked.method, asked.url, given)
    made = hmac.new(f"{key.secret}&".encode(), base.encode(), made_with).digest()
    if not hmac.compare_digest(base64.b64encode(made).decode(), given["oauth_signature"]):
        raise _wrong("Invalid signature - provided signature does not match.")


def signature_base(method: str, url: str, given: Mapping[str, str]) -> str:
    """What is signed; a JSON body is no part of it."""
    signed = {n: v for n, v in given.items() if n != "oauth_signature"}
    pairs = sorted((_twice(name), _twice(value)) for name, value in signed.items())
    joined = "%26".join(f"{name}%3D{value}" for name, value in pairs)
    return f"{method.upper()}&{quote(url, safe='')}&{joined}"


def _twice(text: str) -> str:
    return quote(text, safe="~").replace("%", "%25")


def _check_nonce(site: Site, key: Key, given: Mapping[str, str]) -> None:
    now, stamp = site.now(), given["oauth_timestamp"]
    if not stamp.isdecimal() or abs(now - int(stamp)) > WINDOW_S:
        raise _wrong("Invalid timestamp.")
    nonces = site.shop.nonces
    for old in [each for each, at in nonces.items() if at < now - WINDOW_S]:
        del nonces[old]
    name = f"{key.id}:{given['oauth_nonce']}"
    if name in nonces:
        raise _wrong("Invalid nonce - nonce has already been used.")
    nonces[name] = now


def _check_right(key: Key, method: str) -> None:
    need = "read" if method in {"GET", "HEAD"} else "write"
    if key.permissions not in {need, "read_write"} and method != "OPTIONS":
        raise _wrong(f"The API key provided does not have {need} permissions.")


def _wrong(said: str) -> Refusal:
    return Refusal(401, "woocommerce_rest_authentication_error", said)


def check_capability(who: Visitor, verb: str) -> None:
    """Whether the user may do this at all: 401 for nobody, 403 for somebody else."""
    if who.manages:
        return
    said = {
        "view": "Sorry, you cannot list resources.",
        "create": "Sorry, you are not allowed to create resources.",
        "edit": "Sorry, you are not allowed to edit this resource.",
        "delete": "Sorry, you are not allowed to delete this resource.",
        "batch": "Sorry, you are not allowed to batch manipulate this resource.",
    }[verb]
    raise Refusal(403 if who.user else 401, f"woocommerce_rest_cannot_{verb}", said)

"""Pictures and papers in; an upload may be repeated freely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.facts import PURPOSES
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.parameters import Opaque
from sandbox.partner.pictures import find, keep
from sandbox.partner.refusal import Refusal, wrong
from sandbox.partner.shapes import Table, Word
from sandbox.partner.views import media_url

if TYPE_CHECKING:
    from sandbox.partner.market import Call
    from sandbox.replica import Json


def upload(call: Call) -> Done:
    """200 for content that is known, 201 for new content."""
    wish = call.wish()
    if "file" not in call.uploads:
        raise wrong("file", "REQUIRED")
    content = call.uploads["file"].content
    media, fresh = keep(call.shop, content, wish["purpose"], call.now)
    return Done(_view(media), 201 if fresh else 200)


def _view(media: Json) -> Json:
    shown = ("media_id", "purpose", "sha256", "bytes", "width", "height")
    return {name: media[name] for name in shown} | {"url": media_url(media)}


def one(call: Call) -> Done:
    """A picture by its id."""
    media = find(call.shop, call.ids["media_id"], call.now)
    if media is None:
        raise Refusal(4040, {"media_id": call.ids["media_id"]})
    return Done(_view(media))


def by_content(call: Call) -> Done:
    """None or one."""
    asked = call.asked()
    wanted = asked["sha256"].lower(), asked["purpose"]
    found = [
        _view(media)
        for media_id, media in list(call.shop.media.items())
        if (media["sha256"], media["purpose"]) == wanted and find(call.shop, media_id, call.now)
    ]
    return Done({"items": found})


_PURPOSE = Word(choices=PURPOSES)


def endpoints() -> tuple[Endpoint, ...]:
    """Media."""
    read, write = "products.read", "products.write"
    query = Table({"sha256": Opaque(), "purpose": _PURPOSE}, ("sha256", "purpose"))
    return (
        Endpoint(
            "POST", "/media", upload, write, "Upload a picture or a paper", "Media",
            body=Table({"purpose": _PURPOSE}, ("purpose",)), form=True, statuses=(200, 201),
        ),
        Endpoint(
            "GET", "/media", by_content, read, "Find media by content", "MediaList", query=query
        ),
        Endpoint("GET", "/media/{media_id}", one, read, "One picture or paper", "Media"),
    )  # fmt: skip

"""The page: each product with its pictures and what is wrong, then as each shop would show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.cli.preview.html import Html, joined, tag
from sync.cli.preview.pictures import data_uri
from sync.cli.terminal import Terminal
from sync.marketplace import Features
from sync.model import Code, Listing, Offer, Problem, Product, Shop
from sync.model.claims import CLAIMED, NOTICE_DAYS, claim
from sync.wording.sentence import grouped

# The page loads nothing and runs nothing, whatever a text in it says.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1c1e;--soft:#5b6168;--line:#d9dde1;
--card:#f6f7f8;--good:#176b3a;--bad:#b3261e;--warn:#8a5300}
@media(prefers-color-scheme:dark){:root{--paper:#141618;--ink:#e8eaec;--soft:#a5adb5;
--line:#343a40;--card:#1d2023;--good:#7ddba0;--bad:#ffb4ab;--warn:#ffc56b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1100px;padding:12px;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.3rem;margin:.3em 0}h2{font-size:1.15rem;margin:0}
h3{font-size:1rem;margin:0 0 .2em}
.soft{color:var(--soft);font-size:.9rem}.good{color:var(--good)}.bad{color:var(--bad)}
.warn{color:var(--warn)}
article{border:1px solid var(--line);border-radius:12px;padding:12px;margin:0 0 20px}
.pictures{display:flex;gap:8px;overflow-x:auto;margin:10px 0;padding-bottom:4px}
.pictures img{height:190px;max-width:100%;border-radius:8px;border:1px solid var(--line)}
details{border-top:1px solid var(--line);padding:10px 0}
summary{cursor:pointer;min-height:44px;display:flex;flex-wrap:wrap;gap:2px 10px;
align-items:center}
summary::before{content:"▸"}details[open]>summary::before{content:"▾"}
.title{font-size:1.1rem;font-weight:600;margin:.2em 0}
.price{font-size:1.2rem;font-weight:700}
table{border-collapse:collapse;width:100%;font-size:.95rem;margin:8px 0}
th,td{border-bottom:1px solid var(--line);padding:6px 8px 6px 0;text-align:left;
vertical-align:top}
th{font-weight:600}td.number{white-space:nowrap}
.text{white-space:pre-line;background:var(--card);border-radius:8px;padding:10px;margin:8px 0}
ul{margin:.3em 0;padding-left:1.2em}
@media(min-width:900px){.two{display:grid;grid-template-columns:1fr 1fr;gap:20px}}
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """One product as one shop would show it; `unlisted`: its list price cannot be shown there."""

    shop: Shop
    features: Features
    listing: Listing
    problems: Sequence[Problem]
    unlisted: bool = False

    @property
    def missing(self) -> list[Problem]:
        """What keeps it, or a part of it, from being shown."""
        return [problem for problem in self.problems if problem.severity in {"stop", "hold"}]

    @property
    def to_review(self) -> Iterator[tuple[str, str]]:
        """What is only to be looked at: the codes of the product and of what is told of it."""
        told = (problem.code for problem in self.problems if problem.severity == "warning")
        return ((self.listing.code, code) for code in told)


def page(
    terminal: Terminal,
    products: Sequence[Product],
    shown: Mapping[Code, Sequence[Shown]],
    today: date,
) -> str:
    """Write the whole page, in the language of the terminal; listings stay Vietnamese."""
    name = terminal.word("preview_heading")
    day = f"{today:%d/%m/%Y}"
    intro = terminal.word("preview_intro", products=len(products), day=day)
    body = tag(
        "body",
        tag("h1", name),
        tag("p", intro, class_="soft"),
        *(_product(terminal, each, shown.get(each.code, ()), today) for each in products),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", **{"http-equiv": "Content-Security-Policy", "content": POLICY}),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("title", name),
        tag("style", Html(STYLE)),
    )
    return "<!doctype html>\n" + tag("html", head, body, lang=terminal.language) + "\n"


def _product(terminal: Terminal, product: Product, shown: Sequence[Shown], today: date) -> Html:
    maker = f"{product.code} · {product.cooperative.name}"
    return tag(
        "article",
        tag("h2", product.name),
        tag("div", maker, class_="soft"),
        tag("div", *_certificate(terminal, product, today)),
        tag("div", *_pictures(terminal, product), class_="pictures"),
        *(_shop(terminal, each, first=at == 0) for at, each in enumerate(shown)),
        tag("p", terminal.word("preview_nowhere"), class_="soft") if not shown else "",
    )


def _certificate(terminal: Terminal, product: Product, today: date) -> Iterator[Html]:
    """Say what its stars are worth today."""
    certificate = product.certificate
    if certificate is None:
        yield tag("span", terminal.word("preview_no_stars"), class_="soft")
        return
    claimed = claim(certificate, today) in CLAIMED
    ends = certificate.expires_on
    day = f"{ends:%d/%m/%Y}" if ends else "–"
    if not claimed:
        code, kind = "preview_stars_unproven", "warn"
    elif ends and (ends - today).days <= NOTICE_DAYS[0]:
        code, kind = "preview_stars_ending", "warn"
    else:
        code, kind = "preview_stars", "good"
    said = terminal.word(code, stars=certificate.stars, day=day)
    yield tag("span", said, class_=kind)


def _pictures(terminal: Terminal, product: Product) -> Iterator[Html]:
    for number, image in enumerate(product.images, 1):
        if (source := data_uri(image.path)) is None:
            yield tag("span", terminal.word("preview_picture_unreadable"), class_="bad")
        else:
            yield tag("img", src=source, alt=f"{product.name} ({number})", loading="lazy")


def _shop(terminal: Terminal, shown: Shown, *, first: bool) -> Html:
    listing = shown.listing
    state = {"open": "open"} if first else {}
    return tag(
        "details",
        tag(
            "summary",
            tag("strong", shown.features.label),
            tag("span", shown.shop.name, class_="soft"),
            _count(terminal, shown),
            tag("span", terminal.word("preview_missing", count=len(shown.missing)), class_="bad")
            if shown.missing
            else "",
        ),
        tag("p", listing.title, class_="title"),
        tag(
            "div",
            tag("div", *_offers(terminal, shown), *_missing(terminal, shown)),
            tag("div", *_texts(terminal, listing)),
            class_="two",
        ),
        **state,
    )


def _count(terminal: Terminal, shown: Shown) -> Html:
    """Count the characters of the title against the platform's limit."""
    title, bounds = shown.listing.title or "", shown.features.limits
    length, most, least = len(title), bounds.title_length.most, bounds.title_length.least
    fits = bounds.title_length.holds(length) and bounds.title_bytes.holds(len(title.encode()))
    of = f"{least or 1}–{most}" if most else f"≤ {bounds.title_bytes.most} byte"
    said = terminal.word("preview_characters", count=length, limit=of)
    return tag("span", said, class_="good" if fits else "bad")


def _offers(terminal: Terminal, shown: Shown) -> Iterator[Html]:
    words = ("preview_option", "preview_price", "preview_stock", "preview_weight")
    heading = tag("tr", *(tag("th", terminal.word(word)) for word in words))
    rows = (_offer(terminal, offer) for offer in shown.listing.offers)
    yield tag("table", heading, *rows)
    if shown.unlisted:
        label = shown.features.label
        yield tag("p", terminal.word("preview_list_price_unshown", platform=label), class_="warn")


def _offer(terminal: Terminal, offer: Offer) -> Html:
    facts = [", ".join(offer.options) or offer.sku, offer.pack, offer.net_content, offer.unit]
    name = " · ".join(dict.fromkeys(fact for fact in facts if fact))
    price = "–" if offer.price is None else f"{grouped(offer.price)} ₫"
    struck = tag("s", f"{grouped(offer.list_price)} ₫", class_="soft") if offer.list_price else ""
    left = terminal.word("preview_not_counted") if offer.quantity is None else str(offer.quantity)
    weight = f"{grouped(offer.weight_g)} g" if offer.weight_g else "–"
    return tag(
        "tr",
        tag("td", name),
        tag("td", price, " " if struck else "", struck, class_="number"),
        tag("td", left, class_="number"),
        tag("td", weight, class_="number"),
    )


def _missing(terminal: Terminal, shown: Shown) -> Iterator[Html]:
    """Say what is wrong or missing, the worst first, and what to do about it."""
    order = ("stop", "hold", "warning", "note")
    found = sorted(shown.problems, key=lambda one: order.index(one.severity))
    if not found:
        yield tag("p", terminal.word("preview_complete"), class_="good")
        return
    yield tag("h3", terminal.word("preview_to_mend"))
    yield tag("ul", *dict.fromkeys(_problem(terminal, problem) for problem in found))


def _problem(terminal: Terminal, problem: Problem) -> Html:
    kind = {"stop": "bad", "hold": "bad", "warning": "warn"}.get(problem.severity, "soft")
    saying, where = terminal.of_problem(problem), problem.where
    place = f" ({where.file}:{where.line})" if where else ""
    todo = tag("span", f" {saying.todo}{place}", class_="soft")
    return tag("li", tag("span", saying.what, class_=kind), todo)


def _texts(terminal: Terminal, listing: Listing) -> Iterator[Html]:
    yield tag("h3", terminal.word("preview_description"))
    yield tag("div", listing.description, class_="text")
    rows = [(terminal.word("preview_category"), listing.category or "–")]
    rows += list((listing.attributes or {}).items())
    rows += [(terminal.word("preview_paper"), f"{one.kind} {one.number}") for one in listing.papers]
    yield tag("table", joined(tag("tr", tag("th", name), tag("td", text)) for name, text in rows))

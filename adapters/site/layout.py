"""Which files a site is made of, and of what each is made: nothing is made that did not change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from adapters.site.english import in_english
from adapters.site.feeds import FILES, XML, FeedFile, feed_text, in_language
from adapters.site.markup import breadcrumbs, open_graph, organization, product_markup
from adapters.site.news import RSS_FILE, rss
from adapters.site.pictures import SizedPicture
from adapters.site.places import PLACES, SEARCH_INDEX, alternates
from adapters.site.product import ShownProduct, folder_of, letter_of
from adapters.site.records import Card
from adapters.site.settings import SiteSettings
from adapters.site.theme import Theme
from adapters.site.trace import TracePage, lot_markup
from sync.model import Language
from sync.model.letters import without_marks

ON_A_PAGE = 48
ON_HOME = 24
MOST_URLS = 50_000  # of one sitemap
_SITEMAP = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: `source` names what it is made of, `make` makes it."""

    path: str
    source: str
    make: Callable[[], bytes]


def as_is(path: str, content: bytes) -> Output:
    """Give a file whose name tells its content."""
    return Output(path, path, lambda: content)


Groups = Mapping[str, Sequence[Card]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list."""

    path: str
    cards: Sequence[Card]
    number: int
    of: int
    first: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one site in one language; `own` are its settings as they are written."""

    theme: Theme
    own: SiteSettings
    pictures: Callable[[str], SizedPicture | None] = field(repr=False)
    language: Language = "vi"

    @property
    def site(self) -> SiteSettings:
        """The settings, as pages in this language tell them."""
        return in_english(self.own) if self.language == "en" else self.own

    @property
    def at(self) -> Mapping[str, str]:
        """Where each kind of page lies."""
        return PLACES[self.language]

    def product(self, product: ShownProduct) -> Output:
        """Make the page of a product."""
        path = f"{product.path}index.html"
        return Output(path, self._source(product), lambda: self._product(product, path))

    def untranslated(self, product: ShownProduct, path: str, vietnamese: str) -> Output:
        """Keep the address of an English page that there was, and lead to the Vietnamese one."""

        def make() -> bytes:
            values = {"product": product, "vietnamese": vietnamese}
            return self.theme.page("untranslated.html", path, **values)

        return Output(path, self._source([path, product.title, vietnamese]), make)

    def trace(self, page: TracePage) -> Output:
        """Make a page that a code on a box leads to."""
        return Output(page.file, self._source(page), lambda: self._trace(page))

    def card(self, product: ShownProduct) -> str:
        """Make what lists show of a product."""
        return self.theme.part("card.html", product=product, picture=self._first(product))

    def sized(self, product: ShownProduct) -> list[SizedPicture]:
        """Give the pictures of a product that are at hand, in their order."""
        return [found for sha in product.pictures if (found := self.pictures(sha))]

    def around(self, cards: Sequence[Card]) -> Iterator[Output]:
        """Make all that is not a product's own page: lists, search, terms, files for machines."""
        by_title = sorted(cards, key=lambda card: without_marks(card.title).casefold())
        kinds = Counter(card.category for card in cards if card.category)
        letters = sorted(by_letter := _grouped(by_title, lambda card: letter_of(card.title)))
        menu = {"kinds": [(n, folder_of(n), kinds[n]) for n in sorted(kinds)], "letters": letters}
        yield from self._lists(by_title, by_letter, menu)
        yield self._plain("home", by_title[:ON_HOME], menu)
        for name in ("contact", "policies", "search"):
            yield self._plain(name, (), menu)
        yield self._search_index(by_title)
        if self.language == "en":
            return
        yield self._not_found(menu)
        robots = f"User-agent: *\nAllow: /\nSitemap: {self.site.address}/sitemap.xml\n"
        yield self._text("robots.txt", robots)
        for path, content in self.theme.assets.items():
            yield as_is(path, content)

    def sitemap_entry(self, product: ShownProduct, pictures: Sequence[SizedPicture]) -> str:
        """Name the page of a product and its pictures to search engines."""
        address = escape(self.site.address)
        images = "".join(
            f"<image:image><image:loc>{address}/{each.jpeg.path}</image:loc></image:image>"
            for each in pictures
        )
        told = f"<lastmod>{product.updated_on}</lastmod>{self._linked(self._pair(product))}{images}"
        return f"<url><loc>{address}/{product.path}</loc>{told}</url>"

    def sitemap(self, entries: Sequence[str]) -> Output:
        """Name every page that is worth finding, as many as a sitemap may hold."""
        lines = [
            f"<url><loc>{escape(self.site.address)}/{PLACES[language][name]}</loc>"
            f"{self._linked(self._both(name))}</url>"
            for language in (("vi", "en") if self.own.en else ("vi",))
            for name in ("home", "all", "search", "contact", "policies")
        ]
        body = "\n".join([*lines, *entries][:MOST_URLS])
        content = f"{XML}<urlset {_SITEMAP}>\n{body}\n</urlset>\n"
        return self._text("sitemap.xml", content)

    def news(self, items: Sequence[str]) -> Output:
        """Tell readers of RSS what is new."""
        return self._text(RSS_FILE, rss(items, self.site))

    def feed(self, feed: FeedFile, rows: Sequence[str]) -> Output:
        """Make a feed of the rows of all products."""
        return self._text(FILES[feed], feed_text(feed, rows, self.site))

    def feeds(self) -> list[FeedFile]:
        """Name the feeds in this language that may be written in this way of ordering."""
        return [in_language(each, self.language) for each in self.site.feeds_on]

    def _product(self, product: ShownProduct, path: str) -> bytes:
        sized = self.sized(product)
        steps = [(self.site.name, self.at["home"]), (product.title, product.path)]
        if product.category:
            kind = f"{self.at['kind']}{folder_of(product.category)}/"
            steps.insert(1, (product.category, kind))
        return self.theme.page(
            "product.html",
            path,
            product=product,
            pictures=sized,
            steps=steps,
            kind=folder_of(product.category),
            alternates=self._pair(product),
            markup=[product_markup(product, self.site, sized), breadcrumbs(steps, self.site)],
            graph=list(open_graph(product, self.site, sized)),
        )

    def _pair(self, product: ShownProduct) -> list[tuple[str, str]]:
        """Name the page of a product in both languages, where it has both."""
        if not product.other or self.own.en is None:
            return []
        both = (product.path, product.other)
        return alternates(*(both if product.language == "vi" else both[::-1]))

    def _both(self, name: str) -> list[tuple[str, str]]:
        """Name a page that every language has."""
        return alternates(PLACES["vi"][name], PLACES["en"][name]) if self.own.en else []

    def _linked(self, pair: Sequence[tuple[str, str]]) -> str:
        address = escape(self.site.address)
        return "".join(
            f'<xhtml:link rel="alternate" hreflang="{tongue}" href="{address}/{path}"/>'
            for tongue, path in pair
        )

    def _trace(self, page: TracePage) -> bytes:
        picture = self._first(page.product) if page.template == "lot.html" else None
        shown = f"{self.site.address}/{picture.jpeg.path}" if picture else ""
        markup = [lot_markup(page, self.site, shown)] if page.template == "lot.html" else []
        values = {"trace": page, "picture": picture, "markup": markup, "alternates": page.both}
        return self.theme.page(page.template, page.file, **values)

    def _first(self, product: ShownProduct) -> SizedPicture | None:
        return next(iter(self.sized(product)), None)

    def _lists(
        self, cards: Sequence[Card], by_letter: Groups, menu: Mapping[str, Any]
    ) -> Iterator[Output]:
        lists = {self.at["all"]: ("", cards)}
        folders = {name: folder for name, folder, _ in menu["kinds"]}
        by_folder = _grouped(cards, lambda card: folders.get(card.category, ""))
        for name, folder in folders.items():
            lists[f"{self.at['kind']}{folder}/"] = (name, by_folder[folder])
        for letter in menu["letters"]:
            lists[f"{self.at['letter']}{letter}/"] = (letter.upper(), by_letter[letter])
        for first, (name, listed) in lists.items():
            for page in _pages(first, listed):
                yield self._list(page, name, menu)

    def _list(self, page: ListPage, name: str, menu: Mapping[str, Any]) -> Output:
        source = self._source([page.path, page.of, name, menu, [card.html for card in page.cards]])
        pair = self._both("all") if page.path == f"{self.at['all']}index.html" else []
        values = {"page": page, "name": name, "cards": page.cards, "alternates": pair, **menu}
        return Output(page.path, source, lambda: self.theme.page("list.html", page.path, **values))

    def _plain(self, name: str, cards: Sequence[Card], menu: Mapping[str, Any]) -> Output:
        path = f"{self.at[name]}index.html"
        source = self._source([path, menu, [card.html for card in cards]])
        markup = [organization(self.site)] if name == "home" else []
        values = {"cards": cards, "markup": markup, "alternates": self._both(name), **menu}
        return Output(path, source, lambda: self.theme.page(f"{name}.html", path, **values))

    def _not_found(self, menu: Mapping[str, Any]) -> Output:
        path, source = "404.html", self._source(menu)
        return Output(path, source, lambda: self.theme.page("missing.html", path, **menu))

    def _search_index(self, cards: Sequence[Card]) -> Output:
        found = [[without_marks(c.title).casefold(), c.title, c.slug] for c in cards]
        return self._text(SEARCH_INDEX[self.language], json.dumps(found, ensure_ascii=False))

    def _text(self, path: str, content: str) -> Output:
        return Output(path, self._source(content), content.encode)

    def _source(self, made_of: object) -> str:
        told = f"{self.theme.digest} {made_of!r}"
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def _grouped(cards: Sequence[Card], of: Callable[[Card], str]) -> Groups:
    """Sort out the cards in one walk, each group in their order."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(of(card), []).append(card)
    return found


def _pages(first: str, cards: Sequence[Card]) -> Iterable[ListPage]:
    number = max(-(-len(cards) // ON_A_PAGE), 1)
    for at in range(number):
        path = f"{first}index.html" if at == 0 else f"{first}{at + 1}/index.html"
        yield ListPage(path, cards[at * ON_A_PAGE : (at + 1) * ON_A_PAGE], at + 1, number, first)

"""Makes the pages of what changed, decides them in one breath, and leaves the rest as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import chain

from adapters.site.english import SITEMAP, english_cards, in_english, parts_of, shown_in_english
from adapters.site.feed_rules import left_out, offered
from adapters.site.feeds import (
    FILES,
    OF_TEXTS,
    FeedFile,
    ended_rows,
    feed_text,
    google_rows,
    in_language,
    meta_rows,
    meta_texts,
    rows_in,
)
from adapters.site.folder import SiteFolder
from adapters.site.layout import Layout, Output, as_is
from adapters.site.news import MOST_NEWS, rss_item
from adapters.site.pictures import (
    SizedPicture,
    measure,
    original_of,
    paths,
    renditions,
    sized,
    square,
)
from adapters.site.places import ENGLISH, PLACES
from adapters.site.product import ShownProduct, Slugs, path_of, shown
from adapters.site.records import THEME, PendingFile, Records, SiteEntry
from adapters.site.settings import SiteSettings
from adapters.site.theme import Theme
from adapters.site.trace import trace_in_english, trace_pages
from sync.model import VIETNAM, Code, Listing, Problem, Value

PICTURES = "anh-goc"
_ROWS: Mapping[FeedFile, Callable[[ShownProduct, SiteSettings, Sequence[SizedPicture]], str]] = {
    "google": google_rows,
    "meta": meta_rows,
    "google en": google_rows,
    "meta en": meta_texts,
}
LEFT_OUT = "left out"  # the part that says why feeds do not carry a product
_COMES_AND_GOES = ("tat-ca/", "nhom/", "chu-cai/", "assets/", "feeds/", "en/")
_STAYS = (PLACES["en"]["product"], *(ENGLISH + path for path in ("01/", "t/")))
ENGLISH_FEEDS: tuple[FeedFile, ...] = ("google en", "meta en")
MOST_LOST = 1 / 3  # a feed that loses more of its rows waits for a person


class Publisher:
    """One publish: of the listings that changed, and of all that names them."""

    def __init__(self, settings: SiteSettings, target: SiteFolder, now: datetime) -> None:
        self._settings, self._target = settings, target
        self._originals = target.own / PICTURES
        self._today = now.astimezone(VIETNAM).date()
        sizes = cache(self._sized)
        self._layout = Layout(Theme(settings), settings, sizes)
        english = Theme(in_english(settings), "en")
        self._english = Layout(english, settings, sizes, "en") if settings.en else None

    def publish(self, records: Records, listings: Iterable[Listing]) -> None:
        """Stage every file that changes and note it as decided; raises `MarketplaceError`."""
        digest = self._layout.theme.digest
        anew = records.state(THEME) != digest
        slugs = Slugs(records.slugs())
        changed = [self._entered(records, listing, slugs) for listing in listings]
        if anew:
            changed = [self._again(records, code, slugs) for code in records.codes()]
        known, pages = records.files(), not self._settings.feeds_of
        outputs = list(self._pages(records, changed, known)) if pages else []
        records.leave_out(self._without_page(records, changed, known))
        around = list(self._around(records) if pages else self._feeds(records))
        made = chain(self._pictures(changed, known), outputs, around)
        staged = self._target.stage(made, known)
        kept = {output.path for output in around} | {FILES[feed] for _, feed in self._feed_files()}
        records.pend([*staged, *_gone(known, kept)])
        records.set_state(THEME, digest)

    def _without_page(
        self, records: Records, changed: Iterable[ShownProduct], known: Container[str]
    ) -> Iterator[Code]:
        """Name what had a page that somebody removed: a person is asked whether it comes back."""
        made = {product.code for product in changed}
        for code, slug in records.slugs().items():
            path = f"{path_of(slug)}index.html"
            if code not in made and path in known and not (self._target.folder / path).exists():
                yield code

    def _pages(
        self, records: Records, changed: Sequence[ShownProduct], known: Container[str]
    ) -> Iterator[Output]:
        """Make the pages of what changed, in both languages, and those of its lots."""
        yield from map(self._layout.product, changed)
        yield from self._in_english(records, changed, known)
        for product in changed:
            yield from self._of_lots(records, product, known)

    def _of_lots(
        self, records: Records, product: ShownProduct, known: Container[str]
    ) -> Iterator[Output]:
        """Make the pages of its lots, in both languages where it is told in both."""
        told = self._told(records.listing(product.code), product) if self._english else None
        for page in trace_pages(product, records.traced, self._today):
            english = trace_in_english(page, told, product.label) if told else None
            yield self._layout.trace(replace(page, told_in_english=english is not None))
            if self._english and english:
                yield self._english.trace(english)
            elif page.english_file in known:
                layout = self._english or self._layout
                yield layout.untranslated(product, page.english_file, f"{page.path}/")

    def _around(self, records: Records) -> Iterator[Output]:
        yield from self._layout.around(records.cards())
        yield from self._for_machines(records)
        if self._english:
            yield from self._english.around(english_cards(records))

    def _in_english(
        self, records: Records, changed: Iterable[ShownProduct], known: Container[str]
    ) -> Iterator[Output]:
        """Make the English page of each; of one that had one, a page that leads on."""
        for product in changed:
            told = self._told(records.listing(product.code), product) if self._english else None
            path = f"{path_of(product.slug, 'en')}index.html"
            if self._english and told:
                yield self._english.product(told)
            elif path in known:
                layout = self._english or self._layout
                yield layout.untranslated(product, path, product.path)

    def _told(self, listing: Listing | None, product: ShownProduct) -> ShownProduct | None:
        if listing is None:
            return None
        return shown_in_english(listing, product.slug, product.updated_on)

    def _entered(self, records: Records, listing: Listing, slugs: Slugs) -> ShownProduct:
        before = records.listing(listing.code)
        records.traced.take_in(listing, before)
        on = records.updated_on(listing.code) if before == listing else None
        return self._put(records, listing, slugs.of(listing), on or self._today)

    def _again(self, records: Records, code: Code, slugs: Slugs) -> ShownProduct:
        """Make a product anew of what is known of it: the theme changed."""
        listing, on = records.listing(code), records.updated_on(code)
        if listing is None:
            raise KeyError(code)  # it was just read there
        return self._put(records, listing, slugs.of(listing), on or self._today)

    def _put(self, records: Records, listing: Listing, slug: str, on: date) -> ShownProduct:
        product = shown(listing, slug, on)
        english = self._told(listing, product) if self._english else None
        if english:
            product = replace(product, other=english.path)
        sizes = self._layout.sized(product)
        records.put(
            SiteEntry(
                code=listing.code,
                slug=slug,
                listing=listing,
                updated_on=on,
                parts=self._english_parts(english, sizes)
                | self._parts(product, sizes, records.added_on(listing.code) or on),
            )
        )
        return product

    def _parts(
        self, product: ShownProduct, sizes: Sequence[SizedPicture], added_on: date
    ) -> dict[str, str]:
        site = self._settings
        feeds = {str(f): _ROWS[f](product, site, sizes) for f in self._layout.feeds()}
        told: dict[str, str] = {
            **feeds,
            LEFT_OUT: left_out(product, site, sizes) or _uncounted(product),
        }
        if site.feeds_of:
            return told
        return {
            **told,
            "card": self._layout.card(product),
            "rss": rss_item(product, site, added_on),
            "sitemap": self._layout.sitemap_entry(product, sizes),
        }

    def _english_parts(
        self, product: ShownProduct | None, sizes: Sequence[SizedPicture]
    ) -> dict[str, str]:
        english = self._english
        if english is None or product is None:
            return parts_of(None, "", "") | dict.fromkeys(ENGLISH_FEEDS, "")
        entry = english.sitemap_entry(product, sizes)
        rows = {feed: _ROWS[feed](product, english.site, sizes) for feed in english.feeds()}
        return parts_of(product, english.card(product), entry) | rows

    def _for_machines(self, records: Records) -> Iterator[Output]:
        entries = [*records.parts("sitemap").values(), *records.parts(SITEMAP).values()]
        yield self._layout.sitemap(entries)
        yield self._layout.news(records.newest("rss", MOST_NEWS))
        yield from self._feeds(records)

    def _feeds(self, records: Records) -> list[Output]:
        """Write a feed only with rows in it; of one that loses many none goes, they are sold out.

        A feed without a row tells its receiver to delete that product, so a person is asked first.
        """
        found = []
        for layout, feed in self._feed_files():
            rows = list(records.parts(feed).values())
            there = self._feed_there(feed)
            before = rows_in(feed, there)
            after = rows_in(feed, feed_text(feed, rows, layout.site))
            shrunk = after < before * (1 - MOST_LOST) and feed != OF_TEXTS
            records.set_state(f"shrunk {feed}", f"{before} {after}" if shrunk else "")
            if shrunk:
                rows += ended_rows(feed, there, "".join(rows))
            if rows:
                found.append(layout.feed(feed, rows))
        return found

    def _feed_files(self) -> list[tuple[Layout, FeedFile]]:
        layouts = [self._layout, *([self._english] if self._english else [])]
        return [(layout, feed) for layout in layouts for feed in layout.feeds()]

    def _feed_there(self, feed: FeedFile) -> str:
        file = self._target.folder / FILES[feed]
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def _pictures(self, products: Iterable[ShownProduct], known: Iterable[str]) -> Iterator[Output]:
        """Make the sizes of each picture once: what is named by its content never changes."""
        there = set(known)
        for sha in dict.fromkeys(sha for product in products for sha in product.pictures):
            sizes, original = self._layout.pictures(sha), original_of(self._originals, sha)
            if sizes is None or original is None:
                continue
            if self._settings.feeds_of and sizes.square.path not in there:
                yield as_is(*square(original, sizes))
            elif not self._settings.feeds_of and not set(paths(sizes)) <= there:
                yield from (as_is(*each) for each in renditions(original, sizes))

    def _sized(self, sha256: str) -> SizedPicture | None:
        original = original_of(self._originals, sha256)
        pixels = measure(original) if original else None
        return sized(*pixels, sha256) if pixels else None


def _uncounted(product: ShownProduct) -> str:
    return "" if offered(product) else "site_feed_uncounted"


def _gone(known: Iterable[str], kept: set[str]) -> Iterator[PendingFile]:
    """Name what was of lists, assets and feeds and is no more; a product's page always stays."""
    for path in known:
        if path.startswith(_COMES_AND_GOES) and path not in kept and not path.startswith(_STAYS):
            yield PendingFile(path, "", "")


def left_out_of(records: Records) -> Iterator[Problem]:
    """Say what on sale no feed carries, once for each reason."""
    codes: dict[str, list[Code]] = defaultdict(list)
    for code, reason in records.parts(LEFT_OUT).items():
        codes[reason].append(code)
    for reason, found in codes.items():
        values: dict[str, Value] = {"count": len(found), "codes": tuple(found)}
        yield Problem(code=reason, severity="note", values=values)


def shrunk(records: Records, settings: SiteSettings, target: SiteFolder) -> Iterator[Problem]:
    """Say which feeds were left as they were, since they would have lost too much."""
    asked = [in_language(feed, language) for feed in settings.feeds for language in PLACES]
    for feed in asked:
        before, _, after = records.state(f"shrunk {feed}").partition(" ")
        if before:
            file = str(target.folder / FILES[feed])
            values: dict[str, Value] = {
                "feed": feed,
                "before": before,
                "after": after,
                "file": file,
            }
            yield Problem(code="site_feed_shrank", severity="warning", values=values)

"""`ocop check --lang-missing en`, and `ocop catalog translated`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.cli import exits
from sync.cli.edit_note import edit_noted
from sync.cli.prepare import load, refuse_followed, run, terminal_of
from sync.cli.session import Refused, Session, UsageError
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.model import Product
from sync.model.in_english import lacking_english, unwritten_english
from sync.output.format import some_of
from sync.running.catalog_edits import edit_files
from sync.running.translated import marking
from sync.wording.names import named

COLUMNS = ("product", "english_missing", "english_outdated")
ENGLISH = "en"


class ToldProduct(NamedTuple):
    """How far a product is told in English; each names fields."""

    product: Product
    missing: tuple[str, ...]
    unwritten: tuple[str, ...]
    outdated: tuple[str, ...]
    unmarked: tuple[str, ...]

    @property
    def is_true(self) -> bool:
        """Whether nothing has to be written, or written anew."""
        return not (self.missing or self.outdated)


def missing_texts(session: Session, language: str) -> int:
    """List what is not told in English, product by product; exits 3 where anything is missing."""
    if language != ENGLISH:
        raise UsageError("usage_value_wrong", option="--lang-missing", given=language)
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    told = [_told(product) for product in configuration.products if product.sold]
    begun = [each for each in told if each.product.english is not None]
    _show(terminal, told, [each for each in begun if not each.is_true])
    marked = [each.product.code for each in begun if each.unmarked]
    if marked:
        terminal.tell("english_unmarked", count=len(marked), **some_of(marked))
    whole = sum(each.is_true for each in told)
    terminal.tell("english_counted", whole=whole, products=len(told))
    terminal.answer({"language": language, "whole": whole, "products": list(map(_json, told))})
    return exits.FINE if whole == len(told) else exits.NOT_ALL_TRUE


def _told(product: Product) -> ToldProduct:
    english = product.english
    return ToldProduct(
        product,
        lacking_english(product),
        unwritten_english(product),
        english.outdated if english else (),
        english.unmarked if english else (),
    )


def _show(terminal: Terminal, told: Iterable[ToldProduct], begun: Iterable[ToldProduct]) -> None:
    rows = list(_rows(terminal, begun))
    if rows:
        laid_out(terminal, COLUMNS, rows)
    untold = [each.product.code for each in told if each.product.english is None]
    if untold:
        terminal.tell("english_untold", count=len(untold), **some_of(untold))


def _rows(terminal: Terminal, begun: Iterable[ToldProduct]) -> Iterator[list[Cell]]:
    column = 0 if terminal.language == "vi" else 1
    for each in begun:
        fresh = [name for name in each.missing if name not in each.outdated]
        missing = ", ".join(named(name, column) for name in (*fresh, *each.unwritten))
        outdated = ", ".join(named(name, column) for name in each.outdated)
        yield [f"{each.product.code} {each.product.name}", missing, outdated]


def _json(each: ToldProduct) -> dict[str, Any]:
    """`{"code", "name", "missing", "unwritten", "outdated", "unmarked"}`, names of fields."""
    return {
        "code": each.product.code,
        "name": each.product.name,
        "missing": list(each.missing),
        "unwritten": list(each.unwritten),
        "outdated": list(each.outdated),
        "unmarked": list(each.unmarked),
    }


def translated(session: Session, *, named_product: str | None = None) -> int:
    """Note of English texts what they are a translation of; of a named product also of old ones."""
    configuration = load(session)
    refuse_followed(configuration)
    terminal = terminal_of(session, configuration)
    products = [each for each in configuration.products if named_product in {None, each.code}]
    if not products:
        raise Refused("product_unknown", given=str(named_product), nearest="–")
    works = marking(products, outdated=named_product is not None)
    edits = [edit for work in works for edit in work.edits]
    if not edits:
        terminal.tell("translated_nothing")
        terminal.answer({"edit": None, "texts": 0, "products": []})
        return exits.FINE
    codes = list(dict.fromkeys(str(edit.code) for edit in edits))
    try:
        number = run(edit_noted(session, configuration, edit_files(works, session.home), codes))
    except (EditRefused, Unread) as error:
        values = {name: str(value) for name, value in error.problem.values.items()}
        raise Refused(error.problem.code, **values) from error
    terminal.tell("translated_noted", texts=len(edits), count=len(codes), number=number)
    terminal.answer({"edit": number, "texts": len(edits), "products": codes})
    return exits.FINE

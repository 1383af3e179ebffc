"""How far a take-over of a shop has come, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sync.cli import exits
from sync.cli.session import Session
from sync.cli.terminal import Terminal, laid_out
from sync.model import Listing, Shop
from sync.output.changes import Json
from sync.planning.matching import Adopted, Match
from sync.running.adopt import AdoptRefusal, Survey
from sync.running.adopt_workbook import Answer


@dataclass(slots=True)
class Adoption:
    """How far a take-over has come: what was found, what a person said, what was linked."""

    session: Session
    terminal: Terminal
    shop: Shop
    found: Survey
    answers: Mapping[str, Answer] = field(default_factory=dict)
    linked: list[Adopted] = field(default_factory=list)
    refused: list[AdoptRefusal] = field(default_factory=list)
    skus_written: bool = False
    unclear: list[Match] = field(default_factory=list)

    def answer_to(self, match: Match) -> Answer | None:
        """What a person said of a listing."""
        return self.answers.get(match.listing.remote_id or "")

    @property
    def fresh(self) -> list[Listing]:
        """Listings that are no product yet: like none, or a person says so."""
        return [
            match.listing
            for match in self.found.matches
            if ((said := self.answer_to(match)) is not None and said.code is None)
            or (said is None and match.certainty == "unknown")
        ]

    @property
    def open(self) -> list[Match]:
        """Listings of which only a person can say what they are, and nobody did."""
        done = {pair.listing.remote_id for pair in self.linked}
        fresh = {listing.remote_id for listing in self.fresh}
        return [
            match for match in self.found.matches if match.listing.remote_id not in done | fresh
        ]


def show(made: Adoption) -> None:
    """Show what was found: how many, and each that is certain or doubtful."""
    matches, terminal = made.found.matches, made.terminal
    certain = [match for match in matches if match.certainty == "certain"]
    doubtful = [match for match in matches if match.certainty == "doubtful"]
    terminal.tell(
        "adopt_found",
        shop=made.shop.name,
        listings=len(matches) + made.found.linked,
        linked=made.found.linked,
        certain=len(certain),
        doubtful=len(doubtful),
        unknown=len(matches) - len(certain) - len(doubtful),
    )
    if made.found.unread:
        terminal.note("adopt_pictures_unread", count=made.found.unread)
    for matched in filter(None, (certain, doubtful)):
        laid_out(
            terminal, ("adopt_title", "product", "adopt_why"), [_row(made, m) for m in matched]
        )


def _row(made: Adoption, match: Match) -> list[str]:
    codes = [candidate.code for candidate in match.candidates]
    shown = codes[:1] if match.certainty == "certain" else [f"{code}?" for code in codes]
    return [match.listing.title or "", ", ".join(shown), reason_of(made, match)]


def reason_of(made: Adoption, match: Match) -> str:
    """Say why a listing was judged as it was."""
    return made.terminal.word(f"word_adopt_{match.reason}")


def conclude(made: Adoption) -> int:
    """Say what was linked and what is left to do; answers the exit code."""
    terminal = made.terminal
    terminal.tell("adopt_linked", count=len(made.linked), shop=made.shop.name)
    if not made.skus_written:
        terminal.tell("adopt_nothing_changed")
    for match in made.unclear:
        terminal.tell("adopt_variants_unclear", title=match.listing.title)
    for refusal in made.refused:
        listing = refusal.adopted.listing
        terminal.tell(refusal.why, title=listing.title, code=refusal.adopted.code)
    unnamed = sum(pair.unnamed for pair in made.linked)
    if unnamed and not made.skus_written:
        terminal.tell("adopt_skus_missing", count=unnamed, shop=made.shop.name)
    fresh = len({listing.remote_id for listing in made.fresh} - _ids(made.linked))
    if fresh:
        terminal.tell("adopt_fresh", count=fresh, shop=made.shop.name)
    if made.open:
        terminal.tell("adopt_open", count=len(made.open), shop=made.shop.name)
    terminal.answer(_json(made))
    return exits.NOT_ALL_TRUE if made.open or fresh else exits.FINE


def _ids(pairs: Iterable[Adopted]) -> set[str | None]:
    return {pair.listing.remote_id for pair in pairs}


def _json(made: Adoption) -> Json:
    """`{"linked", "doubtful", "unknown", "refused"}`, each a list of listings."""
    linked = [_json_pair(pair) for pair in made.linked]
    doubtful = [
        {
            "remote_id": match.listing.remote_id,
            "title": match.listing.title,
            "reason": match.reason,
            "candidates": [candidate.code for candidate in match.candidates],
        }
        for match in made.open
    ]
    done = _ids(made.linked)
    unknown = [
        {"remote_id": each.remote_id, "title": each.title}
        for each in made.fresh
        if each.remote_id not in done
    ]
    refused = [{**_json_pair(each.adopted), "why": each.why} for each in made.refused]
    return {"linked": linked, "doubtful": doubtful, "unknown": unknown, "refused": refused}


def _json_pair(pair: Adopted) -> Json:
    return {
        "remote_id": pair.listing.remote_id,
        "title": pair.listing.title,
        "product": pair.code,
        "skus": list(pair.skus),
    }

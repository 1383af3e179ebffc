"""What is said of how far a take-over of a shop has come."""

from __future__ import annotations

from sync.cli import exits
from sync.cli.terminal import Terminal, laid_out
from sync.output.changes import Json
from sync.planning.matching import Adopted, Match
from sync.running.adoption import Adoption


def show(terminal: Terminal, made: Adoption) -> None:
    """Show what was found: how many, and each that is certain or doubtful."""
    matches = made.found.matches
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
            terminal, ("adopt_title", "product", "adopt_why"), [_row(terminal, m) for m in matched]
        )


def _row(terminal: Terminal, match: Match) -> list[str]:
    codes = [candidate.code for candidate in match.candidates]
    shown = codes[:1] if match.certainty == "certain" else [f"{code}?" for code in codes]
    return [match.listing.title or "", ", ".join(shown), reason_of(terminal, match)]


def reason_of(terminal: Terminal, match: Match) -> str:
    """Say why a listing was judged as it was."""
    return terminal.word(f"word_adopt_{match.reason}")


def conclude(terminal: Terminal, made: Adoption) -> int:
    """Say what was linked and what is left to do; answers the exit code."""
    terminal.tell("adopt_linked", count=len(made.linked), shop=made.shop.name)
    if not made.skus_written:
        terminal.tell("adopt_nothing_changed")
    for match in made.unclear:
        terminal.tell("adopt_variants_unclear", title=match.listing.title)
    for refusal in made.refused:
        listing = refusal.adopted.listing
        terminal.tell(refusal.why, title=listing.title, code=refusal.adopted.code)
    if made.unnamed:
        terminal.tell("adopt_skus_missing", count=made.unnamed, shop=made.shop.name)
    fresh = len(made.unwritten)
    if fresh:
        terminal.tell("adopt_fresh", count=fresh, shop=made.shop.name)
    if made.open:
        terminal.tell("adopt_open", count=len(made.open), shop=made.shop.name)
    terminal.answer(_json(made))
    return exits.NOT_ALL_TRUE if made.open or fresh else exits.FINE


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
    unknown = [{"remote_id": each.remote_id, "title": each.title} for each in made.unwritten]
    refused = [{**_json_pair(each.adopted), "why": each.why} for each in made.refused]
    return {"linked": linked, "doubtful": doubtful, "unknown": unknown, "refused": refused}


def _json_pair(pair: Adopted) -> Json:
    return {
        "remote_id": pair.listing.remote_id,
        "title": pair.listing.title,
        "product": pair.code,
        "skus": list(pair.skus),
    }

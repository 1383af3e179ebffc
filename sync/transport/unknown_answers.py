"""Keeps answers that nobody expected: what was new in them, and the body with nobody in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from sync.marketplace import MarketplaceError, Response
from sync.marketplace.known_answers import (
    KnownAnswers,
    Unknown,
    unknown_codes,
    unknown_fields,
    unknown_words,
)
from sync.model import Shop, ShopName
from sync.transport.anonymized import anonymized, plain_name
from sync.transport.kept_unknown import UnknownAnswer, UnknownAnswers

LOOKED_AT: Final = 3  # answers of an endpoint whose fields are looked at, in one process
LONGEST_NAME: Final = 80
NOT_UNDERSTOOD: Final = frozenset({"platform_refused", "answer_unclear"})


@dataclass(slots=True, kw_only=True)
class AnswerWatch:
    """Looks at the answers of one shop, and keeps what is new in them."""

    shop: ShopName
    platform: str
    known: KnownAnswers
    keep: UnknownAnswers
    now: Callable[[], datetime]
    looked: dict[str, int] = field(default_factory=dict)  # at the fields of an endpoint's answers
    told: set[tuple[str, Unknown]] = field(default_factory=set)  # in this process already

    @classmethod
    def of(
        cls, shop: Shop, known: KnownAnswers, home: Path, now: Callable[[], datetime]
    ) -> AnswerWatch:
        """Watch a shop, and keep below its home folder."""
        keep = UnknownAnswers.of(home)
        return cls(shop=shop.name, platform=shop.platform, known=known, keep=keep, now=now)

    def answered(self, endpoint: str, response: Response) -> None:
        """Look at an answer that was understood: it may hold more than we read."""
        looks = self.looked.get(endpoint, 0) < LOOKED_AT
        if not looks and endpoint not in self.known.words and endpoint not in self.known.row_codes:
            return
        if (body := _body(response)) is None:
            return
        found = unknown_words(self.known, endpoint, body)
        found += unknown_codes(self.known, endpoint, body)
        if looks:
            self.looked[endpoint] = self.looked.get(endpoint, 0) + 1
            found += unknown_fields(self.known, body)
        self._note(endpoint, response, found)

    def failed(self, endpoint: str, response: Response, error: MarketplaceError) -> None:
        """Look at an answer whose code, or whole shape, nobody told us of."""
        problem = error.problem
        if problem.code in NOT_UNDERSTOOD:
            name = str(problem.values.get("platform_code") or problem.values.get("missing") or "")
            found = new_in(self.known, endpoint, _body(response))
            self._note(endpoint, response, _with_code(found, name or f"HTTP {response.status}"))

    def _note(self, endpoint: str, response: Response, found: Iterable[Unknown]) -> None:
        new = [one for one in found if (endpoint, one) not in self.told]
        body = anonymized(response, self.known.names) if new else None
        at = self.now().isoformat()
        for one in new:
            self.told.add((endpoint, one))
            self.keep.put(
                UnknownAnswer(
                    shop=self.shop, platform=self.platform, endpoint=endpoint, kind=one.kind,
                    name=one.name[:LONGEST_NAME], first_at=at, last_at=at, times=1,
                    status=response.status, body=body,
                )
            )  # fmt: skip


def _body(response: Response) -> Any:
    """Read the JSON of an answer; None where there is none."""
    try:
        return orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return None


def new_in(known: KnownAnswers, endpoint: str, body: object) -> list[Unknown]:
    """Find what is new in an answer that could be read."""
    return [
        *unknown_words(known, endpoint, body),
        *unknown_codes(known, endpoint, body),
        *unknown_fields(known, body),
    ]


def _with_code(found: list[Unknown], code: str) -> list[Unknown]:
    """Add the code of a whole answer, unless those of its rows say more."""
    of_rows = any(one.kind == "code" for one in found)
    return found if of_rows else [*found, Unknown("code", code)]


def case_of(one: UnknownAnswer, known: KnownAnswers, version: str) -> dict[str, Any]:
    """Write an answer as a case of tests/recorded: to be dropped there as it is."""
    name = "=".join(plain_name(part) for part in one.name.split("="))
    new = new_in(known, one.endpoint, one.body)
    new = _with_code(new, name) if one.kind == "code" else new
    return {
        "source": f"ocop report of ocop-sync {version}, {one.platform}, {one.last_at[:10]}",
        "recorded": f"the answer of {one.endpoint}, anonymous; new in it: {one.kind} {name}",
        "feed": "answer",
        "data": {"endpoint": one.endpoint, "status": one.status, "body": one.body},
        "expected": {"unknown": sorted({f"{each.kind} {each.name}" for each in new})},
    }

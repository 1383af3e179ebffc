"""What an adapter adds whose marketplace is reached by files that a person carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:  # what a status tells of a shop needs none of them
    from sync.marketplace.contract import Marketplace
    from sync.model import Listing, Problem, ShopName


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """How a shop stands that is reached by files, counted by SKU, and how old its stock is."""

    waiting: int = 0  # were sent and have no answer
    since: datetime | None = None  # when the oldest of them was sent
    listed: int = 0  # are on sale, a result file says
    confirmed_at: datetime | None = None  # when the newest answer was taken in
    told_at: datetime | None = None  # up to when we know what was sold there: the last file back
    refused: int = 0
    stock_sent_at: datetime | None = None
    unread_sales: tuple[str, ...] = ()  # lines that moved no stock, as `file:row`, until mended


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What a result file told, counted by SKU; `problems` name row and column."""

    file: str
    listed: int = 0
    reviewing: int = 0
    hidden: int = 0
    refused: int = 0
    absent: int = 0
    unanswered: int = 0
    problems: tuple[Problem, ...] = ()


@runtime_checkable
class FileExchange(Protocol):
    """What an adapter adds whose marketplace is reached by files that a person carries."""

    def outstanding(self) -> Outstanding:
        """Say what waits for an answer."""
        ...

    def addressee(self, file: Path) -> ShopName | None:
        """Say whose result a file says it is; None where it does not say."""
        ...

    def take_in(self, file: Path) -> TakenIn:
        """Record what a result file confirms; raises `Rejected` when nothing of it counts."""
        ...

    def set_aside(self, file: Path, why: str) -> Path:
        """Keep a copy of a refused file with the reason beside it; answers where."""
        ...

    def begin_run(self, plan: str = "") -> None:
        """Let what is applied, asked and told from now on go out in one new run.

        `plan` is the digest of the plan that it carries out, which its files name.
        """
        ...

    def ask_all(self) -> int:
        """Ask about everything that is not asked about already; answers how many SKUs."""
        ...

    def tell_figures(self) -> Path | None:
        """Write prices and stocks of all that is on sale, changed or not; answers where."""
        ...

    def unanswered(self) -> Sequence[Path]:
        """Find the workbooks, and the pictures with them, that a person has still to carry."""
        ...

    def forget_old(self) -> None:
        """Delete what was handed in so long ago that nobody asks for it any more."""
        ...

    def close(self, run: str) -> int:
        """End a run without a result: its open rows are asked about anew; answers how many."""
        ...

    def fill(self, template: Path, listings: Sequence[Listing]) -> Path:
        """Fill a template that the marketplace handed out; raises `Rejected`."""
        ...


def file_exchange(market: Marketplace) -> FileExchange | None:
    """The files of a marketplace that people carry them to; None where there are none."""
    delivered = market.features.delivery == "files"
    return market if delivered and isinstance(market, FileExchange) else None

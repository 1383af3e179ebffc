"""Who hears what the service does: a terminal today, a page or a log as well."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol, cast

from sync.app import Result
from sync.model import Problem, ShopName, Sku
from sync.running.report import Progress, Report


class Observer(Progress, Protocol):
    """Is told, of each step of a round too; answers nothing, and must not raise."""

    def following(self, shops: Sequence[ShopName]) -> None:
        """These shops are looked after from now on."""
        ...

    def round(self, result: Result) -> None:
        """A round ended, or could not be made."""
        ...

    def stock_updated(self, report: Report) -> None:
        """Figures were written out of turn; of all else this report says nothing."""
        ...

    def products_updated(self, report: Report) -> None:
        """What was saved of a few products went out; of all else this report says nothing."""
        ...

    def sold(self, skus: Collection[Sku]) -> None:
        """Orders took units of these, or gave some back."""
        ...

    def fault(self, error: Exception) -> None:
        """The program itself failed, in one piece of its work."""
        ...

    def store_silent(self, problem: Problem | None) -> None:
        """The database that many machines share does not answer; None: it does again."""
        ...

    def catalog_followed(self, version: str | None, problem: Problem | None) -> None:
        """The catalog is another version now; or a newer one could not be used."""
        ...

    def clock_jumped(self, by: timedelta) -> None:
        """The wall clock was set, or the computer slept: all shops are looked at anew."""
        ...

    def tidied(self, counts: Mapping[str, int]) -> None:
        """So many rows of each kind were too old to be kept."""
        ...

    def papers(self, problems: Sequence[Problem]) -> None:
        """These papers end soon, today or have ended; each is told once at each milestone."""
        ...

    def listening(self, host: str, port: int, apps: Sequence[str]) -> None:
        """Pushes to these apps are heard here."""
        ...

    def answering(self, host: str, port: int) -> None:
        """Whoever watches over the service may ask here how it is."""
        ...

    def registered(self, shop: ShopName, url: str) -> None:
        """A platform sends the pushes of a shop to this address from now on."""
        ...

    def registration_failed(self, shop: ShopName, problem: Problem) -> None:
        """A platform could not be asked for the pushes of a shop; that is tried again."""
        ...

    def registration_fine(self, shop: ShopName) -> None:
        """A platform could be asked."""
        ...


class _Each:
    """Tells several observers, in turn, whatever one is told."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = observers

    def __getattr__(self, name: str) -> Callable[..., None]:
        hearing = [getattr(each, name) for each in self._observers]

        def tell(*told: Any) -> None:
            for hear in hearing:
                hear(*told)

        return tell


def each_of(*observers: Observer) -> Observer:
    """Make one observer of several."""
    return cast("Observer", _Each(observers))

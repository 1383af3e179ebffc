"""Listings that are composed when somebody needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sync.model import Code, Listing


class LazyListings(Mapping[Code, Listing]):
    """Listings by product, in a fixed order; those that are not `ready` are composed when needed.

    Where there are none of a product, `ready` says so with None.
    """

    def __init__(
        self,
        codes: Iterable[Code],
        ready: Mapping[Code, Listing | None],
        compose: Callable[[Code], Listing],
    ) -> None:
        self._codes = {code: None for code in codes if ready.get(code, code) is not None}
        self.ready = {code: one for code, one in ready.items() if one is not None}
        self._compose = compose

    def __getitem__(self, code: Code) -> Listing:
        """Give a listing, composed now where it was not."""
        if code not in self.ready and code in self._codes:
            self.ready[code] = self._compose(code)
        return self.ready[code]

    def __contains__(self, code: object) -> bool:
        """Tell whether there is a listing, composing none."""
        return code in self._codes

    def __iter__(self) -> Iterator[Code]:
        """Name the products."""
        return iter(self._codes)

    def __len__(self) -> int:
        """Count the products."""
        return len(self._codes)

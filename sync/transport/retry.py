"""When to send a call again: one row per kind of error, and nowhere else.

error         again?                        after
Throttled     yes, unless the wait is long  what the platform asked, else a growing wait
Unavailable   yes, unless the wait is long  what the platform asked, else a growing wait
Lost          only what is repeatable       a growing wait
LoginExpired  once                          a new token (`AccessEnded`, a kind of it: never)
ClockSkewed   once                          the platform's own time
Rejected      never
Stopped       never
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from sync.marketplace import (
    ClockSkewed,
    LoginExpired,
    Lost,
    MarketplaceError,
    Throttled,
    Unavailable,
)

ATTEMPTS = 4
ATTEMPTS_WAITED_FOR = 2  # where a person looks at the screen: they are told, and may ask again
LONGEST_WAIT_S = 10.0  # anything longer is given back, to be done in a later round

Answer = TypeVar("Answer")
Repeat = Literal["repeatable", "once"]

_attempts: ContextVar[int] = ContextVar("attempts", default=ATTEMPTS)
_growing = wait_random_exponential(multiplier=0.5, max=LONGEST_WAIT_S)


@contextmanager
def person_waits() -> Iterator[None]:
    """Let the calls made within be tried less often, for somebody waits for what they answer."""
    before = _attempts.set(ATTEMPTS_WAITED_FOR)
    try:
        yield
    finally:
        _attempts.reset(before)


def asked_wait_s(error: BaseException | None) -> float | None:
    """How long the platform asked us to stay away, if it did."""
    return error.retry_after_s if isinstance(error, Throttled | Unavailable) else None


def _wait_s(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, LoginExpired | ClockSkewed):
        return 0.0
    asked = asked_wait_s(error)
    return _growing(state) if asked is None else asked


class Attempts:
    """Decides, for one call, whether an error is worth another attempt."""

    def __init__(self, repeat: Repeat) -> None:
        self._repeatable = repeat == "repeatable"
        self._once: set[type[BaseException]] = {LoginExpired, ClockSkewed}

    def again(self, error: BaseException) -> bool:
        """Whether to try again; what helps once only is used up by asking."""
        if type(error) in self._once:
            self._once.discard(type(error))
            return True
        if isinstance(error, Throttled | Unavailable):
            return (asked_wait_s(error) or 0.0) <= LONGEST_WAIT_S
        return isinstance(error, Lost) and self._repeatable


async def keep_trying(
    once: Callable[[], Awaitable[Answer]],
    repeat: Repeat,
    sleep: Callable[[float], Awaitable[None]],
) -> Answer:
    """Call until it answers or trying again would be wrong; raises the last error as it was.

    What is answered at once, nearly always, costs nothing of tenacity, which is told of a failure.
    """
    met: MarketplaceError | None = None
    try:
        return await once()
    except MarketplaceError as error:
        met = error

    async def told() -> Answer:
        nonlocal met
        if met is not None:
            error, met = met, None
            raise error
        return await once()

    retrying = AsyncRetrying(
        retry=retry_if_exception(Attempts(repeat).again),
        wait=_wait_s,
        stop=stop_after_attempt(_attempts.get()),
        sleep=sleep,
        reraise=True,
    )
    return await retrying(told)

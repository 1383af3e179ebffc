"""What people were told is remembered, each end and milestone for itself."""

from __future__ import annotations

from datetime import date, datetime

from sync.store import Store
from sync.store.notices import NoticeId

KEY = "HTX Ví Dụ|ocop|01/QĐ-UBND"
ENDS = date(2027, 1, 15)


async def test_what_was_told_is_given_and_a_later_milestone_is_not(
    store: Store, now: datetime
) -> None:
    told = NoticeId(KEY, ENDS, 90)
    await store.notices.note([told], now)
    await store.notices.note([told], now)
    assert await store.notices.given([KEY, "khác"]) == {told}
    assert NoticeId(KEY, ENDS, 30) not in await store.notices.given([KEY])


async def test_a_renewed_paper_is_told_of_anew(store: Store, now: datetime) -> None:
    await store.notices.note([NoticeId(KEY, ENDS, 90)], now)
    assert NoticeId(KEY, date(2030, 1, 15), 90) not in await store.notices.given([KEY])


async def test_nothing_told_is_nothing_given(store: Store, now: datetime) -> None:
    await store.notices.note([], now)
    assert await store.notices.given([KEY]) == set()

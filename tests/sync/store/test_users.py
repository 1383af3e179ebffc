"""Users, what opens the page to them, and how often somebody may try."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.model.people import Role, Viewer
from sync.store import Store, sessions, sign_in_attempts
from sync.store.database import Database
from sync.store.passwords import hashed, is_dated, is_password, password_flaw
from sync.store.people_tables import api_tokens, sign_in_links
from sync.store.people_tables import sessions as session_rows
from sync.store.sessions import IDLE, LINK_LASTS, LONGEST, NOTED_EVERY
from sync.store.sign_in_attempts import OF_ADDRESS, WINDOW
from sync.store.users import User, UserRefused

OWNER = Viewer(name="Trần Thị Lan", role=Role.OWNER)
OF_BINH = Viewer(name="Bình", role=Role.COOPERATIVE, cooperatives=("binh-an",))
HERE, THERE = "192.0.2.1", "2001:db8::1"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> str:
    """A store of this test's own that need not be migrated: there are many tests here."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("shared_address"))
    if migrated.exists():
        shutil.copy(migrated, tmp_path / "store.db")
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
async def lan(store: Store, now: datetime) -> User:
    return await store.users.add(OWNER, "a hash", now)


async def refusal(work: object) -> str:
    with pytest.raises(UserRefused) as refused:
        await work  # type: ignore[misc]
    return refused.value.problem.code


def test_a_password_is_kept_as_argon2id_and_known_however_its_letters_are_spelt() -> None:
    kept = hashed("mật khẩu của Lan")
    assert kept.startswith("$argon2id$")
    assert "Lan" not in kept
    assert is_password(kept, "mật khẩu của Lan")
    assert not is_password(kept, "mat khau cua Lan")
    assert not is_password(None, "mật khẩu của Lan")
    assert not is_password("no hash", "mật khẩu của Lan")
    assert not is_dated(kept)
    assert is_dated(kept.replace("t=2", "t=1"))


@pytest.mark.parametrize(
    ("password", "flaw"),
    [
        ("ngắn", "password_length"),
        ("x" * 201, "password_length"),
        ("aaaaaaaaabab", "password_simple"),
        ("1234567890", "password_simple"),
        ("lan và mười con cua", "password_name"),
        ("mười con cua biển", None),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password: str, flaw: str | None) -> None:
    assert password_flaw(password, "Lan") == flaw


async def test_the_first_user_is_an_owner_and_one_always_stays(store: Store, now: datetime) -> None:
    assert await refusal(store.users.add(OF_BINH, None, now)) == "user_first_is_owner"
    assert not await store.users.any()
    await store.users.add(OWNER, None, now)
    await store.users.add(OF_BINH, None, now)
    assert await refusal(store.users.remove("trần thị lan")) == "user_last_owner"
    as_union = Viewer(name="Trần Thị Lan", role=Role.UNION)
    assert await refusal(store.users.change(as_union)) == "user_last_owner"
    await store.users.change(Viewer(name="bình", role=Role.OWNER))
    await store.users.remove("trần thị lan")
    assert [(each.name, each.role) for each in await store.users.all()] == [("Bình", Role.OWNER)]


async def test_a_name_is_taken_however_it_is_typed(store: Store, lan: User, now: datetime) -> None:
    again = Viewer(name=" TRẦN  thị lan", role=Role.UNION)
    assert await refusal(store.users.add(again, None, now)) == "user_name_taken"
    assert await store.users.named("trần thị lan") == lan
    for name in ("", "x" * 61, "a\x07b"):
        bad = Viewer(name=name, role=Role.UNION)
        assert await refusal(store.users.add(bad, None, now)) == "user_name_form"
    assert await refusal(store.users.remove("ai đó")) == "user_unknown"


async def test_a_role_and_its_cooperatives_go_together(
    store: Store, lan: User, now: datetime
) -> None:
    nobodys = Viewer(name="a", role=Role.COOPERATIVE)
    assert await refusal(store.users.add(nobodys, None, now)) == "user_needs_cooperative"
    bound = Viewer(name="a", role=Role.UNION, cooperatives=("x",))
    assert await refusal(store.users.add(bound, None, now)) == "user_has_all_cooperatives"
    assert (await store.users.add(OF_BINH, None, now)).viewer == OF_BINH


async def test_no_more_users_than_anybody_needs(
    store: Store, lan: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.store.users.MOST_USERS", 1)
    assert await refusal(store.users.add(OF_BINH, None, now)) == "users_too_many"


async def test_a_session_ends_by_itself_when_idle_and_in_any_case(
    store: Store, lan: User, now: datetime
) -> None:
    token = await store.sessions.begin(lan, HERE, now)
    found = await store.sessions.of(token, now + IDLE)
    assert found is not None
    assert (found.user, found.used_at) == (lan, now)
    assert await store.sessions.of(token, now + 2 * IDLE + timedelta(seconds=1)) is None
    for day in range(31):
        await store.sessions.of(token, now + timedelta(days=day))
    assert await store.sessions.of(token, now + LONGEST) is not None
    assert await store.sessions.of(token, now + LONGEST + timedelta(seconds=1)) is None
    assert await store.sessions.forget_over(now + LONGEST + timedelta(seconds=1)) == 1


async def test_signing_in_opens_a_new_session_and_ends_the_one_before(
    store: Store, lan: User, now: datetime
) -> None:
    first = await store.sessions.begin(lan, HERE, now)
    second = await store.sessions.begin(lan, HERE, now, instead_of=first)
    assert second != first
    assert await store.sessions.of(first, now) is None
    assert [each.user for each in await store.sessions.all(now)] == [lan]
    await store.sessions.end(second)
    assert await store.sessions.of(second, now) is None


async def test_a_new_password_and_a_removal_end_every_session(
    store: Store, lan: User, now: datetime
) -> None:
    token = await store.sessions.begin(lan, HERE, now)
    link = await store.sessions.link(lan, now)
    await store.users.set_password("Trần Thị Lan", "another hash")
    assert await store.sessions.of(token, now) is None
    assert await refusal(store.sessions.take_link(link, HERE, now)) == "sign_in_link_over"
    binh = await store.users.add(OF_BINH, None, now)
    tokens = [await store.sessions.begin(binh, HERE, now) for _ in range(2)]
    assert await store.sessions.end_all(binh, but=tokens[0]) == 1
    api = await store.sessions.add_token(binh, "kho", now)
    await store.users.remove("Bình")
    assert await store.sessions.of(tokens[0], now) is None
    assert await store.sessions.viewer_of_token(api, now) is None


async def test_of_too_many_sessions_the_oldest_end(
    store: Store, lan: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "MOST_SESSIONS", 2)
    moments = [now + timedelta(seconds=number) for number in range(3)]
    tokens = [await store.sessions.begin(lan, HERE, moment) for moment in moments]
    stand = [await store.sessions.of(token, now) is not None for token in tokens]
    assert stand == [False, True, True]


async def test_without_users_a_link_makes_an_owner_until_there_is_one(
    store: Store, now: datetime
) -> None:
    link = await store.sessions.link(None, now)
    whose, token = await store.sessions.take_link(link, HERE, now)
    assert whose is None
    assert await refusal(store.sessions.take_link(link, HERE, now)) == "sign_in_link_over"
    assert await store.sessions.of(token, now) is not None
    await store.users.add(OWNER, None, now)
    assert await store.sessions.of(token, now) is None
    late = await store.sessions.link(await store.users.named(OWNER.name), now)
    after = now + LINK_LASTS + timedelta(seconds=1)
    assert await refusal(store.sessions.take_link(late, HERE, after)) == "sign_in_link_over"


async def test_a_token_of_the_api_is_shown_once_named_and_can_be_dropped(
    store: Store, lan: User, now: datetime
) -> None:
    token = await store.sessions.add_token(lan, "kho  Cà Mau", now)
    assert await refusal(store.sessions.add_token(lan, "kho Cà Mau", now)) == "token_name_taken"
    assert await store.sessions.viewer_of_token(token, now + NOTED_EVERY) == OWNER
    (kept,) = await store.sessions.tokens(lan)
    assert (kept.name, kept.created_at, kept.used_at) == ("kho Cà Mau", now, now + NOTED_EVERY)
    await store.sessions.drop_token(lan, "kho Cà Mau")
    assert await store.sessions.viewer_of_token(token, now) is None
    assert await refusal(store.sessions.drop_token(lan, "kho Cà Mau")) == "token_unknown"


async def test_nothing_that_opens_the_page_can_be_read_in_the_database(
    store: Store, lan: User, now: datetime, address: str
) -> None:
    secret = [
        await store.sessions.begin(lan, HERE, now),
        await store.sessions.link(lan, now),
        await store.sessions.add_token(lan, "kho", now),
    ]
    database = Database(address)
    async with database.reading() as connection:
        rows = [
            str(row)
            for table in (session_rows, sign_in_links, api_tokens)
            for row in await connection.execute(select(table))
        ]
    await database.close()
    assert len(rows) == 3
    assert [s for s in secret if any(s in row for row in rows)] == []


async def test_after_so_many_tries_an_address_waits(store: Store, now: datetime) -> None:
    attempts = store.sign_in_attempts
    waits = [await attempts.begin(f"tên {n}", HERE, now) for n in range(OF_ADDRESS + 1)]
    assert waits == [None] * OF_ADDRESS + [WINDOW.total_seconds() + 1]
    assert await attempts.begin("tên 1", THERE, now) is None
    assert await attempts.begin("tên 1", HERE, now + WINDOW) is None


async def test_after_so_many_tries_a_name_waits_wherever_they_come_from(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_attempts, "OF_NAME", 3)
    attempts = store.sign_in_attempts
    for number in range(3):
        assert await attempts.begin("Lan", f"198.51.100.{number}", now) is None
    assert await attempts.begin(" LAN ", "203.0.113.9", now) is not None
    assert await attempts.begin("Bình", "203.0.113.9", now) is None


async def test_neighbours_of_one_ipv6_network_count_as_one(store: Store, now: datetime) -> None:
    attempts = store.sign_in_attempts
    for number in range(OF_ADDRESS):
        await attempts.begin(f"tên {number}", f"2001:db8::{number:x}", now)
    assert await attempts.begin("Lan", "2001:db8::ffff", now) is not None
    assert await attempts.begin("Lan", "2001:db8:0:1::1", now) is None


async def test_who_signs_in_rightly_is_not_counted_and_wipes_nothing(
    store: Store, now: datetime
) -> None:
    attempts = store.sign_in_attempts
    for _ in range(OF_ADDRESS - 1):
        await attempts.begin("ai đó", HERE, now)
    for _ in range(3):
        assert await attempts.begin("Lan", HERE, now) is None
        await attempts.succeeded("Lan", HERE)
    assert await attempts.begin("ai đó", HERE, now) is None
    assert await attempts.begin("Lan", HERE, now) is not None


async def test_names_that_somebody_makes_up_fill_no_table(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_attempts, "MOST_ROWS", 8)
    for number in range(20):
        await store.sign_in_attempts.begin(f"tên {number}", f"198.51.{number % 2}.1", now)
    assert await store.sign_in_attempts.forget_before(now) <= 8

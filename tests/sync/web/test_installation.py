"""The settings of the installation are edited on the page, in settings.yaml."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.catalog.editing import edited, values_in
from sync.catalog.settings import read_settings
from sync.model.people import Role, Viewer
from sync.web.settings_form import SETTING_GROUPS, setting_changes, setting_values
from tests.sync.web.conftest import SHIPPED, Browser, browser_over

PAGE = "/settings/installation"
TEXT = (SHIPPED / "settings.yaml").read_bytes()
NAMES = [each.name for group in SETTING_GROUPS.values() for each in group]
SAFETY = [name for name in NAMES if name.startswith("safety.")]


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser over settings that it may change."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config, ignore=shutil.ignore_patterns("catalog"))
    (config / "catalog").mkdir()
    async with browser_over(config, tmp_path / "home") as found:
        yield found


def written(browser: Browser) -> str:
    return (browser.context.config / "settings.yaml").read_text(encoding="utf-8")


async def version(browser: Browser) -> str:
    return (await browser.text(PAGE)).partition('name="version" value="')[2].partition('"')[0]


async def test_a_threshold_changes_and_every_other_byte_stays(own: Browser) -> None:
    before, at = written(own), await version(own)
    sent = await own.send(PAGE, version=at, **{"safety.price_step_percent": "35"})
    assert sent.headers["location"] == f"{PAGE}?saved"
    assert written(own) == before.replace("price_step_percent: 50 ", "price_step_percent: 35 ")
    assert own.app.configuration.settings.safety.price_step_percent == 35
    (noted, *_) = await own.app.store.decisions.entries()
    assert (noted.verdict, noted.note) == ("edit", "settings.yaml")
    await own.send(f"/log/edits/{noted.id}/undo")
    assert written(own) == before


async def test_who_is_told_is_written_where_nothing_stood(own: Browser) -> None:
    fields = {
        "notify.email.to": "lan@htx.vn minh@htx.vn", "notify.email.sender": "ocop@htx.vn",
        "notify.email.host": "smtp.htx.vn", "notify.email.security": "starttls",
    }  # fmt: skip
    sent = await own.send(PAGE, version=await version(own), **fields)
    assert sent.status_code == 303, sent.text
    email = own.app.configuration.settings.notify.email
    assert email is not None
    assert (email.to, email.host) == (("lan@htx.vn", "minh@htx.vn"), "smtp.htx.vn")
    assert "lan@htx.vn, minh@htx.vn" in await own.text(PAGE)


async def test_what_makes_no_sense_is_refused_with_its_place_and_writes_nothing(
    own: Browser,
) -> None:
    before, at = written(own), await version(own)
    for name, value in (
        ("keep_days", "ba năm"),
        ("time_zone", "Ca_Mau"),
        ("safety.vanished_count", "-1"),
    ):
        sent = await own.send(PAGE, version=at, **{name: value})
        assert (sent.status_code, "settings.yaml:" in sent.text) == (400, True), name
        assert value in sent.text
    assert written(own) == before
    assert not list(own.context.config.glob(".*draft"))
    assert own.faults == []


async def test_two_who_change_one_setting_lose_nothing(own: Browser) -> None:
    at = await version(own)
    await own.send(PAGE, version=at, keep_days="100", **{"safety.alike_count": "4"})
    sent = await own.send(PAGE, version=at, keep_days="200")
    assert (sent.status_code, "100" in sent.text) == (400, True)
    assert "keep_days: 100" in written(own)
    other = await own.send(PAGE, version=at, **{"safety.withdraw_count": "9"})
    assert other.status_code == 303
    assert "withdraw_count: 9" in written(own)


async def test_none_but_owners_change_settings(own: Browser) -> None:
    await own.become(Viewer(name="Lan", role=Role.OWNER))
    await own.become(Viewer(name="Minh", role=Role.UNION))
    assert (await own.http.get(PAGE)).status_code == 403
    assert (await own.send(PAGE, keep_days="100")).status_code == 403


@given(st.dictionaries(st.sampled_from(SAFETY), st.integers(0, 100).map(str), max_size=5))
def test_whatever_thresholds_are_typed_stand_in_the_file(typed: dict[str, str]) -> None:
    """And taking them out again leaves the defaults, which are what the file said before."""
    changes = list(setting_changes(values_in(TEXT), typed))
    after = edited(TEXT, [each.edit for each in changes])
    held = setting_values(values_in(after))
    assert {name: held[name] for name in typed} == typed
    emptied = list(setting_changes(values_in(after), dict.fromkeys(typed, "")))
    bare = setting_values(values_in(edited(after, [each.edit for each in emptied])))
    assert {name: bare[name] for name in typed} == dict.fromkeys(typed, "")
    lines = (TEXT.splitlines(), after.splitlines())
    assert sum(a != b for a, b in zip(*lines, strict=True)) == len(changes)


def test_every_setting_of_the_form_is_one_that_the_file_may_hold(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    typed = {"notify.email.to": "a@b.vn", "notify.email.sender": "a@b.vn", "notify.file": "x.txt",
             "notify.email.host": "b.vn", "page_hosts": "a.vn, b.vn"}  # fmt: skip
    changes = setting_changes(values_in(TEXT), typed)
    file.write_bytes(edited(TEXT, [each.edit for each in changes]))
    assert read_settings(file, {}).issues == []

"""A database is named without what opens it, however its address is written."""

from __future__ import annotations

import pytest

from sync.store.database import Database
from sync.store.errors import StoreUnavailable

SECRET = "bi-mat-9"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://user:{SECRET}@db.example:5433/ocop",
        f"postgresql://user@db.example:5433/ocop?password={SECRET}",
        f"postgresql://db.example:5433/ocop?user=a&password={SECRET}&sslpassword={SECRET}",
        f"postgresql://{SECRET}@db.example:5433/ocop",
    ],
)
def test_host_port_and_name_are_all_that_is_said(address: str) -> None:
    assert Database(address).place == "db.example:5433/ocop"


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://user:{SECRET}@host/x",
        f"{SECRET}:x@host/ocop",
        SECRET,
        f"postgresql://user:a@host:{SECRET}/x",
        f"postgresql:/user:{SECRET}@host/x",
    ],
)
def test_an_address_that_is_refused_is_not_repeated(address: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        Database(address)
    told = [refused.value.problem, refused.value.__cause__]
    assert SECRET not in str(told)
    assert refused.value.__suppress_context__

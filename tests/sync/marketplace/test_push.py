"""A push counts by its signature alone; what it says may be nonsense, and then says nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync.marketplace import Forged, Push, body_identity, signature, verified


def push(body: bytes, authorization: str) -> Push:
    return Push(
        url="https://here/push", headers={"authorization": authorization}, body=body, key="k",
        secret="s", received_at=datetime(2026, 11, 29, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "says"), [(b'{"a": 1}', {"a": 1}), (b"[1]", {}), (b"\xff", {}), (b"", {})]
)
def test_a_signed_body_is_read_as_an_object_or_as_nothing(
    body: bytes, says: dict[str, int]
) -> None:
    expected = signature(push(body, ""), body)
    assert verified(push(body, expected.upper()), expected) == says


@pytest.mark.parametrize("authorization", ["", "0" * 64, "é"])
def test_a_body_that_is_not_signed_is_forged(authorization: str) -> None:
    sent = push(b"{}", authorization)
    with pytest.raises(Forged):
        verified(sent, signature(sent, sent.body))


def test_the_same_body_is_the_same_message() -> None:
    assert body_identity(push(b"a", "x")) == body_identity(push(b"a", "y"))
    assert body_identity(push(b"a", "x")) != body_identity(push(b"b", "x"))

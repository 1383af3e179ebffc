from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.partner.conftest import problems, two_variants

if TYPE_CHECKING:
    from tests.sandbox.partner.conftest import Partner

SHOP = "/shop"
SKU = "/products/by-sku/TOMKHO-100"


async def test_every_answer_has_an_envelope_with_the_servers_time(postmart: Partner) -> None:
    answer = await postmart.send("GET", SHOP, headers={"x-request-id": "mine-1"})
    envelope = answer.json()
    assert (envelope["code"], envelope["message"], envelope["request_id"]) == (0, "OK", "mine-1")
    assert datetime.fromisoformat(envelope["server_time"]).utcoffset() is not None
    assert (await postmart.get(SHOP))["request_id"].startswith("req_")


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/nowhere", (404, 4040)),
        ("DELETE", SKU, (405, 4050)),
        ("GET", "/products/by-sku/", (404, 4040)),
    ],
)
async def test_path_and_method_come_before_the_token(
    postmart: Partner, method: str, path: str, expected: tuple[int, int]
) -> None:
    postmart.token = ""
    answer = await postmart.send(method, path)
    assert (answer.status_code, answer.json()["code"]) == expected


async def test_maintenance_closes_all_paths_before_the_token(postmart: Partner) -> None:
    await postmart.turn(maintenance=True)
    postmart.token = ""
    answer = await postmart.send("GET", SHOP)
    assert (answer.status_code, answer.json()["code"]) == (503, 5030)
    assert int(answer.headers["retry-after"]) > 0


async def test_the_weekly_window_is_announced_and_kept(postmart: Partner) -> None:
    window = (await postmart.data(SHOP))["maintenance"][0]
    begin = datetime.fromisoformat(window["from"])
    assert (begin.weekday(), begin.hour, begin.minute) == (6, 23, 30)
    await postmart.operate("POST", "/clock", {"now": begin.timestamp() + 60})
    await postmart.turn(sunday_maintenance=True)
    answer = await postmart.send("GET", SHOP)
    assert answer.json()["code"] == 5030
    assert int(answer.headers["retry-after"]) == pytest.approx(59 * 60, abs=5)


async def test_no_token_an_unknown_one_and_an_expired_one_are_told_apart(
    postmart: Partner,
) -> None:
    good, postmart.token = postmart.token, ""
    assert (await postmart.get(SHOP))["code"] == 4010
    postmart.token = "pt_stranger"
    assert (await postmart.get(SHOP))["code"] == 4012
    postmart.token = good
    await postmart.advance(3601)
    assert (await postmart.get(SHOP))["code"] == 4011
    assert (await postmart.renew())["code"] == 0
    assert (await postmart.get(SHOP))["code"] == 0


async def test_a_new_token_ends_the_old_one_after_a_minute(postmart: Partner) -> None:
    old = postmart.token
    renewed = await postmart.renew()
    assert renewed["data"]["expires_in"] == 3600
    new, postmart.token = postmart.token, old
    assert (await postmart.get(SHOP))["code"] == 0
    await postmart.advance(61)
    assert (await postmart.get(SHOP))["code"] == 4012
    postmart.token = new
    assert (await postmart.get(SHOP))["code"] == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"client_secret": "wrong"}, 4013),
        ({"client_id": "wrong"}, 4013),
        ({"shop_code": "HTX-KHAC"}, 4031),
        ({"shop_code": 7}, 4220),
    ],
)
async def test_a_token_needs_the_right_credentials_for_the_right_shop(
    postmart: Partner, change: dict[str, Any], code: int
) -> None:
    assert (await postmart.renew(**change))["code"] == code


async def test_ten_tokens_an_hour_are_enough(postmart: Partner) -> None:
    codes = [(await postmart.renew())["code"] for _ in range(11)]
    assert codes == [0] * 10 + [4290]
    await postmart.advance(3601)
    assert (await postmart.renew())["code"] == 0


async def test_a_revoked_connection_and_a_rotated_secret(postmart: Partner) -> None:
    await postmart.turn(connection_revoked=True)
    assert (await postmart.get(SHOP))["code"] == 4012
    assert (await postmart.renew())["code"] == 4013
    await postmart.turn(connection_revoked=False, secrets_alive="second")
    assert (await postmart.renew())["code"] == 4013
    await postmart.turn(secrets_alive="both")
    assert (await postmart.renew())["code"] == 0


async def test_a_secret_ends_after_a_year(postmart: Partner) -> None:
    await postmart.advance(366 * 86_400)
    assert (await postmart.renew())["code"] == 4013


async def test_a_missing_scope_is_named(postmart: Partner) -> None:
    await postmart.turn(granted_scopes="products.read orders.read")
    envelope = await postmart.ask("POST", SKU + "/off", {})
    assert (envelope["code"], envelope["params"]) == (4032, {"scope": "products.write"})


async def test_a_locked_shop_is_read_and_not_written(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.turn(shop_status="LOCKED")
    assert (await postmart.get(SKU))["code"] == 0
    assert (await postmart.ask("POST", SKU + "/off", {}))["code"] == 4030


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (b"{}", "text/plain", (415, 4150)),
        (b"{", "application/json", (400, 4000)),
        (b'{"items": NaN}', "application/json", (400, 4000)),
        (b'{"items": "\\ud800"}', "application/json", (400, 4000)),
        (b"[" * 100_000, "application/json", (400, 4000)),
        (b" " * (1024 * 1024 + 1), "application/json", (413, 4130)),
        (b"[]", "application/json", (422, 4220)),
    ],
)
async def test_size_type_and_form_of_a_body(
    postmart: Partner, content: bytes, kind: str, expected: tuple[int, int]
) -> None:
    answer = await postmart.send(
        "PATCH", "/products/stocks", content=content, headers={"content-type": kind}
    )
    assert (answer.status_code, answer.json()["code"]) == expected


async def test_a_bucket_empties_and_fills_and_punishes_impatience(slow_postmart: Partner) -> None:
    first = await slow_postmart.send("GET", SHOP)
    assert first.headers["x-ratelimit-limit"] == "60"
    assert first.headers["x-ratelimit-remaining"] == "19"
    assert first.headers["x-ratelimit-reset"] == "1"
    answers = [await slow_postmart.send("GET", SHOP) for _ in range(24)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused[0].json()["params"] == {"scope": "shop"}
    waits = [int(answer.headers["retry-after"]) for answer in refused]
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    await slow_postmart.advance(waits[-1])
    assert (await slow_postmart.get(SHOP))["code"] == 0


async def test_media_have_a_bucket_of_their_own(slow_postmart: Partner) -> None:
    await slow_postmart.turn(requests_per_minute=1, burst=1)
    assert (await slow_postmart.get(SHOP))["code"] == 0
    assert (await slow_postmart.get(SHOP))["code"] == 4290
    await slow_postmart.turn(media_per_minute=60)
    assert len(await slow_postmart.media()) > 4


async def test_what_is_refused_before_costs_nothing(slow_postmart: Partner) -> None:
    for _ in range(30):
        await slow_postmart.send("GET", "/nowhere")
    assert (await slow_postmart.send("GET", SHOP)).headers["x-ratelimit-remaining"] == "19"


async def test_a_fifth_request_at_once_is_one_too_many(postmart: Partner) -> None:
    await postmart.turn(write_takes_s=0.3)
    wish = await postmart.wish()
    calls = [postmart.ask("PUT", f"/products/by-sku/SP-{n}", wish) for n in range(5)]
    envelopes = await asyncio.gather(*calls)
    (refused,) = [envelope for envelope in envelopes if envelope["code"]]
    assert (refused["code"], refused["params"]) == (4290, {"scope": "parallel"})


async def test_new_products_are_counted_by_the_day_of_vietnam(postmart: Partner) -> None:
    await postmart.turn(new_products_per_day=1)
    await postmart.publish()
    assert (await postmart.data(SHOP))["usage"] == {"new_products_today": 1}
    answer = await postmart.put("SP-2")
    assert answer["code"] == 4291
    await postmart.publish(stock=1)
    await postmart.advance(86_400)
    await postmart.renew()
    await postmart.publish("SP-2")


async def test_a_key_is_required_and_has_a_form(postmart: Partner) -> None:
    wish = await postmart.wish()
    for key in ("short", "x" * 65):
        assert (await postmart.ask("PUT", SKU, wish, idempotency_key=key))["code"] == 4280
    assert (await postmart.send("PUT", SKU, json=wish)).json()["code"] == 4280


async def test_the_same_decision_is_carried_out_once(postmart: Partner) -> None:
    wish, headers = await postmart.wish(), {"idempotency-key": "k" * 16, "if-none-match": "*"}
    first = await postmart.send("PUT", SKU, json=wish, headers=headers)
    await postmart.publish(stock=7)
    again = await postmart.send("PUT", SKU, json=wish, headers=headers)
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.json()["data"] == first.json()["data"]
    assert (await postmart.product())["stock"] == 7
    other = await postmart.send("PUT", SKU, json=wish | {"stock": 1}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, 4091)
    await postmart.advance(86_401)
    await postmart.renew()
    late = await postmart.send("PUT", SKU, json=wish, headers=headers)
    assert late.json()["code"] == 4120


async def test_a_refused_validation_is_stored_and_a_throttled_call_is_not(
    postmart: Partner,
) -> None:
    bad, key = await postmart.wish(price=1), postmart.new_key()
    await postmart.ask("PUT", SKU, bad, idempotency_key=key)
    answer = await postmart.send("PUT", SKU, json=bad, headers={"idempotency-key": key})
    assert answer.headers["idempotent-replayed"] == "true"
    assert problems(answer.json()) == {"price": "OUT_OF_RANGE"}
    await postmart.fault("throttle", method="PUT", nth=1)
    good, key = await postmart.wish(), postmart.new_key()
    assert (await postmart.ask("PUT", SKU, good, idempotency_key=key))["code"] == 4290
    assert (await postmart.ask("PUT", SKU, good, idempotency_key=key))["code"] == 0


async def test_a_key_that_still_runs_says_so(postmart: Partner) -> None:
    await postmart.turn(write_takes_s=0.3)
    wish, key = await postmart.wish(), postmart.new_key()
    calls = [postmart.ask("PUT", SKU, wish, idempotency_key=key) for _ in range(2)]
    codes = sorted(envelope["code"] for envelope in await asyncio.gather(*calls))
    assert codes == [0, 4092]


async def test_an_answer_lost_after_the_commit_is_found_again_by_the_same_key(
    postmart: Partner,
) -> None:
    wish, key = await postmart.wish(), postmart.new_key()
    await postmart.fault("refuse_after", method="PUT", nth=1, error="5000")
    lost = await postmart.send("PUT", SKU, json=wish, headers={"idempotency-key": key})
    assert (lost.status_code, lost.json()["code"]) == (500, 5000)
    found = await postmart.ask("PUT", SKU, wish, idempotency_key=key)
    assert (found["code"], found["data"]["created"]) == (0, True)


@pytest.mark.parametrize(
    ("rule", "status", "code"),
    [
        ({"kind": "refuse"}, 409, 4094),
        ({"kind": "refuse", "error": "5001"}, 503, 5001),
        ({"kind": "refuse", "error": "5040", "status": 200}, 200, 5040),
        ({"kind": "refuse", "error": "4999"}, 499, 4999),
        ({"kind": "throttle", "retry_after_s": 3}, 429, 4290),
        ({"kind": "token_expired"}, 401, 4011),
        ({"kind": "token_expired", "error": "4012"}, 401, 4012),
    ],
)
async def test_faults_speak_the_words_of_the_contract(
    postmart: Partner, rule: dict[str, Any], status: int, code: int
) -> None:
    await postmart.fault(**rule)
    answer = await postmart.send("GET", SHOP)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers.get("retry-after") == ("3" if rule["kind"] == "throttle" else None)


async def test_an_answer_may_be_empty_though_the_write_is_done(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.fault("empty", path="/off", nth=1)
    answer = await postmart.send("POST", SKU + "/off", json={})
    assert (answer.status_code, answer.content) == (200, b"")
    assert (await postmart.product())["sale_status"] == "OFF"


async def test_errors_may_hide_under_200_and_answers_may_grow(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.turn(errors_under_200=True, unknown_fields=True, unknown_review_status="FINE")
    answer = await postmart.send("GET", "/products/by-sku/KHONG-CO")
    assert (answer.status_code, answer.json()["code"]) == (200, 4040)
    shown = await postmart.product()
    assert (shown["loyalty"], shown["review_status"]) == ({"points": 3}, "FINE")


async def test_variants_and_limits_stand_in_the_shop(postmart: Partner) -> None:
    limits = (await postmart.data(SHOP))["limits"]
    assert (limits["batch"], limits["images"], limits["name"]) == (100, 9, [10, 120])
    await postmart.publish("TOMKHO", **two_variants())
    assert (await postmart.product("TOMKHO-L"))["sku"] == "TOMKHO"

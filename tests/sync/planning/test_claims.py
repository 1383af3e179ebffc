"""On the day that a certificate ends its stars leave every field, and nothing waits with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.model import (
    Certificate,
    Change,
    Code,
    Dong,
    ImageFile,
    ListedPaper,
    Listing,
    Override,
    Party,
    Problem,
    Safety,
    ShopName,
    Sku,
    Variant,
)
from sync.model.claims import faults
from sync.planning import GuardInput, judged, project, propose
from sync.planning.claims import (
    claimless,
    claims_beyond,
    ended,
    pictures_shown,
    taken_back,
    unclaimed,
    unmanaged,
)

AFTER = date(2027, 8, 6)
SHOP, CODE = ShopName("cho-ca-mau"), Code("TOMKHO")
OCOP_PAPER = ListedPaper(kind="ocop", number="3981/QĐ-UBND", sha256="c0", stars=4)
OTHER_PAPER = ListedPaper(kind="food_safety", number="12/2026/ATTP", sha256="c1")
DOUBT = Problem(code="disease_claim", severity="hold", fields=frozenset({"description"}))


def typed(make: Any, **more: Any) -> Any:
    return make.product(**({"name": "Tôm khô OCOP 4 sao"} | more))


@pytest.mark.parametrize(
    ("stars", "title"),
    [(None, "Tôm khô"), (3, "Tôm khô"), (4, "Tôm khô OCOP 4 sao"), (5, "Tôm khô OCOP 4 sao")],
)
def test_stars_stay_as_long_as_as_many_may_be_claimed(
    make: Any, stars: int | None, title: str
) -> None:
    assert claimless(make.listing(title="Tôm khô OCOP 4 sao"), stars).title == title


def test_every_field_of_a_listing_is_read(make: Any) -> None:
    listing = make.listing(
        title="OCOP 4 sao",
        description="Ngon.\n- Địa chỉ: Ấp 1, OCOP 5 sao\n\nĐạt OCOP 4 sao. Dẻo.",
        brand="Tân Tiến OCOP 4 sao",
        attributes={"OCOP 4 sao": "có", "Hạng": "OCOP 4 sao", "Nơi": "Ấp 1 OCOP 4 sao", "A": "b"},
        papers=(OCOP_PAPER, OTHER_PAPER),
        option_names=("Cỡ OCOP 4 sao",),
        offers=(
            make.offer("A", options=("Lớn OCOP 4 sao",)),
            make.offer("B", options=("Nhỏ OCOP 4 sao",)),
        ),
    )
    cut = claimless(listing, None)
    assert cut == replace(
        listing,
        title="TOMKHO",
        description="Ngon.\n- Địa chỉ: Ấp 1\n\nDẻo.",
        brand="Tân Tiến",
        attributes={"Nơi": "Ấp 1", "A": "b"},
        papers=(OTHER_PAPER,),
        option_names=("Cỡ",),
        offers=(make.offer("A", options=("Lớn",)), make.offer("B", options=("Nhỏ",))),
    )
    assert claimless(cut, None) == cut
    four = replace(listing, description="Đạt OCOP 4 sao.")
    assert claimless(four, 4) == four


def test_option_values_that_only_their_stars_tell_apart_are_left_to_a_person(make: Any) -> None:
    offers = (
        make.offer("A", options=("Hộp OCOP 3 sao",)),
        make.offer("B", options=("Hộp OCOP 4 sao",)),
    )
    assert claimless(make.listing(offers=offers, option_names=("Cỡ",)), None).offers == offers


def test_what_is_not_managed_claims_nothing(make: Any) -> None:
    bare = Listing(shop=SHOP, code=CODE, offers=())
    assert claimless(bare, None) == unclaimed(bare, None) == bare
    assert claims_beyond(bare, None) == ()


def test_what_stands_without_a_certificate_names_no_programme_in_its_title(make: Any) -> None:
    listing = make.listing(title="OCOP - Tôm khô")
    assert unclaimed(listing, None).title == "Tôm khô"
    assert unclaimed(listing, 3).title == "OCOP - Tôm khô"
    assert unclaimed(replace(listing, title="OCOP"), None).title == "TOMKHO"


def test_a_picture_whose_name_claims_stars_is_shown_while_they_may_be_claimed(make: Any) -> None:
    plain = ImageFile(Path("tom.png"), "aa")
    starred = ImageFile(Path("ocop-4-sao.png"), "bb")
    product = make.product(images=(starred, plain))
    assert pictures_shown(product, 4) == (starred, plain)
    assert pictures_shown(product, 3) == pictures_shown(product, None) == (plain,)
    assert pictures_shown(make.product(images=(starred,)), None) == (starred,)


@pytest.mark.parametrize(
    ("review_days", "today", "claimed"),
    [
        (0, date(2027, 8, 5), True),
        (0, date(2027, 8, 6), False),
        (3, date(2027, 8, 2), True),
        (3, date(2027, 8, 3), False),
    ],
)
def test_where_edits_are_reviewed_stars_leave_in_time(
    make: Any, review_days: int, today: date, *, claimed: bool
) -> None:
    features = make.features(review_days=review_days)
    listing = project(make.certified_product(), make.shop(), {}, today, features)
    assert ("OCOP 4 sao" in (listing.description or "")) == claimed
    assert ("Chứng nhận OCOP" in (listing.attributes or {})) == claimed


def test_attributes_that_could_not_be_taken_back_never_name_stars(make: Any) -> None:
    features = make.features(can={"publish", "revise"})
    listing = project(make.certified_product(), make.shop(), {}, make.today, features)
    assert [name for name in listing.attributes or {} if "OCOP" in name] == []
    assert "OCOP 4 sao" in (listing.description or "")


def test_stars_typed_anywhere_leave_with_the_certificate(make: Any) -> None:
    product = replace(
        make.certified_product(),
        name="Tôm khô OCOP 4 sao",
        story="Đạt OCOP 4 sao. Ngọt thịt.",
        brand="Tân Tiến 4 sao OCOP",
        cooperative=Party(name="HTX Tân Tiến", address="Ấp 1, sản phẩm OCOP 4 sao"),
        overrides={"cho-ca-mau": Override(description="Tôm đất. OCOP bốn sao.")},
        attributes={"Hạng sao": "OCOP 4 sao"},
    )
    before = project(product, make.shop(), {}, make.today)
    after = project(product, make.shop(), {}, AFTER)
    assert "4 sao" in (before.title or "")
    texts = (after.title, after.description, after.brand, *(after.attributes or {}).items())
    assert [text for text in texts if "sao" in str(text)] == []
    assert "Tôm đất." in (after.description or "")


@pytest.mark.parametrize(
    "fault",
    [
        {"evidence": "news"},
        {"evidence": "seller"},
        {"decision_no": None},
        {"decision_no": "abc"},
        {"issued_on": None},
        {"expires_on": None},
        {"expires_on": date(2028, 8, 5)},
        {"issued_on": date(2018, 1, 1), "expires_on": date(2020, 1, 1)},
        {"expires_on": date(2024, 8, 5)},
        {"issued_on": date(2024, 2, 29), "expires_on": date(2027, 3, 2)},
        {"issued_by": "UBND xã Tân Tiến"},
        {"issued_by": "UBND huyện Đầm Dơi"},
        {"issued_level": "district"},
        {"issued_level": "central"},
        {"stars": 5},
        {"withdrawn": True},
    ],
)
def test_what_is_no_proof_is_not_claimed(make: Any, fault: dict[str, Any]) -> None:
    product = make.certified_product()
    flawed = replace(product, certificate=replace(product.certificate, **fault))
    today = date(2026, 11, 23)
    assert "OCOP 4 sao" in (project(product, make.shop(), {}, today).description or "")
    assert "OCOP" not in (project(flawed, make.shop(), {}, today).description or "")


def standing(make: Any, **more: Any) -> Listing:
    named: dict[str, Any] = {"title": "Tôm khô OCOP 4 sao", "description": "Ngon. OCOP 4 sao."}
    listing: Listing = make.listing(**(named | more))
    return listing


def plan(make: Any, desired: Listing | None, seen: Listing, *, stars: Any, **more: Any) -> Any:
    state = make.shop_state(
        [desired] if desired else [],
        [replace(seen, remote_id="1")],
        {"TOMKHO": make.applied(seen)},
        stars=stars,
        **more.pop("state", {}),
    )
    guard_input = GuardInput(safety=Safety(), **more)
    return judged(propose(state), state, guard_input)


def named(changes: Any) -> list[tuple[str, tuple[str, ...], str]]:
    return [(change.kind, change.fields, change.reason) for change in changes]


def test_the_plan_says_that_it_is_for_the_certificates_end(make: Any) -> None:
    made = plan(make, make.listing(title="Tôm khô"), standing(make), stars={"TOMKHO": None})
    assert named(made.changes) == [("revise", ("title", "description"), "claim_ended")]


def test_of_a_certificate_that_has_not_ended_it_does_not_say_so(make: Any) -> None:
    gone = {"desired": make.listing(title="Tôm khô"), "seen": standing(make)}
    made = plan(make, **gone, stars={"TOMKHO": None}, unproven={"TOMKHO"})
    assert [change.reason for change in made.changes] == ["claim_unproven"]


def test_another_edit_is_still_an_edit_of_the_catalog(make: Any) -> None:
    made = plan(make, make.listing(title="Tôm"), make.listing(), stars={"TOMKHO": None})
    assert [change.reason for change in made.changes] == ["catalog"]


def test_what_waits_for_a_person_stands_on_without_the_stars(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Chữa bệnh.")
    made = plan(
        make, desired, standing(make), stars={"TOMKHO": None}, objections={"TOMKHO": [DOUBT]}
    )
    (change,) = made.changes
    assert named([change]) == [("revise", ("title", "description"), "claim_ended")]
    assert (change.after.title, change.after.description) == ("Tôm khô", "Ngon.")
    assert [held.change.fields for held in made.held] == [("description",)]


def test_the_stars_leave_alone_where_all_else_waits(make: Any) -> None:
    desired = make.listing(title="OCOP - Tôm khô", description="Chữa bệnh.")
    doubts = [DOUBT, Problem(code="ocop_named_without_certificate", fields=frozenset({"title"}))]
    made = plan(
        make, desired, standing(make), stars={"TOMKHO": None}, objections={"TOMKHO": doubts}
    )
    assert {field for change in made.changes for field in change.fields} == {"title", "description"}
    assert {(c.after.title, c.after.description) for c in made.changes} == {("Tôm khô", "Ngon.")}
    assert {c.after.remote_id for c in made.changes} == {"1"}


def test_of_what_stands_there_only_stars_leave_that_are_too_many(make: Any) -> None:
    seen = standing(make, title="Tôm khô OCOP 3 sao", description="Ngon OCOP 3 sao. OCOP 4 sao.")
    doubts = [replace(DOUBT, fields=frozenset({"title", "description"}))]
    desired = make.listing(title="Trị bệnh", description="Chữa bệnh.")
    made = plan(make, desired, seen, stars={"TOMKHO": 3}, objections={"TOMKHO": doubts})
    assert named(made.changes) == [("revise", ("description",), "claim_ended")]
    assert made.changes[0].after.description == "Ngon OCOP 3 sao."


def test_an_attribute_with_stars_leaves_while_another_waits_for_a_person(make: Any) -> None:
    there = standing(make, title="Tôm khô", attributes={"Chứng nhận OCOP": "4 sao", "Nơi": "Ấp 1"})
    desired = replace(there, attributes={"Nơi": "Chữa bệnh"}, description="Ngon.")
    doubts = [replace(DOUBT, fields=frozenset({"attributes"}))]
    made = plan(make, desired, there, stars={"TOMKHO": None}, objections={"TOMKHO": doubts})
    assert [held.change.fields for held in made.held] == [("attributes",)]
    (change,) = made.changes
    assert (change.after.attributes, change.taken_back) == ({"Nơi": "Ấp 1"}, ("Chứng nhận OCOP",))


def test_attributes_leave_only_with_the_attributes(make: Any) -> None:
    there, after = (
        make.listing(attributes={"A": "1", "B": "2"}),
        make.listing(attributes={"A": "1"}),
    )
    assert taken_back(there, after, ("title", "attributes")) == ("B",)
    assert taken_back(there, after, ("title",)) == ()
    assert taken_back(None, after, ("attributes",)) == ()


def test_a_shop_that_is_only_reported_on_is_not_written_to(make: Any) -> None:
    made = plan(
        make,
        make.listing(title="Tôm khô"),
        standing(make),
        stars={"TOMKHO": None},
        state={"shop": make.shop(policy="report")},
    )
    assert made.changes == ()


def test_attributes_that_cannot_be_taken_back_do_not_hold_the_description(make: Any) -> None:
    attributes = {"Chứng nhận OCOP": "4 sao", "Xuất xứ": "Việt Nam"}
    desired = make.listing(title="Tôm khô", description="Ngon.", attributes={"Xuất xứ": "Việt Nam"})
    made = plan(
        make,
        desired,
        standing(make, attributes=attributes),
        stars={"TOMKHO": None},
        state={"features": make.features(can={"publish", "revise", "restock", "reprice"})},
    )
    assert named(made.changes) == [("revise", ("title", "description"), "claim_ended")]
    assert [(h.change.fields, h.problem.code) for h in made.held] == [
        (("attributes",), "attributes_stay")
    ]


def test_what_nothing_is_known_of_any_more_is_left_alone(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Chữa bệnh.")
    made = plan(make, desired, standing(make), stars={}, objections={"TOMKHO": [DOUBT]})
    assert named(made.changes) == [("revise", ("title",), "catalog")]


def test_what_is_held_but_claims_nothing_only_waits(make: Any) -> None:
    desired = make.listing(title="Tôm", description="Chữa bệnh.")
    made = plan(
        make, desired, make.listing(), stars={"TOMKHO": None}, objections={"TOMKHO": [DOUBT]}
    )
    assert named(made.changes) == [("revise", ("title",), "catalog")]


def test_a_product_that_is_only_remembered_loses_its_stars_too(make: Any) -> None:
    kept = Listing(shop=SHOP, code=CODE, offers=make.listing().offers)
    attributes = {"Chứng nhận OCOP": "4 sao"}
    made = plan(
        make,
        kept,
        standing(make, attributes=attributes),
        stars={"TOMKHO": None},
        state={"kept": {"TOMKHO": "blocked"}},
    )
    (change,) = made.changes
    assert (change.reason, change.taken_back) == ("claim_ended", ("Chứng nhận OCOP",))
    assert change.after.title == "Tôm khô"
    assert change.after.description == "Ngon."


def test_what_is_told_to_have_stood_there_is_what_we_wrote(make: Any) -> None:
    paper = ListedPaper(kind="ocop", number="1", sha256="c1", stars=4)
    wrote = standing(make, attributes={"Chứng nhận OCOP": "4 sao"}, papers=(paper,))
    seen = replace(wrote, attributes={}, papers=(), remote_id="1")
    (change,) = ended(make.case(None, seen, make.applied(wrote)), None)
    assert change.before is not None
    assert (change.stand, change.before.papers) == (wrote.attributes, wrote.papers)


@pytest.mark.parametrize("stars", [{"TOMKHO": 4}, {}])
def test_a_product_that_is_only_remembered_keeps_the_stars_that_it_may_claim(
    make: Any, stars: Any
) -> None:
    kept = Listing(shop=SHOP, code=CODE, offers=make.listing().offers)
    state = {"kept": {"TOMKHO": "blocked"}}
    assert plan(make, kept, standing(make), stars=stars, state=state).changes == ()


def test_a_hidden_listing_shows_nobody_its_stars(make: Any) -> None:
    kept = Listing(shop=SHOP, code=CODE, offers=make.listing().offers)
    seen = standing(make, status="hidden")
    state = {"kept": {"TOMKHO": "blocked"}}
    assert plan(make, kept, seen, stars={"TOMKHO": None}, state=state).changes == ()


def test_what_somebody_carries_is_carried_anew_when_its_stars_end(make: Any) -> None:
    sent = standing(make, sent_at=datetime(2026, 11, 22, tzinfo=UTC))
    desired = make.listing(title="Tôm khô", description="Ngon.")
    made = plan(make, desired, sent, stars={"TOMKHO": None})
    (change,) = made.changes
    assert change.reason == "claim_ended"
    assert change.after.title == "Tôm khô"


def test_what_somebody_carries_as_it_is_wanted_is_not_carried_again(make: Any) -> None:
    sent = make.listing(title="OCOP - Tôm khô", sent_at=datetime(2026, 11, 22, tzinfo=UTC))
    assert plan(make, replace(sent, sent_at=None), sent, stars={"TOMKHO": None}).changes == ()


REVIEWED = frozenset({"title", "description", "brand", "attributes", "papers", "variants"})


def behind(make: Any, desired: Listing, edit: Listing, seen: Listing, **more: Any) -> Any:
    """Plan where our last edit still waits for its review, and buyers see what was before."""
    named: dict[str, Any] = {"features": make.features(reviews=REVIEWED, review_days=3)}
    state = make.shop_state(
        [desired],
        [replace(seen, remote_id="1")],
        {"TOMKHO": make.applied(edit)},
        stars={"TOMKHO": None},
        **(named | more.pop("state", {})),
    )
    return judged(propose(state), state, GuardInput(safety=Safety(), **more))


def test_an_edit_in_review_is_overtaken_when_its_stars_end_before_anybody_saw_them(
    make: Any,
) -> None:
    desired = make.listing(title="Tôm khô", description="Ngon.")
    edit = standing(make, attributes={"Chứng nhận OCOP": "4 sao", "Xuất xứ": "Việt Nam"})
    made = behind(make, desired, edit, desired)
    fields = ("attributes", "title", "description")
    (change,) = made.changes
    assert (change.kind, set(change.fields), change.reason) == (
        "revise",
        set(fields),
        "claim_ended",
    )
    assert (change.after.title, change.after.description) == ("Tôm khô", "Ngon.")
    assert change.taken_back == ("Chứng nhận OCOP",)


def test_an_edit_in_review_is_overtaken_alone_where_nothing_else_differs(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Ngon.")
    made = behind(make, desired, standing(make), desired)
    assert named(made.changes) == [("revise", ("title", "description"), "claim_ended")]


def test_what_overtakes_an_edit_goes_with_another_revise(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Ngon.", category="7")
    made = behind(make, desired, standing(make), replace(desired, category="101128"))
    assert named(made.changes) == [("revise", ("category", "title", "description"), "claim_ended")]


def test_an_edit_in_review_is_overtaken_though_its_text_waits_for_a_person(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Chữa bệnh.")
    made = behind(make, desired, standing(make), desired, objections={"TOMKHO": [DOUBT]})
    (change,) = made.changes
    assert named([change]) == [("revise", ("title", "description"), "claim_ended")]
    assert (change.after.title, change.after.description) == ("Tôm khô", "Ngon.")
    assert [held.change.fields for held in made.held] == [("description",)]


def test_an_edit_in_review_is_overtaken_when_what_was_hidden_is_shown_again(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Ngon.", status="live")
    hidden = replace(desired, status="hidden")
    made = behind(make, desired, standing(make, status="hidden"), hidden)
    assert {(change.kind, change.reason) for change in made.changes} == {
        ("restore", "back"),
        ("revise", "claim_ended"),
    }


@pytest.mark.parametrize(
    ("brand", "left"), [("OCOP 4 sao Ví Dụ", "Ví Dụ"), ("OCOP 4 sao", ""), ("Ví Dụ", None)]
)
def test_a_brand_that_the_catalog_names_no_more_loses_its_stars_at_once(
    make: Any, brand: str, left: str | None
) -> None:
    desired = make.listing(title="Tôm khô", brand=None)
    made = plan(make, desired, replace(desired, brand=brand), stars={"TOMKHO": None})
    assert [(change.fields, change.after.brand) for change in made.changes] == (
        [] if left is None else [(("brand",), left)]
    )


def test_where_nothing_is_reviewed_what_buyers_see_is_all_there_is(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Ngon.")
    state = {"features": make.features()}
    assert behind(make, desired, standing(make), desired, state=state).changes == ()


def test_what_the_shops_people_decide_is_not_overtaken(make: Any) -> None:
    desired = make.listing(title="Tôm khô", description="Ngon.")
    shop = make.shop(fields={"title": "theirs", "description": "theirs"})
    assert behind(make, desired, standing(make), desired, state={"shop": shop}).changes == ()


@pytest.mark.parametrize("title", ["OCOP - Tôm khô", "Tôm khô"])
def test_what_stands_as_it_is_wanted_is_not_written_again(make: Any, title: str) -> None:
    desired = make.listing(title=title)
    assert behind(make, desired, desired, desired).changes == ()


def test_many_certificates_that_end_at_once_are_no_slip(make: Any) -> None:
    codes = [f"P{number}" for number in range(40)]
    shown = [standing(make, code=code) for code in codes]
    state = make.shop_state(
        [make.listing(code=code, title="Tôm", description="Ngon.") for code in codes],
        [replace(each, remote_id=each.code) for each in shown],
        {
            each.code: replace(make.applied(each), code=each.code, remote_id=each.code)
            for each in shown
        },
        stars=dict.fromkeys(codes),
    )
    made = judged(propose(state), state, GuardInput(safety=Safety()))
    assert (len(made.changes), made.held) == (40, ())


def test_a_variant_is_called_by_what_it_may_be(make: Any) -> None:
    variants = (Variant(sku=Sku("A"), price=Dong(1000), options=("Hộp OCOP 4 sao",)),)
    product = make.product(variants=variants, option_names=("Loại",))
    listing = project(product, make.shop(), {}, make.today)
    assert listing.offers[0].options == ("Hộp",)
    change = Change(kind="revise", shop=SHOP, code=CODE, after=listing)
    assert claims_beyond(change.after, None) == ()


def test_what_a_person_is_asked_about_never_had_a_listing_to_mend(make: Any) -> None:
    publish = Problem(code="title_too_long", about="TOMKHO", fields=frozenset({"title"}))
    state = make.shop_state([make.listing(title="OCOP 4 sao")], [], {}, stars={"TOMKHO": None})
    made = judged(propose(state), state, GuardInput(safety=Safety(), objections={CODE: [publish]}))
    assert (made.changes, len(made.held)) == ((), 1)


def test_what_we_did_not_write_is_no_claim_of_ours(make: Any) -> None:
    seen = make.listing(title="Tôm")
    state = make.shop_state(
        [make.listing(title="Tôm khô")],
        [replace(seen, remote_id="1")],
        {"TOMKHO": make.link()},
        stars={"TOMKHO": None},
    )
    made = judged(propose(state), state, GuardInput(safety=Safety()))
    assert [change.reason for change in made.changes] == ["unfinished"]


def test_a_leap_day_counts_as_the_day_after_where_there_is_none() -> None:
    certificate = Certificate(
        stars=3,
        decision_no="Số 12/QĐ - UBND ngày 29/02/2024",
        issued_on=date(2024, 2, 29),
        expires_on=date(2027, 3, 1),
    )
    assert list(faults(certificate)) == []


def test_a_certificate_may_lack_what_is_not_its_proof() -> None:
    certificate = Certificate(
        stars=3,
        decision_no="3981/QĐ-UBND",
        issued_on=date(2026, 8, 5),
        expires_on=date(2029, 8, 5),
    )
    assert certificate.evidence == "decision"


def test_of_a_listing_that_nobody_wants_nothing_is_managed(make: Any) -> None:
    assert "title" in unmanaged(None)
    assert "title" not in unmanaged(make.listing())

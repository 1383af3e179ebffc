"""`ocop approve`, `ocop hold` and `ocop release`: what people allow, and what they hold back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sync.app import App, Result
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.people import ask, can_be_asked, decided, typed_password
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.rounds import each_shop, refuse_unknown_product, show_unreached
from sync.cli.session import Refused, Session, UsageError
from sync.cli.tables import show_held_changes
from sync.cli.terminal import Terminal
from sync.model import Code, Held, Problem, ShopName
from sync.model.people import Permission
from sync.output.changes import Json, change_json, problem_json
from sync.output.log import hold_json
from sync.planning import change_digest
from sync.running.decisions import about
from sync.running.questions import Question, questions_of
from sync.running.report import Report
from sync.running.sign_in import signed_in
from sync.status.standing import hold_values, scope_values
from sync.store import Decision, Verdict


def approve(
    session: Session,
    *,
    shop: str | None = None,
    product: str | None = None,
    yes: bool = False,
    as_user: str | None = None,
) -> int:
    """Ask about what is held, one by one over all shops, and write down what is allowed.

    Where it takes two people, each of them proves who they are.
    """
    configuration, terminal = prepared(session)
    if configuration.settings.approvals == "two_people" and as_user is None:
        raise Refused("approve_as_whom")
    if not yes and not can_be_asked():
        raise Refused("approve_nobody_to_ask")
    password = None if as_user is None else typed_password(terminal, as_user)
    request = ApproveRequest(shop, product, yes, as_user, password)
    return run(_approve(session, configuration, terminal, request))


@dataclass(frozen=True, slots=True)
class ApproveRequest:
    """What is to be allowed; None is everything. `unasked`: all of it, without a question."""

    shop: str | None
    product: str | None
    unasked: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)


async def _approve(
    session: Session, configuration: Configuration, terminal: Terminal, request: ApproveRequest
) -> int:
    code = Code(request.product) if request.product else None

    async def look(app: App, shop: ShopName) -> Report:
        return Report(await app.plan(shop, code, "full"))

    async with opening(session, configuration) as app:
        who = await _approver(app, request)
        results = await each_shop(app, chosen_shops(configuration, request.shop), look)
        refuse_unknown_product(request.product, configuration, results)
        questions = questions_in(results)
        allowed = questions if request.unasked else list(_allowed(terminal, questions))
        await app.store.decisions.add(_approvals(allowed, who))
    show_unreached(terminal, results)
    _tell_approved(terminal, questions, allowed)
    if allowed and configuration.settings.approvals == "two_people":
        terminal.tell("approve_second_wanted")
    return exits.FINE if len(allowed) == len(questions) else exits.NOT_ALL_TRUE


async def _approver(app: App, request: ApproveRequest) -> str | None:
    """Prove whoever allows it; None is the person at this command line. Raises Refused."""
    if request.user is None:
        return None
    found = await signed_in(app.store, request.user, request.password or "", "")
    if isinstance(found, Problem):
        raise Refused.of(found)
    if not found.viewer.may(Permission.DECIDE) or not found.viewer.sees_all:
        raise Refused("approve_may_not", name=found.name)
    return found.name


def questions_in(results: Iterable[Result]) -> list[Question]:
    """Gather what waits for a person's yes in all that was looked at."""
    reports = (result for result in results if isinstance(result, Report))
    return questions_of(held for report in reports for held in report.plan.held)


def _allowed(terminal: Terminal, questions: Sequence[Question]) -> Iterator[Question]:
    """Ask about one after the other, until somebody has enough."""
    for number, question in enumerate(questions):
        shops = ", ".join(question.shops)
        terminal.tell("approve_question", number=number + 1, of=len(questions), shops=shops)
        show_held_changes(terminal, question.held[:1])
        answer = ask(terminal, "approve_answers")
        if answer == "all":
            yield from questions[number:]
        if answer in ("all", "stop"):
            return
        if answer == "yes":
            yield question


def _approvals(allowed: Iterable[Question], who: str | None) -> list[Decision]:
    said = decided("approve")
    said = said if who is None else replace(said, who=who)
    changes = (held.change for question in allowed for held in question.held)
    return [about(said, change, change_digest(change)) for change in changes]


def _tell_approved(
    terminal: Terminal, questions: Sequence[Question], allowed: Sequence[Question]
) -> None:
    if not questions:
        terminal.tell("approve_nothing")
    elif allowed:
        terminal.tell("approve_done", allowed=len(allowed), left=len(questions) - len(allowed))
    else:
        terminal.tell("approve_none", left=len(questions))
    waiting = [_held_json(terminal, one) for q in questions if q not in allowed for one in q.held]
    approved = [_held_json(terminal, one) for question in allowed for one in question.held]
    terminal.answer({"approved": approved, "waiting": waiting})


def _held_json(terminal: Terminal, held: Held) -> Json:
    problem = problem_json(held.problem, terminal.language)
    digest = change_digest(held.change)
    return {"shop": held.change.shop, "digest": digest, **change_json(held.change), "held": problem}


def hold(
    session: Session,
    *,
    shop: str | None = None,
    product: str | None = None,
    whole: bool = False,
    note: str = "",
) -> int:
    """Hold a product, a shop or everything back; fewer units are shown all the same."""
    return _decide(session, "hold", _scope(shop, product, whole=whole), note)


def release(
    session: Session, *, shop: str | None = None, product: str | None = None, whole: bool = False
) -> int:
    """Let go on what was held back, a part of it or all."""
    return _decide(session, "release", _scope(shop, product, whole=whole), "")


def _scope(shop: str | None, product: str | None, *, whole: bool) -> tuple[str | None, str | None]:
    """Say what is meant; forgetting to say it must not mean everything."""
    if (shop or product) is None and not whole:
        raise UsageError("usage_scope_missing")
    if whole and (shop or product):  # the wider or the narrower of the two would be a guess
        raise UsageError("usage_scope_twice")
    return shop, product


def _decide(
    session: Session, verdict: Verdict, scope: tuple[str | None, str | None], note: str
) -> int:
    configuration, terminal = prepared(session)
    shop = chosen_shops(configuration, scope[0])[0] if scope[0] else None
    code = Code(scope[1]) if scope[1] else None
    decision = decided(verdict, shop, code, note)

    async def write() -> tuple[list[Decision], list[Decision]]:
        async with opening(session, configuration) as app:
            before = await app.store.decisions.holds()
            if code not in {one.code for one in before}:
                refuse_unknown_product(code, configuration, ())
            await app.store.decisions.add([decision])
            return before, await app.store.decisions.holds()

    before, standing = run(write())
    said = "hold_done" if verdict == "hold" else "release_done"
    if verdict == "release" and before == standing:
        said = "release_nothing"
    terminal.tell(said, **scope_values(shop, code))
    for one in standing if verdict == "release" else ():
        terminal.tell("hold_stands", **hold_values(one))
    terminal.answer({"holds": [hold_json(one) for one in standing]})
    return exits.FINE

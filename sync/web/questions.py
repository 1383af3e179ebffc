"""What waits for the viewer's yes, and what was answered already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from starlette.requests import Request

from sync.model import Code, ShopName
from sync.planning import agreed
from sync.running.decisions import VALID_FOR, about, deciders_of
from sync.service.workqueue import Task
from sync.store import Decision, HeldChange, Verdict
from sync.web.access import said
from sync.web.context import context_of
from sync.web.own import goods_of

State = Literal["open", "approved", "refused"]
Answers = Mapping[tuple[ShopName, str], Sequence[Decision]]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One held change in every shop where it is the same, and what people said to it."""

    waiting: tuple[HeldChange, ...]
    said: tuple[Decision, ...]
    state: State

    @property
    def name(self) -> str:
        """What the change is called, in whichever shop."""
        return self.waiting[0].alike

    @property
    def shops(self) -> list[ShopName]:
        """Where it waits."""
        return [one.held.change.shop for one in self.waiting]

    @property
    def code(self) -> Code:
        """The product that it is about."""
        return self.waiting[0].held.change.code


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows which answers stand, and how many people it takes."""

    answers: Answers
    two: bool
    deciders: Collection[str]

    def state(self, shop: ShopName, digest: str) -> State:
        """Say what became of one held change."""
        said = self.answers.get((shop, digest), ())
        if not said:
            return "open"
        if said[-1].verdict == "refuse":
            return "refused"
        yes = {digest: [one.who for one in said]}
        enough = agreed(yes, "two_people" if self.two else "one_person", self.deciders)
        return "approved" if digest in enough else "open"

    def together(self, waiting: Sequence[HeldChange]) -> OpenQuestion:
        """Make one question of what is the same in several shops; open while any part is."""
        keys = [(one.held.change.shop, one.digest) for one in waiting]
        states = {self.state(*key) for key in keys}
        said = {one.id: one for key in keys for one in self.answers.get(key, ())}
        state: State = "open" if len(states) > 1 else states.pop()
        return OpenQuestion(tuple(waiting), tuple(said.values()), state)


async def judge_of(request: Request) -> Judge:
    """Recall what people said."""
    app = context_of(request).app
    answers = await app.store.decisions.answers(datetime.now(UTC) - VALID_FOR)
    two = app.configuration.settings.approvals == "two_people"
    return Judge(answers, two, await deciders_of(app.store) if two else ())


async def questions_of(request: Request) -> list[OpenQuestion]:
    """List what waits of the viewer's goods, answered or not; what waits longest first."""
    goods, judge = await goods_of(request), await judge_of(request)
    waiting = await context_of(request).app.store.held.all()
    mine = (one for one in waiting if goods.has(one.held.change.code))
    return [judge.together(some) for some in _alike(mine)]


async def count_open(request: Request) -> int:
    """Count the questions that nobody has answered, without reading what they are."""
    goods, judge = await goods_of(request), await judge_of(request)
    names = await context_of(request).app.store.held.names()
    unanswered = (one for one in names if judge.state(one.shop, one.digest) == "open")
    return len({one.alike for one in unanswered if goods.has(one.code)})


async def answer(request: Request, verdict: Verdict, waiting: Sequence[HeldChange]) -> None:
    """Put down what the viewer says to these; what is allowed is done at once."""
    context, word = context_of(request), said(request, verdict)
    decisions = [about(word, one.held.change, one.digest) for one in waiting]
    await context.app.store.decisions.add(decisions)
    if verdict == "approve":
        go_on(request, {one.held.change.shop for one in waiting})
    context.live.changed()


def go_on(request: Request, shops: Iterable[ShopName]) -> None:
    """Have these shops looked at again."""
    for shop in shops:
        context_of(request).engine.request(Task.make_true(shop, "quick"))


def _alike(waiting: Iterable[HeldChange]) -> list[list[HeldChange]]:
    found: dict[str, list[HeldChange]] = {}
    for one in waiting:
        found.setdefault(one.alike, []).append(one)
    return list(found.values())

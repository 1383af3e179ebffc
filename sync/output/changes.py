"""The JSON that machines read, one function per noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sync.model import Change, Language, Location, Outcome, Plan, Problem
from sync.planning import changed_values
from sync.running.report import Report
from sync.wording import say

Json = dict[str, Any]


def problem_json(problem: Problem, language: Language) -> Json:
    """`{"code", "severity", "about", "values", "where", "what", "todo"}`."""
    values = dict(problem.values)
    saying = say(problem.code, {"about": problem.about, **values}, language)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "about": problem.about,
        "values": values,
        "where": where_json(problem.where),
        "what": saying.what,
        "todo": saying.todo,
    }


def problems_json(problems: Sequence[Problem], language: Language) -> list[Json]:
    """Each problem in that shape."""
    return [problem_json(problem, language) for problem in problems]


def where_json(mark: Location | None) -> Json | None:
    """`{"file", "line", "column"}`, counted from 1."""
    return {"file": mark.file, "line": mark.line, "column": mark.column} if mark else None


def change_json(change: Change) -> Json:
    """`{"kind", "code", "sku", "fields", "before", "after", "reason"}`."""
    before, after = changed_values(change)
    return {
        "kind": change.kind,
        "code": change.code,
        "sku": change.sku,
        "fields": list(change.fields),
        "before": before,
        "after": after,
        "reason": change.reason,
    }


def plan_json(plan: Plan, language: Language) -> Json:
    """A plan; what is held stands among the changes and carries why."""
    going = [change_json(change) | {"held": None} for change in plan.changes]
    held = [
        change_json(one.change) | {"held": problem_json(one.problem, language)} for one in plan.held
    ]
    return _plan(plan, going + held, language)


def report_json(report: Report, language: Language) -> Json:
    """A plan with what became of each change; a change that was never tried says `none`."""
    outcomes = {_key(outcome.change): outcome for outcome in report.outcomes}
    going = [
        change_json(change) | {"held": None} | outcome_json(outcomes.get(_key(change)), language)
        for change in report.plan.changes
    ]
    held = [
        change_json(one.change)
        | {"held": problem_json(one.problem, language)}
        | outcome_json(None, language)
        | {"outcome": "held"}
        for one in report.plan.held
    ]
    return _plan(report.plan, going + held, language)


def outcome_json(outcome: Outcome | None, language: Language) -> Json:
    """`{"outcome", "remote_id", "problem"}`."""
    if outcome is None:
        return {"outcome": "none", "remote_id": None, "problem": None}
    problem = outcome.problem
    return {
        "outcome": outcome.status,
        "remote_id": outcome.remote_id,
        "problem": problem_json(problem, language) if problem else None,
    }


def unreached_json(shop: str, problem: Problem, language: Language) -> Json:
    """A shop that could not be worked on, in the shape of a plan."""
    return {
        "shop": shop,
        "digest": None,
        "complete": False,
        "changes": [],
        "theirs": [],
        "problems": [problem_json(problem, language)],
    }


def _plan(plan: Plan, changes: list[Json], language: Language) -> Json:
    return {
        "shop": plan.shop,
        "digest": plan.digest,
        "complete": plan.complete,
        "changes": changes,
        "theirs": [change_json(change) for change in plan.theirs],
        "problems": problems_json(plan.problems, language),
    }


def _key(change: Change) -> tuple[str, str, str | None]:
    return change.kind, change.code, change.sku

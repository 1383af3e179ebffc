"""What was done and decided, as machines read it."""

from __future__ import annotations

from sync.model import Language
from sync.output.changes import Json, change_json, problem_json
from sync.store import Decision, Entry


def hold_json(one: Decision) -> Json:
    """`{"shop", "product", "who", "origin", "at", "note"}`; null is all of them."""
    return {
        "shop": one.shop,
        "product": one.code,
        "who": one.who,
        "origin": one.origin,
        "at": one.at.isoformat(),
        "note": one.note,
    }


def decision_json(one: Decision) -> Json:
    """What was decided; null for shop or product is all of them."""
    return {
        **hold_json(one),
        "id": one.id,
        "verdict": one.verdict,
        "digest": one.digest,
        "change": change_json(one.change) if one.change else None,
        "used_at": one.used_at.isoformat() if one.used_at else None,
    }


def entry_json(entry: Entry, language: Language) -> Json:
    """A change with when, and what became of it; times are ISO 8601 in UTC."""
    problem = entry.problem
    return {
        "id": entry.id,
        "run": entry.round_id,
        "at": entry.at.isoformat(),
        "started_at": entry.started_at.isoformat() if entry.started_at else None,
        "finished_at": entry.finished_at.isoformat() if entry.finished_at else None,
        "shop": entry.change.shop,
        **change_json(entry.change),
        "outcome": entry.status,
        "remote_id": entry.remote_id,
        "problem": problem_json(problem, language) if problem else None,
    }

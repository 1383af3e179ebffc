# mypy: no-warn-unreachable
"""Every place where a round waits for something, found in the code, and a death at any of them.

`trace()` must be called before the product is imported: an import hook rewrites `await x` into
`passed(n, await reached(n, x))`, and `async for` and `async with` likewise, in the packages below.
The product itself knows nothing of it.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Literal

ROOT = Path(__file__).parents[2]
PACKAGES = ("sync.running", "sync.transport", "adapters")
KILL_AT = "OCOP_KILL_AT"  # "path:line:column:phase:nth", to die there in `tests.campaigns.ocop`
HOOK = "__await_points__"

Phase = Literal["before", "after"]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """Just before or just after one await, the nth time that it is come to."""

    point: str  # path:line:column
    phase: str
    nth: int

    def __str__(self) -> str:
        return f"{self.point}:{self.phase}:{self.nth}"

    @classmethod
    def read(cls, text: str) -> Moment:
        point, phase, nth = text.rsplit(":", 2)
        return cls(point, phase, int(nth))


@dataclass
class Tracer:
    """Counts how often each point is come to; dies without a word at one moment, or falls asleep.

    Every moment is kept, with what a death would leave behind where `look` can say it.
    """

    dies_at: Moment | None = None
    sleeps_at: Moment | None = None
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    look: Callable[[], str] | None = None
    seen: list[tuple[str, str]] = field(default_factory=list)  # a moment, and what was seen

    def reached(self, point: str, awaited: Any) -> Any:
        self._hit(point, "before")
        return awaited

    def passed(self, point: str, result: Any = None) -> Any:
        self._hit(point, "after")
        return result

    def _hit(self, point: str, phase: Phase) -> None:
        if sys.platform == "win32":
            raise NotImplementedError
        self.counts[point, phase] += 1
        moment = Moment(point, phase, self.counts[point, phase])
        self.seen.append((str(moment), self.look() if self.look else ""))
        if self.dies_at == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.sleeps_at == moment:
            os.kill(os.getpid(), signal.SIGSTOP)


TRACER = Tracer()


def points() -> frozenset[str]:
    """Every await, `async for` and `async with` of the traced packages, by its place."""
    found = set()
    for package in PACKAGES:
        for path in sorted((ROOT / package.replace(".", "/")).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith):
                    found.add(_place(path, node))
                elif isinstance(node, ast.comprehension) and node.is_async:
                    found.add(_place(path, node.iter))
    return frozenset(found)


def _place(path: Path, node: Any) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{node.lineno}:{node.col_offset}"


class _Rewriting(ast.NodeTransformer):
    """Puts the two calls round every place that waits."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def visit_Await(self, node: ast.Await) -> ast.expr:
        place = _place(self._path, node)
        self.generic_visit(node)
        node.value = _call("reached", place, node.value)
        return _call("passed", place, node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AsyncFor:
        place = _place(self._path, node)
        self.generic_visit(node)
        node.iter = _call("reached", place, node.iter)
        node.body.insert(0, ast.Expr(_call("passed", place)))
        return node

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AsyncWith:
        place = _place(self._path, node)
        self.generic_visit(node)
        first = node.items[0]
        first.context_expr = _call("reached", place, first.context_expr)
        node.body.insert(0, ast.Expr(_call("passed", place)))
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        place = _place(self._path, node.iter)
        self.generic_visit(node)
        if node.is_async:
            node.iter = _call("reached", place, node.iter)
        return node


def _call(name: str, place: str, *more: ast.expr) -> ast.Call:
    target = ast.Attribute(ast.Name(HOOK, ast.Load()), name, ast.Load())
    return ast.Call(target, [ast.Constant(place), *more], [])


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        """Never from a cached file: those know nothing of the hook."""
        path = Path(self.get_filename(fullname))
        tree = _Rewriting(path).visit(ast.parse(path.read_bytes(), str(path)))
        return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[HOOK] = TRACER
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not any(name == package or name.startswith(package + ".") for package in PACKAGES):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def trace() -> None:
    """Trace every import of the packages from now on."""
    early = [name for name in _imported() if sys.modules[name].__dict__.get(HOOK) is None]
    assert early == [], f"imported before it could be traced: {early}"
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def _imported() -> Iterator[str]:
    for name in sys.modules:
        if any(name == package or name.startswith(package + ".") for package in PACKAGES):
            yield name

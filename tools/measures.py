"""Measures the source as a reader would feel it: how long, how wide, how deep.

`python -m tools.measures` prints the figures, and with `--lists` the files and names behind them;
`tests/test_style.py` holds the bars.
"""

from __future__ import annotations

import ast
import gc
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ("sync", "adapters", "sandbox")
FILE_LINES, USUAL_FILE_LINES, SLIVER_LINES = 400, 250, 60


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it stands, and its size from `def` to its last line."""

    path: str
    line: int
    name: str
    lines: int
    parameters: int  # besides self or cls

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name}"


def tracked() -> list[Path]:
    """Every file of the project; outside git, what git would see."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    names = listing.stdout.split("\0") if listing.returncode == 0 else list(_unpacked())
    return [ROOT / name for name in sorted(names) if (ROOT / name).is_file()]


def _unpacked() -> Iterator[str]:
    """The files of a downloaded archive, without what set-up and tests made."""
    made = {".venv", ".uv", "var", "build", "dist", "__pycache__", ".hypothesis"}
    for path in ROOT.rglob("*"):
        place = path.relative_to(ROOT)
        if path.is_file() and not made & set(place.parts) and "cache" not in place.parts[0]:
            yield place.as_posix()


@cache
def modules(*folders: str) -> tuple[tuple[str, ast.Module], ...]:
    """The parsed Python files under some folders, each with its path from the root."""
    places = {path.relative_to(ROOT): path for path in tracked() if path.suffix == ".py"}
    parsed = tuple(
        (place.as_posix(), _parsed(path))
        for place, path in places.items()
        if place.parts[0] in folders
    )
    gc.freeze()  # millions of nodes that live as long as the process: no collection need pass them
    return parsed


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions() -> list[Function]:
    """Every function and method of the source."""
    return [
        _measured(path, node)
        for path, module in modules(*SOURCE)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _measured(path: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    asked = node.args.posonlyargs + node.args.args
    own = 1 if asked and asked[0].arg in ("self", "cls") else 0
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    count = len(asked) + len(node.args.kwonlyargs) - own
    return Function(path, node.lineno, node.name, lines, count)


def file_lengths() -> dict[str, int]:
    """Lines of every source file."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in SOURCE
    }


def module_names() -> dict[str, str]:
    """The dotted name of every source module, with its path."""
    return {
        path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
        for path, _ in modules(*SOURCE)
    }


def importers() -> dict[str, set[str]]:
    """Every source module's path, with the paths of the source modules that import it."""
    known = module_names()
    found: dict[str, set[str]] = {path: set() for path in known.values()}
    for path, module in modules(*SOURCE):
        for node in ast.walk(module):
            for name in _imported(node):
                if name in known and known[name] != path:
                    found[known[name]].add(path)
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    """The dotted names that a node may import: of `from a import b` both a.b and a."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def slivers() -> dict[str, int]:
    """Files under 60 lines with one importer: each must be worth its own name, or be merged."""
    lengths, imported = file_lengths(), importers()
    return {
        path: lines
        for path, lines in lengths.items()
        if lines < SLIVER_LINES and len(imported[path]) == 1 and not path.endswith("__init__.py")
    }


def class_homes() -> dict[str, set[str]]:
    """Every public class of the source, with the paths that define it."""
    homes: dict[str, set[str]] = {}
    for path, module in modules(*SOURCE):
        for node in module.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, set()).add(path)
    return homes


def names_with_several_homes() -> dict[str, list[str]]:
    """Public class names of engine and adapters that mean more than one thing.

    In sync a name has one home. Among the adapters it may stand once in each, in files of one name
    (`adapters/*/client.py` may all have a `Client`), but then nowhere in sync. The replicas, which
    share nothing with them, name things as their platforms do.
    """
    several = {}
    for name, homes in class_homes().items():
        engine = [path for path in homes if path.startswith("sync/")]
        adapters = [Path(path) for path in homes if path.startswith("adapters/")]
        same_place = len({path.name for path in adapters}) <= 1
        if len(engine) + min(len(adapters), 1) > 1 or not same_place:
            several[name] = sorted(path for path in homes if not path.startswith("sandbox/"))
    return several


def percentile(values: list[int], share: float) -> int:
    """The value below which a share of the values lies."""
    return sorted(values)[int(len(values) * share)]


def pragmas() -> int:
    """How many lines are kept out of the coverage count; may only fall."""
    mark = "pragma: no " + "cover"
    scripts = [path for path in tracked() if path.suffix == ".py"]
    return sum(path.read_text(encoding="utf-8").count(mark) for path in scripts)


def main() -> int:
    """Print the house measures, the aim of each in brackets."""
    found, files = functions(), file_lengths()
    lengths = [function.lines for function in found]
    longest, widest = max(found, key=lambda f: f.lines), max(found, key=lambda f: f.parameters)
    largest = max(files, key=lambda path: files[path])
    print(f"source             {len(files)} files, {sum(files.values())} lines")
    print(f"function length    median {statistics.median(lengths):g} (9), ", end="")
    print(f"90th percentile {percentile(lengths, 0.9)} (30)")
    print(f"longest function   {longest.lines} lines (40): {longest}")
    print(f"most parameters    {widest.parameters} (5): {widest}")
    print(f"file length        median {statistics.median(files.values()):g}, ", end="")
    print(f"90th percentile {percentile(list(files.values()), 0.9)} ({USUAL_FILE_LINES})")
    print(f"largest file       {files[largest]} lines ({FILE_LINES}): {largest}")
    print(f"names with several homes   {len(names_with_several_homes())} (0)")
    print(f"files under {SLIVER_LINES} lines with one importer   {len(slivers())}")
    print(f"pragma: no {'cover'}   {pragmas()}")
    if "--lists" in sys.argv[1:]:
        _print_lists()
    return 0


def _print_lists() -> None:
    print(f"\nfiles under {SLIVER_LINES} lines with one importer:")
    for path, lines in slivers().items():
        print(f"{lines:5} {path}")
    print("\nclass names with several homes:")
    for name, homes in sorted(names_with_several_homes().items()):
        print(f"  {name}: {', '.join(homes)}")


if __name__ == "__main__":
    sys.exit(main())

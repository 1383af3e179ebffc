# make           what can be done here
help:
	@echo "make demo     sets everything up, then shows the whole story on a local sandbox"
	@echo "make test     sets everything up, then runs the tests"
	@echo "make fast     lint, types and the pure tests: about a minute"
	@echo "make check    lint, types, who may import whom"
	@echo "make bench    the benchmarks, as ratios"
	@echo "make setup    only sets up: a private .venv, done once (Windows: py tools\\setup.py)"
	@echo "make lock     writes requirements.lock anew after pyproject.toml changed"
	@echo "make clean    removes .venv and everything else that was made"

BIN := .venv/bin
FIT := import sys, ensurepip; sys.exit(sys.version_info < (3, 11))

# The first Python that fits makes the environment; where none fits, the script itself says why.
setup:
	@for python in python3.13 python3.12 python3.11 python3 python; do \
	  if $$python -c '$(FIT)' 2>/dev/null; then exec $$python tools/setup.py; fi; \
	done; \
	if command -v python3 >/dev/null; then exec python3 tools/setup.py; fi; \
	echo "Cần Python 3.11 trở lên. / Python 3.11 or newer is needed."; \
	echo "  Debian, Ubuntu: sudo apt install python3 python3-venv"; exit 1

demo: setup
	@$(BIN)/ocop demo

# Five for two cores: most tests wait for a clock, a disk or a process half of their time.
test: setup
	@$(BIN)/python -m pytest -n 5 --dist worksteal tests

# The tests that open no socket and no store; names that a rename took away are no error here.
PURE := $(wildcard tests/sync/model tests/sync/planning tests/sync/inventory tests/sync/papers tests/sync/stock \
  tests/sync/catalog tests/test_*.py)

fast: setup style types imports
	$(BIN)/python -m pytest -q -n 2 $(PURE)

# Two at a time: the types of this system and of Windows take longest, and wait for nothing.
check: setup
	@$(MAKE) --no-print-directory -j 2 -O types types-windows style imports

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

types-windows:
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/windows

imports:
	$(BIN)/lint-imports

# What the gate tries beside the tests. Two at a time: all but the covered tests wait half their time.
tried: setup
	@$(MAKE) --no-print-directory -j 2 -O covered demo first-steps wheel

covered:
	$(BIN)/python -m tools.coverage

first-steps:
	$(BIN)/python -m tools.first_steps

wheel:
	$(BIN)/python -m tools.try_wheel

bench: setup
	@$(BIN)/python -m tests.benchmarks

lock: setup
	@$(BIN)/python -m tools.lock

clean:
	rm -rf .venv .uv .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup demo test fast check style types types-windows imports tried covered first-steps wheel bench lock clean

# `make demo` and `make test` are all a newcomer needs; everything below makes its own environment first.
SHELL := /bin/sh
UV_VERSION := 0.13.9
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: setup demo test test-slow test-long check eval eval-drafts bench gallery lock

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else f"Python 3.11 to 3.13 is needed, this is {sys.version.split()[0]}: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/python -m uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(READY)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Images for containers often forbid bytecode: every command that a test starts would compile everything anew.
test test-slow test-long: export PYTHONDONTWRITEBYTECODE =

# A file stays on one worker, so that what it sets up is set up once.
test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not (long or slow or postgres)"

test-slow: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "(slow or postgres) and not long"

test-long: setup
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -m "long or hypothesis"

eval: setup
	$(BIN)/python -m evals

eval-drafts: setup
	$(BIN)/python -m evals.drafts

bench: setup
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.scale_bench
	$(BIN)/python -m evals.planning_bench
	$(BIN)/python -m evals.latency_bench
	$(BIN)/python -m evals.drafting_bench
	$(BIN)/python -m evals.slack_bench

gallery: setup
	$(BIN)/python -m evals.gallery

demo: setup
	$(BIN)/python -m assistant demo

lock:
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --group dev pyproject.toml -o requirements.lock

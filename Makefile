# make demo    set up, simulate a small world, load it, find its rings, show them
# make test    checks and all tests, on a real Neo4j too (installs Java and Maven with apt where it
#              can; elsewhere, but in CI, those tests are skipped)
# make check   formatter, linter, types, layers
# make bench   performance, as ratios measured side by side in one run
# make bench-quality   how good the rings are, beside other methods: writes docs/quality.md
#              (an hour; ARGS=--small takes minutes)
# make lock    resolve requirements.lock and docker/requirements.lock again

PYTHON ?= python3
VENV ?= .venv
DEMO ?= demo
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check format bench bench-quality lock clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("linkage needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) || { echo "cannot make $(VENV): on Debian, apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)
	rm -rf $(DEMO)
	$(BIN)/linkage simulate $(DEMO)/data --preset demo
	$(BIN)/linkage --workspace $(DEMO)/workspace load $(DEMO)/data
	$(BIN)/linkage --workspace $(DEMO)/workspace discover
	$(BIN)/linkage --workspace $(DEMO)/workspace evaluate $(DEMO)/data/truth.csv
	$(BIN)/linkage --workspace $(DEMO)/workspace rings

test: check
	tests/neo4j/ensure_java.sh || [ -z "$$CI" ]
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m tests.bench

bench-quality: $(READY)
	$(BIN)/python -m tests.quality $(ARGS)

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --quiet

lock:
	$(LOCK) --all-extras --group dev --output-file requirements.lock
	$(LOCK) --extra neo4j --group build --constraint requirements.lock --output-file docker/requirements.lock

clean:
	rm -rf $(VENV) $(DEMO) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

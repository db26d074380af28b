# The whole daily life of the project: `make run`, `make test`, `make check`, `make bench`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?=

.PHONY: setup run test check bench format

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: setup
	@$(BIN)/hoptac run $(if $(PORT),--port $(PORT))

test: setup
	@$(BIN)/python -m pytest

check: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright

bench: setup
	@$(BIN)/python -m benchmarks

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# `make` alone lists what there is. Everything sets itself up: Python 3.11+, git and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
KILLS ?= 500

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format run eval calibrate bench faults migrate backup lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(VENV)/runtime: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

# What runs day and night runs without docstrings (deploy/wijkmaat.service), and may not write here itself.
$(VENV)/compiled: $(VENV)/runtime
	@$(BIN)/python -m compileall -q -j 0 -o 2 -x '/(tests|pip|setuptools)/' $(VENV)/lib
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: $(VENV)/compiled ## install what running needs, and learn from the examples
	@$(BIN)/python -m compileall -q -o 0 -o 2 bot
	@$(BIN)/wijkmaat content learn

demo: setup ## try everything in a browser: no token, no network
	$(BIN)/wijkmaat demo --port $(PORT)

run: setup ## run the real bot with the settings in .env
	PYTHONOPTIMIZE=2 $(BIN)/wijkmaat run

check: $(VENV)/development ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/development ## mend formatting
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: $(VENV)/development setup check ## all checks and all tests
	$(BIN)/wijkmaat content check --quiet
	$(BIN)/pytest -n 2 --dist loadfile

eval: $(VENV)/development setup ## measure understanding; writes build/eval.json
	$(BIN)/python -m tools.eval

calibrate: $(VENV)/development setup ## fit from how likely we dare; writes content/taal/drempels.yaml
	$(BIN)/python -m tools.calibrate

bench: $(VENV)/development setup ## measure speed and memory; writes build/bench.json
	$(BIN)/python -m tools.bench

faults: $(VENV)/development setup ## kill it at random moments (KILLS=500); writes build/faults.json
	$(BIN)/python -m tools.faults --kills $(KILLS)

migrate: setup ## bring the database up to date
	$(BIN)/wijkmaat db migrate

backup: setup ## copy the database while it runs (FILE=backup.sqlite3)
	$(BIN)/wijkmaat db backup $(FILE)

lock: $(VENV)/development ## choose newer versions of everything we use, a week old at the least
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --exclude-newer "1 week" pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --exclude-newer "1 week" pyproject.toml --group dev -o requirements-dev.txt

clean: ## throw away what can be made again
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache content/.model

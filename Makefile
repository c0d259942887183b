# `make help` lists what can be made. Needed beforehand: Python 3.11 or newer with venv, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Options for `singlewindow demo`: make demo DEMO=--once
DEMO ?=
# Options for pytest: make test TESTS="tests/agencies -k biosecurity"
TESTS ?=
# Options for libFuzzer, and folders of more seeds: make fuzz FUZZ="--keep=var/fuzz -max_total_time=60"
FUZZ ?=

STYLES_AND_SCRIPTS := $(shell find singlewindow/web/assets -type f 2>/dev/null)
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
ASSETS := singlewindow/web/static/.built

.DEFAULT_GOAL := help
.PHONY: help install assets demo serve test lint bench fuzz mutate docs lock clean
.DELETE_ON_ERROR:

help: ## list what can be made
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

install: $(INSTALLED) ## put the product into .venv (leaves .venv/bin/singlewindow)

assets: $(ASSETS) ## build the pages' styles and scripts

demo: $(INSTALLED) $(ASSETS) ## lodge the Lagoon Islands' samples and serve on 127.0.0.1:8080 (DEMO=--once stops after the table)
	$(BIN)/singlewindow demo $(DEMO)

serve: $(INSTALLED) $(ASSETS) ## upgrade the database and serve
	$(BIN)/singlewindow upgrade
	$(BIN)/singlewindow serve

test: $(INSTALLED) $(TOOLS) $(ASSETS) ## run every test (TESTS="..." for some of them)
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

lint: $(INSTALLED) $(TOOLS) ## check style, types, the direction of imports, and sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy bench tools fuzz
	$(BIN)/lint-imports
	$(BIN)/python tools/size.py

bench: $(INSTALLED) $(TOOLS) ## measure reading, deciding, calculating and lodging, each beside its floor
	$(BIN)/python bench/parse.py
	$(BIN)/python bench/consolidate.py
	$(BIN)/python bench/tariff.py
	$(BIN)/python bench/lodge.py

fuzz: $(INSTALLED) ## feed wrong messages to the parser for ten minutes (FUZZ="-max_total_time=60" and other options of libFuzzer)
	$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/pip install --quiet 'atheris>=3,<4'
	$(BIN)/python -m fuzz.parse -max_total_time=600 -print_final_stats=1 $(FUZZ)

mutate: $(INSTALLED) $(TOOLS) ## change the decision rules in every small way, and see whether a test notices
	$(BIN)/python -c 'import cosmic_ray' 2>/dev/null || $(BIN)/pip install --quiet 'cosmic-ray>=8,<9'
	$(BIN)/python tools/mutate.py

docs: $(INSTALLED) ## write the generated pages of docs/reference anew
	$(BIN)/python tools/reference.py

lock: $(INSTALLED) ## choose versions anew within pyproject.toml's ranges
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile $(LOCKING) --extra build --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCKING) --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## remove what was installed and built (var/ stays: it holds data)
	rm -rf $(VENV) node_modules build dist singlewindow.egg-info singlewindow/web/static
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

LOCKING := pyproject.toml --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(TOOLS): requirements-dev.txt $(INSTALLED)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Node builds the pages' assets and runs nowhere else. A machine without npm gets it as a Python wheel.
$(ASSETS): package.json package-lock.json $(STYLES_AND_SCRIPTS) | $(INSTALLED)
	command -v npm >/dev/null || $(MAKE) $(TOOLS)
	$(BIN)/python singlewindow/web/assets/build.py --force
	@touch $@

# Needs Python 3.11 or later with pip and venv, and make. Everything else is installed into .venv, as pinned.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
REPORT := audit-report
UV := uv==0.13.9
ATHERIS := atheris==3.0.0
QUIET := --quiet --quiet

# pip's own notes on pip, and bytecode that nobody asked for, are not this project's output.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: audit test lint types bench bench-reuse bench-cache docs fuzz lock clean help

help:  ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-11s %s\n", $$1, $$2 }'

# Status 1 says that a document is rejected, which is what the samples are for; 2 that the audit could not be done.
audit: $(STAMP)  ## audit the samples, and write an HTML report
	@status=0; $(BIN)/source-audit check corpus/samples --report html=$(REPORT) >$(VENV)/findings.txt 2>$(VENV)/messages.txt || status=$$?; \
	grep -v '^source-audit: HTML report: ' $(VENV)/messages.txt >&2; \
	sed -n '/^[0-9][0-9]* documents*: /,$$p' $(VENV)/findings.txt; \
	if [ $$status -gt 1 ]; then grep ': failure ' $(VENV)/findings.txt; exit $$status; fi; \
	echo; echo "The samples are full of planted defects, so that most of them are rejected."; \
	echo "The report: file://$(CURDIR)/$(REPORT)/index.html"

test: lint types  ## all that CI checks: style, types, tests
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
		echo "No chromium or no chromedriver here: the browser tests will be skipped."
	$(BIN)/pytest

lint: $(STAMP)  ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## types
	$(BIN)/mypy
	MYPYPATH=tests/bench $(BIN)/mypy --explicit-package-bases tests

bench: $(STAMP)  ## accuracy, speed and memory, as the tables that README quotes
	@$(BIN)/python tests/bench/accuracy.py
	@$(BIN)/python tests/bench/planted.py
	@$(BIN)/python tests/bench/charsets.py
	@$(BIN)/python tests/bench/dates.py
	@$(BIN)/python tests/bench/planted_dates.py
	@$(BIN)/python tests/bench/planted_figures.py
	@$(BIN)/python tests/bench/attribution.py
	@$(BIN)/python tests/bench/metadata.py
	@$(BIN)/python tests/bench/splices.py --curve
	@$(BIN)/python tests/bench/speed.py

bench-reuse: $(STAMP)  ## what the family reuse finds and costs, up to 100,000 documents: some 30 minutes
	@$(BIN)/python tests/bench/reuse.py
	@$(BIN)/python tests/bench/reuse_scale.py

bench-cache: $(STAMP)  ## what a second run costs, over 5,000 documents: some 20 minutes
	@$(BIN)/python tests/bench/second_run.py --documents 5000

docs: $(STAMP)  ## the pages that are made of rules and schemas
	@$(BIN)/source-audit rules --markdown >docs/rules.md
	@$(BIN)/source-audit schema config --markdown >docs/configuration.md
	@$(BIN)/source-audit schema report --markdown >docs/report.md

fuzz: $(STAMP)  ## ten minutes of made-up bytes
	$(BIN)/pip install --quiet $(ATHERIS)
	$(BIN)/python tests/bench/fuzz.py -max_total_time=600

lock: $(STAMP)  ## pin the newest versions that pyproject.toml allows
	$(BIN)/pip install --quiet $(UV)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet --output-file requirements.lock

clean:  ## remove all that was made
	rm -rf $(VENV) $(REPORT) build dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -I -m venv $(VENV)
	@$(BIN)/python -I -m pip install $(QUIET) --require-hashes --requirement requirements.lock
	@$(BIN)/python -I -m pip install $(QUIET) --no-deps --no-build-isolation --editable .
	@touch $@

# Needs make and Python 3.11 or newer with pip, nothing else. Everything is installed in .venv.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SAMPLE := annotations
INPUTS := pyproject.toml constraints.txt

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help review test lint format types snapshots screenshots bench clean

help: ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'

review: $(VENV)/installed ## review the sample articles in the terminal
	@if [ -t 0 ] && [ -t 1 ]; then \
	  $(MAKE) --no-print-directory $(SAMPLE)/goldleaf.db && \
	  exec $(BIN)/goldleaf --workspace $(SAMPLE) review; \
	else \
	  echo 'There is no terminal here, so this plays "goldleaf demo" instead: the whole loop, headless.' >&2; \
	  exec $(BIN)/goldleaf demo; \
	fi

# Only made where it is missing: it holds the reviewer's decisions. What SQLite keeps beside it
# belongs to a database that is gone.
$(SAMPLE)/goldleaf.db: | $(VENV)/installed
	@rm -f $@-wal $@-shm
	@$(BIN)/goldleaf --workspace $(SAMPLE) add $(SAMPLE)/articles
	@$(BIN)/goldleaf --workspace $(SAMPLE) suggest

test: $(VENV)/installed-dev lint types ## lint, types, import contracts and every test
	$(BIN)/pytest -n 2

lint: $(VENV)/installed-dev ## ruff and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(VENV)/installed-dev ## mypy, strict
	$(BIN)/mypy

format: $(VENV)/installed-dev ## let ruff format and fix what it can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

snapshots: $(VENV)/installed-dev ## redraw the expected screens; look at the diff before you commit it
	$(BIN)/pytest --snapshot-update tests/tui

screenshots: $(VENV)/installed-dev ## redraw the pictures of the README and the docs
	$(BIN)/python docs/screenshots.py

bench: $(VENV)/installed-dev ## run the benchmarks; prints JSON
	@for each in bench/keys.py bench/suggest.py bench/formats.py; do $(BIN)/python $$each --json || exit; done

clean: ## remove what was installed and built; annotations stay
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/installed: $(INPUTS) | $(BIN)/python
	@echo 'Installing Goldleaf in $(VENV); this is done once.' >&2
	@$(PIP) install --constraint constraints.txt setuptools
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

# In isolation, since seqeval comes as source and is built by what it names itself.
$(VENV)/installed-dev: $(INPUTS) | $(VENV)/installed
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(BIN)/python:
	@for python in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  new_enough=$$python; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  exec "$$python" -m venv $(VENV); \
	done; \
	if [ "$$new_enough" ]; then \
	  echo "$$new_enough has no pip or no venv: install them (on Debian and Ubuntu: apt install python3-venv)." >&2; \
	else \
	  echo 'Goldleaf needs Python 3.11 or newer, and none was found: install it, or name it with "make PYTHON=/path/to/python3.11 ...".' >&2; \
	fi; \
	exit 1

# Everything runs in .venv, a virtual environment inside this checkout. Nothing is installed outside it.
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
# The first interpreter that is new enough; `make PYTHON=/path/to/python setup` chooses another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
# `make bench NOTICES=folder` measures on other notices.
NOTICES ?= corpora/notices

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint eval model schemas bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-9s %s\n", $$1, $$2 }'

setup: $(READY) ## make .venv and install everything into it

# Runs again only when what is to be installed has changed.
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "qingdan needs Python 3.11 or later; none found on PATH" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,calendar,parquet,postgres]'
	@touch $@

demo: $(READY) ## convert the sample notices, show their tasks, name the spreadsheet
	$(BIN)/qingdan demo corpora/notices corpora/demo -o out/demo

test: $(READY) ## run the tests
	$(BIN)/pytest -n auto

lint: $(READY) ## style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(READY) ## figures on the test split of the corpus and on ../shared/gold: rules, NER, both
	$(BIN)/python -m tools.evaluation

model: $(READY) ## train the model that proposes names, from corpora/ alone (2 minutes of CPU)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ner]'
	$(BIN)/python -m tools.model

schemas: $(READY) ## write schemas/ from the models
	$(BIN)/qingdan schema --write schemas

bench: $(READY) ## measure speed, memory and hostile files; decides nothing
	$(BIN)/python -m tests.benchmarks $(NOTICES) --hostile

clean: ## remove .venv and everything written
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

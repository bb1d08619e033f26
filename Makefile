# Shortcuts only: each line is a command that README.md or CONTRIBUTING.md gives in full.
BIN := .venv/bin

.PHONY: demo test validate lint types layers codes map site bench check clean

demo: $(BIN)/netweave
	$(BIN)/netweave demo

test: $(BIN)/pytest
	$(BIN)/pytest -q -n auto

validate: $(BIN)/pytest
	NETWEAVE_REPLICATES=2000 $(BIN)/pytest -q -s tests/validation

lint: $(BIN)/pytest
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/codespell src tests docs *.md

types: $(BIN)/pytest
	$(BIN)/mypy

layers: $(BIN)/pytest
	$(BIN)/lint-imports

codes: $(BIN)/netweave
	$(BIN)/python docs/make_codes.py
	$(BIN)/python docs/make_claims.py

map:
	src/netweave/plotting/interactive/source/build.sh src/netweave/plotting/interactive/static

site: $(BIN)/pytest
	$(BIN)/pip install -q -e ".[docs]" && $(BIN)/sphinx-build -W -n -q docs site

bench:
	python3 benchmarks/run.py

check:
	.ci/run

clean:
	rm -rf .venv site docs/reference docs/gallery_pages docs/tutorials/*.ipynb netweave-report build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(BIN)/netweave:
	python3 -m venv .venv && $(BIN)/pip install -q .

$(BIN)/pytest:
	python3 -m venv .venv && $(BIN)/pip install -q -e ".[test]"

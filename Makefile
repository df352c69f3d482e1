# `make site` and `make test` do all the set-up on a machine with Python 3.11 or newer.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := site
.PHONY: site test generate serve clean

site: $(VENV)/installed
	@$(BIN)/kg check
	@$(BIN)/kg build

test: $(VENV)/installed-dev
	@$(BIN)/python scripts/run_tests.py

generate: $(VENV)/installed-dev
	@$(BIN)/python scripts/generate.py

serve: $(VENV)/installed
	@$(BIN)/kg serve

clean:
	rm -rf $(VENV) _site dist

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer; this is " + sys.version.split()[0] + " (set PYTHON=/path/to/python3.11)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

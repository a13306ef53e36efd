# The two commands are `make demo` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
PY := $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin

.PHONY: help demo test check bench clean

help:
	@echo "make demo   set up, load a sample province, detect, serve"
	@echo "make test   set up, run all tests"
	@echo "make check  formatting, types, import rules"
	@echo "make bench  measure speed and memory"
	@echo "make clean  remove environment and demo data"

.venv/made:
	@test -n "$(PY)" || { echo "Python 3.11 or newer is needed: install it and try again. 需要 Python 3.11 或更新版本。"; exit 2; }
	@$(PY) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install python3-venv. 缺少 venv 模块，请安装 python3-venv。"; exit 2; }
	@echo "making .venv with $(PY)"
	@$(PY) -m venv .venv
	@touch $@

.venv/installed: pyproject.toml .venv/made
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

.venv/installed-dev: pyproject.toml .venv/made
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/installed

demo: .venv/installed
	@$(BIN)/jinying demo $(ARGS)

test: .venv/installed-dev
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/installed-dev
	@$(BIN)/python -m tests.bench.run $(ARGS)

clean:
	rm -rf .venv data

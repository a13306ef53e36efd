# The two commands are `make demo` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
BIN := .venv/bin
PYTHONS := python3.14 python3.13 python3.12 python3.11 python3
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check
AGAIN := { echo "The installation is not complete; run make again, it goes on from here. 安装未完成，再运行一次即可继续。"; exit 1; }

.PHONY: help demo test check bench quality screenshots page clean

help:
	@echo "make demo   set up, load a sample province, detect, serve   ARGS='--port 0 --no-serve'"
	@echo "make test   set up, run all tests                           ARGS='tests/test_cli.py -k ref'"
	@echo "make page   build the page anew where ui/ has changed"
	@echo "make check  formatting, types, import rules"
	@echo "make bench  measure speed and memory"
	@echo "make quality  measure the answers against labels, write docs/quality.md"
	@echo "make screenshots  every page in a browser, both themes and sizes, into ui/tests/e2e/shots"
	@echo "make clean  remove the environment and what tools left behind; data/ stays"

# A stamp is set when its step is complete, so the next make goes on where one was interrupted.
.venv/made:
	@for p in $(PYTHONS); do \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  found=$$p; $$p -c 'import venv, ensurepip' 2>/dev/null || continue; \
	  echo "making .venv with $$p"; $$p -m venv .venv && touch $@; exit; \
	done; \
	if [ "$$found" ]; then echo "Python's venv module is missing: install python3-venv. 缺少 venv 模块，请安装 python3-venv。"; \
	else echo "Python 3.11 or newer is needed: install it and try again. 需要 Python 3.11 或更新版本。"; fi >&2; exit 2

.venv/installed: pyproject.toml .venv/made
	@echo "installing what pyproject.toml names; the first time takes minutes. 正在安装依赖，首次需要几分钟。"
	@$(INSTALL) -e . || $(AGAIN)
	@touch $@

.venv/installed-dev: pyproject.toml .venv/made
	@echo "installing what pyproject.toml names, tools for tests too. 正在安装依赖与测试工具。"
	@$(INSTALL) -e '.[dev]' || $(AGAIN)
	@touch $@ .venv/installed

# The bench's peers see the product's packages through product.pth, and are not seen by the product.
.venv/installed-bench: pyproject.toml .venv/installed-dev
	@echo "installing the libraries that the bench measures beside ours. 正在安装性能对比所用的库。"
	@$(BIN)/python -m venv .venv/peers
	@$(BIN)/python -c 'import sysconfig as s; print(s.get_path("purelib"))' > \
	  "$$(.venv/peers/bin/python -c 'import sysconfig as s; print(s.get_path("purelib"))')/product.pth"
	@.venv/peers/bin/python -m pip install -q --disable-pip-version-check -e '.[bench]' || $(AGAIN)
	@touch $@

# Installing builds the page; where ui/ has changed since, the package is installed again, alone.
page: .venv/installed
	@$(BIN)/python build_page.py current || { echo "building the page anew. 正在重新构建分析页面。"; $(INSTALL) --no-deps -e . || $(AGAIN); }

demo: .venv/installed page
	@$(BIN)/python -m jinying demo $(ARGS)

test: .venv/installed-dev page
	@$(BIN)/python -m pytest $(if $(NEO4J_URI),,-n 3 --dist loadfile --no-loadscope-reorder) $(ARGS)

check: .venv/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/installed-bench
	@$(BIN)/python -m tests.bench.run $(ARGS)

screenshots: .venv/installed-dev page
	@$(BIN)/python -m tests.page_server $(ARGS)

quality: .venv/installed-dev
	@$(BIN)/python -m tests.bench.quality

clean:
	rm -rf .venv dist build api/page ui/node_modules .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@[ ! -e data ] || echo "data/ stays: it may hold more than the demo. 保留 data/：其中可能不只有演示数据。"

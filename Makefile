# Huiyin (回音). `make help` lists what can be asked for; GNU make and a POSIX sh.
# Every path is relative, so that a folder with spaces or Chinese characters in its name does no harm.

PYTHON ?=
PYTEST_ARGS ?= -n auto --dist worksteal
LOCK_ARGS ?=
DEMO_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
# $(call say,English,Chinese) says both, the reader's own language first.
say = case "$${HUIYIN_LANG:-$${LC_ALL:-$${LC_MESSAGES:-$$LANG}}}" in \
	[zZ][hH]*) printf '%s\n' "$(2)" "$(1)";; *) printf '%s\n' "$(1)" "$(2)";; esac
CATALOGUES := $(wildcard src/huiyin/locale/*/LC_MESSAGES/*.po)
TEXTS := src/huiyin/demo/texts
OUT := out/demo
BENCH := if [ ! -f bench/run.py ]; then echo "SKIPPED: bench/run.py is not there, nothing was measured."; exit 0; fi; \
	$(BIN)/python bench/run.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo demo-reset sample test check lint format types contracts score bench bench-quick messages catalogues images wheel lock clean

help: ## List the targets
	@echo "Huiyin (回音). Targets:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target words; do \
		printf '%-20s %s\n' "$$target" "$$words"; done
	@echo "Variables: PYTHON=python3.12 (which Python makes .venv), PYTEST_ARGS='-k words', LOCK_ARGS=--upgrade, DEMO_ARGS='--bind 127.0.0.1:8001'."

demo: $(VENV)/installed ## Start the site with the invented city 云汀市 in it; Ctrl-C stops it
	@$(BIN)/huiyin demo $(DEMO_ARGS)

demo-reset: $(VENV)/installed ## The same, begun anew: what was changed in the demo is thrown away
	@$(BIN)/huiyin demo --reset $(DEMO_ARGS)

sample: $(VENV)/installed ## Read the shipped sample texts, show one here and write pages to ./out/demo
	@$(BIN)/huiyin read --format terminal $(TEXTS)/deliberation-2026.txt
	@$(BIN)/huiyin read --format html --out $(OUT)/ $(TEXTS)/*.txt
	@echo
	@$(call say,The texts of the invented city 云汀市 as pages with their passages marked:,虚构城市云汀市的示例文本，每份一张标出原文的阅读页：)
	@for page in $(OUT)/*.html; do echo "  $$(pwd)/$$page"; done
	@$(call say,Read a text of your own:  $(BIN)/huiyin read FILE,读自己的文件：  $(BIN)/huiyin read 文件)

test: $(VENV)/dev $(VENV)/installed ## Install what the tests need and run them
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: lint types contracts test ## All checks: lint, types, contracts, tests

lint: $(VENV)/dev ## ruff: rules and format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: $(VENV)/dev ## ruff: put the code into the common format
	@$(BIN)/ruff format

types: $(VENV)/dev $(VENV)/installed ## mypy, strict
	@$(BIN)/python -m mypy

contracts: $(VENV)/dev $(VENV)/installed ## import-linter: who may import whom
	@$(BIN)/lint-imports --no-cache

score: $(VENV)/installed ## Score the reader on tests/golden, and on ../shared/gold where that is
	@mkdir -p build/golden && cp tests/golden/*.json $(TEXTS)/*.txt build/golden
	@echo "tests/golden:" && $(BIN)/huiyin score build/golden
	@if [ -d ../shared/gold ]; then echo "../shared/gold:" && $(BIN)/huiyin score ../shared/gold; \
	else echo "No ../shared/gold here: the development gold was NOT scored."; fi

bench: $(VENV)/dev $(VENV)/installed ## The benchmarks in full, peers included (bench/README.md)
	@$(BENCH)

bench-quick: $(VENV)/dev $(VENV)/installed ## The benchmarks that need no peers, in about a minute
	@$(BENCH) --quick

messages: $(VENV)/dev $(VENV)/installed ## Bring both catalogues of messages up to date
	@$(BIN)/python tools/messages.py

catalogues: $(VENV)/tools ## Compile the Chinese words of the command and the pages
	@$(BIN)/python hatch_build.py

images: $(VENV)/dev $(VENV)/installed ## Take the pictures in docs/images anew (needs Chromium)
	@$(BIN)/python tools/pictures.py

wheel: $(VENV)/tools ## Build wheel and source archive into ./dist
	@rm -rf dist
	@$(BIN)/python -m hatchling build

lock: build/uv ## Lock the requirements anew, with hashes (LOCK_ARGS=--upgrade for newer versions)
	@sh tools/lock.sh build/uv/bin/uv $(LOCK_ARGS)

clean: ## Remove the virtual environment, what was built and every cache
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

# Stamps: each says that a step was done with the files it depends on.

$(VENV)/made: tools/venv.sh
	@PYTHON='$(PYTHON)' sh tools/venv.sh $(VENV)
	@touch $@

$(VENV)/tools: $(VENV)/made requirements/build.txt
	@$(PIP) --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/runtime: $(VENV)/made requirements/runtime.txt
	@$(call say,Installing what Huiyin needs: half a minute and only once …,正在安装回音所需的部件：约半分钟，只此一次……)
	@$(PIP) --require-hashes -r requirements/runtime.txt
	@touch $@

$(VENV)/dev: $(VENV)/made requirements/dev.txt
	@$(call say,Installing what the tests need: a minute and only once …,正在安装测试所需的部件：约一分钟，只此一次……)
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/installed: $(VENV)/runtime $(VENV)/tools pyproject.toml hatch_build.py src/huiyin/__init__.py tools/install.py $(CATALOGUES)
	@$(BIN)/python tools/install.py
	@touch $@

build/uv:
	@PYTHON='$(PYTHON)' sh tools/venv.sh build/uv
	@build/uv/bin/python -m pip install -qq --disable-pip-version-check --no-input uv==0.13.9

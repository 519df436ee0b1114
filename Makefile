# What a developer types. `make` alone lists it.

# The first of these that runs, is 3.11 or newer and can make environments; `make PYTHON=… test` overrules.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	"$$python" -c '$(FITS)' >/dev/null 2>&1 && echo "$$python" && break; done)

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# An environment that was copied along with its folder would go on running the other folder's code.
ifeq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
OURS := yes
else
.PHONY: $(STAMP)
endif
YAKKAN := $(BIN)/yakkan
SOURCES := dsl generator tests
DEMO := rules/demo.yaml
LIFE := rules/life.yaml --from 2026-01-01 --to 2026-12-31

ifeq ($(YAKKAN_CI),1)
ENOUGH := --cov-fail-under=95
endif

say = @printf '\n== %s\n' '$(1)'

MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help install demo test site lint fmt golden bench coverage schemas clean

help: ## list the targets / 一覧を表示する
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(STAMP) ## make .venv with everything in it / 道具を .venv に用意する

demo: $(STAMP) ## evaluate a shipped case in both languages, build the site / 事例の判定とサイトの生成
	$(call say,$(DEMO) を約款の条項で判定します)
	$(YAKKAN) eval $(DEMO) --lang ja
	$(call say,Evaluating $(DEMO) against the terms)
	$(YAKKAN) eval $(DEMO) --lang en
	$(call say,契約の一生を時系列で示します)
	$(YAKKAN) timeline $(LIFE) --lang ja
	$(call say,The life of a contract as a time line)
	$(YAKKAN) timeline $(LIFE) --lang en
	$(call say,サイトを public/ に生成します / Building the site into public/)
	$(YAKKAN) docs build

# pytest stays last: its closing lines name what was left out and count what passed.
test: lint ## run every check and test / すべての検査とテスト
	$(call say,The book)
	$(YAKKAN) check
	$(YAKKAN) fmt --check
	$(call say,Tests)
	$(BIN)/pytest -n auto --dist worksteal -rfEs --no-cov $(ENOUGH)

site: $(STAMP) ## build the site into public/ / サイトを public/ に生成する
	$(call say,サイトを public/ に生成します / Building the site into public/)
	$(YAKKAN) docs build

lint: $(STAMP) ## style, types, and who may import whom / 書式・型・依存関係の検査
	$(call say,Style)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(call say,Types)
	$(BIN)/mypy
	$(call say,Imports)
	$(BIN)/lint-imports --no-logo

golden: $(STAMP) ## write the page of all sentences anew, to be read before it is committed / 全文のページを書き直す
	YAKKAN_GOLDEN=write $(BIN)/python -m pytest -q tests/test_golden.py

fmt: $(STAMP) ## format the code and the book / コードと規則の整形
	$(BIN)/ruff check --fix-only $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	$(YAKKAN) fmt

bench: $(STAMP) ## how many changes of the evaluator the tests notice / 変異テスト
	$(BIN)/pip install -q 'mutmut>=3.8,<4'
	$(BIN)/python bench/mutation.py

coverage: $(STAMP) ## which lines the tests run, as pages in build/coverage/ / テストの網羅率
	$(BIN)/pytest -n auto -q --cov --cov-report=term --cov-report=html

# The package ships the ministry's own file, unchanged: the number is what others record for the file on its site.
SCHEMA := build/schemas/stdLaw.xsd
schemas: $(SCHEMA) ## fetch the schema of statute XML, with npm, so that a test can use it / 法令標準XMLのスキーマを取得する

$(SCHEMA):
	mkdir -p $(@D)
	cd $(@D) && npm pack --silent lawtext@0.1.52 >/dev/null && tar -xzf lawtext-0.1.52.tgz --strip-components=2 package/bin/stdLaw.xsd
	rm $(@D)/lawtext-0.1.52.tgz
	echo 'f5e11ddb0d91c26232d6eb49a59001c3f5d418ef34fd2aef3b59223a6f633276  $@' | sha256sum --check --quiet || { rm $@; exit 1; }

clean: ## remove everything that make has made / 生成物をすべて削除する
	rm -rf $(VENV) build dist public .coverage .coverage.* .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(SOURCES) bench -type d -name __pycache__ -prune -exec rm -rf {} +

$(STAMP): pyproject.toml requirements.lock
	@if [ -n "$(OURS)" ] && $(BIN)/python -c '$(FITS)' 2>/dev/null; then exit 0; fi; \
	if ! "$(PYTHON)" -c '$(FITS)' 2>/dev/null; then \
		echo '!! Python 3.11 以上（venv モジュールを含む）が見つかりません。インストールするか、make PYTHON=/path/to/python3 で指定してください。Debian: apt install python3-venv' >&2; \
		echo '!! No Python 3.11 or newer with its venv module was found. Install one, or name it: make PYTHON=/path/to/python3. Debian: apt install python3-venv' >&2; \
		exit 1; \
	fi; \
	printf '\n== %s\n' "$(VENV) を作成します / Making $(VENV) with $$("$(PYTHON)" --version)"; \
	"$(PYTHON)" -m venv --clear $(VENV)
	$(call say,依存パッケージを導入します（初回は1分ほど） / Installing what it needs (a minute the first time))
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[site,documents,dev]"
	@printf '%s\n' '$(CURDIR)' >$@

# make run    装好一切，需要时训练模型，启动，打印地址；Ctrl-C 全部停下
# make test   装好一切，跑全部检查和测试
# make lock   按 pyproject.toml 和 rasa_box/requirements.in 重写两份锁文件
# make evaluate / make bench   见 docs/evaluation.md

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := run

PORT ?= 8000
UV := .tools/bin/uv
UV_VERSION := 0.13.9
# 政务内网常有自己的根证书：用系统信任的那些
export UV_SYSTEM_CERTS ?= 1
PYTHON := .venv/bin/python
JIESU := .venv/bin/jiesu

.PHONY: run test environments setup vectors lock evaluate bench bench-matching check clean format

run: environments
	@JIESU_DEMO=1 PORT=$(PORT) exec $(JIESU) serve --with-rasa

environments: .venv/.ready rasa_box/.venv/.ready bot/gateway/static/.ready

setup: environments
	@$(JIESU) train

vectors: .venv/.ready
	@$(JIESU) vectors

test: setup check vectors
	@tools/need-browser
	@$(PYTHON) -m pytest $(PYTEST_ARGS)

check: .venv/.ready web/node_modules/.ready
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@$(JIESU) knowledge check
	@cd web && npm run --silent check && npm run --silent test

evaluate: setup vectors
	@$(PYTHON) -m tests.evaluation.evaluate $(ARGS)

bench: setup vectors
	@$(PYTHON) -m tests.bench.bench $(ARGS)

bench-matching: .venv/.ready
	@$(PYTHON) -m tests.bench.matching $(ARGS)

format: .venv/.ready
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

clean:
	@rm -rf .venv .tools rasa_box/.venv web/node_modules bot/gateway/static

# --- environments -----------------------------------------------------------

$(UV):
	@tools/need-python
	@python3 -m venv .tools
	@.tools/bin/pip install --quiet uv==$(UV_VERSION)

.venv/.ready: requirements.lock pyproject.toml | $(UV)
	@echo "安装服务环境……"
	@[ -x $(PYTHON) ] || $(UV) venv --quiet --python python3 .venv
	@$(UV) pip sync --quiet --python $(PYTHON) requirements.lock
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation --editable .
	@touch $@

rasa_box/.venv/.ready: rasa_box/requirements.lock | $(UV)
	@echo "安装 Rasa 环境（约 2.5 GB，第一次要几十秒）……"
	@tools/make-rasa-environment $(UV)
	@touch $@

web/node_modules/.ready: web/package-lock.json
	@tools/need-node
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)

bot/gateway/static/.ready: web/node_modules/.ready $(WEB_SOURCES)
	@echo "生成网页……"
	@cd web && npm run --silent build
	@touch $@

lock: | $(UV)
	@$(UV) pip compile --quiet pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock
	@$(UV) pip compile --quiet rasa_box/requirements.in --python-version 3.10 --generate-hashes --no-emit-index-url --no-header --output-file rasa_box/requirements.lock

# One door for people and machines: `make` alone says what there is.
# Each target sets up what it needs by itself; a stamp in .venv says that this was done.

VENV := .venv
BIN := $(VENV)/bin
LOCKS := requirements
PROJECT := pyproject.toml tools/setup.sh

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# SOURCE and ARGS reach the shell through the environment, so that a path may hold blanks.
export SOURCE ARGS
SOURCE_ARGUMENT = $${SOURCE:+"$$SOURCE"} $$ARGS

.PHONY: help
help: ## 显示这份说明 · show this
	@sh tools/help.sh $(firstword $(MAKEFILE_LIST))

.PHONY: pdf
pdf: $(VENV)/.main ## 排成 PDF · a print PDF of SOURCE
	@$(BIN)/publisher pdf $(SOURCE_ARGUMENT)

.PHONY: epub
epub: $(VENV)/.main ## 做成 EPUB · an EPUB 3.3 of SOURCE
	@$(BIN)/publisher epub $(SOURCE_ARGUMENT)

.PHONY: catalogue
catalogue: $(VENV)/.main ## 上书架：网页和订阅目录 · put it on a shelf: a website with feeds
	@$(BIN)/publisher catalogue $(SOURCE_ARGUMENT)

.PHONY: batch
batch: $(VENV)/.main ## 批量制作清单里的出版物 · all publications of a list: SOURCE=list.txt
	@$(BIN)/publisher batch $(SOURCE_ARGUMENT)

.PHONY: preview
preview: $(VENV)/.preview ## 边改边看 · the pages in a browser, anew at each save
	@$(BIN)/publisher preview $(SOURCE_ARGUMENT)

.PHONY: check
check: $(VENV)/.main ## 检查稿件和成品 · every finding, with its place
	@$(BIN)/publisher check $(SOURCE_ARGUMENT)

.PHONY: test
test: lint types walls fast ## 静态检查和快的测试 · linters and the fast tests

# Those that stop processes, fill disks and wait for browsers have the machine to themselves.
ALONE := tests/cli tests/hostile tests/house tests/preview
.PHONY: test-slow
test-slow: $(VENV)/.test ## 慢的测试（含全新克隆）· the slow tests, a fresh clone among them
	@if [ -n "$$ARGS" ]; then $(BIN)/pytest -m slow $$ARGS || [ $$? -eq 5 ]; else \
		failed=0; \
		$(BIN)/pytest -n auto --dist loadfile -m slow $(addprefix --ignore=,$(ALONE)) || failed=1; \
		$(BIN)/pytest -m slow $(ALONE) || failed=1; \
		exit $$failed; fi  # 5: no slow test matches ARGS

.PHONY: bench
bench: $(VENV)/.main ## 计时 · timings
	@$(BIN)/python -m benchmarks $$ARGS

.PHONY: clean
clean: ## 删除 build/ 里做出来的东西 · delete what was made
	@rm -rf build dist

# Parts of `make test`, also of use alone.
.PHONY: lint
lint: $(VENV)/.test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || \
		{ echo "make format puts these right:"; $(BIN)/ruff format --check .; exit 1; }
	@shellcheck .ci/run tools/*.sh

.PHONY: types
types: $(VENV)/.test
	@$(BIN)/mypy --no-error-summary

.PHONY: walls
walls: $(VENV)/.test
	@$(BIN)/lint-imports --verbosity quiet 2>/dev/null || $(BIN)/lint-imports

.PHONY: fast
fast: $(VENV)/.test
	@$(BIN)/pytest -n auto --dist loadfile -m "not slow" $$ARGS

# For those who change the program.
.PHONY: format
format: $(VENV)/.test ## 统一代码格式 · put the code's format right
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: messages
messages: $(VENV)/.test ## 更新译文目录 · refresh the catalogue of translations
	@$(BIN)/python tools/messages.py

.PHONY: docs
docs: $(VENV)/.test ## 更新由代码生成的文档 · refresh the documents made from the code
	@$(BIN)/python tools/findings.py
	@$(BIN)/python tools/layouts.py
	@$(BIN)/python tools/pictures/tokens.py --pages

.PHONY: pictures
pictures: $(VENV)/.main ## 重画文档里各个记号的图 · draw the tokens' pictures of docs/ anew
	@$(BIN)/python tools/pictures/tokens.py

.PHONY: next-engine
next-engine: $(VENV)/.test ## 试新版 WeasyPrint · what WeasyPrint's newest release changes under us
	@tools/next_engine.sh

.PHONY: fuzz
fuzz: $(VENV)/.test ## 随机稿件测试 MINUTES 分钟 · random manuscripts for MINUTES
	@$(BIN)/python tools/fuzz.py $(or $(MINUTES),10)

.PHONY: audit
audit: $(VENV)/.main ## 核对依赖与锁定版本 · compare what is installed with what is locked
	@$(BIN)/python tools/supply.py audit

.PHONY: sbom
sbom: $(VENV)/.main ## 软件物料清单（CycloneDX） · a bill of materials, build/sbom.cdx.json
	@$(BIN)/python tools/supply.py sbom

.PHONY: lock
lock: $(VENV)/.test ## 更新锁定的依赖 · refresh the locked dependencies
	@tools/lock.sh

$(VENV)/.main: $(LOCKS)/main.txt $(PROJECT)
	@tools/setup.sh main

$(VENV)/.preview: $(LOCKS)/preview.txt $(PROJECT)
	@tools/setup.sh preview

$(VENV)/.test: $(LOCKS)/dev.txt tools/checkers/package-lock.json $(PROJECT)
	@tools/setup.sh test

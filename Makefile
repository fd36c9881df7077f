# Two commands are enough: `make run` starts the demo town, `make test` tries everything.
# Both say what they install before they do it, and install only what is missing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test lint fmt bench assets

# Built objects may live elsewhere; set CARGO_TARGET_DIR and every step follows it.
export CARGO_NET_RETRY ?= 10
export PATH := $(PATH):$(HOME)/.cargo/bin

# Official example messages and the source documents are not part of this tree. A folder
# that is missing skips its tests with one line, or fails them when CI=true.
ifneq ($(wildcard ../shared/interop),)
export INTEROP_DIR ?= $(abspath ../shared/interop)
endif
ifneq ($(wildcard ../shared/seeds),)
export SEEDS_DIR ?= $(abspath ../shared/seeds)
endif

help: ## Show this list.
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: ## Start the demo town on http://localhost:8080 (ARGS="…" goes to `helsebro demo`).
	@scripts/install.sh run
	@$(MAKE) --no-print-directory assets
	cargo run --locked --package helsebro-app -- demo $(ARGS)

test: ## Formatting, lints, every test on SQLite and PostgreSQL, stories in a browser.
	@scripts/install.sh test
	@$(MAKE) --no-print-directory assets
	@scripts/test.sh

lint: assets ## Formatting and lints alone.
	@scripts/lint.sh

fmt: ## Format the sources.
	cargo fmt --all

bench: ## The quick set of benchmarks, in a release build.
	@scripts/install.sh test
	@$(MAKE) --no-print-directory assets
	cargo build --locked --release --package helsebro-app
	@scripts/bench.sh

assets: ## Style sheets, icons, fonts and scripts that the binary embeds.
	@scripts/assets.sh

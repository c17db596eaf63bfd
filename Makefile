# Everything a newcomer types. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8080
SECONDS ?= 60
ROUNDS ?= 50
SWIFT_FILES := Package.swift Sources Tests
RELEASE := .build/release/huikan
# Functions are specialised and inlined across modules too: about a tenth less of the processor.
OPTIMIZED := -c release --static-swift-stdlib -Xswiftc -cross-module-optimization

.PHONY: help setup build run test test-api test-site test-deploy attack soak faults lint format bench bench-store bench-scale bench-build bench-live bench-search fuzz clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: ## Install what the build and the browser test need (Debian)
	@.ci/setup --browser

build: ## Build the release executable, .build/release/huikan
	@.ci/setup
	@echo "Building huikan (the first time takes some minutes) …"
	@swift build $(OPTIMIZED) --product huikan

run: build ## Build, make the demonstration club if there is none, serve site and API on one port
	@$(RELEASE) demo
	@exec $(RELEASE) serve --port $(PORT) --base-url http://127.0.0.1:$(PORT)

test: ## Run all Swift tests, then the browser tests
	@.ci/setup $(if $(CI),--browser)
	@swift build --build-tests
	@swift test --skip-build --disable-xctest
	@Tests/Browser/run

test-site: ## Hold every page type of the demonstration site to its gates (GATES="--json FILE --shots FOLDER")
	@.ci/setup --site
	@swift build --product huikan
	@Tests/Site/run $(GATES)

soak: ## Simulate lives of a store on failing disks for SECONDS=60, each from a new seed
	@swift build --build-tests
	@SOAK=$(SECONDS) swift test --skip-build --disable-xctest --filter SimulationTests

faults: build ## Kill the real server under load and let its system calls fail (ROUNDS=50)
	@HUIKAN=$(RELEASE) Tests/Faults/run --rounds $(ROUNDS)

test-api: ## Let schemathesis look for what the OpenAPI document does not promise, as every role
	@.ci/setup --attack
	@.venv/bin/python Tests/Attack/api.py

test-deploy: build ## Try docs/deploy for real: nginx and Caddy with TLS in front of a server, backup, units
	@.ci/setup --deploy
	@python3 Tests/Deploy/deploy.py

attack: build ## Attack a started server: guessing, forging, flooding, injecting; prints a table
	@.ci/setup --attack
	@.venv/bin/python Tests/Attack/attack.py

lint: ## Check the format of the code
	@swift format lint --strict --recursive --parallel $(SWIFT_FILES)

format: ## Format the code in place
	@swift format --in-place --recursive --parallel $(SWIFT_FILES)

bench: build ## Measure durable postings per second, start-up and the demonstration build
	@swift build $(OPTIMIZED) --product markdown-bench
	@Tests/Bench/run

bench-store: build ## Measure durable postings against PocketBase, SQLite and PostgreSQL (BENCH=--help)
	@python3 Tests/Bench/Store/bench.py --json .build/bench-store.json $(BENCH)

bench-scale: ## Measure starts and statements of a club with a million members (BENCH="--members 100000 …")
	@.ci/setup
	@swift build $(OPTIMIZED) --product store-scale
	@python3 Tests/Bench/scale.py --json .build/bench-scale.json $(BENCH)

bench-build: build ## Measure the build against Hugo on the same pages: 1k, 10k and 50k (BENCH=--help)
	@python3 Tests/Bench/Build/bench.py --json .build/bench-build.json $(BENCH)

bench-search: build ## Measure search against Pagefind, on the same pages in the same Chromium
	@.ci/setup --browser
	@.venv/bin/python Tests/Bench/Search/bench.py --json .build/bench-search.json $(BENCH)

bench-live: build ## Measure the time from a save to the refreshed page in Chromium (BENCH="--articles 10k")
	@.ci/setup --browser
	@.venv/bin/python Tests/Bench/live.py --json .build/bench-live.json $(BENCH)

fuzz: ## Look for inputs that break the Markdown layer, for SECONDS=60
	@Tests/Fuzz/run $(SECONDS)

clean: ## Remove what was built; Store/ is never touched
	@rm -rf .build .huikan
	@find Site -mindepth 1 ! -name .gitignore -delete

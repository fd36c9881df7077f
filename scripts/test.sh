#!/usr/bin/env bash
# Everything `make test` tries, cheapest first. install.sh and assets.sh have run before.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

scripts/lint.sh

step "tests on SQLite and PostgreSQL"
if cargo nextest --version >/dev/null 2>&1; then
    profile=default
    if [ "${CI:-}" = true ]; then profile=ci; fi
    scripts/with-postgres.sh cargo nextest run --locked --workspace --profile "$profile"
else
    scripts/with-postgres.sh cargo test --locked --workspace --lib --bins --tests
fi

step "examples in the documentation"
cargo test --locked --workspace --doc --quiet

if [ -f stories/run.mjs ]; then
    step "stories in a browser"
    cargo build --locked --package helsebro-app
    node stories/run.mjs
fi

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
    # The walk over every page in every state, `node stories/run.mjs pages`, is run by
    # itself until it has been seen to pass from end to end.
    node stories/run.mjs contact-list kari-writes keyboard languages who-may-not without-script
fi

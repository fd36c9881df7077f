#!/usr/bin/env bash
# Formatting, lints, and what we depend on. Stops at the first that is not clean.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "formatting"
cargo fmt --all --check

step "lints"
cargo clippy --locked --workspace --all-targets -- -D warnings

step "the checks that are turned off one by one are where the script looks for them"
node scripts/mutate.mjs --list >/dev/null

step "licences, bans and sources of dependencies"
if cargo deny --version >/dev/null 2>&1; then
    cargo deny --locked check bans licenses sources
else
    echo "skipped: cargo-deny is not installed"
fi

#!/usr/bin/env bash
# The quick set of benchmarks, each against the bare loop on the same database in the same run.
# Without PostgreSQL only the SQLite figures are printed.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=${CARGO_TARGET_DIR:-target}/release/helsebro

for name in send inbox; do
    "$binary" bench "$name"
done

# Not how fast, but what is left when it is killed: docs/operate/survive.md.
"$binary" bench survive --rounds 20

#!/usr/bin/env bash
# The quick set of benchmarks, each against the bare loop on the same database in the same run.
# Where PostgreSQL's programs are, the same once more on a server of its own with durable
# COMMITs; without them only the SQLite figures are printed. docs/operate/measure.md says how
# to read the lines.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=${CARGO_TARGET_DIR:-target}/release/helsebro
# With few residents every conversation would have hundreds of messages in a minute.
short=(--seconds 1 --residents 2000)
lists=(--seconds 1 --residents 256)

set_on() {
    "$binary" bench yardstick --clients 64 "${short[@]}" --database "$1"
    for clients in 1 16 64; do
        "$binary" bench send --clients "$clients" "${short[@]}" --database "$1"
    done
    "$binary" bench send --epj --clients 64 "${short[@]}" --database "$1"
    "$binary" bench inbox --clients 16 "${lists[@]}" --database "$1"
}

# The same script again, inside a server that scripts/with-postgres.sh has started.
if [ -n "${HELSEBRO_BENCH_POSTGRES:-}" ]; then
    set_on "$TEST_POSTGRES"
    exit
fi

"$binary" bench envelope --seconds 1
"$binary" bench resolve
set_on sqlite
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; then
    HELSEBRO_BENCH_POSTGRES=1 PG_FSYNC=on scripts/with-postgres.sh scripts/bench.sh
else
    echo "bench: no PostgreSQL server found; its figures are left out" >&2
fi

# Not how fast, but what is left when it is killed: docs/operate/survive.md.
"$binary" bench survive --rounds 20

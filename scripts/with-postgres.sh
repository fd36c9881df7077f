#!/bin/sh
# Runs a command with a PostgreSQL of its own on the loopback address.
#
#   scripts/with-postgres.sh cargo nextest run
#
# The command finds it at TEST_POSTGRES. The server lives in a temporary folder,
# runs as an ordinary user (PostgreSQL refuses root), and is stopped and removed
# when the command ends, however it ends. PG_FSYNC=on keeps COMMITs durable, for
# benchmarks; tests do not need it.
set -eu

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT...]" >&2; exit 2; }

say() { echo "with-postgres: $*" >&2; }

# Debian keeps the server's programs out of PATH, one folder for each version.
bin=
for candidate in $(command -v initdb 2>/dev/null) /usr/lib/postgresql/*/bin/initdb; do
    if [ -x "$candidate" ]; then bin=$(dirname "$(readlink -f "$candidate")"); fi
done
[ -n "$bin" ] || { say "no PostgreSQL server found; install the package postgresql"; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/helsebro-postgres.XXXXXX")
server=

clean_up() {
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# As root everything about the server is done by nobody.
as_user=
if [ "$(id -u)" -eq 0 ]; then
    chown nobody "$folder"
    as_user="runuser -u nobody --"
fi

cd "$folder"
if ! $as_user "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
    --no-sync >"$folder/initdb.log" 2>&1; then
    cat "$folder/initdb.log" >&2
    exit 1
fi
cd "$OLDPWD"

# A free port is found by trying: what is taken is told by the server itself.
try_port() {
    port=$1
    # The server dies with this script, also when the script is killed outright.
    if [ -n "$as_user" ]; then
        setpriv --reuid nobody --regid nogroup --clear-groups --pdeathsig INT \
            "$bin/postgres" -D "$folder/data" -p "$port" -h 127.0.0.1 -k "" \
            -c fsync="${PG_FSYNC:-off}" -c max_connections=200 -c log_min_messages=fatal \
            >>"$folder/server.log" 2>&1 &
    else
        setpriv --pdeathsig INT \
            "$bin/postgres" -D "$folder/data" -p "$port" -h 127.0.0.1 -k "" \
            -c fsync="${PG_FSYNC:-off}" -c max_connections=200 -c log_min_messages=fatal \
            >>"$folder/server.log" 2>&1 &
    fi
    server=$!
    waited=0
    while [ "$waited" -lt 150 ]; do
        kill -0 "$server" 2>/dev/null || { wait "$server" || true; server=; return 1; }
        # Its own note, not the port: another server may be listening there.
        if grep -q '^ready' "$folder/data/postmaster.pid" 2>/dev/null; then return 0; fi
        waited=$((waited + 1))
        sleep 0.1
    done
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
    return 1
}

tries=0
until try_port $((20000 + ($$ * 7 + tries * 131) % 12000)); do
    tries=$((tries + 1))
    if [ "$tries" -ge 10 ]; then
        say "the server did not start"
        cat "$folder/server.log" >&2
        exit 1
    fi
done

export TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
status=0
"$@" || status=$?
exit "$status"

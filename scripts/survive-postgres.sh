#!/bin/sh
# A PostgreSQL that can be killed outright and started again, for `helsebro bench survive`
# and `helsebro bench notices`.
#
#   scripts/survive-postgres.sh FOLDER
#
# Makes a cluster in FOLDER, starts it on the loopback address and prints `ready URL`.
# Then it does what it reads, a word a line: `kill` ends the server and every process of
# it with SIGKILL and prints `killed N`; `start` starts it again and prints `ready URL`.
# When the input ends the server is stopped. COMMITs are durable, as by default.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$1

say() { echo "survive-postgres: $*" >&2; }

# Debian keeps the server's programs out of PATH, one folder for each version.
bin=
for candidate in $(command -v initdb 2>/dev/null) /usr/lib/postgresql/*/bin/initdb; do
    if [ -x "$candidate" ]; then bin=$(dirname "$(readlink -f "$candidate")"); fi
done
[ -n "$bin" ] || { say "no PostgreSQL server found; install the package postgresql"; exit 1; }

server=

clean_up() {
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# PostgreSQL refuses root: then everything about the server is done by nobody.
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
as_user=
become=
if [ "$(id -u)" -eq 0 ]; then
    chown nobody "$folder"
    as_user="runuser -u nobody --"
    become="--reuid nobody --regid nogroup --clear-groups"
fi

cd "$folder"
if ! $as_user "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
    --no-sync >"$folder/initdb.log" 2>&1; then
    cat "$folder/initdb.log" >&2
    exit 1
fi

# The server dies with this script, also when the script is killed outright. It is ready
# when its own note says so: one that a killed server left names another process.
start() {
    # shellcheck disable=SC2086 # Several words, or none.
    setpriv $become --pdeathsig INT "$bin/postgres" -D "$folder/data" -p "$port" -h 127.0.0.1 \
        -k "" -c max_connections=100 -c log_min_messages=log \
        >>"$folder/server.log" 2>&1 </dev/null &
    server=$!
    waited=0
    while [ "$waited" -lt 600 ]; do
        kill -0 "$server" 2>/dev/null || { wait "$server" || true; server=; return 1; }
        note="$folder/data/postmaster.pid"
        if [ "$(head -n 1 "$note" 2>/dev/null)" = "$server" ] && grep -q '^ready' "$note"; then
            return 0
        fi
        waited=$((waited + 1))
        sleep 0.1
    done
    return 1
}

# Stopped first, so that it makes no new process while its processes are counted.
kill_all() {
    kill -STOP "$server"
    processes=$(ps -o pid= --ppid "$server" || true)
    # shellcheck disable=SC2086 # One word a process.
    kill -KILL "$server" $processes 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
    killed=1
    for process in $processes; do
        killed=$((killed + 1))
        while kill -0 "$process" 2>/dev/null; do sleep 0.01; done
    done
}

tries=0
until port=$((20000 + ($$ * 7 + tries * 131) % 12000)) && start; do
    tries=$((tries + 1))
    if [ "$tries" -ge 10 ]; then
        say "the server did not start"
        cat "$folder/server.log" >&2
        exit 1
    fi
done

url="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
echo "ready $url"
while read -r word; do
    case $word in
        kill) kill_all; echo "killed $killed" ;;
        start)
            start || { say "the server did not start again"; cat "$folder/server.log" >&2; exit 1; }
            echo "ready $url"
            ;;
        *) say "it is kill or start, not $word"; exit 2 ;;
    esac
done

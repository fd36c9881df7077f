#!/usr/bin/env bash
# Installs what `make run` or `make test` needs and the machine lacks, saying so first.
#
#   scripts/install.sh run     checks what building takes
#   scripts/install.sh test    also PostgreSQL, a browser, xmllint, poppler, openssl and the test runner
#
# Taken for granted: git, make, a C compiler, Rust with cargo, Node with npm. Works for root
# and for a user with sudo. On a system without apt it names what is missing and stops.
set -euo pipefail

purpose=${1:-run}

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif has sudo; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        say "install: this needs root or sudo: $*"
        exit 1
    fi
}

# Package lists may be old or absent on a fresh machine; they are read once, when needed.
lists_are_read=no
apt_install() {
    if ! has apt-get; then
        say "install: no apt-get here; please install: $*"
        exit 1
    fi
    if [ "$lists_are_read" = no ]; then
        say "install: reading the package lists (apt-get update)"
        as_root apt-get update -qq
        lists_are_read=yes
    fi
    say "install: installing with apt-get: $*"
    as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

has_postgres() {
    has postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null
}

has_chromium() {
    [ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome
}

# What everything needs. They are never installed by this script: how one gets Rust and Node
# is each machine's own choice.
need_toolchain() {
    local missing=()
    for program in git make cc cargo rustc node npm; do
        has "$program" || missing+=("$program")
    done
    if [ "${#missing[@]}" -gt 0 ]; then
        say "install: please install these first: ${missing[*]}"
        exit 1
    fi
    # An older one stops in the middle of the stories with words that do not say why.
    local older
    older=$(node -p '"20.11.0".localeCompare(process.versions.node, "en", { numeric: true })')
    if [ "$older" -gt 0 ]; then
        say "install: Node 20.11 or newer is needed; this is $(node --version)"
        exit 1
    fi
}

# The server alone: tests make their own cluster in a temporary folder and stop it again,
# so the distribution is asked not to make and start one.
need_postgres() {
    has_postgres && return
    local config=/etc/postgresql-common/createcluster.conf
    apt_install postgresql-common
    as_root sed -i 's/^#\?create_main_cluster *=.*/create_main_cluster = false/' "$config"
    apt_install postgresql
}

need_chromium() {
    has_chromium || apt_install chromium
}

# Asks the official schemas about the messages that we write.
need_xmllint() {
    has xmllint || apt_install libxml2-utils
}

# Reads the letters that we make, as others do.
need_poppler() {
    { has pdfinfo && has pdftotext; } || apt_install poppler-utils
}

# Verifies the seal on what is given out, as others do.
need_openssl() {
    has openssl || apt_install openssl
}

# The test runner is compiled, which takes some minutes. Where that fails the tests run
# under `cargo test` instead, slower but the same.
need_nextest() {
    cargo nextest --version >/dev/null 2>&1 && return
    say "install: compiling the test runner (cargo install cargo-nextest)"
    cargo install --locked --quiet cargo-nextest ||
        say "install: no cargo-nextest; the tests will run under cargo test"
}

need_toolchain
case $purpose in
run) ;;
test)
    need_postgres
    need_chromium
    need_xmllint
    need_poppler
    need_openssl
    need_nextest
    ;;
*)
    say "usage: scripts/install.sh run|test"
    exit 2
    ;;
esac

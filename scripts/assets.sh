#!/usr/bin/env bash
# Style sheets, icons, fonts and scripts that the binary embeds, from the npm packages that
# package-lock.json names. They land in assets/, which is never committed. Done again only
# when the lock or this recipe has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=assets/.made-from
now=$(cat package.json package-lock.json scripts/assets.sh scripts/assets.mjs | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && [ -d node_modules/playwright-core ]; then
    exit 0
fi

echo "assets: fetching the npm packages of package-lock.json" >&2
npm ci --no-fund --no-audit --loglevel=error
node scripts/assets.mjs
printf '%s' "$now" >"$stamp"

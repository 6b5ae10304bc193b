#!/usr/bin/env bash
# Installs Debian's Chromium, which test:pages drives, unless it is there already.
set -euo pipefail

[ -x /usr/bin/chromium ] && exit 0
command -v apt-get > /dev/null || { echo "test:pages needs /usr/bin/chromium" >&2; exit 1; }
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium

#!/usr/bin/env bash
# Bundle the map: build.sh FOLDER writes map.js, map.css and LICENSES.txt into it. Nothing is left
# behind here: packages are installed in a folder of their own, as package-lock.json names them.
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/." "$work"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
npx --no-install esbuild map/main.js --bundle --format=esm --minify --charset=utf8 \
  --target=es2022 --legal-comments=none --log-level=warning --outfile="$out/map.js"
npx --no-install esbuild map/map.css --minify --charset=utf8 --log-level=warning \
  --outfile="$out/map.css"
cat notices.txt node_modules/cytoscape/LICENSE >"$out/LICENSES.txt"

#!/usr/bin/env bash
# What Lighthouse says of pages: four scores each, and what costs points. It takes a minute.
#   grader/bench/lighthouse.sh [PAGE...]
# Needs Node 20 or newer and a Chromium (CHROME_PATH names it). Lighthouse comes from the npm registry into npx's cache.
set -eu
CDPATH="" cd -- "$(dirname -- "$0")/../.."
[ $# -gt 0 ] || set -- index lab03 what-is-a-server
CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)} ||
  { echo "lighthouse.sh: no Chromium found: install one, or name it in CHROME_PATH" >&2; exit 2; }
export CHROME_PATH
folder=$(mktemp -d) || { echo "lighthouse.sh: no folder for temporary files: set TMPDIR to one" >&2; exit 2; }
: >"$folder/told"
./jbang site --out "$folder/site" --serve >"$folder/told" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT

until address=$(sed -n 's/^serving //p' "$folder/told") && [ -n "$address" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$folder/told" >&2; exit 1; }
  sleep 0.1
done

for page; do
  npx --yes lighthouse@12.8.2 "$address$page.html" --quiet --output=json --output-path="$folder/$page.json" \
    --only-categories=performance,accessibility,best-practices,seo \
    --chrome-flags="--headless=new --no-sandbox --disable-gpu --user-data-dir=$folder/profile"
  # shellcheck disable=SC2016  # the ${…} in it are JavaScript's
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const scores = Object.values(report.categories).map(one => `${one.title} ${Math.round(one.score * 100)}`);
    console.log(`${process.argv[2]}: ${scores.join(", ")}`);
    for (const category of Object.values(report.categories)) {
      for (const part of category.auditRefs.filter(part => part.weight > 0)) {
        const audit = report.audits[part.id];
        if (audit.score !== null && audit.score < 1)
          console.log(`  ${audit.id} ${audit.score}: ${audit.title}${audit.displayValue ? ", " + audit.displayValue : ""}`);
      }
    }' "$folder/$page.json" "$page"
done

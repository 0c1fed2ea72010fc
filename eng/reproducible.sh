#!/usr/bin/env bash
# Proves that a commit gives the same package wherever it is built: builds HEAD in two clones, in folders of other names, and compares every file.
#   eng/reproducible.sh [arguments for eng/package.sh]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for clone in one another/and/longer; do
  git clone -q "$root" "$work/$clone/leads"
  "$work/$clone/leads/eng/package.sh" --output "$work/$clone/package" "$@" >/dev/null
done
if ! diff -rq "$work/one/package/functions" "$work/another/and/longer/package/functions" ||
  ! cmp "$work/one/package/leadscoring.zip" "$work/another/and/longer/package/leadscoring.zip"; then
  echo "The two builds of $(git -C "$root" rev-parse --short HEAD) differ in the files named above." >&2
  echo "  fix: find what takes a path, a time or a chance order into the build; 'strings' and 'cmp -l' on the two files show where" >&2
  exit 1
fi
echo "Two builds of $(git -C "$root" rev-parse --short HEAD) are equal: $(sha256sum <"$work/one/package/leadscoring.zip" | cut -d' ' -f1)  leadscoring.zip"

#!/usr/bin/env bash
# Makes what is deployed, and what tells what is in it, in artifacts/package:
#   functions/           the published Function App
#   leadscoring.zip      the same, for `azd deploy --from-package`
#   sbom.json            CycloneDX; sbom-web.json the same of the web app's packages
#   dependencies.md      packages and licences; a licence that eng/licences.json does not allow ends this
# The same commit gives the same leadscoring.zip, byte for byte: eng/reproducible.sh proves it.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: eng/package.sh [--output artifacts/package] [--no-build]
  --output     folder to make
  --no-build   package what is built already; its debug symbols then name this machine's folders
TEXT
}

fail() { # what is wrong, how to put it right
  printf '%s\n  fix: %s\n' "$1" "$2" >&2
  exit 1
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
output="$root/artifacts/package"
build=(-p:ContinuousIntegrationBuild=true -warnaserror)
while [ $# -gt 0 ]; do
  case "$1" in
    --output) [ $# -ge 2 ] || fail "--output needs a value." "See eng/package.sh --help."; case "$2" in /*) output=$2 ;; *) output="$PWD/$2" ;; esac; shift 2 ;;
    --no-build) build=(--no-build); shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "There is no option $1." "Use the options above." ;;
  esac
done

. "$root/eng/tools.sh"
need_dotnet
need_node
need_zip must
cd "$root"

rm -rf "$output"
mkdir -p "$output"
dotnet publish LeadScoring.Functions -c Release -o "$output/functions" "${build[@]}" -nologo -v quiet --disable-build-servers

# One time for all files, that of the commit, and one order: else no two packages would be the same.
stamp=$(git log -1 --format=%cd --date=format-local:%Y%m%d%H%M.%S 2>/dev/null || echo 202001010000.00)
find "$output/functions" -exec touch -t "$stamp" {} +
(cd "$output/functions" && find . -type f | LC_ALL=C sort | TZ=UTC zip -X -q "$output/leadscoring.zip" -@)

version=$(dotnet msbuild LeadScoring.Functions -getProperty:Version -nologo)
dotnet tool restore >/dev/null
dotnet tool run dotnet-CycloneDX LeadScoring.Functions/LeadScoring.Functions.csproj --recursive --disable-package-restore --no-serial-number \
  --set-name LeadScoring --set-version "$version" --output-format Json --output "$output" --filename sbom.json >"$output/sbom.log" 2>&1 ||
  { cat "$output/sbom.log" >&2; fail "CycloneDX made no bill of materials." "See the errors above."; }
rm "$output/sbom.log"
node eng/web-sbom.mjs LeadScoring.Functions/Dashboard/web/package-lock.json >"$output/sbom-web.json"
node eng/dependencies.mjs "$output/sbom.json" "$output/sbom-web.json" eng/licences.json >"$output/dependencies.md"
echo "$output: leadscoring.zip ($(wc -c <"$output/leadscoring.zip") bytes), sbom.json, sbom-web.json, dependencies.md"

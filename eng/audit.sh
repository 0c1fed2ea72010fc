#!/usr/bin/env bash
# Asks the feeds whether a package that the project is made of, or built with, has a known weakness. Ends with 1 when one has, and when a feed does not say.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
bad=0

refuse() { # what is wrong, how to put it right
  printf '%s\n  fix: %s\n' "$1" "$2" >&2
  bad=1
}

report=$(dotnet list LeadScoring.sln package --vulnerable --include-transitive --format json 2>&1)
status=$?
if [ "$status" -ne 0 ] || printf '%s' "$report" | grep -q '"level": *"error"'; then
  printf '%s\n' "$report" >&2
  refuse "NuGet could not be asked for weaknesses (above)." "Restore first, and ask a source that has vulnerability data, such as https://api.nuget.org/v3/index.json: dotnet nuget list source"
elif printf '%s' "$report" | grep -q '"vulnerabilities"'; then
  dotnet list LeadScoring.sln package --vulnerable --include-transitive >&2
  refuse "NuGet packages have known weaknesses (above)." "Raise the version in Directory.Packages.props, then: dotnet restore -p:RestoreLockedMode=false"
fi

# Tools of tests and of the local run, of which none is deployed; and what the web app is made of and built with.
for folder in . LeadScoring.Functions/Dashboard/web; do
  report=$(cd "$folder" && npm audit --audit-level=high 2>&1)
  status=$?
  if printf '%s' "$report" | grep -q 'audit endpoint returned an error\|npm error code E'; then
    printf '%s\n' "$report" >&2
    refuse "The npm registry does not answer an audit (above): $(npm config get registry)" "Run it where the registry answers: npm_config_registry=https://registry.npmjs.org eng/audit.sh"
  elif [ "$status" -ne 0 ]; then
    printf '%s\n' "$report" >&2
    refuse "npm packages have known weaknesses (above)." "Raise the version in $folder/package.json, then, there: npm install"
  fi
done

[ "$bad" -eq 0 ] && echo "No package has a known weakness."
exit "$bad"

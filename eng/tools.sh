# Checks for the tools that ./run and ./test need. Sourced; expects `fail <problem> <fix>` and $root.

need_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET SDK is not installed." "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
  dotnet --list-sdks | grep -q '^10\.' || fail "There is no .NET 10 SDK, only: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')" "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Node.js and npm in a version that builds the web app: what eng/web-app.mjs asks for.
has_node() {
  command -v node >/dev/null && command -v npm >/dev/null || return
  local version major minor
  version=$(node --version)
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -ge 19 ]; }
}

need_node() {
  has_node && return
  local install="Install Node.js 20.19 or later, with npm: https://nodejs.org (or: apt-get install nodejs npm, brew install node)"
  command -v node >/dev/null || fail "Node.js is not installed; the web app is built with it, and the local storage (Azurite) runs on it." "$install"
  command -v npm >/dev/null || fail "npm is not installed." "$install"
  fail "Node.js is $(node --version); 20.19 or later is needed." "$install"
}

# Installs the npm tools when the lock file is newer than what is installed.
restore_npm() {
  if [ ! -f "$root/node_modules/.package-lock.json" ] || [ "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ]; then
    echo "Installing the npm tools (once) ..." >&2
    local log
    log=$(mktemp)
    if ! (cd "$root" && npm ci --no-audit --no-fund --loglevel=error) >"$log" 2>&1 </dev/null; then
      cat "$log" >&2
      rm -f "$log"
      fail "npm ci failed." "See the errors above; check the network, or npm's registry with: npm config get registry"
    fi
    rm -f "$log"
    touch "$root/node_modules/.package-lock.json"
  fi
}

# The browser of the tests in LeadScoring.Tests/Browser. Installed where that takes no question (a CI machine), asked for elsewhere: at a desk these tests are skipped.
need_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && return
  done
  local fix="Install it: apt-get install chromium (Debian, Ubuntu), brew install chromium (macOS)"
  if [ "${CI:-}" != true ]; then
    echo "Chromium is not installed: the browser tests are skipped. $fix." >&2
  elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >/dev/null || fail "Chromium could not be installed." "$fix"
  else
    fail "Chromium is not installed; the browser tests need it." "$fix"
  fi
}

# Packs what is deployed. Installed where that takes no question (a CI machine).
need_zip() {
  command -v zip >/dev/null && return
  local fix="Install it: apt-get install zip (Debian, Ubuntu), brew install zip (macOS)"
  if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends zip; } >/dev/null || fail "zip could not be installed." "$fix"
  elif [ "${CI:-}" = true ] || [ "${1:-}" = must ]; then
    fail "zip is not installed." "$fix"
  else
    echo "zip is not installed: the tests of the package are skipped. $fix." >&2
  fi
}

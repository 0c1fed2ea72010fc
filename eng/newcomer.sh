#!/usr/bin/env bash
# Goes the way of a newcomer in a fresh clone, from ./run to "why this lead", with the very lines of the README, and fails at the first wrong turn.
# usage: eng/newcomer.sh [port]; prints what it does and what is answered.
set -euo pipefail

port=${1:-7071}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$(mktemp -d)
app=''

fail() { # what is wrong
  printf 'wrong turn: %s\n' "$1" >&2
  [ ! -f "$place/run.log" ] || sed 's/^/  run: /' "$place/run.log" >&2
  exit 1
}

finish() {
  if [ -n "$app" ]; then
    kill -INT "$app" 2>/dev/null || true
    wait "$app" || true
  fi
  rm -rf "$place"
}
trap finish EXIT

step() { printf '\n$ %s\n' "$1"; }

step "git clone ... leadscoring && cd leadscoring"
git clone --quiet --no-hardlinks "$root" "$place/leadscoring"
cd "$place/leadscoring"

step "./run"
# In a session of its own, Ctrl-C reaches it alone.
set -m
./run --port "$port" >"$place/run.log" 2>&1 &
app=$!
set +m
for _ in $(seq 600); do
  grep -q '^ready: ' "$place/run.log" && break
  kill -0 "$app" 2>/dev/null || fail "./run ended before it was ready."
  sleep 1
done
grep -q '^ready: ' "$place/run.log" || fail "./run is not ready after ten minutes."
cat "$place/run.log"
for said in 'checking the tools' 'building' 'starting' '/app#signin='; do
  grep -q "$said" "$place/run.log" || fail "./run does not say '$said'."
done

step "./run again"
if ./run --port "$port" >"$place/second.log" 2>&1; then fail "A second ./run on the same port starts."; fi
grep -q 'fix: ' "$place/second.log" || fail "A second ./run says no fix."
cat "$place/second.log"

# The block of the README that follows "## Try it", line by line as it stands, on this port.
step "the commands of the README"
sed -n '/^## Try it/,/^## /p' README.md | sed -n '/^```bash/,/^```/p' | sed '/^```/d' | sed "s/localhost:7071/localhost:$port/g" >"$place/tour.sh"
[ -s "$place/tour.sh" ] || fail "The README has no tour."
cat "$place/tour.sh"
bash -euo pipefail "$place/tour.sh" >"$place/tour.log" || fail "The tour of the README fails."
cat "$place/tour.log"
echo
grep -q '"ledger"' "$place/tour.log" || fail "The tour does not end with an explanation."
grep -q '"code":"LS-' "$place/tour.log" && fail "A request of the tour is refused."

step "./leads list --limit 5"
./leads list --limit 5 || fail "leads list fails."
step "./leads why ann@acme.example"
./leads why ann@acme.example | tee "$place/why.log"
grep -q 'score' "$place/why.log" || fail "leads why says no score."

step "Ctrl-C"
kill -INT "$app"
wait "$app" || fail "./run does not end well."
app=''
tail -n 1 "$place/run.log"
grep -q 'the data are kept' "$place/run.log" || fail "./run does not say that the data are kept."
echo "From clone to 'why this lead' without a wrong turn."

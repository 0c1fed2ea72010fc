#!/usr/bin/env bash
# Measures `leads score` on logs of the neutral workload: 1 and 2 million events of 100,000 leads. It says itself how long it read, folded and evaluated; time(1) tells CPU time and memory.
set -euo pipefail
cd "$(dirname "$0")"
artifacts=../artifacts/bench
dotnet build --configuration Release --nologo --verbosity quiet
dotnet build ../LeadScoring.Local --configuration Release --nologo --verbosity quiet
for events in ${*:-1000000 2000000}; do
  folder=$artifacts/log-$events
  [ -f "$folder/neutral.yaml" ] || dotnet bin/Release/net10.0/LeadScoring.Benchmarks.dll log "$folder" "$events"
  # 2026-08-27 is the day after the last event.
  /usr/bin/env time -f "%U + %S s of CPU, %M KiB at most, %e s in all" dotnet ../LeadScoring.Local/bin/Release/net10.0/leads.dll score \
    --model "$folder/neutral.yaml" --events "$folder/log.ndjson" --as-of 2026-08-27 --out "$folder/leads.csv"
done

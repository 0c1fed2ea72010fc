#!/usr/bin/env bash
# Measures the engine beside the hand-written floor and writes the table of bench/README.md anew.
# A minute or two on an idle machine; figures are the fastest of 300 short runs each, so that neighbours matter little.
set -euo pipefail
cd "$(dirname "$0")"
artifacts=../artifacts/bench
dotnet build --configuration Release --nologo --verbosity quiet
dotnet bin/Release/net10.0/LeadScoring.Benchmarks.dll workload "$artifacts/workload"
mkdir -p "$artifacts"
readme=$PWD/README.md
program=$PWD/bin/Release/net10.0/LeadScoring.Benchmarks.dll
(cd "$artifacts" && dotnet "$program" table "$readme")

#!/usr/bin/env bash
# Makes the pictures of the README and the tour again, light and dark, from a demo of three hundred leads: eng/pictures.sh
# The same test runs with every ./test, on a small demo and into a folder of its own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LEADS_PICTURES=docs exec "$root/test" --filter "FullyQualifiedName~LivedDemoTests.The_pictures"

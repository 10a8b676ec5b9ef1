#!/usr/bin/env bash
# Damages real captures at random and sends each through the whole analyst. Every input that breaks something is kept under
# tests/RstKb.Tests/Inputs/broken, where it is a test from then on.
# Call: tests/fuzz.sh [SECONDS] [SEED]    600 seconds by default; the seed is the date unless it is given.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

seconds=${1:-600}
seed=${2:-$(date +%y%m%d)}
dotnet build tests/RstKb.Fuzz -c Release --nologo -v quiet
exec dotnet artifacts/bin/RstKb.Fuzz/release/RstKb.Fuzz.dll "$seconds" "$seed" tests/RstKb.Tests/Inputs/broken \
    tests/RstKb.Tests/Inputs content/captures "${RSTKB_CORPUS:-../shared/corpus}"

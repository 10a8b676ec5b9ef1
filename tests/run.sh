#!/usr/bin/env bash
# Runs every test, those in a real browser included, and the lab (tests/lab) where this machine can. Installs what they need and the machine lacks (through apt, as root;
# otherwise it says what to install), then the fuzzer (tests/fuzz.sh) for a minute. Ends with a line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# command:package, as Debian and Ubuntu name them
needed=(tshark:tshark chromium:chromium zstd:zstd)
missing=()
for pair in "${needed[@]}"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair##*:}")
done

if ((${#missing[@]})); then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        log=$(mktemp)
        if ! { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
            tail -n 20 "$log"
            echo "Could not install: ${missing[*]}"
            exit 1
        fi
    else
        echo "The tests need these packages: ${missing[*]}"
        echo "Install them, for instance: sudo apt-get install ${missing[*]}"
        exit 1
    fi
fi

command -v dotnet >/dev/null 2>&1 || { echo "The .NET 10 SDK is needed: https://dot.net"; exit 1; }

dotnet build RstKb.sln --nologo -v quiet || exit 1

results=artifacts/test-results
rm -rf "$results"
status=0
for project in RstKb.Tests RstKb.Web.Tests; do
    echo "== $project"
    dotnet test "tests/$project" --no-build --nologo \
        --logger "trx;LogFileName=$project.trx" --logger "console;verbosity=minimal" --results-directory "$results" || status=1
done

if [ -f artifacts/verdicts.txt ]; then
    echo
    echo "Verdicts on labelled captures:"
    cat artifacts/verdicts.txt
fi

passed=0
failed=0
for project in RstKb.Tests RstKb.Web.Tests; do
    file="$results/$project.trx"
    if [ ! -f "$file" ]; then
        echo "$project gave no result."
        status=1
        continue
    fi

    counters=$(grep -o '<Counters [^>]*>' "$file")
    passed=$((passed + $(sed -E 's/.* passed="([0-9]+)".*/\1/' <<<"$counters")))
    failed=$((failed + $(sed -E 's/.* failed="([0-9]+)".*/\1/' <<<"$counters") + $(sed -E 's/.* error="([0-9]+)".*/\1/' <<<"$counters")))
done

# Damaged captures through the whole analyst, from another seed each day. RSTKB_FUZZ=0 leaves it out, another number is its seconds.
echo
if [ "${RSTKB_FUZZ:-60}" = 0 ]; then
    echo "The fuzzer did not run (RSTKB_FUZZ=0)."
else
    echo "== Fuzzer"
    if tests/fuzz.sh "${RSTKB_FUZZ:-60}"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
fi

# Fresh captures from this machine's own kernel, another seed each time: what no rule can be tuned to. RSTKB_LAB=0 leaves it out,
# RSTKB_LAB=quick plays one variant of each cause, RSTKB_LAB_SEED=N repeats a run.
echo
count() { if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }
lab=${RSTKB_LAB:-full}
if [ "$lab" = 0 ]; then
    echo "The lab did not run (RSTKB_LAB=0)."
elif [ "$(id -u)" != 0 ]; then
    echo "The lab did not run: it needs root (network namespaces, the kernel's trace)."
else
    seed=${RSTKB_LAB_SEED:-$((RANDOM * 32768 + RANDOM))}
    # Of the quick set's few variants one that is undecidable weighs much.
    quick=() least_cause=0.95 least_sender=0.98
    [ "$lab" != quick ] || quick=(--quick) least_cause=0.90 least_sender=0.93
    echo "== Lab: causes made on this kernel, seed $seed"
    tests/lab/run.sh "${quick[@]}" --seed "$seed" --out artifacts/lab >artifacts/lab.txt 2>&1
    outcome=$?
    if ((outcome > 1)); then
        tail -n 3 artifacts/lab.txt
        echo "The lab did not run."
    else
        grep -v '^ok' artifacts/lab.txt
        count test "$outcome" = 0
        count env PYTHONPATH=tests/lab PYTHONDONTWRITEBYTECODE=1 python3 -m rstlab.score artifacts/bin/RstKb.Cli/debug/rstkb artifacts/lab \
            --cause "$least_cause" --sender "$least_sender"
        echo "== Lab: nothing is left of a run that was killed"
        count tests/lab/leftovers.sh
        echo "== Lab: the articles' own steps"
        count tests/lab/reproduce.sh
    fi
fi

# A run in which no test was executed has shown nothing.
((passed + failed > 0)) || status=1
((failed == 0)) || status=1
echo "$passed passed, $failed failed"
exit $status

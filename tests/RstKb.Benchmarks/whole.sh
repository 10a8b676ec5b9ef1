#!/usr/bin/env bash
# Times whole runs of rstkb, tcpdump, capinfos and tshark over the same captures, one after the other in the page cache, and prints their ratios to
# `tcpdump -w /dev/null`, which only copies.  usage: whole.sh [MEGABYTES] [RUNS] [CAPTURE...]   without captures, two are generated.
set -euo pipefail
cd "$(dirname "$0")/../.."
megabytes=${1:-512} runs=${2:-3}
shift $(($# < 2 ? $# : 2))

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build -c Release src/RstKb.Cli --nologo -v quiet >/dev/null
dotnet build -c Release tests/RstKb.Benchmarks --nologo -v quiet >/dev/null
rstkb=artifacts/bin/RstKb.Cli/release/rstkb
bench=artifacts/bin/RstKb.Benchmarks/release/RstKb.Benchmarks

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if (($# == 0)); then
    "$bench" generate mixed "$work/mixed.pcap" "$megabytes"
    "$bench" generate small "$work/small.pcap" "$megabytes"
    set -- "$work/mixed.pcap" "$work/small.pcap"
fi

# Best of the runs: whatever else the machine does can only make a run longer. What takes long is run once.
long=5000000000
best() {
    local least=
    for ((run = 0; run < runs; run++)); do
        local started ended took
        started=$(date +%s%N)
        "${measure[@]}" "$@" >/dev/null 2>&1 || true
        ended=$(date +%s%N)
        took=$((ended - started))
        if [ -z "$least" ] || ((took < least)); then least=$took; fi
        if ((took > long)); then break; fi
    done
    echo "$least"
}

# Peak memory, where GNU time is installed.
peak=$work/peak
echo 0 >"$peak"
measure=()
if [ -x /usr/bin/time ]; then measure=(/usr/bin/time -o "$peak" -f %M); fi

line() {
    local name=$1
    shift
    if ! command -v "$1" >/dev/null 2>&1 && [ ! -x "$1" ]; then
        printf '  %-34s not installed\n' "$name"
        return
    fi
    local took
    took=$(best "$@")
    base=${base:-$took}
    awk -v name="$name" -v took="$took" -v base="$base" -v peak="$(tail -1 "$peak")" \
        'BEGIN { printf "  %-34s %8.2f s  %6.2f x  %6.0f MiB\n", name, took / 1e9, took / base, peak / 1024 }'
}

echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
for capture in "$@"; do
    cat "$capture" >/dev/null
    echo "$(basename "$capture"): $("$bench" survey "$capture")"
    if [ -f "$capture.json" ]; then echo "  $("$bench" check "$capture")"; fi
    base=
    line "tcpdump -w /dev/null" tcpdump -r "$capture" -w /dev/null
    line "capinfos -c" capinfos -c "$capture"
    line "rstkb, survey alone" "$bench" survey "$capture"
    line "rstkb analyze --format table" "$rstkb" analyze --quiet --format table "$capture"
    line "rstkb analyze --format ndjson" "$rstkb" analyze --quiet --format ndjson "$capture"
    line "tshark -q -z conv,tcp" tshark -q -z conv,tcp -r "$capture"
done

#!/usr/bin/env bash
# Kills a run of the lab in the middle, once asking it to end (TERM) and once without a chance to tidy up (KILL), and looks for what is left
# behind: processes, network namespaces, mounts, trace instances, temporary files. Then starts again and looks once more. Needs root.
set -uo pipefail
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0

found() {
    ip netns list | grep rstlab
    ip -brief link | grep -E '^(x?[crs][01]|rstlab)[@ ]'
    grep -s rstlab /proc/mounts
    ls -d "${TMPDIR:-/tmp}"/rstlab* /run/rstlab.* 2>/dev/null
    pgrep -fa "rstlab${run:-none}-"
    true
}
traces() { ls /sys/kernel/tracing/instances | grep "^rstlab$1-"; }
before=$(found)

look() {
    local now
    now=$(found)
    if [ "$now" != "$before" ]; then
        echo "Left behind after $1:"
        diff <(echo "$before") <(echo "$now") | grep '^>'
        failed=1
    fi
}

for signal in TERM KILL; do
    ./run.sh half-open keepalive-timeout idle-timeout-middlebox --seed 1 --out "$out/lab" >/dev/null 2>&1 &
    run=$!
    for _ in {1..100}; do
        traces "$run" >/dev/null && break
        sleep 0.1
    done
    sleep 2
    { traces "$run" && pgrep -f "rstlab$run-"; } >/dev/null || { echo "The lab did not start."; exit 1; }
    kill -"$signal" "$run"
    wait "$run" 2>/dev/null
    # The kernel needs a moment to take namespaces apart.
    for _ in {1..50}; do
        [ "$(found)" = "$before" ] && break
        sleep 0.1
    done
    look "kill -$signal"
    [ "$signal" = KILL ] || ! traces "$run" || { echo "A trace instance is left after kill -TERM."; failed=1; }
done

# What only the next run can take away: the trace instances of the one that was killed.
./run.sh closed-port --variant one-try --seed 1 --out "$out/lab" >"$out/again.txt" 2>&1 || { cat "$out/again.txt"; failed=1; }
look "a run after a killed one"
if traces "$run"; then
    echo "The trace instances of the killed run are still there."
    failed=1
fi
((failed)) || echo "Nothing is left behind."
exit $failed

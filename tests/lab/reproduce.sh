#!/usr/bin/env bash
# Runs the steps of the articles' sections "How to reproduce it", word for word, and compares what they print with what the article
# promises, and the kernel's reasons for its resets with what the lab's scenario expects: reproduce.sh [SLUG...]. Needs root.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ "$(id -u)" != 0 ]; then
    echo "The articles' steps create network namespaces and read the kernel's trace: run this as root, for instance with sudo." >&2
    exit 2
fi

[ -d /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null
for trace in /sys/kernel/tracing/instances/rststeps*; do
    [ -d "$trace" ] || continue
    owner=${trace##*/rststeps}
    grep -qs reproduce.sh "/proc/${owner%%-*}/cmdline" || rmdir "$trace"
done
clean_up() {
    trap - EXIT INT TERM HUP
    kill "$steps" 2>/dev/null
    wait "$steps" 2>/dev/null
    for trace in "/sys/kernel/tracing/instances/rststeps$$-"*; do
        [ -d "$trace" ] && rmdir "$trace"
    done
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1 setpriv --pdeathsig KILL \
    "$here/sandbox.sh" 180 python3 -m rstlab.reproduce --prefix "rststeps$$-" "$@" &
steps=$!
wait "$steps"

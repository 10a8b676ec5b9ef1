#!/usr/bin/env bash
# sandbox.sh SECONDS COMMAND...: runs a command in mount and process namespaces of its own, with private folders for `ip netns` and
# temporary files. Whatever the command left, processes and network namespaces included, is gone when it ends, when its time is over,
# and when this script dies in any way, kill -9 included. Needs root.
set -uo pipefail
seconds=$1
shift

state=/run/rstlab
mkdir -p "$state"
# The kernel ends setpriv's process together with this shell, unshare's child together with unshare, and all of a process namespace
# together with its first process.
setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child=KILL --mount-proc \
    bash -c '
        set -e
        mount -t tmpfs -o mode=755 rstlab "$0"
        mkdir -p "$0/netns" "$0/tmp" /run/netns
        mount --bind "$0/netns" /run/netns
        mount --make-shared /run/netns
        export TMPDIR=$0/tmp
        seconds=$1; shift
        exec timeout --kill-after=5 "$seconds" "$@"' "$state" "$seconds" "$@" &
inner=$!
trap 'kill -9 "$inner" 2>/dev/null; wait "$inner" 2>/dev/null; exit 130' INT TERM HUP
wait "$inner"
status=$?
rmdir "$state" 2>/dev/null
exit $status

#!/usr/bin/env bash
# sandbox.sh SECONDS COMMAND...: runs a command in mount and process namespaces of its own, with private folders for `ip netns` and
# temporary files. Whatever the command left, processes and network namespaces included, is gone when it ends, when its time is over,
# and when this script dies in any way, kill -9 included. Needs root.
set -uo pipefail
seconds=$1
shift

# The kernel ends setpriv's process together with this shell, unshare's child together with unshare, and all of a process namespace
# together with its first process. The private file systems cover folders that are there anyway.
setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child=KILL --mount-proc \
    bash -c '
        set -e
        mkdir -p /run/netns /dev/shm
        mount -t tmpfs -o mode=755 rstlab /run/netns
        mount --make-shared /run/netns
        mount -t tmpfs -o mode=1777 rstlab /dev/shm
        export TMPDIR=/dev/shm
        seconds=$0
        exec timeout --kill-after=5 "$seconds" "$@"' "$seconds" "$@" &
inner=$!
trap 'kill -9 "$inner" 2>/dev/null; wait "$inner" 2>/dev/null; exit 130' INT TERM HUP
wait "$inner"

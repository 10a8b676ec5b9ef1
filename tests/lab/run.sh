#!/usr/bin/env bash
# Makes every cause of a TCP reset happen on this machine's kernel and records it: run.sh [SLUG...] --out DIR [--seed N].
# Everything happens in network namespaces of its own; nothing leaves them. README.md says what each scenario does.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ "$(id -u)" != 0 ]; then
    echo "The lab creates network namespaces and reads the kernel's trace: run it as root, for instance with sudo." >&2
    exit 2
fi

# command:package, as Debian and Ubuntu name them
quick=; [[ " $* " == *" --quick "* ]] && quick=1
needed=(ip:iproute2 nft:nftables conntrack:conntrack tcpdump:tcpdump python3:python3 curl:curl openssl:openssl)
wanted=(nginx:nginx-light haproxy:haproxy node:nodejs nmap:nmap)
missing=()
# A quick run makes do without the programs that only some variants play.
[ -n "$quick" ] && wanted=()
for pair in "${needed[@]}" "${wanted[@]}"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || [ -x "/usr/sbin/${pair%%:*}" ] || missing+=("${pair##*:}")
done
if ((${#missing[@]})) && [[ " $* " != *" --list "* ]]; then
    if command -v apt-get >/dev/null 2>&1; then
        echo "Installing: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1
    fi
    for pair in "${needed[@]}"; do
        command -v "${pair%%:*}" >/dev/null 2>&1 && continue
        echo "The lab needs ${pair%%:*}; install ${pair##*:}." >&2
        exit 2
    done
fi

lacking() {
    [ -d /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null
    grep -q reason /sys/kernel/tracing/events/tcp/tcp_send_reset/format 2>/dev/null \
        || { echo "the tracepoint tcp:tcp_send_reset with a reason (Linux 6.12 or later, tracefs)"; return; }
    "$here/sandbox.sh" 20 bash -c '
        ip netns add probe || { echo "network namespaces"; exit; }
        ip -n probe link add v0 type veth peer name v1 || echo "veth interfaces"
        echo "table inet t { chain c { type filter hook forward priority 0; ct state invalid reject with tcp reset; }; }" \
            | ip netns exec probe nft -f - || echo "nftables with connection tracking"' 2>/dev/null \
        || echo "mount and process namespaces (unshare)"
}
lack=$(lacking)
if [ -n "$lack" ]; then
    echo "This machine cannot run the lab, it lacks: $lack" >&2
    exit 3
fi

prefix="rstlab$$-"
traces=/sys/kernel/tracing/instances

# What a run that was killed could not take away: the kernel's trace instances (their name holds the number of the run's process) and
# the one setting of the machine that --touch-host lowers for a moment.
for trace in "$traces"/rstlab*; do
    [ -d "$trace" ] || continue
    owner=${trace##*/rstlab}
    owner=${owner%%-*}
    grep -qs run.sh "/proc/$owner/cmdline" || rmdir "$trace"
done
saved=/run/rstlab.max_orphans
if [ -s "$saved" ]; then
    cat "$saved" >/proc/sys/net/ipv4/tcp_max_orphans
    rm -f "$saved"
fi

clean_up() {
    trap - EXIT INT TERM HUP
    kill "$lab" 2>/dev/null
    wait "$lab" 2>/dev/null
    for trace in "$traces/$prefix"*; do
        [ -d "$trace" ] && rmdir "$trace"
    done
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# The shell that ends the namespaces must end with this one.
PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1 setpriv --pdeathsig KILL \
    "$here/sandbox.sh" 290 python3 -m rstlab --prefix "$prefix" "$@" &
lab=$!
wait "$lab"
status=$?
((status != 124 && status != 137)) || echo "The lab was not ready after 290 seconds and was stopped." >&2
exit $status

"""A monitor opens connections at a fixed interval and resets each without sending anything."""

import socket
import struct
import time

from rstlab import Scenario
from rstlab.forging import Box
from rstlab.frames import ACK, SYN
from rstlab.lab import Flow
from rstlab.programs import bind, haproxy

scenario = Scenario("health-check", acceptable=["linger-zero-abort"], harm="benign")


@scenario.variant(seconds=6, needs=["haproxy"], sample="server")
def haproxy_check(lab):
    """HAProxy's TCP check of a server, once a second or more often."""
    port, every = lab.port(), lab.rng.choice((500, 700, 1000))
    lab.server.listen(port, backlog=64)
    box = Box(lab, watch="client")
    haproxy(lab, lab.client, f"defaults\n  mode tcp\n  timeout connect 3s\n  timeout client 3s\n  timeout server 3s\n"
            f"listen l\n  bind 127.0.0.1:7777\n  server s {bind(lab.server.address, port)} check inter {every}ms\n")
    lab.wait(4.6)
    ended = time.monotonic()
    lab.client.stop_all()
    lab.settle()
    for s in box.seen:
        # A check that was under way when HAProxy was stopped ends otherwise: its SYN-ACK meets no socket.
        if s.flags & SYN and not s.flags & ACK and s.time < ended - lab.rtt - 0.1:
            lab.expect(Flow((s.src, s.sport), (s.dst, s.dport)), "client", "TCP_STATE", counters={("client", "TCPAbortOnData"): 4}, seen_at=("client", "server"))


@scenario.variant(seconds=5)
def monitor_with_linger_zero(lab):
    """A monitor connects, waits a moment, and closes with SO_LINGER 0, at a fixed interval."""
    listener = lab.server.listen(backlog=64)
    every, rounds, hold = lab.rng.choice((0.5, 0.6, 0.8)), lab.rng.randint(5, 7), lab.rng.choice((0, 0.003, 0.02))
    start = time.monotonic()
    for n in range(rounds):
        client = lab.client.connect(listener)
        flow = lab.flow(client)
        lab.wait(hold)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        lab.expect(flow, "client", "TCP_STATE", counters={("client", "TCPAbortOnData"): rounds}, seen_at=("client", "server"))
        lab.wait(max(0, start + (n + 1) * every - time.monotonic()))

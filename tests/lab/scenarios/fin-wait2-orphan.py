"""A closed socket is ended by the kernel while the peer may still talk: TCP_LINGER2, an expired FIN_WAIT2, too many orphans."""

import os
import socket

from rstlab import Scenario

scenario = Scenario("fin-wait2-orphan", acceptable=["linger-zero-abort", "close-with-unread-data"])
_SAVED = "/run/rstlab.max_orphans"


@scenario.variant(sample="client", harm="benign")
def linger2_negative(lab):
    """TCP_LINGER2 below zero: the server ends its direction, the FIN is acknowledged, then close() resets."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 2))
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_LINGER2, -1)
    server.shutdown(socket.SHUT_WR)
    lab.settle()
    lab.wait(lab.rng.uniform(0.05, 0.5))
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_LINGER", counters={("server", "TCPAbortOnLinger"): 1}, seen_at=("client", "server"),
               acceptable=[*scenario.acceptable, "proxy-abort"])


@scenario.variant(harm="benign")
def linger2_at_the_ack(lab):
    """TCP_LINGER2 below zero and close(): the ACK of the FIN draws the reset."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 2))
    lab.settle()
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_LINGER2, -1)
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_DATA", counters={("server", "TCPAbortOnData"): 1}, seen_at=("client", "server"), acceptable=["benign"])


@scenario.variant(seconds=5, shortened="tcp_fin_timeout is 2 s, by default 60 s")
def expired(lab):
    """The server closed, its FIN_WAIT2 remnant expired after tcp_fin_timeout; late data of the client meets no connection."""
    lab.server.sysctl("net.ipv4.tcp_fin_timeout", 2)
    client, server, listener = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server)
    server.close()
    if lab.rng.random() < 0.5:
        listener.close()
    lab.wait(lab.rng.uniform(3.2, 4))
    client.sendall(lab.bytes(20, 500))
    lab.settle()
    lab.expect(flow, "server", ("NO_SOCKET", "TCP_FLAGS"), seen_at=("client", "server"), acceptable=["data-after-close", "keepalive-race"])


@scenario.variant(seconds=5, shortened="tcp_fin_timeout is 2 s, by default 60 s", harm="unknown")
def expired_at_the_client(lab):
    """The client closed, its FIN_WAIT2 remnant expired; late data of the server meets no connection."""
    lab.client.sysctl("net.ipv4.tcp_fin_timeout", 2)
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server)
    client.close()
    lab.wait(lab.rng.uniform(3.2, 4))
    server.sendall(lab.bytes(20, 500))
    lab.settle()
    lab.expect(flow, "client", "NO_SOCKET", seen_at=("client", "server"), acceptable=["data-after-close", "client-abort", "benign"])


@scenario.variant(seconds=6, sample="client:expired", silence=90, shortened="tcp_fin_timeout is 2 s, by default 60 s; the silence is stretched")
def expired_long_ago(lab):
    """The server closed more than a minute before the client sent again (timestamps stretched)."""
    import time
    lab.server.sysctl("net.ipv4.tcp_fin_timeout", 2)
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server)
    server.close()
    lab.wait(4)
    lab.stretch(time.time() - 0.5, 4)
    client.sendall(lab.bytes(20, 500))
    lab.settle()
    lab.expect(flow, "server", ("NO_SOCKET", "TCP_FLAGS"), seen_at=("client", "server"), acceptable=["data-after-close", "keepalive-race"])


@scenario.variant(touches_host=True, seconds=3)
def too_many_orphans(lab):
    """More orphaned sockets than tcp_max_orphans: close() with unsent data resets (the limit is lowered for half a second)."""
    listener = lab.server.listen()
    pairs = []
    for _ in range(4):
        client = lab.client.connect(listener, options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4000)])
        server = listener.accept()[0]
        server.setblocking(False)
        try:
            while True:
                server.send(b"o" * 8000)
        except BlockingIOError:
            pairs.append((lab.flow(client), server))
    lab.settle()
    with open("/proc/sys/net/ipv4/tcp_max_orphans") as file:
        before = file.read()
    # run.sh puts it back when this process was killed in between.
    with open(_SAVED, "w") as file:
        file.write(before)
    try:
        with open("/proc/sys/net/ipv4/tcp_max_orphans", "w") as file:
            file.write("0")
        for _, server in pairs:
            server.close()
        lab.wait(0.3)
    finally:
        with open("/proc/sys/net/ipv4/tcp_max_orphans", "w") as file:
            file.write(before)
        os.unlink(_SAVED)
    lab.settle()
    for flow, _ in pairs:
        lab.expect(flow, "server", "TCP_ABORT_ON_MEMORY", counters={("server", "TCPAbortOnMemory"): 1}, seen_at=("client", "server"))

"""A segment of an older connection on the same ports, or a new SYN that meets it."""

import socket
import struct

from rstlab import Scenario

scenario = Scenario("time-wait", acceptable=["half-open"], harm="benign")
_REPAIR, _QUEUE, _SEQ = 19, 20, 21


def _connect_with(lab, target, port, sequence):
    """A client socket whose first sequence number is chosen."""
    s = lab.client.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((lab.client.address, port))
    s.setsockopt(socket.IPPROTO_TCP, _REPAIR, 1)
    s.setsockopt(socket.IPPROTO_TCP, _QUEUE, 2)
    s.setsockopt(socket.IPPROTO_TCP, _SEQ, struct.pack("I", sequence))
    s.setsockopt(socket.IPPROTO_TCP, _REPAIR, -1)
    s.connect(target)
    return s


@scenario.variant(seconds=3, sample="client")
def port_reused_too_early(lab):
    """The server is in TIME_WAIT; a new SYN on the same ports with a lower number is answered by an ACK of the old connection."""
    lab.client.sysctl("net.ipv4.tcp_timestamps", 0)
    listener = lab.server.listen(lab.port("web"))
    target, port = listener.getsockname()[:2], lab.client_port()
    high = lab.rng.randint(2**31, 3 * 2**30)
    client = _connect_with(lab, target, port, high)
    server = listener.accept()[0]
    flow = lab.flow(client)
    lab.exchange(client, server)
    server.close()
    lab.settle()
    client.close()
    lab.settle()
    lab.wait(lab.rng.uniform(0.1, 1.2))
    again = _connect_with(lab, target, port, high - lab.rng.randint(10**6, 10**9))
    lab.exchange(again, listener.accept()[0])
    lab.settle()
    lab.expect(flow, "client", "TCP_INVALID_ACK_SEQUENCE", seen_at=("client", "server"))


@scenario.variant(seconds=3)
def syn_meets_a_live_connection(lab):
    """The client lost its state and uses the same port again: its SYN meets the old connection, still established."""
    listener = lab.server.listen(lab.port())
    target, port = listener.getsockname()[:2], lab.client_port()
    client = lab.client.connect(target, port)
    server = listener.accept()[0]
    flow = lab.flow(client)
    lab.exchange(client, server)
    lab.settle()
    lab.client.forget(client)
    lab.wait(lab.rng.uniform(0.2, 1.0))
    again = lab.client.connect(target, port)
    lab.exchange(again, listener.accept()[0])
    lab.settle()
    lab.expect(flow, "client", "TCP_INVALID_ACK_SEQUENCE", counters={("server", "TCPChallengeACK"): 1}, seen_at=("client", "server"))


@scenario.variant(seconds=3, sample="client:assassination")
def assassination(lab):
    """A late duplicate of the server's data reaches the client's TIME_WAIT, which acknowledges; the server knows nothing any more."""
    from rstlab.forging import Box
    box = Box(lab, watch="client")
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    lab.exchange(client, server, least=200, most=1000)
    client.close()
    lab.settle()
    server.close()
    lab.settle()
    lab.wait(lab.rng.uniform(0.2, 1.0))
    # The router replays a segment that had been delayed.
    old = next(s for s in box.seen if (s.src, s.sport) == flow.server and s.payload)
    box.send("client", old)
    lab.settle()
    lab.expect(flow, "server", ("TCP_FLAGS", "NO_SOCKET"), seen_at=("client", "server"), acceptable=["benign"])

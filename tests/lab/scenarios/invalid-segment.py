"""A segment with numbers that cannot be: it draws RST, or is itself a RST that is not believed."""

import socket

from rstlab import Scenario
from rstlab.forging import Box, answer
from rstlab.frames import ACK, FIN, RST, Segment
from rstlab.lab import Flow

scenario = Scenario("invalid-segment", acceptable=[])


@scenario.variant(seconds=3, sample="client", harm="benign")
def wrong_acknowledgement_of_the_syn(lab):
    """A broken box changes the acknowledgement number of a SYN-ACK; the client answers it with RST and tries again."""
    port = lab.port()
    lab.router.nft(f"table inet broken {{ chain f {{ type filter hook forward priority 0; tcp sport {port} tcp flags & (syn | ack) == syn | ack "
                   f"limit rate 1/hour burst 1 packets tcp ackseq set {lab.rng.randint(1, 2**31)}; }}; }}")
    client, server, _ = lab.connected(port)
    flow = lab.flow(client)
    lab.exchange(client, server)
    lab.settle()
    lab.expect(flow, "client", "TCP_INVALID_ACK_SEQUENCE", seen_at=("client", "server"), acceptable=["time-wait", "half-open", "ddos-mitigation"])


@scenario.variant(seconds=3, harm="unknown")
def wrong_third_packet(lab):
    """A broken box changes the acknowledgement number of the last packet of the handshake; the listener answers with RST."""
    port = lab.port()
    lab.router.nft(f"table inet broken {{ chain f {{ type filter hook forward priority 0; tcp dport {port} tcp flags & (syn | ack) == ack "
                   f"limit rate 1/hour burst 1 packets tcp ackseq set {lab.rng.randint(1, 2**31)}; }}; }}")
    listener = lab.server.listen(port)
    client = lab.client.connect(listener)
    flow = lab.flow(client)
    lab.settle()
    lab.expect(flow, "server", "TCP_FLAGS", seen_at=("server",), acceptable_at={"client": ["half-open", "accept-queue-overflow", "firewall-reject", "listener-closed"],
               "router": ["half-open", "accept-queue-overflow", "firewall-reject", "listener-closed"] if lab.router_at == "r0" else []})


@scenario.variant(sample="client:survived", harm="benign")
def reset_not_believed(lab):
    """A RST with a number inside the window but not the expected one arrives; it is answered with a challenge ACK, the connection goes on."""
    box = Box(lab, watch="client")
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, 2)
    lab.settle()
    theirs = box.last(flow.client)
    box.send("client", answer(theirs, RST, seq=theirs.ack + lab.rng.randint(200, 20000), ack=0, ttl=lab.rng.randint(30, 250), ip_id=lab.rng.randint(1, 65535)))
    lab.settle()
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["on-path-injection", "blind-reset-attack"], counters={("client", "TCPChallengeACK"): 1},
               seen_at=("client",), elsewhere=lab.only("client"))


def _stray(lab, port, flags):
    """One segment of the client's host, past its TCP, that belongs to no connection. (flow)"""
    source = lab.client_port()
    with lab.client.ns.inside():
        raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        raw.bind(("c0", 0))
    head = bytes.fromhex("020000000101" "020000000102") + (b"\x08\x00" if lab.ip == 4 else b"\x86\xdd")
    raw.send(head + Segment(lab.client.address, lab.server.address, source, port, lab.rng.getrandbits(32), lab.rng.getrandbits(32) if flags & ACK else 0, flags,
                            lab.rng.choice((1024, 4096, 65535)), ip_id=lab.rng.randint(1, 65535)).pack())
    lab.settle()
    raw.close()
    return Flow((lab.client.address, source), (lab.server.address, port))


@scenario.variant(harm="benign")
def ack_to_a_listener(lab):
    """A bare ACK that belongs to no connection reaches a listening port; the listener answers with RST."""
    listener = lab.server.listen()
    flow = _stray(lab, listener.getsockname()[1], ACK)
    lab.expect(flow, "server", "TCP_FLAGS", seen_at=("client", "server"), acceptable=["half-open", "idle-timeout-middlebox", "syn-scan"])


@scenario.variant(harm="benign")
def fin_to_a_closed_port(lab):
    """A bare FIN that belongs to no connection reaches a port on which nothing listens."""
    flow = _stray(lab, lab.port(), FIN)
    lab.expect(flow, "server", "NO_SOCKET", seen_at=("client", "server"), acceptable=["half-open", "closed-port", "syn-scan", "idle-timeout-middlebox"])

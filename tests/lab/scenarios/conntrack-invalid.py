"""A NAT box stops translating a packet; the true server's address reaches the client, which answers with RST."""

import time

from rstlab import Scenario
from rstlab.forging import Box, onward
from rstlab.frames import ACK
from rstlab.lab import Flow

scenario = Scenario("conntrack-invalid", acceptable=[])


def _virtual(lab):
    """A virtual address on the router that is translated to the server's. (client's socket, server's socket, flows)"""
    inner, outer = lab.port("web"), lab.rng.choice((80, 443, 8443))
    virtual = "203.0.113.7" if not lab.server.v4.startswith("203.0.113") else "198.51.100.7"
    lab.router.nft(f"table inet lb {{ chain pre {{ type nat hook prerouting priority dstnat; ip daddr {virtual} tcp dport {outer} dnat ip to {lab.server.v4}:{inner}; }}; }}")
    listener = lab.server.listen(inner)
    client = lab.client.connect((virtual, outer))
    server = listener.accept()[0]
    mine = lab.flow(client)
    raw = Flow(mine.client, (lab.server.v4, inner))
    return client, server, mine, raw


def _expect(lab, raw, server_acceptable, behind=None):
    """At the client the packet of the true server has no connection; at the server it is the connection itself."""
    behind = behind or []
    lab.expect(raw, "client", "NO_SOCKET", seen_at=("client", "server"),
               acceptable_at={"server": server_acceptable, "router": server_acceptable if lab.router_at == "r1" else []})


@scenario.variant(ip=4, seconds=3, sample="client")
def table_flushed(lab):
    """The connection table of the NAT box is flushed; the server speaks next, untranslated."""
    client, server, mine, raw = _virtual(lab)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.quiet()
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    lab.router.run(["conntrack", "-F"])
    lab.wait(lab.rng.uniform(0.1, 0.8))
    server.sendall(lab.bytes(50, 900))
    lab.settle()
    _expect(lab, raw, ["half-open", "data-after-close", "idle-timeout-middlebox", "on-path-injection"])


@scenario.variant(ip=4, seconds=6)
def expired_while_half_closed(lab):
    """The client half-closes; the entry of the NAT box expires before the server answers."""
    import socket
    for state in ("fin_wait", "close_wait", "last_ack"):
        lab.router.sysctl(f"net.netfilter.nf_conntrack_tcp_timeout_{state}", 1)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    client, server, mine, raw = _virtual(lab)
    request = lab.request()
    client.sendall(request)
    client.shutdown(socket.SHUT_WR)
    lab.read(server, len(request))
    lab.wait(3)
    server.sendall(lab.response(lab.rng.randint(200, 2000)))
    lab.settle()
    _expect(lab, raw, ["data-after-close", "fin-wait2-orphan", "client-abort", "half-open"])


@scenario.variant(ip=4, seconds=3, harm="benign")
def acknowledges_too_much(lab):
    """A segment of the server acknowledges more than its window allows: INVALID, forwarded untranslated; the connection goes on."""
    client, server, mine, raw = _virtual(lab)
    box = Box(lab, watch="server")
    lab.exchange(client, server, 2)
    lab.settle()
    lab.exchange(client, server)
    last = next(s for s in reversed(box.seen) if s.src == lab.server.v4 and s.payload)
    # Sent by the server's own host, past its TCP.
    import socket
    with lab.server.ns.inside():
        raw_socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        raw_socket.bind(("s0", 0))
    bad = onward(last, ACK, seq=last.seq + last.length, ack=last.ack + 5_000_000, window=500, ip_id=lab.rng.randint(1, 65535))
    raw_socket.send(bytes.fromhex("020000000201" "020000000202") + b"\x08\x00" + bad.pack())
    lab.settle()
    raw_socket.close()
    lab.exchange(client, server)
    lab.settle()
    _expect(lab, raw, ["invalid-segment", "blind-reset-attack", "on-path-injection"])

"""A protection device answers the handshake itself and resets when the backend behind it refuses or is silent."""

from rstlab import Scenario
from rstlab.forging import Box, answer
from rstlab.frames import ACK, SYN
from rstlab.lab import Flow

scenario = Scenario("ddos-mitigation", acceptable=["closed-port"])


def _syn_proxy(lab, port):
    """netfilter's SYNPROXY on the router: it answers SYNs with cookies and only then opens the way to the server."""
    lab.router.sysctl("net.ipv4.tcp_syncookies", 1)
    lab.router.sysctl("net.ipv4.tcp_timestamps", 1)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    lab.router.nft(f"""table inet shield {{
 chain raw {{ type filter hook prerouting priority raw; iifname "r0" tcp dport {port} tcp flags syn notrack; }}
 chain f {{ type filter hook forward priority 0; tcp dport {port} ct state invalid,untracked synproxy mss 1460 wscale 7 timestamp sack-perm
  ct state invalid drop; }}
}}""")


@scenario.variant(ip=4, far=(3, 30), seconds=3, sample="client")
def backend_refuses(lab):
    """A SYN proxy completes the handshake with the client; the backend's port is closed, and its refusal resets the client."""
    port = lab.port("web")
    _syn_proxy(lab, port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    lab.settle()
    lab.settle()
    lab.expect(flow, "server", "NO_SOCKET", seen_at=("client", "server"), rewritten=True,
               acceptable_at={"server": ["closed-port", "firewall-reject"], "router": ["closed-port", "firewall-reject"] if lab.router_at == "r1" else []},
               acceptable=["accept-queue-overflow", "firewall-reject"])


@scenario.variant(ip=4, far=(3, 30), seconds=3)
def backend_refuses_with_request(lab):
    """A SYN proxy completes the handshake, the client sends its request at once; the backend's port is closed."""
    port = lab.port("web")
    _syn_proxy(lab, port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    try:
        client.sendall(lab.request())
    except OSError:
        pass
    lab.settle()
    lab.settle()
    lab.expect(flow, "server", "NO_SOCKET", seen_at=("client", "server"), rewritten=True,
               acceptable_at={"server": ["closed-port", "firewall-reject"], "router": ["closed-port", "firewall-reject"] if lab.router_at == "r1" else []},
               acceptable=["accept-queue-overflow", "firewall-reject"])


@scenario.variant(far=(3, 30), seconds=4, sample="client:proof-by-reset", harm="benign")
def proof_by_reset(lab):
    """A device answers a new client's SYN with a SYN-ACK whose acknowledgement is wrong; the client's RST proves it genuine, the next SYN passes."""
    port = lab.port("web")
    lab.router.nft(f'table inet hold {{ chain f {{ type filter hook forward priority 0; iifname "r0" tcp dport {port} tcp flags & (syn | ack) == syn '
                   f"limit rate 1/hour burst 1 packets drop; iifname \"r0\" tcp dport {port} tcp flags & rst == rst drop; }}; }}")
    tested = []

    def act(box, s):
        if s.flags & SYN and not s.flags & ACK and not tested:
            tested.append(s)
            box.send("client", answer(s, SYN | ACK, seq=box.rng.getrandbits(32), ack=box.rng.getrandbits(32), window=0 if box.rng.random() < 0.5 else 8192,
                                      ttl=box.rng.choice((64, 128, 255)), ip_id=box.rng.randint(0, 65535), options=bytes((2, 4, 5, 180))))

    box = Box(lab)
    box._act = act
    listener = lab.server.listen(port)
    client = lab.client.connect(listener)
    flow = lab.flow(client)
    lab.exchange(client, listener.accept()[0])
    lab.settle()
    lab.expect(flow, "client", "TCP_INVALID_ACK_SEQUENCE", seen_at=("client",), elsewhere=lab.only("client"), acceptable=["invalid-segment", "time-wait"])


@scenario.variant(far=(3, 30), seconds=3)
def over_the_rate(lab):
    """A device lets a few new connections a minute pass and answers the SYNs beyond with RST."""
    port = lab.port("web")
    lab.router.nft(f'table inet rate {{ chain f {{ type filter hook forward priority 0; iifname "r0" tcp dport {port} tcp flags & (syn | ack) == syn '
                   f"limit rate over 3/minute burst 3 packets reject with tcp reset; }}; }}")
    listener = lab.server.listen(port)
    for n in range(lab.rng.randint(6, 9)):
        client_port = lab.client_port()
        try:
            lab.exchange(lab.client.connect(listener, client_port), listener.accept()[0], most=800)
        except ConnectionRefusedError:
            lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), "middlebox", seen_at=("client",), elsewhere={"server": None},
                       acceptable=["firewall-reject", "closed-port", "accept-queue-overflow"])
        lab.wait(lab.rng.uniform(0, 0.1))

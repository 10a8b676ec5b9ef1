"""A packet filter answers with RST: the SYN, or in the middle of a connection."""

from rstlab import Scenario
from rstlab.lab import Flow

scenario = Scenario("firewall-reject", acceptable=["closed-port"])


def _refused_syn(lab, host, hook, sender, port=None, tries=1):
    port = port or lab.port()
    host.nft(f"table inet fw {{ chain f {{ type filter hook {hook} priority 0; tcp dport {port} reject with tcp reset; }}; }}")
    lab.server.listen(port)
    for _ in range(tries):
        client_port = lab.client_port()
        try:
            lab.client.connect((lab.server.address, port), client_port)
            raise AssertionError("the connection was accepted")
        except ConnectionRefusedError:
            lab.wait(lab.rng.uniform(0.05, 0.3))
        lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), sender, seen_at=("client",),
                   elsewhere={"server": None} if sender == "middlebox" else {})


@scenario.variant(far=(3, 30))
def router_refuses_the_syn(lab):
    """A firewall on the way refuses the SYN with RST."""
    _refused_syn(lab, lab.router, "forward", "middlebox")


@scenario.variant(far=(3, 30), sample="client")
def router_refuses_one_port(lab):
    """A firewall on the way lets one port of the server pass and refuses another with RST."""
    lab.exchange(*lab.connected(lab.port("web"))[:2])
    lab.wait(0.1)
    _refused_syn(lab, lab.router, "forward", "middlebox", 22, lab.rng.randint(1, 3))


@scenario.variant()
def host_refuses_the_syn(lab):
    """The server's own packet filter refuses the SYN with RST."""
    _refused_syn(lab, lab.server, "input", "server", tries=lab.rng.randint(1, 3))


@scenario.variant(far=(3, 30), sample="client:midflow")
def rule_added_in_mid_flow(lab):
    """A rule appears on a firewall while the connection is up; the client speaks next."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 4))
    lab.quiet()
    lab.router.nft(f"table inet fw {{ chain f {{ type filter hook forward priority 0; tcp dport {flow.server[1]} reject with tcp reset; }}; }}")
    lab.wait(lab.rng.uniform(0.1, 1.2))
    client.sendall(lab.bytes(20, 900))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["on-path-injection", "idle-timeout-middlebox", "half-open"], seen_at=("client",))


@scenario.variant(far=(3, 30))
def forbidden_content(lab):
    """A firewall lets the handshake pass and refuses the first request, which holds a forbidden method."""
    port = lab.port("web")
    lab.router.nft(f"table inet fw {{ chain f {{ type filter hook forward priority 0; tcp dport {port} @ih,0,32 0x{b'POST'.hex()} reject with tcp reset; }}; }}")
    client, server, _ = lab.connected(port)
    flow = lab.flow(client)
    client.sendall(lab.request(body=lab.rng.randint(10, 800)))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["on-path-injection"], seen_at=("client",))


@scenario.variant(far=(3, 30))
def server_is_refused(lab):
    """A firewall refuses what the server sends in the middle of a connection; only the server is told."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.quiet()
    lab.router.nft(f"table inet fw {{ chain f {{ type filter hook forward priority 0; tcp sport {flow.server[1]} reject with tcp reset; }}; }}")
    lab.wait(lab.rng.uniform(0.1, 0.8))
    server.sendall(lab.bytes(20, 900))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["on-path-injection", "idle-timeout-middlebox", "half-open"], seen_at=("server",))

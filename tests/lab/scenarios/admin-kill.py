"""An operator or agent destroyed the socket: ss -K, at any moment."""

from rstlab import Scenario, Skip

scenario = Scenario("admin-kill", acceptable=["linger-zero-abort"])


def _kill(lab, host, *filter_words):
    out = host.run(["ss", "-K", "-t", *filter_words], check=False)
    if "ESTAB" not in out:
        raise Skip("this kernel does not destroy sockets for ss -K (CONFIG_INET_DIAG_DESTROY)")


@scenario.variant(sample="server:idle", harm="unknown")
def server_side_idle(lab):
    """An operator destroys an idle connection on the server with ss -K."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 4))
    lab.wait(lab.rng.uniform(0.1, 1.5))
    _kill(lab, lab.server, "dport", "=", f":{flow.client[1]}")
    lab.settle()
    lab.expect(flow, "server", "TCP_STATE", seen_at=("client", "server"), acceptable=["linger-zero-abort", "benign"])


@scenario.variant()
def client_side_awaiting(lab):
    """An operator destroys a connection on the client, which awaits the answer to its request."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 2))
    request = lab.request()
    client.sendall(request)
    lab.read(server, len(request))
    lab.settle()
    lab.wait(lab.rng.uniform(0.1, 0.7))
    _kill(lab, lab.client, "sport", "=", f":{flow.client[1]}")
    lab.settle()
    lab.expect(flow, "client", "TCP_STATE", seen_at=("client", "server"), acceptable=["linger-zero-abort", "client-abort"])


@scenario.variant(sample="client")
def all_connections_of_a_peer(lab):
    """An agent destroys all connections to one address at the same moment, idle ones and one in mid-response."""
    listener = lab.server.listen()
    flows, last = [], None
    for _ in range(lab.rng.randint(3, 5)):
        client = lab.client.connect(listener)
        last = listener.accept()[0]
        flows.append(lab.flow(client))
        lab.exchange(client, last, lab.rng.randint(1, 2))
        lab.wait(lab.rng.uniform(0, 0.2))
    client.sendall(lab.request())
    last.recv(4000)
    last.sendall(lab.response(900, announced=50000))
    lab.settle()
    _kill(lab, lab.server, "dst", lab.client.address if lab.ip == 4 else f"[{lab.client.address}]")
    lab.settle()
    for flow in flows:
        lab.expect(flow, "server", "TCP_STATE", seen_at=("client", "server"), acceptable=["linger-zero-abort", "process-exit"],
                   harm="harmful" if flow == flows[-1] else "unknown")

"""A server closes an idle keep-alive connection while, or just before, the next request is sent on it."""

import time

from rstlab import Scenario
from rstlab.programs import bind, haproxy, nginx, node

scenario = Scenario("keepalive-race", acceptable=["data-after-close"])


def _ask(lab, client):
    client.sendall(lab.request(method="GET"))
    client.recv(65536)


def _cross(lab, port, idle):
    """The next request leaves in the middle of the time in which the server's FIN is under way."""
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    for _ in range(lab.rng.randint(1, 3)):
        _ask(lab, client)
        last = time.monotonic()
        lab.wait(lab.rng.uniform(0, 0.3))
    lab.wait(max(0, last + idle - lab.rtt / 2 - time.monotonic()))
    client.sendall(lab.request(method="GET"))
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_DATA", counters={("server", "TCPAbortOnData"): 1}, seen_at=("client", "server"))


@scenario.variant(far=(40, 70), seconds=4, needs=["nginx"], tries=3, sample="client", shortened="the server waits 1 to 3 s for the next request; defaults are 5 to 75 s")
def nginx_crossing(lab):
    """nginx closes at its keepalive_timeout while the next request is on its way."""
    port, idle = lab.port("web"), lab.rng.choice((1, 2, 3))
    nginx(lab, lab.server, port, f"keepalive_timeout {idle}; location / {{ return 200 'fine'; }}")
    _cross(lab, port, idle + 0.002)


@scenario.variant(far=(40, 70), seconds=4, needs=["node"], tries=3, sample="client:node",
                  shortened="the server waits 1 to 3 s for the next request; defaults are 5 to 75 s")
def node_crossing(lab):
    """node closes one second after its keepAliveTimeout while the next request is on its way."""
    port, idle = lab.port("web"), lab.rng.choice((1000, 1500, 2000))
    node(lab, lab.server, f"""
const s = require('http').createServer((q, r) => r.end('fine'));
s.keepAliveTimeout = {idle}; s.listen({port}, '{lab.server.address}');""", port)
    _cross(lab, port, _node_idle(lab, port))


def _node_idle(lab, port):
    """How long this version of node really waits: measured once on a connection of its own."""
    probe = lab.client.connect((lab.server.address, port))
    _ask(lab, probe)
    last = time.monotonic()
    probe.recv(100)
    waited = time.monotonic() - last
    probe.close()
    return waited


@scenario.variant(seconds=3, needs=["nginx"], shortened="the server waits 1 to 3 s for the next request; defaults are 5 to 75 s")
def nginx_late_reuse(lab):
    """A pool does not notice nginx's FIN and sends the next request on the connection."""
    port = lab.port("web")
    nginx(lab, lab.server, port, "keepalive_timeout 1; location / { return 200 'fine'; }")
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    for _ in range(lab.rng.randint(1, 4)):
        _ask(lab, client)
    lab.wait(1 + lab.rtt + lab.rng.uniform(0.1, 0.8))
    client.sendall(lab.request(method="GET"))
    lab.settle()
    lab.expect(flow, "server", ("TCP_TIMEWAIT_SOCKET", "TCP_FLAGS"), seen_at=("client", "server"))


@scenario.variant(seconds=4, sample="client:late", shortened="the server waits 1 to 3 s for the next request; defaults are 5 to 75 s")
def python_late_reuse(lab):
    """A server closes a kept connection after its idle timeout; a POST follows some ms after the FIN."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(2, 5))
    lab.wait(lab.rng.choice((1.0, 2.0)))
    server.close()
    lab.settle()
    lab.wait(lab.rng.uniform(0.005, 0.2))
    client.sendall(lab.request(body=lab.rng.randint(20, 900)))
    lab.settle()
    lab.expect(flow, "server", "TCP_TIMEWAIT_SOCKET", seen_at=("client", "server"))


@scenario.variant(seconds=4, needs=["haproxy"], shortened="the server waits 1 to 3 s for the next request; defaults are 5 to 75 s")
def haproxy_late_reuse(lab):
    """HAProxy closes a kept connection after `timeout http-keep-alive`; a pool does not notice and sends the next request on it."""
    port = lab.port("web")
    haproxy(lab, lab.server, f"defaults\n  mode http\n  timeout client 8s\n  timeout connect 2s\n  timeout server 8s\n  timeout http-keep-alive 1s\n"
            f"frontend f\n  bind {bind(lab.server.address, port)}\n  http-request return status 200 content-type text/plain string fine\n", port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    for _ in range(lab.rng.randint(1, 3)):
        _ask(lab, client)
    lab.wait(1 + lab.rtt + lab.rng.uniform(0.2, 0.8))
    client.sendall(lab.request(method="GET"))
    lab.settle()
    lab.expect(flow, "server", ("TCP_TIMEWAIT_SOCKET", "TCP_FLAGS", "TCP_ABORT_ON_DATA"), seen_at=("client", "server"))

"""A phone's TCP keepalive is too strict for a radio gap: it gives up a connection that would have lived."""

import socket

from rstlab import Scenario

scenario = Scenario("mobile-keepalive", cause="keepalive-timeout")
_SHORT = "probes after 2 s, every second; phones use minutes"


def _phone(lab, count):
    client, server, _ = lab.connected(lab.port("tls"))
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 2), most=900)
    lab.quiet()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in ((socket.TCP_KEEPIDLE, 2), (socket.TCP_KEEPINTVL, 1), (socket.TCP_KEEPCNT, count)):
        client.setsockopt(socket.IPPROTO_TCP, name, value)
    lab.router.drop(f"tcp dport {{ {flow.server[1]}, {flow.client[1]} }}")
    return client, server, flow


@scenario.variant(seconds=9, near=(10, 25), far=(3, 30), sample="client", shortened=_SHORT)
def gives_up_in_a_radio_gap(lab):
    """The radio is gone for seconds; the phone's keepalive gives up, and what the service sends afterwards meets no connection."""
    count = lab.rng.randint(2, 3)
    _, server, flow = _phone(lab, count)
    lab.wait(count + 3.4)
    lab.router.heal()
    server.sendall(lab.bytes(60, 600))
    lab.settle()
    lab.expect(flow, "client", "TCP_KEEPALIVE_TIMEOUT", seen_at=("client",), elsewhere=lab.only("client"),
               counters={("client", "TCPAbortOnTimeout"): 1, ("client", "TCPKeepAlive"): count})
    lab.expect(flow, "client", "NO_SOCKET", cause="half-open", acceptable=["idle-timeout-middlebox", "keepalive-timeout", "retransmission-timeout", "connect-timeout"],
               elsewhere={"client": None, "router": None}, seen_at=("server",))


@scenario.variant(seconds=9, near=(10, 25), far=(3, 30), shortened=_SHORT)
def patient_enough(lab):
    """With more probes the connection outlives the same gap: probes without answers, then one that is answered; no RST."""
    client, server, flow = _phone(lab, 9)
    lab.wait(5.4)
    lab.router.heal()
    lab.wait(1.6)
    lab.exchange(client, server)
    lab.settle()
    lab.expect_none(flow, ("client", "server"), counters={("client", "TCPKeepAlive"): 3})

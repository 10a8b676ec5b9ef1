"""TCP keepalive probes stay unanswered; the prober gives up and sends one RST as a farewell."""

import socket

from rstlab import Scenario

scenario = Scenario("keepalive-timeout", acceptable=[])


def _probe(s, idle, interval, count):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in ((socket.TCP_KEEPIDLE, idle), (socket.TCP_KEEPINTVL, interval), (socket.TCP_KEEPCNT, count)):
        s.setsockopt(socket.IPPROTO_TCP, name, value)


def _give_up(lab, side, lost):
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.quiet()
    count = lab.rng.randint(2, 4)
    _probe(client if side == "client" else server, lab.rng.randint(1, 2), 1, count)
    lab.router.drop(lost(flow))
    lab.wait(count + 3.6)
    lab.expect(flow, side, "TCP_KEEPALIVE_TIMEOUT", counters={(side, "TCPAbortOnTimeout"): 1, (side, "TCPKeepAlive"): count}, seen_at=(side,))


@scenario.variant(seconds=8, sample="client", shortened="probes after 1 to 2 s, every second; by default after 2 h, every 75 s")
def client_probes(lab):
    """The path is dead in both directions; the client's keepalive gives up."""
    _give_up(lab, "client", lambda f: f"tcp dport {{ {f.server[1]}, {f.client[1]} }}")


@scenario.variant(seconds=8, shortened="probes after 1 to 2 s, every second; by default after 2 h, every 75 s")
def server_probes(lab):
    """The path is dead in both directions; the server's keepalive gives up."""
    _give_up(lab, "server", lambda f: f"tcp dport {{ {f.server[1]}, {f.client[1]} }}")


@scenario.variant(seconds=8, shortened="probes after 1 to 2 s, every second; by default after 2 h, every 75 s")
def answers_are_lost(lab):
    """Only the way back is dead: the peer answers each probe, the prober hears nothing and gives up."""
    _give_up(lab, "client", lambda f: f"tcp sport {f.server[1]}")

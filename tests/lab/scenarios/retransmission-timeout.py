"""A sender gives up retransmitting, silently; when the peer speaks later, its segment meets no connection."""

import socket

from rstlab import Scenario

scenario = Scenario("retransmission-timeout", acceptable=["half-open"])
_USER_TIMEOUT = 18


@scenario.variant(seconds=6, sample="client", shortened="TCP_USER_TIMEOUT is 2.5 s; without it the kernel tries for about 15 minutes")
def client_user_timeout(lab):
    """A client with TCP_USER_TIMEOUT sends into a dead path and gives up; the path heals and the server speaks."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 2))
    lab.quiet()
    client.setsockopt(socket.IPPROTO_TCP, _USER_TIMEOUT, 2500)
    lab.router.drop(f"tcp dport {{ {flow.server[1]}, {flow.client[1]} }}")
    client.sendall(lab.bytes(20, 2000))
    lab.wait(4.6)
    lab.router.heal()
    server.sendall(lab.bytes(20, 500))
    lab.settle()
    far = ["half-open", "idle-timeout-middlebox", "connect-timeout"]
    lab.expect(flow, "client", "NO_SOCKET", counters={("client", "TCPAbortOnTimeout"): 1}, seen_at=("client", "server"),
               acceptable_at={"server": far, "router": scenario.acceptable + (() if lab.router_at == "r0" else tuple(far))})


@scenario.variant(seconds=9, shortened="tcp_retries2 is 4, by default 15")
def server_retries(lab):
    """A server (tcp_retries2=4) sends into a dead path and gives up; the path heals and the client speaks."""
    lab.server.sysctl("net.ipv4.tcp_retries2", 4)
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server)
    lab.quiet()
    lab.router.drop(f"tcp dport {{ {flow.server[1]}, {flow.client[1]} }}")
    server.sendall(lab.bytes(20, 1400))
    lab.wait(8.2 + 20 * lab.rtt)
    lab.router.heal()
    client.sendall(lab.bytes(20, 300))
    lab.settle()
    far = ["half-open", "idle-timeout-middlebox"]
    lab.expect(flow, "server", ("TCP_FLAGS", "NO_SOCKET"), counters={("server", "TCPAbortOnTimeout"): 1}, seen_at=("client", "server"),
               acceptable_at={"client": far, "router": scenario.acceptable + (() if lab.router_at == "r1" else tuple(far))})

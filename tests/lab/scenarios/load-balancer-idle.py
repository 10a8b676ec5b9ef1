"""A load balancer forgot the idle connection: its own address answers the next packet with RST, or it had closed before."""

import time

from rstlab import Scenario
from rstlab.lab import Flow
from rstlab.programs import bind, haproxy

scenario = Scenario("load-balancer-idle", cause="idle-timeout-middlebox", acceptable=["half-open"])


@scenario.variant(seconds=8, near=(0.3, 4), far=(3, 30), sample="client", silence=350,
                  shortened="the balancer forgets after 4 s, not after 350 s; the silence is stretched")
def next_request_is_reset(lab):
    """A balancer that translates (nftables on the router) forgets the idle flow and answers the client's next request itself, with RST."""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", 4)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_unacknowledged", 4)
    front, back = lab.port("tls"), lab.rng.randint(8100, 8900)
    family = "ip" if lab.ip == 4 else "ip6"
    lab.router.nft(f"table inet lb {{ chain pre {{ type nat hook prerouting priority dstnat; {family} daddr {lab.router.address} tcp dport {front} "
                   f"dnat {family} to {bind(lab.server.address, back)}; }}; }}")
    listener = lab.server.listen(back)
    client = lab.client.connect((lab.router.address, front))
    server = listener.accept()[0]
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3), most=900)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    client.sendall(lab.request())
    lab.settle()
    lab.expect(flow, "middlebox", "NO_SOCKET", reset_by="router", seen_at=("client",), elsewhere=lab.only("client"), acceptable=["half-open", "firewall-reject"])


@scenario.variant(seconds=5, needs=["haproxy"], shortened="`timeout client` is 2 s; usual are 30 to 60 s")
def haproxy_had_closed(lab):
    """HAProxy's `timeout client` ends the idle connection with FIN; the client does not notice and sends its next request."""
    front, back = lab.port("web"), lab.rng.randint(8100, 8900)
    listener = lab.server.listen(back)
    haproxy(lab, lab.router, f"defaults\n  mode tcp\n  timeout connect 2s\n  timeout client 2s\n  timeout server 2s\n"
            f"listen l\n  bind {bind(lab.router.address, front)}\n  server s {bind(lab.server.address, back)}\n", front)
    client = lab.client.connect((lab.router.address, front))
    flow = lab.flow(client)
    request, response = lab.request(), lab.response(300)
    client.sendall(request)
    server = listener.accept()[0]
    lab.read(server, len(request))
    server.sendall(response)
    lab.read(client, len(response))
    lab.wait(2.5 + lab.rng.uniform(0, 0.8))
    client.sendall(lab.request())
    lab.settle()
    lab.expect(Flow(flow.client, flow.server), "server", ("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA", "TCP_FLAGS"), reset_by="router", seen_at=("client",),
               elsewhere=lab.only("client"), cause="keepalive-race", acceptable=["data-after-close", "fin-wait2-orphan", "idle-timeout-middlebox"])

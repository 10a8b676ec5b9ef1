"""A push connection (one long-lived connection of a phone, port 5223) was silent longer than a firewall on its way remembers."""

import time

from rstlab import Scenario

scenario = Scenario("push-connection-idle", cause="idle-timeout-middlebox", acceptable=["firewall-reject", "half-open"])
_SHORT = "the firewall forgets after 4 s, the heartbeat comes after 6 s; the silence is stretched"


def _silent(lab):
    """A phone and its push service: a login, then silence beyond the firewall's memory. (phone's socket, service's socket, flow)"""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    for timeout in ("established", "unacknowledged"):
        lab.router.sysctl(f"net.netfilter.nf_conntrack_tcp_timeout_{timeout}", 4)
    lab.router.nft("table inet fw { chain f { type filter hook forward priority 0; ct state invalid reject with tcp reset; }; }")
    phone, service, _ = lab.connected(5223)
    flow = lab.flow(phone)
    for size in (180, 90):
        phone.sendall(lab.rng.randbytes(size))
        lab.read(service, size)
        service.sendall(lab.rng.randbytes(60))
        lab.read(phone, 60)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    return phone, service, flow


@scenario.variant(seconds=8, near=(10, 25), far=(3, 30), sample="client", silence=1680, shortened=_SHORT)
def heartbeat_is_refused(lab):
    """The phone's next heartbeat comes after the firewall has forgotten the connection and is answered with RST."""
    phone, _, flow = _silent(lab)
    phone.sendall(lab.rng.randbytes(37))
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("client",))


@scenario.variant(seconds=8, near=(10, 25), far=(3, 30), shortened=_SHORT)
def push_is_refused(lab):
    """The service pushes after the firewall has forgotten the connection; it is the service that is refused, the phone hears nothing."""
    _, service, flow = _silent(lab)
    service.sendall(lab.rng.randbytes(lab.rng.randint(60, 900)))
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("server",))

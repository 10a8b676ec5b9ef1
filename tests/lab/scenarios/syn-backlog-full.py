"""The queue of half-open requests is full: SYNs vanish without any RST, or cookies save the day."""

from rstlab import Scenario
from rstlab.forging import Box
from rstlab.frames import SYN, Segment
from rstlab.lab import Flow

scenario = Scenario("syn-backlog-full")


def _flooded(lab, cookies):
    """A listener with room for a few requests, and more SYNs of hosts that do not exist. (listener, box)"""
    lab.server.sysctl("net.ipv4.tcp_syncookies", cookies)
    listener = lab.server.listen(lab.port("web"), backlog=6)
    lab.router.ns.ip("route add blackhole 198.18.0.0/15" if lab.ip == 4 else "-6 route add blackhole 2001:db8:f00::/48")
    box = Box(lab, watch="client")
    for n in range(14):
        source = f"198.18.{lab.rng.randint(0, 255)}.{lab.rng.randint(1, 254)}" if lab.ip == 4 else f"2001:db8:f00:{n:x}::{lab.rng.randint(1, 0xFFFE):x}"
        box.send("server", Segment(source, lab.server.address, lab.rng.randint(1024, 65000), listener.getsockname()[1], lab.rng.getrandbits(32), 0, SYN, 1024,
                                   bytes((2, 4, 5, 180)), ttl=lab.rng.randint(30, 110), ip_id=lab.rng.randint(1, 65535), dont_fragment=False))
    lab.settle()
    return listener, box


@scenario.variant(ip=4, seconds=5, sample="server", shortened="the listener has room for 6 requests, usual are 128 to 4096")
def syns_are_dropped(lab):
    """SYN cookies are off and forged requests fill the queue: a client's SYN is dropped again and again until it gives up."""
    listener, _ = _flooded(lab, 0)
    port = lab.client_port()
    try:
        lab.client.connect(listener, port, timeout=2.4)
        raise AssertionError("the connection was accepted")
    except TimeoutError:
        pass
    lab.expect_none(Flow((lab.client.address, port), (lab.server.address, listener.getsockname()[1])), ("client", "server"),
                    counters={("server", "TCPReqQFullDrop"): 1, ("server", "ListenDrops"): 1})


@scenario.variant(ip=4, seconds=3, shortened="the listener has room for 6 requests, usual are 128 to 4096")
def cookies_help(lab):
    """The same flood with SYN cookies: the client connects."""
    listener, _ = _flooded(lab, 1)
    client = lab.client.connect(listener)
    flow = lab.flow(client)
    lab.exchange(client, listener.accept()[0])
    client.close()
    lab.settle()
    lab.expect_none(flow, ("client", "server"), counters={("server", "TCPReqQFullDoCookies"): 1})

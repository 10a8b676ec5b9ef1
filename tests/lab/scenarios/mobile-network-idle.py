"""A carrier's NAT forgot a phone's idle connection: the next packet leaves under another port, or vanishes."""

import time

from rstlab import Scenario

scenario = Scenario("mobile-network-idle", cause="idle-timeout-middlebox", acceptable=["half-open"])
_SHORT = "the carrier's NAT forgets after 4 s, not after five minutes; the silence is stretched"


def _nat(lab, rules):
    for timeout in ("established", "unacknowledged"):
        lab.router.sysctl(f"net.netfilter.nf_conntrack_tcp_timeout_{timeout}", 4)
    lab.router.nft(f"table inet carrier {{ {rules} }}")


def _speak_after_silence(lab):
    client, server, _ = lab.connected(lab.port("tls"))
    inside = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3), most=900)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    client.sendall(lab.request())
    return inside


@scenario.variant(seconds=8, ip=4, near=(10, 25), far=(3, 30), sample="client", silence=305, shortened=_SHORT)
def another_port_is_reset(lab):
    """The carrier's NAT forgets the phone's flow and sends its next packet out under another port; the server knows no such connection."""
    _nat(lab, 'chain post { type nat hook postrouting priority srcnat; oifname "r1" meta l4proto tcp masquerade random; };')
    inside = _speak_after_silence(lab)
    lab.settle()
    lab.expect(inside, "server", ("TCP_FLAGS", "NO_SOCKET"), elsewhere={"server": None, "router": inside if lab.router_at == "r0" else None}, seen_at=("client",))


@scenario.variant(seconds=9, near=(10, 25), far=(3, 30), shortened=_SHORT)
def packets_vanish(lab):
    """The carrier's firewall forgets the phone's flow and drops what it does not know: retransmissions, no RST."""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    _nat(lab, "chain f { type filter hook forward priority 0; ct state invalid drop; };")
    inside = _speak_after_silence(lab)
    lab.wait(1.6)
    lab.expect_none(inside, ("client", "server"), counters={("client", "TcpRetransSegs"): 1})

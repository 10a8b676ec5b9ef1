"""A device on the path forgot the connection while it was silent; the next segment draws RST."""

import time

from rstlab import Scenario, Skip
from rstlab.forging import Box, answer
from rstlab.frames import ACK, RST
from rstlab.lab import Flow

scenario = Scenario("idle-timeout-middlebox", acceptable=["half-open"])


def _fill(lab, client, server):
    lab.exchange(client, server, lab.rng.randint(1, 3))


def _forgetful_router(lab, idle, nat):
    """Connection tracking that forgets an established flow after `idle` seconds, and refuses what it does not know."""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", idle)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_unacknowledged", idle)
    translate = 'chain post { type nat hook postrouting priority srcnat; oifname "r1" masquerade; }' if nat else ""
    lab.router.nft(f"table inet idle {{ chain f {{ type filter hook forward priority 0; ct state invalid reject with tcp reset; }}\n{translate}\n}}")


@scenario.variant(seconds=24, near=(0.3, 4), far=(3, 30), shortened="the firewall forgets after 20 s; real ones after minutes or hours")
def firewall_refuses_after_idle(lab):
    """A firewall forgets the idle flow and answers the client's next data with RST."""
    _forgetful_router(lab, 20, nat=False)
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(22.5)
    client.sendall(lab.bytes(20, 400))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["firewall-reject", "half-open"], seen_at=("client",))


@scenario.variant(seconds=8, near=(0.3, 4), far=(3, 30), sample="client", silence=300,
                  shortened="the device forgets after 4 s; real ones after minutes or hours; the silence is stretched")
def firewall_refuses_stretched(lab):
    """A firewall forgets the idle flow and answers the client's next data with RST (long silence)."""
    _forgetful_router(lab, 4, nat=False)
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    client.sendall(lab.bytes(20, 400))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["firewall-reject", "half-open"], seen_at=("client",))


@scenario.variant(seconds=8, near=(0.3, 4), far=(3, 30), shortened="the device forgets after 4 s; real ones after minutes or hours; the silence is stretched")
def firewall_refuses_the_server(lab):
    """A firewall forgets the idle flow; the server speaks next and is the one that is refused."""
    _forgetful_router(lab, 4, nat=False)
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    server.sendall(lab.bytes(20, 400))
    lab.settle()
    lab.expect(flow, "middlebox", acceptable=["firewall-reject", "half-open"], seen_at=("server",))


@scenario.variant(seconds=8, near=(0.3, 4), far=(3, 30), sample="client:350s", silence=350, shortened="the terminator forgets after 3 s; the silence is stretched")
def peer_reaped_it(lab):
    """A terminator in front of the service drops the idle connection silently; the next data draws its RST."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(3)
    lab.server.forget(server)
    lab.wait(3)
    lab.stretch(time.time() - 0.3, 6)
    client.sendall(lab.bytes(20, 400))
    lab.settle()
    lab.expect(flow, "server", ("TCP_FLAGS", "NO_SOCKET"), seen_at=("client", "server"), acceptable=["half-open"])


@scenario.variant(seconds=9, ip=4, near=(0.3, 4), far=(3, 30), sample="server:nat", silence=900,
                  shortened="the device forgets after 4 s; real ones after minutes or hours; the silence is stretched")
def nat_forgot_server_speaks(lab):
    """A NAT forgets the idle flow; the server speaks next and the NAT box itself answers with RST."""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", 4)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_unacknowledged", 4)
    lab.router.nft('table inet idle { chain post { type nat hook postrouting priority srcnat; oifname "r1" masquerade; }; }')
    client, server, _ = lab.connected()
    outside = Flow(server.getpeername()[:2], server.getsockname()[:2])
    inside = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(7)
    lab.stretch(time.time() - 0.3, 7)
    server.sendall(lab.bytes(20, 400))
    lab.settle()
    at = {"server": outside, "client": None, "router": outside if lab.router_at == "r1" else None}
    lab.expect(inside, "middlebox", ("NO_SOCKET",), elsewhere=at, seen_at=("server",), reset_by="router", acceptable=["half-open", "firewall-reject"])


@scenario.variant(seconds=8, ip=4, near=(0.3, 4), far=(3, 30), shortened="the device forgets after 4 s; real ones after minutes or hours; the silence is stretched")
def nat_gives_another_port(lab):
    """A NAT forgets the idle flow and sends the client's next data out under another port, which the server does not know."""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", 4)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_unacknowledged", 4)
    lab.router.nft('table inet idle { chain post { type nat hook postrouting priority srcnat; oifname "r1" meta l4proto tcp masquerade random; }; }')
    client, server, _ = lab.connected()
    inside = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    client.sendall(lab.bytes(20, 400))
    lab.settle()
    at = {"server": None, "router": inside if lab.router_at == "r0" else None}
    lab.expect(inside, "server", ("TCP_FLAGS", "NO_SOCKET"), elsewhere=at, seen_at=("client",), acceptable=["half-open"])


@scenario.variant(seconds=8, near=(0.3, 4), far=(3, 30), shortened="the device forgets after 4 s; real ones after minutes or hours; the silence is stretched")
def resets_both_at_expiry(lab):
    """A device forgets the idle flow and says so: at the end of its timer it resets both ends, nobody having spoken."""
    box = Box(lab, watch="client")
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    _fill(lab, client, server)
    lab.quiet()
    lab.wait(4)
    lab.stretch(time.time() - 0.3, 4)
    last, ttl = box.last(flow.client), lab.rng.choice((64, 128, 255))
    theirs = box.last(flow.server)
    box.send("client", answer(last, RST | ACK, seq=last.ack, ack=last.seq + last.length, ttl=ttl, window=0))
    box.send("server", answer(theirs, RST | ACK, seq=last.seq + last.length, ack=last.ack, ttl=ttl, window=0))
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("client", "server"), acceptable=["on-path-injection", "firewall-reject"])


@scenario.variant(seconds=8, ip=4, near=(0.3, 4), far=(3, 30), shortened="the device forgets after 4 s; real ones after minutes or hours; the silence is stretched")
def nat_leaves_it_untranslated(lab):
    """A NAT (nf_conntrack_tcp_loose=0) forgets the idle flow and lets the client's next data out untranslated; the server resets the private address."""
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_loose", 0)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", 4)
    lab.router.sysctl("net.netfilter.nf_conntrack_tcp_timeout_unacknowledged", 4)
    lab.router.nft('table inet idle { chain post { type nat hook postrouting priority srcnat; oifname "r1" masquerade; }; }')
    client, server, _ = lab.connected()
    inside = lab.flow(client)
    _fill(lab, client, server)
    lab.wait(6)
    lab.stretch(time.time() - 0.3, 6)
    client.sendall(lab.bytes(20, 400))
    lab.settle()
    # At the server the private address is a stranger: two packets without a handshake.
    far = ["half-open", "invalid-segment", "conntrack-invalid"]
    lab.expect(inside, "server", ("TCP_FLAGS", "NO_SOCKET"), seen_at=("client", "server"), acceptable=["half-open"],
               acceptable_at={"server": far, "router": far if lab.router_at == "r1" else ["half-open"]})


@scenario.variant(seconds=0)
def ipvs_director(lab):
    """A load balancer of the Linux kernel (IPVS) forgets the idle connection."""
    import os
    if not os.path.exists("/proc/net/ip_vs"):
        raise Skip("this kernel has no IPVS (CONFIG_IP_VS)")
    raise Skip("not written: no machine with IPVS was at hand")

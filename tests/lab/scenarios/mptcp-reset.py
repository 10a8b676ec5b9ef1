"""Multipath TCP resets a subflow or the connection; a TCP option names the reason."""

import os
import socket
import struct

from rstlab import Scenario, Skip
from rstlab.forging import Box
from rstlab.frames import ACK, SYN
from rstlab.lab import Flow

scenario = Scenario("mptcp-reset", acceptable=["linger-zero-abort", "close-with-unread-data"])
_MPTCP = 262


def _pair(lab):
    if not os.path.exists("/proc/sys/net/mptcp/enabled"):
        raise Skip("this kernel has no Multipath TCP (CONFIG_MPTCP)")
    listener = lab.server.listen(protocol=_MPTCP)
    client = lab.client.connect(listener, protocol=_MPTCP)
    server = listener.accept()[0]
    # A first exchange: only then is the connection fully Multipath TCP.
    lab.exchange(client, server, lab.rng.randint(1, 3), 50, 900)
    lab.settle()
    return client, server


@scenario.variant(sample="client", harm="unknown")
def fast_close(lab):
    """An application aborts the Multipath TCP connection (SO_LINGER 0): RST with MP_FASTCLOSE."""
    client, server = _pair(lab)
    flow = lab.flow(client)
    side = lab.rng.choice(("client", "server"))
    s = client if side == "client" else server
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()
    lab.settle()
    lab.expect(flow, side, ("TCP_ABORT_ON_CLOSE", "MPTCP_RST_EUNSPEC", "TCP_STATE"), seen_at=("client", "server"))


@scenario.variant()
def closed_with_unread_data(lab):
    """A server closes the Multipath TCP connection with data unread."""
    client, server = _pair(lab)
    flow = lab.flow(client)
    client.sendall(lab.bytes(50, 900))
    lab.settle()
    server.close()
    lab.settle()
    lab.expect(flow, "server", ("TCP_ABORT_ON_CLOSE", "MPTCP_RST_EUNSPEC"), seen_at=("client", "server"))


@scenario.variant(ip=4, seconds=3, sample="client:join", harm="benign")
def join_refused(lab):
    """A second subflow (MP_JOIN) is refused: the server allows none."""
    second = lab.client.v4.rsplit(".", 1)[0] + f".{lab.rng.choice([n for n in (5, 77, 140) if not lab.client.v4.endswith(f'.{n}')])}"
    lab.client.ns.ip(f"addr add {second}/24 dev c0")
    lab.router.ns.ip(f"neigh add {second} lladdr {lab.mac['c0']} dev r0")
    lab.client.run(["ip", "mptcp", "limits", "set", "subflow", "2", "add_addr_accepted", "2"])
    lab.client.run(["ip", "mptcp", "endpoint", "add", second, "dev", "c0", "subflow"])
    lab.server.run(["ip", "mptcp", "limits", "set", "subflow", "0"])
    box = Box(lab, watch="client")
    client, server = _pair(lab)
    lab.wait(0.3)
    lab.settle()
    join = next((s for s in box.seen if s.src == second and s.flags & SYN and not s.flags & ACK), None)
    if join is None:
        raise Skip("this kernel did not try to join a second subflow")
    lab.expect(Flow((join.src, join.sport), (join.dst, join.dport)), "server", "MPTCP_RST_EPROHIBIT", seen_at=("client", "server"), acceptable=[])

"""The accept queue is full and tcp_abort_on_overflow=1: the third packet of the handshake is answered with RST."""

import errno
import select

from rstlab import Scenario

scenario = Scenario("accept-queue-overflow", acceptable=["firewall-reject", "invalid-segment"])


def _burst(lab, send_early):
    """A queue filled one by one, then a burst of connects whose SYNs all arrive before the first third packet."""
    lab.server.sysctl("net.ipv4.tcp_abort_on_overflow", 1)
    backlog = lab.rng.randint(5, 8)
    listener = lab.server.listen(backlog=backlog)
    target = listener.getsockname()[:2]
    for _ in range(backlog):
        lab.client.connect(target)
    burst = []
    for _ in range(backlog - 1):
        s = lab.client.socket()
        s.setblocking(False)
        if s.connect_ex(target) != errno.EINPROGRESS:
            raise AssertionError("the connect did not start")
        burst.append(s)
    _, writable, _ = select.select([], burst, [], 2)
    while len(writable) < len(burst):
        _, writable, _ = select.select([], burst, [], 2)
    flows = [(s, lab.flow(s)) for s in burst]
    if send_early:
        for s in burst:
            try:
                s.send(lab.request())
            except ConnectionError:
                pass
    lab.settle()
    for s, flow in flows:
        try:
            s.setblocking(False)
            s.recv(1)
        except BlockingIOError:
            continue
        except ConnectionError:
            pass
        lab.expect(flow, "server", "INVALID_SYN", counters={("server", "EmbryonicRsts"): 1, ("server", "ListenOverflows"): 1},
                   seen_at=("client", "server"))


@scenario.variant(far=(10, 40), sample="client")
def burst_of_connects(lab):
    """A service that does not accept for a moment meets a burst of connections (tcp_abort_on_overflow=1)."""
    _burst(lab, send_early=False)


@scenario.variant(far=(10, 40))
def burst_of_requests(lab):
    """As before, and each client sends its request at once."""
    _burst(lab, send_early=True)


@scenario.variant(seconds=5)
def default_setting_late(lab):
    """The queue is full and tcp_abort_on_overflow=0: nothing is reset until the server has forgotten the handshake."""
    lab.server.sysctl("net.ipv4.tcp_synack_retries", 1)
    lab.server.sysctl("net.ipv4.tcp_syncookies", 0)
    backlog = lab.rng.randint(3, 6)
    listener = lab.server.listen(backlog=backlog)
    target = listener.getsockname()[:2]
    # The last ACK of one client is lost while others fill the queue.
    late_port = lab.client_port()
    waiting = lab.client.socket()
    waiting.bind((lab.client.address, late_port))
    lab.router.drop(f"tcp sport {late_port} tcp flags & (syn | ack) == ack")
    waiting.connect(target)
    flow = lab.flow(waiting)
    for _ in range(backlog + 1):
        lab.client.connect(target)
    lab.router.heal()
    # SYN-ACK again after 1 s, its ACK meets the full queue, forgotten after 2 s more: then the request meets the listener alone.
    lab.wait(3.6)
    waiting.sendall(lab.request())
    lab.settle()
    lab.expect(flow, "server", ("TCP_FLAGS", "NO_SOCKET"), acceptable=["half-open", "invalid-segment"], counters={("server", "ListenOverflows"): 1},
               seen_at=("client", "server"))

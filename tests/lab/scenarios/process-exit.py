"""The process that owned the connections is gone: FIN where nothing was unread, RST where something was, then refusals."""

import os
import signal

from rstlab import Scenario
from rstlab.lab import Flow

scenario = Scenario("process-exit", acceptable=["close-with-unread-data", "listener-closed"])
# Serves each connection once (an echo), then no longer reads.
_PROGRAM = """
import os, socket, sys, threading, time
family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
s = socket.socket(family); s.setsockopt(1, 2, 1); s.bind((sys.argv[1], int(sys.argv[2]))); s.listen(); print('ready', flush=True)
kept = []
while True:
    c = s.accept()[0]; kept.append(c); c.sendall(c.recv(4000))
"""


def _crash(lab, signal_number, busy, idle):
    """busy, idle: connections with and without a request unread. Returns the port and the clients."""
    port = lab.port()
    process = lab.server.python(_PROGRAM, lab.server.address, port)
    clients = []
    for _ in range(busy + idle):
        client = lab.client.connect((lab.server.address, port))
        message = lab.bytes(30, 300)
        client.sendall(message)
        lab.read(client, len(message))
        clients.append(client)
    for client in clients[:busy]:
        client.sendall(lab.bytes(30, 900))
    lab.settle()
    lab.wait(lab.rng.uniform(0.05, 0.5))
    os.kill(process.pid, signal_number)
    process.wait()
    lab.wait(0.05)
    lab.settle()
    return port, clients


def _refused(lab, port):
    client_port = lab.client_port()
    try:
        lab.client.connect((lab.server.address, port), client_port)
        raise AssertionError("the connection was accepted")
    except ConnectionRefusedError:
        pass
    lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), "server", "NO_SOCKET", cause="closed-port",
               acceptable=["firewall-reject", "process-exit"], seen_at=("client", "server"))


def _flows(lab, port, clients):
    return [Flow((lab.client.address, c.getsockname()[1]), (lab.server.address, port)) for c in clients]


@scenario.variant(seconds=3, sample="client")
def killed_under_load(lab):
    """A server process with several connections, most with a request unread, is killed; a new connection is refused."""
    busy = lab.rng.randint(2, 4)
    port, clients = _crash(lab, signal.SIGKILL, busy, lab.rng.randint(1, 2))
    for flow in _flows(lab, port, clients[:busy]):
        lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", counters={("server", "TCPAbortOnClose"): busy}, seen_at=("client", "server"))
    lab.wait(lab.rng.uniform(0, 0.3))
    _refused(lab, port)


@scenario.variant(seconds=3)
def crashed_then_restarted(lab):
    """A server process crashes (SIGSEGV) with requests unread; its supervisor starts another one."""
    busy = lab.rng.randint(2, 3)
    port, clients = _crash(lab, signal.SIGSEGV, busy, 1)
    for flow in _flows(lab, port, clients[:busy]):
        lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", counters={("server", "TCPAbortOnClose"): busy}, seen_at=("client", "server"))
    _refused(lab, port)
    lab.server.python(_PROGRAM, lab.server.address, port)
    again = lab.client.connect((lab.server.address, port))
    again.sendall(b"still there?")
    again.recv(100)


@scenario.variant(seconds=3, sample="client:idle-connections-used-after")
def idle_connections_used_after(lab):
    """A server process with idle connections is killed; the clients' next requests draw RST, a new connection is refused."""
    idle = lab.rng.randint(2, 4)
    port, clients = _crash(lab, signal.SIGKILL, 0, idle)
    lab.wait(lab.rng.uniform(0.05, 0.4))
    for client in clients:
        client.sendall(lab.bytes(30, 300))
    lab.settle()
    for flow in _flows(lab, port, clients):
        lab.expect(flow, "server", "TCP_TIMEWAIT_SOCKET", seen_at=("client", "server"), acceptable=["data-after-close", "keepalive-race", "fin-wait2-orphan"])
    _refused(lab, port)

"""The listening socket is closed while connections that nobody has accepted yet wait in its queue."""

import os
import signal

from rstlab import Scenario

scenario = Scenario("listener-closed", acceptable=["process-exit", "linger-zero-abort", "admin-kill"])


def _waiting(lab, target, ask):
    flows = []
    for _ in range(lab.rng.randint(2, 5)):
        client = lab.client.connect(target)
        flows.append(lab.flow(client))
        if ask():
            client.sendall(lab.request())
        lab.wait(lab.rng.uniform(0, 0.08))
    lab.settle()
    return flows


def _expect(lab, flows):
    for flow in flows:
        lab.expect(flow, "server", "TCP_STATE", counters={("server", "TcpOutRsts"): len(flows)}, seen_at=("client", "server"))


@scenario.variant()
def with_requests_waiting(lab):
    """A service closes its listening socket; clients that had connected and sent their requests were never accepted."""
    listener = lab.server.listen()
    flows = _waiting(lab, listener.getsockname()[:2], lambda: True)
    listener.close()
    lab.settle()
    _expect(lab, flows)


@scenario.variant(sample="client")
def then_refused(lab):
    """A service stops with connections unaccepted; a client that comes next is refused."""
    listener = lab.server.listen()
    target = listener.getsockname()[:2]
    flows = _waiting(lab, target, lambda: lab.rng.random() < 0.5)
    listener.close()
    lab.wait(lab.rng.uniform(0.02, 0.3))
    try:
        lab.client.connect(target)
        raise AssertionError("the connection was accepted")
    except ConnectionRefusedError:
        pass
    lab.settle()
    _expect(lab, flows)


@scenario.variant(seconds=3, sample="server:restarted")
def restarted(lab):
    """A service is restarted: its queue is reset, and a moment later the new process answers."""
    listener = lab.server.listen()
    target = listener.getsockname()[:2]
    flows = _waiting(lab, target, lambda: lab.rng.random() < 0.7)
    listener.close()
    lab.wait(lab.rng.uniform(0.1, 0.4))
    again = lab.server.listen(target[1])
    client = lab.client.connect(target)
    lab.exchange(client, again.accept()[0])
    _expect(lab, flows)


@scenario.variant(seconds=3)
def process_killed_with_a_queue(lab):
    """A server process that did not accept any more is killed; its queue is reset."""
    port = lab.port()
    program = """
import socket, sys, time
family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
s = socket.socket(family); s.setsockopt(1, 2, 1); s.bind((sys.argv[1], int(sys.argv[2]))); s.listen(); print('ready', flush=True)
time.sleep(60)
"""
    process = lab.server.python(program, lab.server.address, port)
    flows = _waiting(lab, (lab.server.address, port), lambda: True)
    os.kill(process.pid, signal.SIGKILL)
    lab.wait(0.1)
    lab.settle()
    _expect(lab, flows)

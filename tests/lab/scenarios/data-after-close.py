"""One side has closed (FIN) with everything read; what the other sends afterwards is answered with RST."""

import os
import signal

from rstlab import Scenario

scenario = Scenario("data-after-close", acceptable=["client-abort"])
_REASONS = ("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA")


@scenario.variant(sample="client")
def server_closed(lab):
    """A server reads a message, closes, and the client sends more."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    first = lab.bytes(20, 600)
    client.sendall(first)
    lab.read(server, len(first))
    server.close()
    lab.settle()
    lab.wait(lab.rng.uniform(0.02, 0.8))
    client.sendall(lab.bytes(20, 600))
    lab.settle()
    lab.expect(flow, "server", _REASONS, acceptable=["keepalive-race", "fin-wait2-orphan"], seen_at=("client", "server"))


@scenario.variant(far=(8, 40))
def server_closed_crossing(lab):
    """A server closes while data of the client is on its way: FIN and data cross."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    client.sendall(lab.bytes(50, 800))
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_DATA", acceptable=["keepalive-race"], counters={("server", "TCPAbortOnData"): 1}, seen_at=("client", "server"))


@scenario.variant(harm="unknown")
def client_closed(lab):
    """A client has read all there was and closes; the server goes on sending."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    greeting = lab.bytes(20, 3000)
    server.sendall(greeting)
    lab.read(client, len(greeting))
    client.close()
    lab.settle()
    lab.wait(lab.rng.uniform(0.02, 0.5))
    server.sendall(lab.bytes(20, 3000))
    lab.settle()
    lab.expect(flow, "client", _REASONS, seen_at=("client", "server"), acceptable=["client-abort", "benign"])


@scenario.variant(far=(5, 30), harm="unknown")
def download_cancelled(lab):
    """A client cancels a download that it was keeping up with; the rest is in flight."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    request = lab.request()
    client.sendall(request)
    lab.read(server, len(request))
    body = lab.response(100000)
    for n in range(0, 16000, 4000):
        server.sendall(body[n:n + 4000])
        lab.read(client, 4000)
    server.sendall(body[16000:20000])
    client.close()
    lab.settle()
    lab.expect(flow, "client", _REASONS, seen_at=("client", "server"))


@scenario.variant()
def idle_server_killed(lab):
    """A server process is killed while idle: FIN at the kill, RST to the next request."""
    port = lab.port()
    program = """
import socket, sys, time
family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
s = socket.socket(family); s.setsockopt(1, 2, 1); s.bind((sys.argv[1], int(sys.argv[2]))); s.listen(); print('ready', flush=True)
c = s.accept()[0]; c.sendall(c.recv(2000)); time.sleep(60)
"""
    process = lab.server.python(program, lab.server.address, port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    message = lab.bytes(30, 500)
    client.sendall(message)
    lab.read(client, len(message))
    lab.wait(lab.rng.uniform(0.1, 0.5))
    os.kill(process.pid, signal.SIGKILL)
    lab.wait(0.2)
    lab.settle()
    client.sendall(lab.bytes(30, 500))
    lab.settle()
    lab.expect(flow, "server", _REASONS, acceptable=["keepalive-race", "fin-wait2-orphan", "half-open", "process-exit"], seen_at=("client", "server"))

"""close() while received bytes lie unread in the socket: the kernel resets instead of ending in order."""

import os
import signal
import socket

from rstlab import Scenario
from rstlab.programs import nginx

scenario = Scenario("close-with-unread-data", acceptable=["linger-zero-abort"])
_COUNTED = {("server", "TCPAbortOnClose"): 1}


@scenario.variant(sample="client")
def refuses_the_body(lab):
    """A server answers 413 and closes with the body of the request unread."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    request = lab.request(body=13000 if lab.teaching else lab.rng.randint(3000, 40000))
    client.sendall(request)
    server.recv(400)
    lab.settle()
    server.sendall(lab.response(40, "413 Payload Too Large", "Connection: close\r\n"))
    lab.wait(lab.rng.uniform(0, 0.05))
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant()
def still_uploading(lab):
    """A server answers 401 and closes while the client still uploads."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    client.sendall(lab.request(body=60000)[:20000])
    server.recv(300)
    server.sendall(lab.response(30, "401 Unauthorized", "Connection: close\r\n"))
    server.close()
    lab.settle()
    try:
        client.sendall(b"a" * 2000)
        lab.settle()
        client.sendall(b"a" * 2000)
    except ConnectionError:
        pass
    # The answer to a segment in flight may overtake the abort itself.
    lab.expect(flow, "server", ("TCP_ABORT_ON_CLOSE", "TCP_FLAGS"), counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant()
def never_reads(lab):
    """A server closes a connection without having read the request."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    client.sendall(lab.bytes(18, 900))
    lab.settle()
    lab.wait(lab.rng.uniform(0.05, 0.6))
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", acceptable=["linger-zero-abort", "listener-closed", "process-exit", "admin-kill"],
               counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant(harm="unknown")
def client_reads_only_the_start(lab):
    """A client reads the first 100 bytes of a response that has arrived in full, and closes."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    request = lab.request()
    client.sendall(request)
    lab.read(server, len(request))
    server.sendall(lab.response(lab.rng.randint(2000, 20000)))
    lab.read(client, 100)
    lab.settle()
    client.close()
    lab.settle()
    lab.expect(flow, "client", "TCP_ABORT_ON_CLOSE", acceptable=["linger-zero-abort", "client-abort", "benign"],
               counters={("client", "TCPAbortOnClose"): 1}, seen_at=("client", "server"))


@scenario.variant()
def two_pipelined_requests(lab):
    """Two pipelined requests; the server answers the first and closes."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    first, second = lab.request(), lab.request()
    client.sendall(first + second)
    lab.read(server, len(first))
    lab.settle()
    server.sendall(lab.response(lab.rng.randint(100, 3000), more="Connection: close\r\n"))
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant()
def half_closed_before(lab):
    """A server ends its own direction (FIN) and then closes with the request unread."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    client.sendall(lab.request())
    lab.settle()
    server.shutdown(socket.SHUT_WR)
    lab.settle()
    lab.wait(lab.rng.uniform(0, 0.3))
    server.close()
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", acceptable=["linger-zero-abort", "fin-wait2-orphan", "proxy-abort"], counters=_COUNTED,
               seen_at=("client", "server"))


@scenario.variant(sample="client:killed")
def killed_with_a_request_unread(lab):
    """A server process is killed while a request lies unread in its socket."""
    port = lab.port("web")
    program = """
import socket, sys, time
family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
s = socket.socket(family); s.setsockopt(1, 2, 1); s.bind((sys.argv[1], int(sys.argv[2]))); s.listen(); print('ready', flush=True)
c = s.accept()[0]; time.sleep(60)
"""
    process = lab.server.python(program, lab.server.address, port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    client.sendall(lab.request())
    lab.wait(0.2 + lab.rtt)
    os.kill(process.pid, signal.SIGKILL)
    lab.wait(0.2)
    lab.settle()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", acceptable=["linger-zero-abort", "process-exit", "listener-closed", "admin-kill"], counters=_COUNTED,
               seen_at=("client", "server"))


@scenario.variant(needs=["nginx"])
def nginx_444(lab):
    """nginx closes without an answer (return 444) while the body of the request lies unread."""
    port = lab.port("web")
    nginx(lab, lab.server, port, "location / { return 444; }")
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    client.sendall(lab.request(body=lab.rng.randint(30_000, 60_000)))
    lab.wait(0.2)
    lab.settle()
    lab.expect(flow, "server", ("TCP_ABORT_ON_CLOSE", "TCP_FLAGS"), counters=_COUNTED, seen_at=("client", "server"), acceptable=["linger-zero-abort", "proxy-abort"])

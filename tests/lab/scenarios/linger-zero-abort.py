"""close() with SO_LINGER {1, 0}: an abort that the application asked for."""

import socket
import struct

from rstlab import Scenario
from rstlab.programs import nginx, node

scenario = Scenario("linger-zero-abort", acceptable=[])
_ABORT = struct.pack("ii", 1, 0)
_COUNTED = {("server", "TCPAbortOnData"): 1}


def _abort(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
    s.close()


@scenario.variant(sample="client")
def server_in_mid_response(lab):
    """A server aborts in the middle of a response; every byte of the client had been read."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    request = lab.request()
    client.sendall(request)
    lab.read(server, len(request))
    size = lab.rng.randint(2000, 12000)
    server.sendall(lab.response(size, announced=size * 10))
    lab.settle()
    _abort(server)
    lab.settle()
    lab.expect(flow, "server", "TCP_STATE", acceptable=["admin-kill", "proxy-abort"], counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant(harm="benign")
def server_every_connection(lab):
    """A server answers each request in full and then ends every connection by an abort."""
    listener = lab.server.listen(lab.port("web"))
    for _ in range(lab.rng.randint(2, 4)):
        client = lab.client.connect(listener)
        server = listener.accept()[0]
        flow = lab.flow(client)
        lab.exchange(client, server)
        lab.wait(lab.rng.uniform(0.01, 0.2))
        _abort(server)
        lab.settle()
        lab.expect(flow, "server", "TCP_STATE", acceptable=["benign"], counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant(harm="unknown")
def client_between_requests(lab):
    """A client aborts between two requests; every byte had been read and nothing is awaited."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 4))
    lab.wait(lab.rng.uniform(0.05, 1.0))
    _abort(client)
    lab.settle()
    lab.expect(flow, "client", "TCP_STATE", acceptable=["benign", "close-with-unread-data"], counters={("client", "TCPAbortOnData"): 1},
               seen_at=("client", "server"))


@scenario.variant(sample="client:unsent")
def unsent_data(lab):
    """A server aborts with data in its send queue that the peer's closed window held back."""
    listener = lab.server.listen(lab.port())
    client = lab.client.connect(listener, options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 2300 if lab.teaching else 8000)])
    server = listener.accept()[0]
    flow = lab.flow(client)
    server.setblocking(False)
    try:
        for _ in range(40):
            server.send(b"z" * 8000)
    except BlockingIOError:
        pass
    lab.settle()
    lab.wait(0.3)
    _abort(server)
    lab.settle()
    lab.expect(flow, "server", ("TCP_STATE", "TCP_DISCONNECT_WITH_DATA"), seen_at=("client", "server"), acceptable=["admin-kill"])


@scenario.variant(seconds=4, needs=["nginx"])
def nginx_reset_timedout(lab):
    """nginx with reset_timedout_connection: the client stops reading, nginx resets after send_timeout."""
    port = lab.port("web")
    with open(f"{lab.folder}/big.bin", "wb") as file:
        file.write(b"n" * 6_000_000)
    nginx(lab, lab.server, port, "send_timeout 2; reset_timedout_connection on; sendfile off;")
    client = lab.client.connect((lab.server.address, port), options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 20000)])
    flow = lab.flow(client)
    client.sendall(b"GET /big.bin HTTP/1.1\r\nHost: www.example.com\r\n\r\n")
    lab.read(client, lab.rng.randint(2000, 9000))
    lab.wait(2.9)
    lab.settle()
    lab.expect(flow, "server", "TCP_STATE", counters=_COUNTED, seen_at=("client", "server"))


@scenario.variant(needs=["node"])
def node_reset_and_destroy(lab):
    """A node server calls resetAndDestroy() on a connection in the middle of a response."""
    port = lab.port("web")
    node(lab, lab.server, f"""
require('net').createServer(s => s.once('data', () => {{ s.write('HTTP/1.1 200 OK\\r\\nContent-Length: 9000\\r\\n\\r\\n' + 'n'.repeat(2000));
  setTimeout(() => s.resetAndDestroy(), {lab.rng.randint(80, 400)}); }})).listen({port}, '{lab.server.address}');""", port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    client.sendall(lab.request())
    try:
        while client.recv(65536):
            pass
    except ConnectionResetError:
        pass
    lab.settle()
    lab.expect(flow, "server", "TCP_STATE", acceptable=["admin-kill", "proxy-abort"], counters=_COUNTED, seen_at=("client", "server"))

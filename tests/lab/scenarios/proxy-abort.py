"""A proxy ends one leg because of what happened on the other. The proxy runs on the router: both legs meet there."""

import socket
import struct
import threading

from rstlab import Scenario
from rstlab.forging import Box
from rstlab.frames import ACK, SYN
from rstlab.lab import Flow
from rstlab.programs import bind, haproxy

scenario = Scenario("proxy-abort", acceptable=["linger-zero-abort", "close-with-unread-data"])


def _abort(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def _proxy(lab, mode, options="", timeouts="timeout client 8s\n  timeout server 8s"):
    """(port of the proxy, listener of the backend, box that sees the backend leg)"""
    front, back = lab.port("web"), lab.rng.randint(8100, 8900)
    listener = lab.server.listen(back)
    legs = Box(lab, watch="server")
    lab.capture_also(lab.router, "any", "proxy")
    haproxy(lab, lab.router, f"defaults\n  mode {mode}\n  timeout connect 2s\n  {timeouts}\n  {options}\n"
            f"listen l\n  bind {bind(lab.router.address, front)}\n  server s {bind(lab.server.address, back)}\n", front)
    return front, listener, legs


def _backend_leg(lab, legs):
    syn = next(s for s in legs.seen if s.flags & SYN and not s.flags & ACK)
    return Flow((syn.src, syn.sport), (syn.dst, syn.dport))


@scenario.variant(seconds=3, needs=["haproxy"], sample="proxy")
def backend_aborts(lab):
    """The backend aborts in mid-response; HAProxy with option nolinger resets the client's leg."""
    mode = lab.rng.choice(("tcp", "http"))
    front, listener, legs = _proxy(lab, mode, "option nolinger")
    client = lab.client.connect((lab.router.address, front))
    flow = lab.flow(client)
    client.sendall(lab.request(method="GET"))
    server = listener.accept()[0]
    server.recv(4000)
    server.sendall(lab.response(lab.rng.randint(400, 2000), announced=90000))
    lab.settle()
    lab.wait(0.1)
    _abort(server)
    lab.settle()
    lab.wait(0.1)
    lab.expect(flow, "server", "TCP_STATE", reset_by="router", seen_at=("client", "proxy"))
    lab.expect(_backend_leg(lab, legs), "server", "TCP_STATE", cause="linger-zero-abort", acceptable=["proxy-abort", "admin-kill"],
               counters={("server", "TCPAbortOnData"): 1}, seen_at=("server", "proxy"))


@scenario.variant(seconds=3, needs=["haproxy"], harm="unknown")
def client_goes_away(lab):
    """The client aborts; HAProxy closes the backend leg by an abort of its own."""
    front, listener, legs = _proxy(lab, "tcp")
    client = lab.client.connect((lab.router.address, front))
    flow = lab.flow(client)
    client.sendall(lab.request(method="GET"))
    server = listener.accept()[0]
    server.recv(4000)
    server.sendall(lab.response(lab.rng.randint(400, 2000), announced=90000))
    lab.settle()
    client.recv(65536)
    lab.wait(0.1)
    _abort(client)
    lab.settle()
    lab.wait(0.1)
    lab.expect(flow, "client", "TCP_STATE", cause="linger-zero-abort", acceptable=["client-abort", "close-with-unread-data"], seen_at=("client", "proxy"), harm="unknown")
    lab.expect(_backend_leg(lab, legs), "client", "TCP_STATE", reset_by="router", acceptable=["client-abort", *scenario.acceptable], seen_at=("server", "proxy"))


@scenario.variant(seconds=4, needs=["haproxy"], harm="unknown", shortened="HAProxy waits 1 to 2 s; usual are 30 to 60 s")
def client_timer(lab):
    """HAProxy in tcp mode gives up on an idle client after `timeout client`: FIN to the client, FIN and RST to the server."""
    seconds = lab.rng.choice((1, 2))
    front, listener, legs = _proxy(lab, "tcp", timeouts=f"timeout client {seconds}s\n  timeout server {seconds}s")
    client = lab.client.connect((lab.router.address, front))
    client.sendall(lab.bytes(20, 200))
    server = listener.accept()[0]
    server.recv(4000)
    lab.wait(seconds + 0.5)
    lab.settle()
    lab.expect(_backend_leg(lab, legs), "client", "TCP_STATE", reset_by="router", acceptable=["linger-zero-abort"], seen_at=("server", "proxy"))


@scenario.variant(seconds=4, needs=["haproxy"])
def upload_when_the_backend_dies(lab):
    """The backend resets while the client uploads; HAProxy drops the client's leg with data unread."""
    front, listener, legs = _proxy(lab, "http", "option abortonclose")
    client = lab.client.connect((lab.router.address, front))
    flow = lab.flow(client)
    body = lab.request(body=400_000)
    stop = threading.Event()

    def upload():
        try:
            for n in range(0, len(body), 4000):
                if stop.wait(0.004):
                    return
                client.send(body[n:n + 4000])
        except OSError:
            pass

    thread = threading.Thread(target=upload)
    thread.start()
    server = listener.accept()[0]
    server.recv(4000)
    lab.wait(0.15)
    _abort(server)
    lab.settle()
    lab.wait(0.2)
    stop.set()
    thread.join()
    lab.expect(flow, "server", ("TCP_ABORT_ON_CLOSE", "TCP_ABORT_ON_DATA", "TCP_TIMEWAIT_SOCKET", "TCP_STATE"), reset_by="router", seen_at=("client",),
               acceptable=["close-with-unread-data", "data-after-close", "linger-zero-abort"])


@scenario.variant(seconds=3, needs=["haproxy"])
def silent_drop(lab):
    """HAProxy drops a connection without a word (http-request silent-drop); what the client sends next meets the listener."""
    port = lab.port("web")
    haproxy(lab, lab.server, f"defaults\n  mode http\n  timeout client 8s\n  timeout connect 2s\n  timeout server 8s\n"
            f"frontend f\n  bind {bind(lab.server.address, port)}\n  http-request silent-drop if {{ method POST }}\n"
            f"  http-request return status 200 content-type text/plain string fine\n", port)
    client = lab.client.connect((lab.server.address, port))
    flow = lab.flow(client)
    client.sendall(lab.request(method="GET"))
    client.recv(65536)
    client.sendall(lab.request(body=lab.rng.randint(20, 400)))
    lab.quiet()
    lab.wait(lab.rng.uniform(0.1, 0.8))
    client.sendall(lab.request(method="GET"))
    lab.settle()
    lab.expect(flow, "server", ("TCP_FLAGS", "NO_SOCKET"), seen_at=("client", "server"), acceptable=["half-open", "idle-timeout-middlebox"])

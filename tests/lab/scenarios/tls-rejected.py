"""The answer to the ClientHello is a RST: no ServerHello, no alert."""

import select
import socket
import ssl
import struct
import threading

from rstlab import Scenario
from rstlab.lab import Flow
from rstlab.programs import bind, haproxy

scenario = Scenario("tls-rejected", acceptable=[])


def _handshake(lab, target, name="www.example.com", client_port=None):
    """Starts a real TLS handshake; returns the flow when it has failed."""
    client = lab.client.connect(target, client_port or lab.client_port())
    flow = lab.flow(client)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if lab.rng.random() < 0.4:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.wrap_socket(client, server_hostname=name)
        raise AssertionError("the handshake was completed")
    except OSError:
        pass
    lab.settle()
    return flow


def _serve(listener, act):
    def run():
        try:
            act(listener.accept()[0])
        except OSError:
            pass

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@scenario.variant(sample="client")
def aborts_after_reading(lab):
    """A service reads the ClientHello, finds no route for the name and aborts (SO_LINGER 0)."""
    listener = lab.server.listen(lab.port("tls"))

    def act(s):
        s.recv(4096)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        s.close()

    thread = _serve(listener, act)
    flow = _handshake(lab, listener.getsockname()[:2], f"no-route{lab.rng.randint(1, 99)}.example.org")
    thread.join()
    lab.expect(flow, "server", "TCP_STATE", counters={("server", "TCPAbortOnData"): 1}, seen_at=("client", "server"),
               acceptable=["linger-zero-abort", "close-with-unread-data"])


@scenario.variant()
def closes_without_reading(lab):
    """A service closes the connection with the ClientHello unread."""
    listener = lab.server.listen(lab.port("tls"))

    def act(s):
        select.select([s], [], [], 5)
        lab.settle()
        lab.wait(lab.rng.uniform(0, 0.3))
        s.close()

    thread = _serve(listener, act)
    flow = _handshake(lab, listener.getsockname()[:2])
    thread.join()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", counters={("server", "TCPAbortOnClose"): 1}, seen_at=("client", "server"),
               acceptable=["close-with-unread-data", "linger-zero-abort"])


@scenario.variant()
def not_a_tls_service(lab):
    """A plain-text service reads the first bytes, does not understand them and closes with the rest unread."""
    listener = lab.server.listen(lab.port())

    def act(s):
        s.recv(lab.rng.choice((1, 5, 16)))
        lab.settle()
        s.close()

    thread = _serve(listener, act)
    flow = _handshake(lab, listener.getsockname()[:2])
    thread.join()
    lab.expect(flow, "server", "TCP_ABORT_ON_CLOSE", counters={("server", "TCPAbortOnClose"): 1}, seen_at=("client", "server"),
               acceptable=["close-with-unread-data", "linger-zero-abort"])


@scenario.variant(seconds=3, needs=["haproxy"], sample="client:haproxy-rejects-the-name")
def haproxy_rejects_the_name(lab):
    """HAProxy reads the server name of the ClientHello and rejects the connection."""
    port = lab.port("tls")
    haproxy(lab, lab.server, f"defaults\n  mode tcp\n  timeout client 5s\n  timeout connect 5s\n  timeout server 5s\n  option nolinger\n"
            f"frontend f\n  bind {bind(lab.server.address, port)}\n  tcp-request inspect-delay 3s\n"
            f"  tcp-request content reject if {{ req.ssl_sni -m end .org }}\n  tcp-request content accept if {{ req.ssl_hello_type 1 }}\n", port)
    flow = _handshake(lab, (lab.server.address, port), f"shop{lab.rng.randint(1, 99)}.example.org")
    lab.expect(flow, "server", ("TCP_STATE", "TCP_ABORT_ON_CLOSE"), seen_at=("client", "server"),
               acceptable=["linger-zero-abort", "close-with-unread-data", "proxy-abort"])


@scenario.variant(far=(3, 30))
def firewall_reads_the_hello(lab):
    """A firewall on the way refuses TLS handshakes: the ClientHello is answered with RST and not forwarded."""
    port = lab.port("tls")
    lab.router.nft(f"table inet fw {{ chain f {{ type filter hook forward priority 0; tcp dport {port} @ih,0,16 0x1603 reject with tcp reset; }}; }}")
    listener = lab.server.listen(port)
    flow = _handshake(lab, listener.getsockname()[:2])
    lab.expect(flow, "middlebox", cause="firewall-reject", acceptable=["tls-rejected", "on-path-injection"], seen_at=("client",))

"""A RST after a completed exchange: nothing was lost."""

import fcntl
import socket
import ssl
import struct
import sys
import termios

from rstlab import Scenario

scenario = Scenario("benign", acceptable=["linger-zero-abort", "close-with-unread-data"], harm="benign")


@scenario.variant(sample="client")
def abort_after_everything(lab):
    """The response is complete and the server's FIN received; the client closes with SO_LINGER 0."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    server.close()
    lab.settle()
    client.recv(10)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    lab.settle()
    lab.expect(flow, "client", "TCP_STATE", seen_at=("client", "server"))


@scenario.variant(sample="client:farewell")
def farewell_after_close(lab):
    """The exchange is complete and the client has closed; a farewell line of the server arrives afterwards."""
    client, server, _ = lab.connected(lab.rng.choice((25, 110, 143)))
    flow = lab.flow(client)
    for said, answered in ((b"HELO example.com\r\n", b"250 mail.example.com\r\n"), (b"NOOP\r\n", b"250 OK\r\n")):
        client.sendall(said)
        lab.read(server, len(said))
        server.sendall(answered)
        lab.read(client, len(answered))
    client.sendall(b"QUIT\r\n")
    client.close()
    lab.settle()
    lab.read(server, 6)
    server.sendall(b"221 bye\r\n")
    server.close()
    lab.settle()
    lab.expect(flow, "client", ("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"), seen_at=("client", "server"), acceptable=["data-after-close"])


@scenario.variant(seconds=3, sample="client:close-notify")
def close_notify_unread(lab):
    """An HTTPS exchange is complete; the client closes with the server's close_notify unread."""
    cert, key = lab.certificate()
    listener = lab.server.listen(lab.port("tls"))
    client = lab.client.connect(listener)
    server = listener.accept()[0]
    flow = lab.flow(client)
    here, there = ssl.create_default_context(cafile=cert), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    there.load_cert_chain(cert, key)
    there.num_tickets = 0
    if lab.rng.random() < 0.5:
        here.maximum_version = ssl.TLSVersion.TLSv1_2
    import threading

    def serve():
        secure = there.wrap_socket(server, server_side=True)
        secure.recv(4000)
        secure.sendall(lab.response(700, more="Connection: close\r\n"))
        secure.settimeout(0.2)
        try:
            secure.unwrap()
        except OSError:
            pass

    thread = threading.Thread(target=serve)
    thread.start()
    secure = here.wrap_socket(client, server_hostname="www.example.com")
    secure.sendall(lab.request(method="GET"))
    got = b""
    while len(got) < 700:
        got += secure.recv(4000)
    lab.wait(0.05)
    lab.settle()
    for _ in range(100):
        # On a busy machine the close_notify may come late; the close must find it.
        if int.from_bytes(fcntl.ioctl(secure.fileno(), termios.FIONREAD, bytes(4)), sys.byteorder):
            break
        lab.wait(0.02)
    secure.close()
    thread.join()
    lab.settle()
    lab.expect(flow, "client", "TCP_ABORT_ON_CLOSE", counters={("client", "TCPAbortOnClose"): 1}, seen_at=("client", "server"), acceptable=["close-with-unread-data"])

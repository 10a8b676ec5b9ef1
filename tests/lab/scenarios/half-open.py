"""One host lost the connection without a packet; the next segment of the other draws RST."""

import os
import signal
import socket

from rstlab import Scenario

scenario = Scenario("half-open", acceptable=["idle-timeout-middlebox"])


@scenario.variant(seconds=4)
def server_lost_it(lab):
    """The server's host lost the connection and its service is gone; the client's next data draws RST."""
    client, server, listener = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    lab.server.forget(server)
    listener.close()
    lab.wait(lab.rng.uniform(0.5, 2.5))
    client.sendall(lab.bytes(20, 900))
    lab.settle()
    lab.expect(flow, "server", "NO_SOCKET", seen_at=("client", "server"))


@scenario.variant(seconds=4, sample="client")
def service_is_up_again(lab):
    """The server's host lost the connection, the service listens again; the client's next data meets the listener."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    lab.server.forget(server)
    lab.wait(lab.rng.uniform(0.5, 2.5))
    client.sendall(lab.bytes(20, 900))
    lab.settle()
    try:
        lab.client.connect(flow.server)
    except OSError:
        pass
    lab.expect(flow, "server", "TCP_FLAGS", seen_at=("client", "server"))


@scenario.variant(seconds=6, sample="server:keepalive-probe")
def client_lost_it(lab):
    """The client's host lost the connection; a keepalive probe of the server draws RST."""
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server)
    lab.settle()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, lab.rng.randint(1, 3))
    lab.client.forget(client)
    lab.wait(3.4)
    lab.settle()
    lab.expect(flow, "client", "NO_SOCKET", seen_at=("client", "server"))


@scenario.variant(seconds=4)
def power_cut(lab):
    """The server's process dies while its network is down, so that no FIN leaves; the client's next data draws RST."""
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
    lab.settle()
    lab.server.sysctl("net.ipv4.tcp_orphan_retries", 1)
    lab.server.drop(f"tcp sport {port}", hook="output")
    os.kill(process.pid, signal.SIGKILL)
    lab.wait(2.0 + 8 * lab.rtt)
    lab.server.heal()
    lab.wait(lab.rng.uniform(0.1, 1))
    client.sendall(lab.bytes(30, 500))
    lab.settle()
    lab.expect(flow, "server", "NO_SOCKET", seen_at=("client", "server"))

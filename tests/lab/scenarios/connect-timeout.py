"""The client stops waiting for the connection; the late SYN-ACK meets no socket."""

import subprocess

from rstlab import Scenario
from rstlab.lab import Flow

scenario = Scenario("connect-timeout", acceptable=[])


def _late(lab, act):
    """SYN-ACKs are lost until the client has given up; then the server repeats one."""
    port, client_port = lab.port("web"), lab.client_port()
    lab.server.listen(port)
    lab.router.drop(f"tcp sport {port}")
    act(port, client_port)
    lab.router.heal()
    lab.wait(3.2)
    lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), "client", "NO_SOCKET",
               counters={("server", "EmbryonicRsts"): 1}, seen_at=("client", "server"))


@scenario.variant(seconds=6, sample="client")
def program_gives_up(lab):
    """A program gives up connecting after a second or two; the SYN-ACK comes later."""
    def act(port, client_port):
        try:
            lab.client.connect((lab.server.address, port), client_port, timeout=lab.rng.choice((0.4, 1.5, 2)))
        except TimeoutError:
            for s in lab.client._kept:
                s.close()
    _late(lab, act)


@scenario.variant(seconds=6, needs=["curl"])
def curl_gives_up(lab):
    """curl --connect-timeout 2 expires; the SYN-ACK comes later."""
    host = lab.server.address if lab.ip == 4 else f"[{lab.server.address}]"
    _late(lab, lambda port, client_port: lab.client.run(
        ["curl", "-s", "--connect-timeout", "2", "--local-port", str(client_port), f"http://{host}:{port}/"], check=False))


@scenario.variant(seconds=4, near=(1, 4), far=(500, 700))
def slow_path(lab):
    """A path of more than a second of round trip; the program waits for one second only."""
    port, client_port = lab.port("web"), lab.client_port()
    lab.server.listen(port)
    try:
        lab.client.connect((lab.server.address, port), client_port, timeout=1.0)
    except TimeoutError:
        for s in lab.client._kept:
            s.close()
    lab.wait(2.4)
    lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), "client", "NO_SOCKET",
               counters={("server", "TcpAttemptFails"): 1}, seen_at=("client",))

"""Nothing listens on the port: the SYN is answered with RST+ACK."""

from rstlab import Scenario
from rstlab.lab import Flow

scenario = Scenario("closed-port", acceptable=["firewall-reject"])


def _refused(lab, port, times=1):
    for _ in range(times):
        client_port = lab.client_port()
        try:
            lab.client.connect((lab.server.address, port), client_port)
            raise AssertionError("the connection was accepted")
        except ConnectionRefusedError:
            pass
        flow = Flow((lab.client.address, client_port), (lab.server.address, port))
        lab.expect(flow, "server", "NO_SOCKET", counters={("server", "TcpOutRsts"): times, ("client", "TcpAttemptFails"): times},
                   seen_at=("client", "server", "router"))
        lab.wait(lab.rng.uniform(0.05, 0.4))


@scenario.variant()
def one_try(lab):
    """A program connects once to a port on which nothing listens."""
    _refused(lab, lab.port())


@scenario.variant(ip=6, sample="client:ipv6")
def over_ipv6(lab):
    """A program connects over IPv6 to a port on which nothing listens."""
    _refused(lab, lab.port())


@scenario.variant(sample="client")
def several_tries(lab):
    """A program tries a port on which nothing listens again and again."""
    _refused(lab, lab.port(), lab.rng.randint(3, 6))


@scenario.variant()
def listens_on_loopback_only(lab):
    """The service listens, but only on the loopback address."""
    port = lab.port()
    with lab.server.ns.inside():
        import socket
        listener = socket.create_server(("127.0.0.1", port))
    _refused(lab, port)
    listener.close()


@scenario.variant(needs=["curl"])
def curl_refused(lab):
    """curl asks a web server that does not run."""
    port, client_port = lab.port("web"), lab.client_port()
    host = lab.server.address if lab.ip == 4 else f"[{lab.server.address}]"
    lab.client.run(["curl", "-s", "--local-port", str(client_port), f"http://{host}:{port}/"], check=False)
    lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), "server", "NO_SOCKET",
               counters={("server", "TcpOutRsts"): 1}, seen_at=("client", "server"))

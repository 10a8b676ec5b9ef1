"""An attacker beside the path guesses sequence numbers; only an exact one is believed."""

from rstlab import Scenario
from rstlab.forging import Box
from rstlab.frames import RST, Segment

scenario = Scenario("blind-reset-attack", acceptable=["on-path-injection"])


def _guess(lab, flow, box, guesses, side="client"):
    """RSTs in the name of the other end; guesses: distances from the expected number."""
    to, name = (flow.client, flow.server) if side == "client" else (flow.server, flow.client)
    expected = box.last(to).ack
    ttl, ip_id = lab.rng.randint(30, 110), lab.rng.choice((0, lab.rng.randint(1, 65535)))
    for n, step in enumerate(guesses):
        box.send(side, Segment(name[0], to[0], name[1], to[1], expected + step, 0, RST, 0, ttl=ttl, ip_id=(ip_id + n) % 65536 if ip_id else 0,
                               dont_fragment=False))
        lab.wait(lab.rng.uniform(0.005, 0.03))


@scenario.variant(seconds=3, sample="client")
def sweep_that_hits(lab):
    """An attacker sends RSTs with stepping sequence numbers; some fall into the window, the last one is exact."""
    box = Box(lab, watch="client")
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    stride = lab.rng.choice((8000, 16000, 32000))
    far = [-stride * n for n in range(lab.rng.randint(3, 8), 0, -1)] + [stride * n for n in range(1, 4)]
    lab.rng.shuffle(far)
    _guess(lab, flow, box, [*far, 0])
    lab.settle()
    try:
        server.sendall(lab.bytes(50, 800))
    except ConnectionError:
        pass
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("client",), elsewhere=lab.only("client"), counters={("client", "TCPChallengeACK"): 1})


@scenario.variant(seconds=3, sample="client:sweep-that-misses", harm="benign")
def sweep_that_misses(lab):
    """An attacker sends RSTs with stepping sequence numbers; none is exact, the connection goes on."""
    box = Box(lab, watch="client")
    client, server, _ = lab.connected()
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    stride = lab.rng.choice((6000, 12000, 24000))
    _guess(lab, flow, box, [stride * n for n in range(1, lab.rng.randint(5, 10))])
    lab.settle()
    lab.exchange(client, server, 2)
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("client",), elsewhere=lab.only("client"), acceptable=["on-path-injection", "invalid-segment"],
               counters={("client", "TCPChallengeACK"): 1})


@scenario.variant(seconds=3)
def against_the_server(lab):
    """An attacker resets the server's end of a connection with stepping sequence numbers; the client learns at its next data."""
    box = Box(lab, watch="server")
    client, server, _ = lab.connected(lab.rng.choice((179, 5432, 443)))
    flow = lab.flow(client)
    lab.exchange(client, server, lab.rng.randint(1, 3))
    lab.settle()
    stride = lab.rng.choice((8000, 16000))
    _guess(lab, flow, box, [*(stride * n for n in range(4, 0, -1)), 0], side="server")
    lab.settle()
    lab.wait(lab.rng.uniform(0.1, 0.5))
    client.sendall(lab.bytes(50, 300))
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("server",), elsewhere=lab.only("server"), counters={("server", "TCPChallengeACK"): 1})

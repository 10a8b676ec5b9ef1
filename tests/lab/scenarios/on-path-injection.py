"""A box beside the path reads a trigger and sends resets in the name of one or both ends."""

from rstlab import Scenario
from rstlab.forging import Box, answer, onward
from rstlab.frames import ACK, RST, SYN

scenario = Scenario("on-path-injection", acceptable=[])
_PATH = dict(near=(0.3, 4), far=(12, 40))


def _talk(lab, trigger, port=None, answers=True):
    """A request that holds the trigger; a server that answers it although the client's side has been reset."""
    client, server, _ = lab.connected(port or lab.port("web"))
    flow = lab.flow(client)
    # On a kept connection the forbidden request may be the second.
    if lab.teaching or lab.rng.random() < 0.4:
        lab.exchange(client, server, most=900)
    lab.wait(lab.rng.uniform(0, 0.1))
    client.sendall(trigger)
    lab.wait(lab.far + lab.near + 0.01)
    if answers:
        try:
            server.sendall(lab.response(lab.rng.randint(200, 2500)))
        except ConnectionError:
            pass
    lab.settle()
    return flow


def _once(box, act):
    """Acts on the first trigger only."""
    def look(b, segment):
        if not getattr(b, "done", False) and act(b, segment):
            b.done = True
    box._act = look


def _trigger(lab):
    word = f"forbidden-{lab.rng.randint(100, 999)}"
    return word.encode(), lab.request(more=f"X-Search: {word}\r\n")


@scenario.variant(**_PATH)
def reset_to_both(lab):
    """A box reads a word in an HTTP request and sends RST+ACK to both ends."""
    word, request = _trigger(lab)
    ttl, ip_id = lab.rng.randint(50, 250), lab.rng.choice((0, lab.rng.randint(1, 65535)))

    def act(box, s):
        if word not in s.payload:
            return False
        shape = dict(ttl=ttl, ip_id=ip_id, dont_fragment=lab.rng.random() < 0.5, window=0)
        box.send("client", answer(s, RST | ACK, **shape))
        box.send("server", onward(s, RST | ACK, **shape))
        return True

    _once(Box(lab), act)
    lab.expect(_talk(lab, request), "middlebox", seen_at=("client", "server"))


@scenario.variant(**_PATH, sample="client")
def three_resets(lab):
    """A box reads a word and sends each end three RST+ACK, at the expected number, 1460 and 4380 further."""
    word, request = _trigger(lab)
    ttl, window = lab.rng.randint(60, 200), lab.rng.randint(200, 6000)

    def act(box, s):
        if word not in s.payload:
            return False
        for n, step in enumerate((0, 1460, 4380)):
            shape = dict(ttl=ttl + n, window=window + n, ip_id=lab.rng.randint(1, 65535), dont_fragment=False)
            box.send("client", answer(s, RST | ACK, seq=s.ack + step, **shape))
            box.send("server", onward(s, RST | ACK, seq=s.seq + s.length + step, **shape))
        return True

    _once(Box(lab), act)
    lab.expect(_talk(lab, request), "middlebox", seen_at=("client", "server"))


@scenario.variant(**_PATH, seconds=3)
def server_name(lab):
    """A box reads the server name of a ClientHello and sends one RST with random TTL and window, then three RST+ACK."""
    name = f"blocked{lab.rng.randint(10, 99)}.example.org"
    cert, key = lab.certificate()
    port = lab.port("tls")

    def act(box, s):
        if name.encode() not in s.payload:
            return False
        box.send("client", answer(s, RST, ack=0, ttl=lab.rng.randint(30, 220), window=lab.rng.randint(1, 60000), ip_id=lab.rng.randint(1, 65535)))
        for n, step in enumerate((0, 1460, 4380)):
            box.send("client", answer(s, RST | ACK, seq=s.ack + step, ttl=90 + n, window=5000 + n, ip_id=lab.rng.randint(1, 65535)))
        box.send("server", onward(s, RST, ack=0, ttl=lab.rng.randint(30, 220), window=lab.rng.randint(1, 60000), ip_id=lab.rng.randint(1, 65535)))
        return True

    _once(Box(lab), act)
    target = f"[{lab.server.address}]:{port}" if lab.ip == 6 else f"{lab.server.address}:{port}"
    lab.server.start(["openssl", "s_server", "-accept", target, "-cert", cert, "-key", key, "-quiet"])
    lab.server.wait_for_port(port)
    client_port = lab.client_port()
    s = lab.client.connect((lab.server.address, port), client_port)
    flow = lab.flow(s)
    s.sendall(client_hello(name))
    lab.settle()
    lab.wait(0.1)
    lab.expect(flow, "middlebox", seen_at=("client", "server"), acceptable=["tls-rejected"])


def client_hello(name):
    """The ClientHello of Python's own TLS library for a server of this name."""
    import ssl
    context = ssl.create_default_context()
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        context.wrap_bio(incoming, outgoing, server_hostname=name).do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


@scenario.variant(near=(0.3, 2), far=(15, 50), sample="client:syn")
def on_the_syn(lab):
    """A box answers the SYN with RST+ACK; the true SYN still reaches the server, whose SYN-ACK comes too late."""
    def act(box, s):
        if not (s.flags & SYN and not s.flags & ACK):
            return False
        box.send("client", answer(s, RST | ACK, seq=0, ttl=lab.rng.randint(40, 250), window=lab.rng.choice((0, 1980)), ip_id=lab.rng.randint(0, 65535)))
        return True

    box = Box(lab)
    _once(box, act)
    listener = lab.server.listen(lab.port("web"))
    port = lab.client_port()
    s = lab.client.socket()
    s.bind((lab.client.address, port))
    try:
        s.connect(listener.getsockname()[:2])
    except ConnectionRefusedError:
        pass
    from rstlab.lab import Flow
    lab.settle()
    lab.expect(Flow((lab.client.address, port), (lab.server.address, listener.getsockname()[1])), "middlebox", seen_at=("client",), elsewhere=lab.only("client"))


@scenario.variant(**_PATH, sample="client:single")
def one_reset_that_looks_right(lab):
    """A box sends the client one bare RST with the server's TTL and IP ID 0; only the server's later segments give it away."""
    word, request = _trigger(lab)

    def act(box, s):
        if word not in s.payload:
            return False
        theirs = box.last((s.dst, s.dport))
        box.send("client", answer(s, RST, ack=0, ttl=theirs.ttl - 1, window=0, ip_id=0, flow_label=theirs.flow_label))
        return True

    _once(Box(lab), act)
    lab.expect(_talk(lab, request), "middlebox", seen_at=("client",), elsewhere=lab.only("client"), acceptable=["firewall-reject"])


@scenario.variant(**_PATH)
def in_the_path(lab):
    """A box in the path drops the request that holds the word, resets both ends and refuses the pair for a while."""
    word, request = _trigger(lab)
    blocked = []

    def act(box, s):
        if word in s.payload and not blocked:
            blocked.append(s.dport)
            box.send("client", answer(s, RST | ACK, ttl=lab.rng.choice((64, 128, 255)), window=0, ip_id=0))
            box.send("server", onward(s, RST | ACK, ttl=lab.rng.choice((64, 128, 255)), window=0, ip_id=0))
        elif blocked and s.flags & SYN and not s.flags & ACK and s.dport == blocked[0]:
            box.send("client", answer(s, RST | ACK, seq=0, ttl=64, window=0, ip_id=0))

    port = lab.port("web")
    listener = lab.server.listen(port)
    client = lab.client.connect(listener)
    listener.accept()
    flow = lab.flow(client)
    # The word stands at a known place: the first four bytes of the payload.
    marked = word[:4] + request
    lab.router.nft(f"table inet path {{ chain f {{ type filter hook forward priority 0; tcp dport {port} @ih,0,32 0x{marked[:4].hex()} drop; }}; }}")
    box = Box(lab)
    box._act = act
    client.sendall(marked)
    lab.settle()
    lab.expect(flow, "middlebox", seen_at=("client",), acceptable=["firewall-reject"])

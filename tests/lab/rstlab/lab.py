"""The network of one run of one variant: client - wire - router - wire - server, and what is expected of it."""

import dataclasses
import ipaddress
import os
import random
import shutil
import socket
import time

from . import wire
from .capturing import Tcpdump
from .host import Host
from .namespaces import Namespace
from .scenario import Skip

_PORTS = {
    "web": (80, 8080, 8000, 3000, 5000, 9090),
    "tls": (443, 8443, 993),
    "any": (80, 443, 8080, 22, 25, 110, 143, 3306, 5432, 6379, 27017, 5672, 9092, 1883, 61616),
}


@dataclasses.dataclass(frozen=True)
class Flow:
    client: tuple
    server: tuple

    @property
    def ends(self):
        return frozenset((self.client, self.server))


@dataclasses.dataclass
class Expected:
    """What the scenario says of one flow; the judge holds it against captures, kernel and counters."""
    flow: Flow
    sender: str
    reason: tuple
    cause: str
    acceptable: tuple
    counters: dict
    elsewhere: dict
    seen_at: tuple
    acceptable_at: dict
    harm: str
    note: str | None
    reset_by: str | None
    rewritten: bool


class Lab:
    def __init__(self, prefix, worker, variant, seed, folder, teaching=0):
        """teaching: above zero for a network that is easy to read in a ladder, with addresses of this number, instead of one drawn from the seed."""
        self.variant, self.folder, self.teaching = variant, folder, teaching
        self.rng = random.Random(f"{seed}/{variant.slug}/{variant.name}")
        self.expected, self._running, self._cleanups = [], [], []
        self.notes, self.stretches = [], []
        rng = self.rng
        self.ip = variant.ip or rng.choice((4, 4, 6))
        self.near, self.far = (rng.uniform(*d) / 1000 for d in (variant.near, variant.far))
        hops = [rng.randint(0, 3), rng.randint(0, 14)]
        self.offload = rng.random() < 0.5
        self.router_at = rng.choice(("r0", "r1"))
        if teaching:
            self.ip, hops, self.offload = variant.ip or 4, [1, 9], False
            self.near, self.far = (min(max(usual, d[0]), d[1]) / 1000 for usual, d in ((2, variant.near), (14, variant.far)))
        # The worker's number keeps addresses of labs that run at the same time apart, so that the trace tells them apart.
        a, b = rng.randint(0, 15) * 16 + worker, rng.randint(0, 255)
        third = rng.choice(("192.0.2", "198.51.100", "203.0.113"))
        host = rng.randint(1, 14) * 16 + worker
        block = f"2001:db8:{worker:x}{rng.randint(0, 0xFFF):03x}"
        last, last6 = rng.randint(2, 253), [rng.randint(2, 0xFFFE) for _ in range(2)]
        if teaching:
            a, b, third, host, block, last, last6 = 20, teaching, "203.0.113", 100 + teaching, f"2001:db8:{teaching:x}", 10, [0x10, 0x20]
        self.client = Host(self, "client", f"10.{a}.{b}.{last}", f"{block}:1::{last6[0]:x}")
        self.router = Host(self, "router", f"10.{a}.{b}.254", f"{block}:1::ffff")
        self.server = Host(self, "server", f"{third}.{host}", f"{block}:2::{last6[1]:x}")
        self.hosts = {h.name: h for h in (self.client, self.router, self.server)}
        # A whole network stands behind the server's link: the router has no address there that matters.
        names = {n: Namespace(f"{prefix}{worker:x}{n[0]}") for n in ("client", "router", "server", "wire")}
        self._namespaces = names.values()
        for n, h in self.hosts.items():
            h.ns = names[n]
        self._connect(names, hops)
        self._dumps = [Tcpdump(self.client, "client", "c0", folder), Tcpdump(self.router, "router", self.router_at, folder),
                       Tcpdump(self.server, "server", "s0", folder)]

    def _connect(self, names, hops):
        w = names["wire"]
        for key in ("all", "default"):
            w.sysctl(f"net.ipv6.conf.{key}.disable_ipv6", 1)
        prefix = w.name[:-1]
        mac = {"c0": "02:00:00:00:01:02", "r0": "02:00:00:00:01:01", "r1": "02:00:00:00:02:01", "s0": "02:00:00:00:02:02"}
        self.mac = mac
        owner = {"c0": self.client, "r0": self.router, "r1": self.router, "s0": self.server}
        w.ip(*(f"link add x{i} type veth peer name {i} address {m} netns {owner[i].ns.name}" for i, m in mac.items()),
             *(f"link set x{i} up" for i in mac))
        c, r, s = self.client, self.router, self.server
        far4, far6 = _neighbour(s.v4), _neighbour(s.v6)
        self.router.far4, self.router.far6 = far4, far6
        c.ns.ip("link set lo up", "link set c0 up", f"addr add {c.v4}/24 dev c0", f"addr add {c.v6}/64 dev c0 nodad",
                f"route add default via {r.v4}", f"route add default via {r.v6}",
                f"neigh add {r.v4} lladdr {mac['r0']} dev c0", f"neigh add {r.v6} lladdr {mac['r0']} dev c0")
        r.ns.ip("link set lo up", "link set r0 up", "link set r1 up", f"addr add {r.v4}/24 dev r0",
                f"addr add {r.v6}/64 dev r0 nodad", f"addr add {far4}/24 dev r1", f"addr add {far6}/64 dev r1 nodad",
                f"neigh add {c.v4} lladdr {mac['c0']} dev r0", f"neigh add {c.v6} lladdr {mac['c0']} dev r0",
                f"neigh add {s.v4} lladdr {mac['s0']} dev r1", f"neigh add {s.v6} lladdr {mac['s0']} dev r1")
        s.ns.ip("link set lo up", "link set s0 up", f"addr add {s.v4}/24 dev s0", f"addr add {s.v6}/64 dev s0 nodad",
                f"route add default via {far4}", f"route add default via {far6}",
                f"neigh add {far4} lladdr {mac['r1']} dev s0", f"neigh add {far6} lladdr {mac['r1']} dev s0")
        r.ns.sysctl("net.ipv4.ip_forward", 1)
        r.ns.sysctl("net.ipv6.conf.all.forwarding", 1)
        for interface, host in owner.items():
            with host.ns.inside():
                wire.set_offload(interface, self.offload and interface[0] in "cs")
        self._wire = wire.Wire(w, [("xc0", "xr0", self.near, hops[0]), ("xr1", "xs0", self.far, hops[1])])

    # What scenarios use

    @property
    def rtt(self):
        return 2 * (self.near + self.far)

    def wait(self, seconds):
        time.sleep(seconds)

    def settle(self):
        """Waits until whatever is on its way has arrived and been answered."""
        time.sleep(self.rtt + 0.03)

    def quiet(self):
        """As settle(), and until no delayed acknowledgement is still to come."""
        time.sleep(self.rtt + 0.25)

    def port(self, kind="any"):
        return self.rng.choice(_PORTS[kind])

    def client_port(self):
        return self.rng.randint(20000, 60000)

    def bytes(self, least, most):
        return self.rng.randbytes(self.rng.randint(least, most))

    def request(self, body=0, method=None, more=""):
        """An HTTP request; body: bytes that it announces and carries."""
        method = method or ("POST" if body else "GET")
        path = "/" + "/".join(self.rng.choice(("api", "v1", "items", "search", "users", "static", "img")) for _ in range(self.rng.randint(1, 3)))
        length = f"Content-Length: {body}\r\n" if body else ""
        head = f"{method} {path} HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: {self.rng.choice(('curl/8.5.0', 'Mozilla/5.0', 'app/2.1'))}\r\n{length}{more}\r\n"
        return head.encode() + bytes(self.rng.choice(b"abcdefghij") for _ in range(body))

    def response(self, body, status="200 OK", more="", announced=None):
        head = f"HTTP/1.1 {status}\r\nServer: example\r\nContent-Type: text/plain\r\nContent-Length: {announced or body}\r\n{more}\r\n"
        return head.encode() + bytes(self.rng.choice(b"0123456789") for _ in range(min(body, 4000))) + b"x" * max(0, body - 4000)

    def need(self, program):
        if shutil.which(program) is None and not os.path.exists(f"/usr/sbin/{program}"):
            raise Skip(f"{program} is not installed")

    def flow(self, client_socket):
        """The flow of a connected socket of the client."""
        return Flow(end(client_socket.getsockname()), end(client_socket.getpeername()))

    def read(self, s, size):
        """Reads exactly so many bytes (fewer when the peer ends)."""
        got = b""
        while len(got) < size:
            some = s.recv(min(65536, size - len(got)))
            if not some:
                break
            got += some
        return got

    def exchange(self, client, server, rounds=1, least=50, most=3000):
        """Requests that are read and answered in full; returns when both applications have everything."""
        if self.teaching:
            least, most = min(least, 600), min(most, 900)
        for _ in range(rounds):
            request, response = self.request(), self.response(self.rng.randint(least, most))
            client.sendall(request)
            self.read(server, len(request))
            server.sendall(response)
            self.read(client, len(response))

    def certificate(self):
        """(certificate, key) files for www.example.com."""
        cert, key = f"{self.folder}/cert.pem", f"{self.folder}/key.pem"
        self.server.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                         "-out", cert, "-days", "30", "-subj", "/CN=www.example.com", "-addext", "subjectAltName=DNS:www.example.com"])
        return cert, key

    def file(self, name, text):
        path = f"{self.folder}/{name}"
        with open(path, "w") as out:
            out.write(text)
        return path

    def only(self, side):
        """For expect(elsewhere=): no label at capture points on the other side of the router than `side`."""
        other, interface = ("server", "r1") if side == "client" else ("client", "r0")
        return {other: None} | ({"router": None} if self.router_at == interface else {})

    def connected(self, port=None, backlog=16, client_port=None, receive=None):
        """(client's socket, server's socket, listener)"""
        listener = self.server.listen(port, backlog, receive=receive)
        client = self.client.connect(listener, client_port)
        return client, listener.accept()[0], listener

    def stretch(self, after, waited):
        """Lets the captures tell of a longer silence than the one that was waited for (after: time before its end)."""
        silence = self.rng.choice((60, 120, 240, 300, 350, 600, 900, 1200, 3600)) + self.rng.uniform(0.2, 9)
        if self.teaching and self.variant.silence:
            silence = self.variant.silence + 1.5
        self.stretches.append((after, silence - waited))
        self.notes.append(f"timestamps stretched: {waited:.0f} s of silence were lengthened to {silence:.0f} s")

    def expect(self, flow, sender, reason=None, *, cause=None, acceptable=None, counters=None, elsewhere=None, seen_at=(),
               acceptable_at=None, note=None, reset_by=None, rewritten=False, harm=None):
        """Says what is true of a flow.

        reason: what the kernel of the sender must report (one or several), None when no kernel sent it;
        counters: {(host, counter): least rise}; elsewhere: {capture point: Flow or None} where address translation shows
        other ends; seen_at: where the reset must have been seen; acceptable_at: {capture point: slugs} instead of acceptable;
        reset_by: host whose TCP really made it, when it is not the one it stands for;
        rewritten: a device on the way changes the numbers of the RST."""
        reasons = (reason,) if isinstance(reason, str) or reason is None else tuple(reason)
        cause = cause or self.scenario.cause
        default = self.scenario.acceptable if acceptable is None else tuple(acceptable)
        self.expected.append(Expected(flow, sender, reasons, cause, default, counters or {}, elsewhere or {},
                                      tuple(seen_at), acceptable_at or {}, harm or self.variant.harm, note, reset_by, rewritten))

    def expect_none(self, flow, seen_at, counters=None):
        """Says that no RST of this flow passes anywhere, and where the flow is seen."""
        self.expected.append(Expected(flow, "none", (None,), "none", (), counters or {}, {}, tuple(seen_at), {}, "none", None, None, False))

    def at_end(self, act):
        self._cleanups.append(act)

    # What the runner uses

    def begin(self):
        for dump in self._dumps:
            dump.ready()
        self._before = {n: h.ns.counters() for n, h in self.hosts.items()}

    def capture_also(self, host, interface, point):
        """One more capture point, for instance both legs of a proxy."""
        dump = Tcpdump(host, point, interface, self.folder)
        dump.ready()
        self._dumps.append(dump)

    def finish(self):
        """Ends the captures; returns (captures by point, counter rises by host)."""
        # What is on the last stretch of its way has arrived by then, also on a busy machine.
        time.sleep(self.rtt + 0.3)
        captures = {d.point: d.stop() for d in self._dumps}
        rises = {n: {k: v - self._before[n].get(k, 0) for k, v in h.ns.counters().items() if v != self._before[n].get(k, 0)}
                 for n, h in self.hosts.items()}
        for after, seconds in self.stretches:
            for capture in captures.values():
                capture.stretch(after, seconds)
        return captures, rises

    def close(self):
        for act in reversed(self._cleanups):
            act()
        for host in self.hosts.values():
            host.stop_all()
        for dump in self._dumps:
            dump.abandon()
        self._wire.stop()
        for namespace in self._namespaces:
            namespace.remove()


def end(address):
    """(address, port) in the spelling of the judge."""
    return (str(ipaddress.ip_address(address[0])), address[1])


def _neighbour(address):
    """Another address in the same network, for the router."""
    if ":" in address:
        return address.rsplit(":", 1)[0] + ":ffff"
    return address.rsplit(".", 1)[0] + ".254"


socket.setdefaulttimeout(8)

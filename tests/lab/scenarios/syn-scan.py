"""A half-open scan: SYN, SYN-ACK, and the scanner's own kernel answers with RST."""

import socket
import time

from rstlab import Scenario
from rstlab.forging import Box
from rstlab.frames import SYN, Segment
from rstlab.lab import Flow

scenario = Scenario("syn-scan", acceptable=[], harm="benign")
_PORTS = (21, 22, 23, 25, 53, 80, 110, 143, 443, 445, 993, 1433, 1723, 3306, 3389, 5432, 5900, 6379, 8080, 8443, 9200, 27017)


def _expect(lab, port, open_port, client_port):
    flow = Flow((lab.client.address, client_port), (lab.server.address, port))
    if open_port:
        lab.expect(flow, "client", "NO_SOCKET", seen_at=("client", "server"))
    else:
        lab.expect(flow, "server", "NO_SOCKET", cause="closed-port", acceptable=["syn-scan", "firewall-reject"], seen_at=("client", "server"))


@scenario.variant(sample="client")
def raw_syns(lab):
    """A scanner sends bare SYNs from a raw socket (ID 54321, no options) to many ports of one host."""
    ports = lab.rng.sample(_PORTS, lab.rng.randint(8, 12))
    listening = ports[:lab.rng.randint(2, 4)]
    for port in listening:
        lab.server.listen(port)
    lab.rng.shuffle(ports)
    with lab.client.ns.inside():
        raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        raw.bind(("c0", 0))
    head = bytes.fromhex("020000000101" "020000000102") + (b"\x08\x00" if lab.ip == 4 else b"\x86\xdd")
    source, ttl = lab.client_port(), lab.rng.choice((255, 250, 64))
    for port in ports:
        raw.send(head + Segment(lab.client.address, lab.server.address, source, port, lab.rng.getrandbits(32), 0, SYN,
                                lab.rng.choice((1024, 65535)), ttl=ttl, ip_id=54321, dont_fragment=False).pack())
        time.sleep(0.003)
    lab.settle()
    raw.close()
    for port in ports:
        _expect(lab, port, port in listening, source)


@scenario.variant(needs=["nmap"], seconds=6)
def nmap(lab):
    """nmap -sS against a handful of ports."""
    ports = lab.rng.sample(_PORTS, 9)
    listening = ports[:3]
    for port in listening:
        lab.server.listen(port)
    box = Box(lab, watch="client")
    version = ["-6"] if lab.ip == 6 else []
    lab.client.run(["nmap", *version, "-sS", "-Pn", "-n", "--disable-arp-ping", "--send-ip", "--max-retries", "1", "-p", ",".join(map(str, ports)), lab.server.address])
    lab.settle()
    asked = {}
    for s in box.seen:
        if s.flags == SYN and s.src == lab.client.address:
            asked.setdefault((s.dport), s.sport)
    for port in ports:
        _expect(lab, port, port in listening, asked[port])

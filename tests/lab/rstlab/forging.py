"""A box at the router that reads what passes and sends segments in other hosts' names, past the router's own stack."""

import random
import select
import socket
import struct
import threading
import time

from .frames import Segment, parse

_BOTH = {"client": ("r0", "c0"), "server": ("r1", "s0")}


class Box:
    """Watches one side of the router; `act(box, segment)` is called for each TCP segment that passes there."""

    def __init__(self, lab, watch="client", act=None):
        self._lab, self._act = lab, act
        self.rng = random.Random(lab.rng.random())
        self._out = {side: self._open(interface) for side, (interface, _) in _BOTH.items()}
        self.seen = []
        self._eye = self._open(_BOTH[watch][0])
        self._ended = False
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        lab.at_end(self.close)

    def _open(self, interface):
        with self._lab.router.ns.inside():
            s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            s.bind((interface, 0))
        return s

    def _watch(self):
        own = bytes.fromhex("020000000102"), bytes.fromhex("020000000202")
        while not self._ended:
            ready, _, _ = select.select([self._eye], [], [], 0.2)
            if not ready:
                continue
            frame, origin = self._eye.recvfrom(65536)
            segment = parse(frame[14:])
            # What the box itself sends goes out too; only what arrives from a host or is forwarded to it counts once.
            if segment and (frame[6:12] in own) != (origin[2] == socket.PACKET_OUTGOING):
                segment.time = time.monotonic()
                self.seen.append(segment)
                if self._act:
                    self._act(self, segment)

    def send(self, side, segment):
        """Sends to the client or to the server."""
        interface, target = _BOTH[side]
        mac = self._lab.mac
        kind = 0x86DD if ":" in segment.src else 0x0800
        head = bytes.fromhex(mac[target].replace(":", "")) + bytes.fromhex(mac[interface].replace(":", "")) + struct.pack("!H", kind)
        self._out[side].send(head + segment.pack())

    def side_of(self, address):
        return "client" if address in (self._lab.client.v4, self._lab.client.v6) else "server"

    def last(self, source, **wanted):
        """The last segment seen from (address, port)."""
        return next(s for s in reversed(self.seen) if (s.src, s.sport) == source)

    def close(self):
        self._ended = True
        self._thread.join(timeout=1)
        for s in (*self._out.values(), self._eye):
            s.close()


def answer(segment, flags, seq=None, ack=None, **fields):
    """A segment in the name of the receiver of `segment`, to its sender."""
    return Segment(segment.dst, segment.src, segment.dport, segment.sport, segment.ack if seq is None else seq,
                   segment.seq + segment.length if ack is None else ack, flags, **fields)


def onward(segment, flags, seq=None, ack=None, **fields):
    """A segment in the name of the sender of `segment`, to its receiver, right behind it."""
    return Segment(segment.src, segment.dst, segment.sport, segment.dport, segment.seq + segment.length if seq is None else seq,
                   segment.ack if ack is None else ack, flags, **fields)

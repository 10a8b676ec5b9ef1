"""TCP segments as bytes: take apart, put together; capture files: read tcpdump's, write pcapng."""

import dataclasses
import ipaddress
import struct

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16


@dataclasses.dataclass
class Segment:
    src: str
    dst: str
    sport: int
    dport: int
    seq: int
    ack: int
    flags: int
    window: int = 0
    options: bytes = b""
    payload: bytes = b""
    ttl: int = 64
    ip_id: int = 0
    dont_fragment: bool = True
    flow_label: int = 0
    time: float = 0.0

    @property
    def length(self):
        """Sequence numbers that the segment takes up."""
        return len(self.payload) + bool(self.flags & SYN) + bool(self.flags & FIN)

    @property
    def ends(self):
        return ((self.src, self.sport), (self.dst, self.dport))

    def pack(self):
        """The IP packet, checksums filled in."""
        source, target = ipaddress.ip_address(self.src), ipaddress.ip_address(self.dst)
        tcp = struct.pack("!HHIIBBHHH", self.sport, self.dport, self.seq % 2**32, self.ack % 2**32,
                          (20 + len(self.options)) // 4 << 4, self.flags, self.window, 0, 0) + self.options + self.payload
        pseudo = source.packed + target.packed + struct.pack("!II", len(tcp), 6)
        tcp = tcp[:16] + struct.pack("!H", internet_checksum(pseudo + tcp)) + tcp[18:]
        if source.version == 6:
            return struct.pack("!IHBB", 6 << 28 | self.flow_label, len(tcp), 6, self.ttl) + source.packed + target.packed + tcp
        head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), self.ip_id, 0x4000 if self.dont_fragment else 0, self.ttl, 6, 0)
        head += source.packed + target.packed
        return head[:10] + struct.pack("!H", internet_checksum(head)) + head[12:] + tcp


def parse(packet, time=0.0):
    """The TCP segment in an IP packet, or None."""
    if len(packet) < 40:
        return None
    if packet[0] >> 4 == 4:
        head, proto, ttl = (packet[0] & 15) * 4, packet[9], packet[8]
        end = struct.unpack_from("!H", packet, 2)[0]
        src, dst = (str(ipaddress.IPv4Address(packet[n:n + 4])) for n in (12, 16))
        ip_id, label = struct.unpack_from("!H", packet, 4)[0], 0
        whole = bool(packet[6] & 0x40)
    elif packet[0] >> 4 == 6:
        head, proto, ttl = 40, packet[6], packet[7]
        end = 40 + struct.unpack_from("!H", packet, 4)[0]
        src, dst = (str(ipaddress.IPv6Address(packet[n:n + 16])) for n in (8, 24))
        ip_id, label, whole = 0, struct.unpack_from("!I", packet)[0] & 0xFFFFF, True
    else:
        return None
    if proto != 6 or len(packet) < head + 20:
        return None
    sport, dport, seq, ack, offset, flags, window = struct.unpack_from("!HHIIBBH", packet, head)
    data = head + (offset >> 4) * 4
    return Segment(src, dst, sport, dport, seq, ack, flags, window, packet[head + 20:data], packet[data:end], ttl, ip_id,
                   whole, label, time)


def internet_checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


_LINK_HEADER = {1: 14, 276: 20, 113: 16}


@dataclasses.dataclass
class Capture:
    """A capture in memory: link type and (time in microseconds, bytes, original length) per packet."""
    link: int
    packets: list

    @classmethod
    def read(cls, path):
        with open(path, "rb") as file:
            data = file.read()
        magic, *_, link = struct.unpack_from("<IHHiIII", data)
        if magic != 0xA1B2C3D4:
            raise ValueError(f"{path}: not a capture of tcpdump")
        at, packets = 24, []
        while at + 16 <= len(data):
            seconds, micros, size, original = struct.unpack_from("<IIII", data, at)
            at += 16
            packets.append((seconds * 1_000_000 + micros, data[at:at + size], original))
            at += size
        packets.sort(key=lambda p: p[0])
        return cls(link, packets)

    def segments(self):
        skip = _LINK_HEADER[self.link]
        for micros, data, _ in self.packets:
            segment = parse(data[skip:], micros / 1e6)
            if segment:
                yield segment

    def write(self, path, comment):
        """Writes pcapng: one section, one interface, the comment at the section."""
        def block(kind, body):
            body += b"\0" * (-len(body) % 4)
            return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)

        text = comment.encode()
        options = struct.pack("<HH", 1, len(text)) + text + b"\0" * (-len(text) % 4) + bytes(4)
        out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + options)
        out += block(1, struct.pack("<HHI", self.link, 0, 0))
        for micros, data, original in self.packets:
            out += block(6, struct.pack("<IIIII", 0, micros >> 32, micros & 0xFFFFFFFF, len(data), original) + data)
        with open(path, "wb") as file:
            file.write(out)

    def stretch(self, after, seconds):
        """Makes the silence that follows the time `after` longer: later packets move, and their TCP timestamps with them."""
        skip, shift, moved, last = _LINK_HEADER[self.link], int(seconds * 1000), [], {}
        for micros, data, original in self.packets:
            segment = parse(data[skip:])
            if segment and micros / 1e6 <= after:
                at = _timestamp_at(data, skip)
                if at:
                    last[segment.src, segment.sport] = struct.unpack_from("!I", data, at)[0]
            if micros / 1e6 > after:
                micros += int(seconds * 1_000_000)
                if segment:
                    data = _move_timestamp(data, skip, segment, shift, last)
            moved.append((micros, data, original))
        self.packets = moved


def _timestamp_at(data, skip):
    """Offset of the TSval in a frame, or None."""
    head = skip + (40 if data[skip] >> 4 == 6 else (data[skip] & 15) * 4)
    at, end = head + 20, head + (data[head + 12] >> 4) * 4
    while at < end and data[at] != 0:
        if data[at] == 1:
            at += 1
            continue
        if data[at] == 8:
            return at + 2
        at += max(2, data[at + 1])
    return None


def _move_timestamp(data, skip, segment, shift, last):
    at = _timestamp_at(data, skip)
    if at is None:
        return data
    value, echo = struct.unpack_from("!II", data, at)
    known = last.get((segment.dst, segment.dport))
    changed = bytearray(data)
    # An echo of something said before the silence stays as it was.
    if not segment.flags & SYN:
        struct.pack_into("!I", changed, at, (value + shift) % 2**32)
        if known is not None and echo and (echo - known) % 2**32 not in (0,) and (echo - known) % 2**32 < 2**31:
            struct.pack_into("!I", changed, at + 4, (echo + shift) % 2**32)
        head = skip + (40 if data[skip] >> 4 == 6 else (data[skip] & 15) * 4)
        before = struct.unpack_from("!H", data, head + 16)[0]
        total = ~before & 0xFFFF
        for n in range(at - at % 2, at + 8 + at % 2, 2):
            total += (~int.from_bytes(data[n:n + 2], "big") & 0xFFFF) + int.from_bytes(changed[n:n + 2], "big")
        while total >> 16:
            total = (total & 0xFFFF) + (total >> 16)
        struct.pack_into("!H", changed, head + 16, ~total & 0xFFFF)
    return bytes(changed)

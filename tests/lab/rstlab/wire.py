"""Two wide-area links in user space: delay, hops, and the checksums that a sending host leaves to its network card."""

import ctypes
import fcntl
import heapq
import os
import select
import socket
import struct
import time

from .frames import internet_checksum

_ETH_P_ALL = 3
_SOL_PACKET, _PACKET_AUXDATA, _CHECKSUM_NOT_READY = 263, 8, 8
_SIOCETHTOOL = 0x8946
_SET_TX_CHECKSUM, _SET_SG, _SET_TSO, _SET_GSO, _SET_GRO = 0x17, 0x19, 0x1F, 0x24, 0x2C


class Wire:
    """Carries frames between pairs of interfaces of one namespace. Runs as a process of its own."""

    def __init__(self, namespace, links):
        """links: (interface, interface, one-way delay in seconds, hops)"""
        self._routes = {}
        with namespace.inside():
            for left, right, delay, hops in links:
                a, b = _open(left), _open(right)
                self._routes[a] = (b, delay, hops)
                self._routes[b] = (a, delay, hops)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._carry(os.getppid())
            finally:
                os._exit(0)
        for s in self._routes:
            s.close()

    def stop(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)

    def _carry(self, parent):
        waiting, count = [], 0
        while os.getppid() == parent:
            pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 1.0
            ready, _, _ = select.select(list(self._routes), [], [], min(pause, 1.0))
            now = time.monotonic()
            for source in ready:
                for _ in range(16):
                    try:
                        frame, control, _, origin = source.recvmsg(65536, 64)
                    except BlockingIOError:
                        break
                    if origin[2] == socket.PACKET_OUTGOING:
                        continue
                    target, delay, hops = self._routes[source]
                    count += 1
                    heapq.heappush(waiting, (now + delay, count, target, _travelled(frame, hops, _unfinished(control))))
            now = time.monotonic()
            while waiting and waiting[0][0] <= now:
                _, _, target, frame = heapq.heappop(waiting)
                try:
                    target.send(frame)
                except OSError:
                    pass


def _open(interface):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_ALL))
    s.setsockopt(_SOL_PACKET, _PACKET_AUXDATA, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    s.bind((interface, 0))
    s.setblocking(False)
    return s


def _unfinished(control):
    return any(level == _SOL_PACKET and kind == _PACKET_AUXDATA and struct.unpack_from("<I", data)[0] & _CHECKSUM_NOT_READY
               for level, kind, data in control)


def _travelled(frame, hops, unfinished):
    """The frame after so many routers; a partial TCP checksum is completed as a network card would."""
    packet = bytearray(frame)
    version = packet[14] >> 4
    if version == 4:
        packet[22] = max(1, packet[22] - hops)
        packet[24:26] = b"\0\0"
        head = (packet[14] & 15) * 4
        packet[24:26] = struct.pack("!H", internet_checksum(bytes(packet[14:14 + head])))
        proto, start, addresses = packet[23], 14 + head, bytes(packet[26:34])
        end = 14 + struct.unpack_from("!H", packet, 16)[0]
    elif version == 6:
        packet[21] = max(1, packet[21] - hops)
        proto, start, addresses = packet[20], 54, bytes(packet[22:54])
        end = 54 + struct.unpack_from("!H", packet, 18)[0]
    else:
        return frame
    if unfinished and proto == 6:
        packet[start + 16:start + 18] = b"\0\0"
        pseudo = addresses + struct.pack("!II", end - start, 6)
        packet[start + 16:start + 18] = struct.pack("!H", internet_checksum(pseudo + bytes(packet[start:end])))
    return bytes(packet)


def set_offload(interface, checksum):
    """Segmentation offload off (frames must fit the wire); checksum offload as wished. Call inside the namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for command, value in ((_SET_TSO, 0), (_SET_GSO, 0), (_SET_GRO, 0), (_SET_TX_CHECKSUM, int(checksum))):
            order = ctypes.create_string_buffer(struct.pack("II", command, value))
            request = struct.pack("16sP16x", interface.encode(), ctypes.addressof(order))
            try:
                fcntl.ioctl(s, _SIOCETHTOOL, request)
            except OSError:
                pass

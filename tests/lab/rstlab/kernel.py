"""The kernel's own word for each reset it sends: tracepoint tcp:tcp_send_reset, in a trace instance of our own."""

import dataclasses
import os
import re
import time

_ROOT = "/sys/kernel/tracing"
_LINE = re.compile(r"\s(\d+\.\d+): (tcp_send_reset): .*?src=(\S+) dest=(\S+) state=(\S+) reason=(\S+)")


def available():
    """Why there is no tracepoint here, or None when there is one."""
    if not os.path.isdir(f"{_ROOT}/events/tcp/tcp_send_reset"):
        return "no tracepoint tcp:tcp_send_reset under /sys/kernel/tracing (is tracefs mounted?)"
    with open(f"{_ROOT}/events/tcp/tcp_send_reset/format") as file:
        return None if "reason" in file.read() else "the tracepoint tcp_send_reset of this kernel names no reason (Linux 6.12 is needed)"


@dataclasses.dataclass
class Reset:
    time: float
    source: tuple
    target: tuple
    state: str
    reason: str


class ResetTrace:
    def __init__(self, name):
        self._path = f"{_ROOT}/instances/{name}"
        os.mkdir(self._path)
        self._write("trace_clock", "mono")
        self._write("buffer_size_kb", "256")
        self._write("events/tcp/tcp_send_reset/enable", "1")

    def clear(self):
        self._write("trace", "")

    def read(self):
        """The resets since the last clear(), on the clock of the captures."""
        offset = time.time() - time.monotonic()
        with open(f"{self._path}/trace") as file:
            return [Reset(float(m[1]) + offset, _end(m[3]), _end(m[4]), m[5], m[6]) for m in map(_LINE.search, file) if m]

    def remove(self):
        """Waits for other instances that are just being made or removed."""
        for _ in range(50):
            try:
                return os.rmdir(self._path)
            except OSError:
                time.sleep(0.05)

    def _write(self, file, text):
        with open(f"{self._path}/{file}", "w") as out:
            out.write(text)


def remove_traces(prefix):
    for name in os.listdir(f"{_ROOT}/instances"):
        if name.startswith(prefix):
            os.rmdir(f"{_ROOT}/instances/{name}")


def _end(text):
    address, _, port = text.rpartition(":")
    return (address.strip("[]").removeprefix("::ffff:"), int(port))

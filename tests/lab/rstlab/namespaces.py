"""Network namespaces: create, enter for a moment, and read or set what belongs to them."""

import contextlib
import ctypes
import os
import subprocess

_libc = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNET = 0x40000000


class Namespace:
    """A named network namespace; `ip netns exec NAME` reaches it from a shell as well."""

    def __init__(self, name):
        self.name = name
        subprocess.run(["ip", "netns", "add", name], check=True)

    @contextlib.contextmanager
    def inside(self):
        """Sockets and processes made in this block belong to the namespace for good, even after the block."""
        home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        there = os.open(f"/var/run/netns/{self.name}", os.O_RDONLY)
        try:
            _enter(there)
            try:
                yield
            finally:
                _enter(home)
        finally:
            os.close(there)
            os.close(home)

    def sysctl(self, key, value):
        with self.inside(), open("/proc/sys/" + key.replace(".", "/"), "w") as file:
            file.write(str(value))

    def ip(self, *lines):
        """Runs lines of ip(8) in one go."""
        subprocess.run(["ip", "-n", self.name, "-batch", "-"], input="\n".join(lines) + "\n", text=True, check=True)

    def counters(self):
        """The TCP counters of this namespace, as nstat reads them: name -> value."""
        found = {}
        with self.inside():
            for path in ("/proc/thread-self/net/snmp", "/proc/thread-self/net/netstat"):
                with open(path) as file:
                    lines = file.read().splitlines()
                for names, values in zip(lines[::2], lines[1::2]):
                    group = names.split(":")[0]
                    if group in ("Tcp", "TcpExt", "MPTcpExt"):
                        prefix = "" if group != "Tcp" else "Tcp"
                        found.update((prefix + n, int(v)) for n, v in zip(names.split()[1:], values.split()[1:]))
        return found

    def remove(self):
        subprocess.run(["ip", "netns", "del", self.name], stderr=subprocess.DEVNULL)


def _enter(fd):
    if _libc.setns(fd, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")

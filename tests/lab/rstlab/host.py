"""A host of the lab: sockets, processes and rules inside its namespace."""

import ipaddress
import os
import signal
import socket
import subprocess
import time


class _Listening(socket.socket):
    """Keeps what it accepts open to the end of the variant, whatever becomes of the variable."""

    def __init__(self, family, kind, protocol):
        super().__init__(family, kind, protocol)
        self.accepted = []

    def accept(self):
        pair = super().accept()
        self.accepted.append(pair[0])
        return pair


class Host:
    def __init__(self, lab, name, v4, v6):
        self._lab, self.name, self.v4, self.v6 = lab, name, v4, str(ipaddress.ip_address(v6))
        self.ns = None
        self._kept, self._processes = [], []

    @property
    def address(self):
        return self.v4 if self._lab.ip == 4 else self.v6

    def sysctl(self, key, value):
        self.ns.sysctl(key, value)

    def forget(self, s):
        """Loses the connection without a packet, as a host that crashed: the socket is taken out by TCP_REPAIR."""
        # A delayed ACK of the peer that is still to come would meet nothing at once.
        self._lab.quiet()
        s.setsockopt(socket.IPPROTO_TCP, 19, 1)
        s.close()

    def nft(self, rules):
        """Adds nftables rules; `nft("flush ruleset")` takes all away."""
        self.run(["nft", "-f", "-"], rules)

    def drop(self, what, hook="forward"):
        """Drops packets that match, for instance 'tcp sport 80'."""
        self.nft(f"table inet lost {{ chain {hook} {{ type filter hook {hook} priority -10; {what} drop; }}; }}")

    def heal(self):
        self.nft("table inet lost {}\ndelete table inet lost")

    def socket(self, protocol=0, kind=socket.SOCK_STREAM):
        with self.ns.inside():
            s = _Listening(socket.AF_INET if self._lab.ip == 4 else socket.AF_INET6, kind, protocol)
        self._kept.append(s)
        return s

    def listen(self, port=None, backlog=16, receive=None, protocol=0):
        s = self.socket(protocol)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if receive:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        s.bind((self.address, port or self._lab.port()))
        s.listen(backlog)
        return s

    def connect(self, to, port=None, timeout=8, options=(), protocol=0):
        """to: a listening socket or (address, port); options: (level, name, value) before connecting."""
        s = self.socket(protocol)
        for option in options:
            s.setsockopt(*option)
        if port:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind((self.address, port))
        s.settimeout(timeout)
        s.connect(to if isinstance(to, tuple) else to.getsockname()[:2])
        return s

    def run(self, argv, text=None, check=True, timeout=60):
        with self.ns.inside():
            done = subprocess.run(argv, input=text, capture_output=True, text=True, timeout=timeout)
        if check and done.returncode:
            raise RuntimeError(f"{argv[0]}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def start(self, argv, stdin=None):
        """A process that is killed at the end of the variant at the latest."""
        log = open(os.path.join(self._lab.folder, f"{os.path.basename(argv[0])}.log"), "ab")
        with self.ns.inside():
            process = subprocess.Popen(argv, stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                                       start_new_session=True)
        log.close()
        self._processes.append(process)
        return process

    def python(self, program, *arguments):
        """Starts a Python program of a few lines and waits for the line that says it is ready."""
        process = self.start(["python3", "-uc", program, *map(str, arguments)])
        if not process.stdout.readline():
            raise RuntimeError("the program of the scenario did not start")
        return process

    def wait_for_port(self, port, seconds=6):
        """Waits until something listens, without leaving a packet."""
        end = time.monotonic() + seconds
        wanted = f":{port:04X}"
        while time.monotonic() < end:
            with self.ns.inside():
                for path in ("/proc/thread-self/net/tcp", "/proc/thread-self/net/tcp6"):
                    with open(path) as file:
                        if any(f[1].endswith(wanted) and f[3] == "0A" for f in map(str.split, file)):
                            return
            time.sleep(0.02)
        raise RuntimeError(f"nothing listens on port {port} after {seconds} s")

    def stop_all(self):
        for process in self._processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            process.stdout.close()
        for s in self._kept:
            for accepted in s.accepted:
                accepted.close()
            s.close()

"""tcpdump at one capture point."""

import os
import signal
import subprocess

from .frames import Capture


class Tcpdump:
    def __init__(self, host, point, interface, folder):
        self.point = point
        self._path = os.path.join(folder, f"{point}.pcap")
        with host.ns.inside():
            self._process = subprocess.Popen(["tcpdump", "--immediate-mode", "-U", "-n", "-s", "0", "-Z", "root", "-i", interface, "-w", self._path,
                                              "tcp or icmp"], stderr=subprocess.PIPE, text=True)

    def ready(self):
        for line in self._process.stderr:
            if "listening on" in line:
                return
        raise RuntimeError("tcpdump did not start")

    def stop(self):
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=10)
        self._process.stderr.close()
        return Capture.read(self._path)

    def abandon(self):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

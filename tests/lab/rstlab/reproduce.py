"""Runs the steps of the articles' sections "How to reproduce it": python3 -m rstlab.reproduce [SLUG...]. Called by reproduce.sh.

The blocks marked `sh` go to a shell as they are, one after the other, in namespaces of their own. Each line of a block marked `text`
that follows "Expected" must be printed; "..." stands for anything. A block whose words before it say "(not tried)" is not run."""

import argparse
import concurrent.futures
import importlib.util
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from .kernel import ResetTrace

_CONTENT = pathlib.Path(__file__).resolve().parents[3] / "content"
_SECTION = "## How to reproduce it"
_LAB = "/guides/capturing#a-lab-of-three-namespaces"
# Long enough for each article, short enough for a test.
_SECONDS = 60

# What only some articles need; without it theirs are skipped by name.
_PROGRAMS = ("haproxy", "nmap", "curl", "openssl", "conntrack")

# What the kernel must say of at least one reset of the steps; the scenarios expect the same. None: the steps show that no kernel resets.
_REASONS = {
    "accept-queue-overflow": ["INVALID_SYN"], "admin-kill": ["TCP_STATE"], "benign": ["TCP_STATE"], "blind-reset-attack": None,
    "client-abort": ["TCP_ABORT_ON_CLOSE"], "close-with-unread-data": ["TCP_ABORT_ON_CLOSE"], "closed-port": ["NO_SOCKET"],
    "connect-timeout": ["NO_SOCKET"], "conntrack-invalid": ["NO_SOCKET"], "data-after-close": ["TCP_TIMEWAIT_SOCKET"],
    "ddos-mitigation": ["NO_SOCKET"], "fin-wait2-orphan": ["TCP_ABORT_ON_LINGER"], "firewall-reject": None, "half-open": ["TCP_FLAGS"],
    "health-check": ["TCP_STATE"], "idle-timeout-middlebox": None, "invalid-segment": ["TCP_FLAGS"], "keepalive-race": ["TCP_ABORT_ON_DATA"],
    "keepalive-timeout": ["TCP_KEEPALIVE_TIMEOUT"], "linger-zero-abort": ["TCP_STATE"], "listener-closed": ["TCP_STATE"],
    "load-balancer-idle": ["NO_SOCKET"], "mobile-keepalive": ["TCP_KEEPALIVE_TIMEOUT"], "mobile-network-idle": None,
    "mptcp-reset": ["TCP_ABORT_ON_CLOSE"], "on-path-injection": None, "process-exit": ["TCP_ABORT_ON_CLOSE"], "proxy-abort": ["TCP_STATE"],
    "push-connection-idle": None, "retransmission-timeout": ["NO_SOCKET", "TCP_FLAGS"], "syn-backlog-full": None, "syn-scan": ["NO_SOCKET"],
    "time-wait": ["TCP_INVALID_ACK_SEQUENCE"], "tls-rejected": ["TCP_STATE"], "tw-recycle": None,
}


def main():
    parser = argparse.ArgumentParser(prog="reproduce.sh", description="Runs the articles' own steps.")
    parser.add_argument("slugs", nargs="*", metavar="SLUG")
    parser.add_argument("--verbose", action="store_true", help="show what the steps print")
    parser.add_argument("--prefix", default="rststeps-", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    known = sorted(p.stem for p in (_CONTENT / "causes").glob("*.md"))
    for slug in asked.slugs:
        if slug not in known:
            sys.exit(f"No article is called {slug}.")
    # One after the other would take minutes; the shells wait most of the time.
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda slug: _try(slug, asked), asked.slugs or known))
    wrong = sum(bool(trouble) for trouble in results)
    print(f"{len(results) - wrong} articles' steps as they say or skipped, {wrong} otherwise")
    return 1 if wrong else 0


def _try(slug, asked):
    """Runs one article's steps; returns what is wrong, or None."""
    started = time.monotonic()
    printed, trouble = "", None
    try:
        script, promised = steps(slug)
        absent = [p for p in _PROGRAMS if re.search(rf"\b{p}\b", script) and not _installed(p)]
        if absent:
            print(f"skip  {slug:26}   0.0 s  {', '.join(absent)} is not installed", flush=True)
            return None
        printed, reasons, trouble = _run(slug, script, asked.prefix)
        trouble = trouble or _missing(promised, printed) or _reason(slug, reasons)
    except OSError as problem:
        trouble = str(problem)
    print(f"{'FAIL' if trouble else 'ok':5} {slug:26} {time.monotonic() - started:5.1f} s  {trouble or ''}", flush=True)
    if asked.verbose or trouble:
        print("\n".join("      | " + line for line in printed.splitlines()[-60:]), flush=True)
    return trouble


def _installed(program):
    return shutil.which(program) is not None or os.path.exists(f"/usr/sbin/{program}")


def steps(slug):
    """(shell script, lines that it must print) of an article."""
    text = (_CONTENT / "causes" / f"{slug}.md").read_text()
    section = re.search(rf"^{_SECTION}$(.*?)(?=^## |\Z)", text, re.S | re.M)
    if not section:
        raise OSError(f"no section {_SECTION}")
    script, promised, before = [], [], ""
    for words, kind, body in re.findall(r"(.*?)^```(\w*)\n(.*?)^```$", section[1], re.S | re.M):
        before = words.strip()
        if kind == "sh" and "(not tried)" not in before:
            script.append(body)
        elif kind == "text" and before.splitlines() and before.splitlines()[-1].startswith("Expected"):
            promised += body.splitlines()
    if _LAB in section[1]:
        script.insert(0, three_namespaces())
    return "".join(script), promised


def three_namespaces():
    """The guide's lab: its first block."""
    guide = (_CONTENT / "guides" / "capturing.md").read_text()
    return re.search(r"^## A lab of three namespaces$.*?^```sh\n(.*?)^```$", guide, re.S | re.M)[1]


def _run(slug, script, prefix):
    """(what was printed, the kernel's reasons, trouble or None)"""
    folder = tempfile.mkdtemp(prefix=f"{slug}-")
    try:
        trace = ResetTrace(f"{prefix}{slug}")
    except OSError as problem:
        return "", [], f"no trace: {problem}"
    shell = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc", "bash", "-c",
             "mount -t tmpfs steps /run/netns; mount --make-shared /run/netns; ip link set lo up; exec bash"]
    try:
        process = subprocess.Popen(shell, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder,
                                   env=os.environ | {"NSTAT_HISTORY": f"{folder}/nstat", "HOME": folder, "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"},
                                   start_new_session=True)
        trouble = None
        try:
            # A pipe, as a keyboard: a shell that the steps start reads on where the first one stopped.
            printed, _ = process.communicate(script + "\nexit\n", timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            printed, _ = process.communicate()
            trouble = f"not ready after {_SECONDS} seconds"
        # The trace knows no namespaces, and all articles use the same addresses; but each has ports of its own.
        ports = set(map(int, re.findall(r"\b[1-9]\d{3,4}\b", script)))
        return printed, [t.reason for t in trace.read() if {t.source[1], t.target[1]} & ports], trouble
    finally:
        trace.remove()
        shutil.rmtree(folder, ignore_errors=True)


def _missing(promised, printed):
    """The first promised line that was not printed (as often as it was promised), as trouble."""
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    for promise in filter(None, map(str.strip, promised)):
        pattern = re.compile(".*".join(map(re.escape, promise.split("..."))) + "$")
        found = next((n for n, line in enumerate(lines) if pattern.search(line)), None)
        if found is None:
            return f"did not print: {promise}"
        del lines[found]
    return None


def _reason(slug, reasons):
    wanted = _REASONS.get(slug)
    if wanted and not set(wanted) & set(reasons):
        return f"the kernel's reasons were {', '.join(sorted(set(reasons))) or 'none'}, not {' or '.join(wanted)}"
    return None


if __name__ == "__main__":
    sys.exit(main())

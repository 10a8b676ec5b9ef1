"""The client gives up while the response is pending or streaming."""

import os
import signal

from rstlab import Scenario
from rstlab.lab import Flow
from rstlab.programs import nginx

scenario = Scenario("client-abort", acceptable=["data-after-close", "close-with-unread-data"], harm="unknown")


def _streaming(lab, rate="limit_rate 150k;"):
    port = lab.port("web")
    with open(f"{lab.folder}/big.bin", "wb") as file:
        file.write(b"n" * 4_000_000)
    nginx(lab, lab.server, port, rate)
    host = lab.server.address if lab.ip == 4 else f"[{lab.server.address}]"
    client_port = lab.client_port()
    return f"http://{host}:{port}/big.bin", client_port, Flow((lab.client.address, client_port), (lab.server.address, port))


@scenario.variant(needs=["nginx", "curl"], far=(5, 40))
def curl_max_time(lab):
    """curl --max-time expires while nginx streams the response."""
    url, port, flow = _streaming(lab, "")
    lab.client.run(["curl", "-s", "-o", f"{lab.folder}/got", "--limit-rate", "200k", "--max-time", lab.rng.choice(("1", "1.2", "1.5")),
                    "--local-port", str(port), url], check=False)
    lab.settle()
    lab.expect(flow, "client", ("TCP_ABORT_ON_CLOSE", "TCP_ABORT_ON_DATA", "NO_SOCKET", "TCP_TIMEWAIT_SOCKET"), seen_at=("client", "server"))


@scenario.variant(needs=["nginx", "curl"], far=(5, 40))
def curl_killed(lab):
    """curl is killed while nginx streams the response."""
    url, port, flow = _streaming(lab, "")
    process = lab.client.start(["curl", "-s", "-o", f"{lab.folder}/got", "--limit-rate", "300k", "--local-port", str(port), url])
    lab.wait(lab.rng.uniform(0.5, 1.2))
    os.kill(process.pid, signal.SIGKILL)
    lab.wait(0.1)
    lab.settle()
    lab.expect(flow, "client", ("TCP_ABORT_ON_CLOSE", "TCP_ABORT_ON_DATA", "NO_SOCKET", "TCP_TIMEWAIT_SOCKET"), seen_at=("client", "server"))


@scenario.variant(needs=["nginx", "curl"])
def stopped_then_killed(lab):
    """curl is stopped (it no longer reads) and then killed: the response lies unread in its socket."""
    url, port, flow = _streaming(lab, "")
    process = lab.client.start(["curl", "-s", "-o", f"{lab.folder}/got", "--limit-rate", "100k", "--local-port", str(port), url])
    lab.wait(0.5)
    os.kill(process.pid, signal.SIGSTOP)
    lab.wait(0.6)
    os.kill(process.pid, signal.SIGKILL)
    lab.wait(0.1)
    lab.settle()
    lab.expect(flow, "client", "TCP_ABORT_ON_CLOSE", counters={("client", "TCPAbortOnClose"): 1}, seen_at=("client", "server"))


@scenario.variant(far=(3, 20), sample="client")
def reader_that_lags(lab):
    """A program reads a part of a long response, has had enough and closes while the server still sends."""
    client, server, _ = lab.connected(lab.port("web"))
    flow = lab.flow(client)
    request = lab.request()
    client.sendall(request)
    lab.read(server, len(request))
    some = 6000 if lab.teaching else 30000
    body = lab.response(200_000)
    server.sendall(body[:some])
    lab.read(client, some // lab.rng.randint(4, 9))
    lab.settle()
    client.close()
    lab.settle()
    try:
        server.sendall(body[some:some * 4 // 3])
    except ConnectionError:
        pass
    lab.expect(flow, "client", "TCP_ABORT_ON_CLOSE", acceptable=["close-with-unread-data", "data-after-close", "linger-zero-abort"],
               counters={("client", "TCPAbortOnClose"): 1}, seen_at=("client", "server"))

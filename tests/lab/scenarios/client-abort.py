"""The client gives up while the response is pending or streaming."""

import os
import signal

from rstlab import Scenario
from rstlab.lab import Flow
from rstlab.programs import nginx, node

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


@scenario.variant(needs=["curl"], seconds=3)
def curl_tires_of_waiting(lab):
    """curl --max-time expires while the server still thinks: FIN; the response that comes later draws RST."""
    port, client_port = lab.port("web"), lab.client_port()
    listener = lab.server.listen(port)
    host = lab.server.address if lab.ip == 4 else f"[{lab.server.address}]"
    process = lab.client.start(["curl", "-s", "--max-time", lab.rng.choice(("0.5", "0.8", "1")), "--local-port", str(client_port), f"http://{host}:{port}/"])
    server = listener.accept()[0]
    server.recv(4000)
    process.wait()
    lab.settle()
    lab.wait(lab.rng.uniform(0.1, 0.6))
    server.sendall(lab.response(lab.rng.randint(100, 3000)))
    lab.settle()
    lab.expect(Flow((lab.client.address, client_port), (lab.server.address, port)), "client", ("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"),
               seen_at=("client", "server"), acceptable=["data-after-close"])


@scenario.variant(needs=["node", "nginx"], far=(5, 40))
def node_destroys_the_response(lab):
    """A node program destroys a response that nginx streams."""
    url, port, flow = _streaming(lab, "")
    script = f"""
const q = require('http').get({{ host: '{lab.server.address}', port: {flow.server[1]}, path: '/big.bin', localPort: {port}, agent: false }},
  r => {{ r.once('data', () => {{ r.pause(); setTimeout(() => q.destroy(), {lab.rng.randint(100, 500)}); }}); }});
q.on('error', () => {{}});"""
    lab.client.start(["node", "-e", script]).wait()
    lab.settle()
    lab.expect(flow, "client", ("TCP_ABORT_ON_CLOSE", "TCP_ABORT_ON_DATA", "NO_SOCKET", "TCP_TIMEWAIT_SOCKET"), seen_at=("client", "server"),
               acceptable=[*scenario.acceptable, "linger-zero-abort"])

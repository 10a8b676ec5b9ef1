"""The captures that illustrate articles: NAME.pcapng with NAME.truth.yaml beside it."""

import glob
import json
import os
import shutil

# A page loads a sample whole, and its ladder should fit one.
_MOST_BYTES = 20_000


def keep(variants, labels, results, seed, played, folder, whole):
    """Copies the captures of the variants that are meant as samples and writes what is true of each; whole: those that are made no more go."""
    results = {(r["slug"], r["variant"]): r for r in results}
    os.makedirs(folder, exist_ok=True)
    made, missing = set(), []
    for variant in variants:
        file = f"{variant.slug}.{variant.name}.{variant.sample_point}.pcapng"
        own = [label for label in labels if label["file"] == file]
        source = os.path.join(played, file)
        if not own:
            missing.append(f"{variant.sample_name}: {results[variant.slug, variant.name]['why'] or 'no label'}")
            continue
        if os.path.getsize(source) > _MOST_BYTES:
            missing.append(f"{variant.sample_name}: {os.path.getsize(source)} bytes are too many")
            continue
        made.add(variant.sample_name)
        shutil.copyfile(source, os.path.join(folder, f"{variant.sample_name}.pcapng"))
        with open(os.path.join(folder, f"{variant.sample_name}.truth.yaml"), "w") as out:
            out.write(_truth(variant, own, results[variant.slug, variant.name], seed))
    if whole and not missing:
        for path in glob.glob(os.path.join(folder, "*.pcapng")) + glob.glob(os.path.join(folder, "*.truth.yaml")):
            if os.path.basename(path).removesuffix(".pcapng").removesuffix(".truth.yaml") not in made:
                os.unlink(path)
    print(f"{len(made)} samples in {folder}")
    for line in missing:
        print(f"No new sample {line}")


def _truth(variant, labels, result, seed):
    quoted = json.dumps
    kernel = os.uname().release.split("-")[0]
    lines = [f"# What is true of {variant.sample_name}.pcapng, told by the scenario and by the kernel that sent the RST; never by the analyzer.",
             "# Written together with the capture by: tests/lab/run.sh --samples content/captures",
             f"sha256: {labels[0]['sha256']}",
             "licence: MIT",
             f"origin: recorded between network namespaces on Linux {kernel} by tests/lab, real applications, real kernel",
             f"made: {quoted(labels[0]['notes'])}",
             f"scenario: {variant.slug}",
             f"variant: {variant.name}",
             f"seed: {seed}",
             f"kernel: {kernel}",
             f"vantage: {labels[0]['vantage']}",
             f"round_trip_ms: {result['rtt_ms']}",
             f"shortened: {quoted(variant.shortened or '')}",
             "counters:"]
    for host in ("client", "router", "server"):
        rises = ", ".join(f"{name}: {rise}" for name, rise in sorted(result["counters"].get(host, {}).items()) if _tells(name))
        lines.append(f"  {host}: {{{rises}}}")
    lines.append("flows:")
    for label in labels:
        flow = label["flow"]
        lines += [f"  - client: {quoted(flow['client'])}",
                  f"    client_port: {flow['client_port']}",
                  f"    server: {quoted(flow['server'])}",
                  f"    server_port: {flow['server_port']}",
                  f"    cause: {label['cause']}",
                  f"    acceptable: [{', '.join(label['acceptable'])}]",
                  f"    sent_by: {label['rst_sender'] or 'none'}",
                  f"    harm: {label['harm']}",
                  f"    kernel_reason: {label['kernel_reason'] or 'none'}"]
    return "\n".join(lines) + "\n"


def _tells(counter):
    """Whether a counter says something about resets and what leads to them."""
    told = ("OutRsts", "EstabResets", "AttemptFails", "TCPAbort", "Embryonic", "Challenge", "ListenOverflows", "ListenDrops", "KeepAlive", "Timeouts",
            "ReqQFull", "RetransSegs", "MPTcp", "MPFastclose", "MPRst", "TWKilled", "ActiveOpens", "PassiveOpens")
    return any(t in counter for t in told)

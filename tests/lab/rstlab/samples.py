"""The captures that illustrate articles: SLUG[-VARIANT].pcapng with SLUG[-VARIANT].truth.yaml beside it."""

import json
import os
import shutil


def keep(variants, labels, results, played, folder):
    """Copies the captures of the variants that are meant as samples and writes what is true of each."""
    os.makedirs(folder, exist_ok=True)
    results = {(r["slug"], r["variant"]): r for r in results}
    taken = set()
    for variant in variants:
        file = f"{variant.slug}.{variant.name}.{variant.sample}.pcapng"
        own = [label for label in labels if label["file"] == file and label["cause"] != "none"]
        if not variant.sample or not own:
            continue
        name = variant.slug if variant.slug not in taken else f"{variant.slug}-{variant.name}"
        taken.add(variant.slug)
        shutil.copyfile(os.path.join(played, file), os.path.join(folder, f"{name}.pcapng"))
        with open(os.path.join(folder, f"{name}.truth.yaml"), "w") as out:
            out.write(_truth(name, own, results[variant.slug, variant.name]))


def _truth(name, labels, result):
    quoted = json.dumps
    lines = [f"# What is true of {name}.pcapng. Written from the kernel's own reset reason; never from what the analyzer says.",
             f"sha256: {labels[0]['sha256']}",
             f"origin: recorded between network namespaces on Linux {os.uname().release.split('-')[0]}, tests/lab, real applications, real kernel",
             "licence: MIT",
             f"made: {quoted(labels[0]['notes'])}",
             f"counters: {quoted(_counted(result))}",
             "flows:"]
    for label in labels:
        flow = label["flow"]
        lines += [f"  - client: {quoted(flow['client'])}",
                  f"    client_port: {flow['client_port']}",
                  f"    server: {quoted(flow['server'])}",
                  f"    server_port: {flow['server_port']}",
                  f"    cause: {label['cause']}",
                  f"    acceptable: [{', '.join(label['acceptable'])}]",
                  f"    sent_by: {label['rst_sender']}",
                  f"    kernel_reason: {label['kernel_reason'] or 'none'}"]
    return "\n".join(lines) + "\n"


def _counted(result):
    """The counters that tell of resets, as one line: host, name and rise."""
    told = ("OutRsts", "EstabResets", "AttemptFails", "TCPAbort", "Embryonic", "Challenge", "ListenOverflows", "KeepAlive")
    return ", ".join(f"{host} {name} +{rise}" for host, rises in result["counters"].items() for name, rise in sorted(rises.items())
                     if any(t in name for t in told))

"""How the analyzer does on captures of the lab: python3 -m rstlab.score RSTKB FOLDER [--cause SHARE --sender SHARE].

Prints each wrong verdict, a table by cause, and the shares. Ends with 1 when the analyzer crashed, did not name a reset flow, named a
reset where none passes, or when a share is below the one asked for."""

import argparse
import collections
import concurrent.futures
import ipaddress
import json
import os
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(prog="rstlab.score")
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--cause", type=float, default=0.0, help="least share of flows whose first cause is right or acceptable")
    parser.add_argument("--sender", type=float, default=0.0, help="least share of flows whose sender is right")
    asked = parser.parse_args()
    with open(os.path.join(asked.folder, "labels.json")) as file:
        labels = json.load(file)
    by_file = collections.defaultdict(list)
    for label in labels:
        by_file[label["file"]].append(label)
    told, rows = collections.Counter(), collections.defaultdict(collections.Counter)
    broken = negatives = 0
    names = sorted(by_file)
    # Most of an analysis of so small a capture is the program's start.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        reports = pool.map(lambda name: _analyze(asked.program, os.path.join(asked.folder, name)), names)
    for name, (found, trouble) in zip(names, reports):
        own = by_file[name]
        if trouble:
            broken += 1
            print(f"  crashed  {name}: {trouble}")
            continue
        for label in own:
            flow = label["flow"]
            reset = found.get(_ends(flow["client"], flow["client_port"], flow["server"], flow["server_port"]))
            if label["cause"] == "none":
                negatives += 1
                if reset is not None:
                    broken += 1
                    print(f"  invented {name}: a reset of {flow}")
                continue
            row = rows[label["cause"]]
            row["flows"] += 1
            if reset is None:
                broken += 1
                print(f"  missing  {name}: the reset of {flow}")
                continue
            _judge(name, label, reset["verdict"], row, told)
    for line, times in told.items():
        print(line + (f" ({times} flows)" if times > 1 else ""))
    return _sum(rows, negatives, broken, asked)


def _judge(name, label, verdict, row, told):
    """Counts one verdict."""
    said = verdict.get("cause")
    good = said in (label["cause"], *label["acceptable"])
    row["first"] += said == label["cause"]
    row["right"] += good
    row["sender"] += verdict.get("sentBy") == label["rst_sender"]
    row["likely"] += verdict.get("level") == "likely"
    row["likely right"] += good and verdict.get("level") == "likely"
    row["harm asked"] += label["harm"] in ("benign", "harmful")
    row["harm"] += label["harm"] in ("benign", "harmful") and verdict.get("harm") == label["harm"]
    if not good:
        told[f"  wrong    {name}: {said} ({verdict.get('level')}), truly {label['cause']}"] += 1
    elif verdict.get("sentBy") != label["rst_sender"]:
        told[f"  sender   {name}: {verdict.get('sentBy')}, truly {label['rst_sender']}"] += 1


def _sum(rows, negatives, broken, asked):
    """Prints the table; returns the exit code."""
    print(f"{'cause':26}{'flows':>6}{'first':>7}{'right or acceptable':>21}{'sender':>8}{'likely right':>16}{'harm':>10}")
    everything = collections.Counter()
    for cause, row in sorted(rows.items()):
        everything.update(row)
        print(_line(cause, row))
    flows = everything["flows"]
    if not flows:
        print("No flow was labelled.")
        return 1
    print(_line("all", everything))
    right, sender = everything["right"] / flows, everything["sender"] / flows
    mean = sum(row["right"] / row["flows"] for row in rows.values()) / len(rows)
    print(f"Fresh captures: first cause right or acceptable {right:.1%} of {flows} reset flows (mean over {len(rows)} causes {mean:.1%}), sender right {sender:.1%}; "
          f"{negatives} flows without RST; {broken} crashes, missing or invented resets")
    below = [f"{what} {share:.1%} is below {least:.0%}" for what, share, least in (("first cause", right, asked.cause), ("sender", sender, asked.sender)) if share < least]
    for line in below:
        print(line)
    return 1 if broken or below else 0


def _line(name, row):
    return (f"{name:26}{row['flows']:6}{row['first']:7}{row['right']:21}{row['sender']:8}"
            f"{row['likely right']:11} of{row['likely']:>4}{row['harm']:5} of{row['harm asked']:>4}")


def _analyze(program, path):
    """({ends: reset}, trouble or None)"""
    done = subprocess.run([program, "analyze", path, "--format", "json"], capture_output=True, text=True, timeout=120)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        # A capture without any TCP ends in a sentence and exit code 3.
        return ({}, None) if done.returncode == 3 else ({}, f"exit code {done.returncode}: {done.stderr.strip()[:200]}")
    return {_ends(r["client"]["address"], r["client"]["port"], r["server"]["address"], r["server"]["port"]): r for r in reversed(report.get("resets", []))}, None


def _ends(a, a_port, b, b_port):
    return frozenset(((str(ipaddress.ip_address(a)), int(a_port)), (str(ipaddress.ip_address(b)), int(b_port))))


if __name__ == "__main__":
    sys.exit(main())

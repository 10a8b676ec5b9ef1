"""How the analyzer does on captures of the lab: python3 -m rstlab.score RSTKB FOLDER.

Prints each wrong verdict and the shares. Ends with 1 when the analyzer crashed or did not name a reset flow, never for a wrong verdict."""

import collections
import ipaddress
import json
import os
import subprocess
import sys


def main(program, folder):
    with open(os.path.join(folder, "labels.json")) as file:
        labels = json.load(file)
    by_file = collections.defaultdict(list)
    for label in labels:
        by_file[label["file"]].append(label)
    told, by_cause = collections.Counter(), collections.defaultdict(list)
    flows = right = senders = negatives = broken = 0
    for name, own in sorted(by_file.items()):
        found, trouble = _analyze(program, os.path.join(folder, name))
        if trouble:
            broken += 1
            print(f"  crashed  {name}: {trouble}")
            continue
        for label in own:
            reset = found.get(_ends(label["flow"]["client"], label["flow"]["client_port"], label["flow"]["server"], label["flow"]["server_port"]))
            if label["cause"] == "none":
                negatives += reset is not None
                continue
            flows += 1
            if reset is None:
                broken += 1
                print(f"  missing  {name}: the reset of {label['flow']}")
                continue
            verdict = reset["verdict"]
            good = verdict.get("cause") in (label["cause"], *label["acceptable"])
            right += good
            by_cause[label["cause"]].append(good)
            senders += verdict.get("sentBy") == label["rst_sender"]
            if not good:
                told[f"  wrong    {name}: {verdict.get('cause')} ({verdict.get('level')}), truly {label['cause']}"] += 1
            elif verdict.get("sentBy") != label["rst_sender"]:
                told[f"  sender   {name}: {verdict.get('sentBy')}, truly {label['rst_sender']}"] += 1
    for line, times in told.items():
        print(line + (f" ({times} flows)" if times > 1 else ""))
    if flows:
        mean = sum(sum(c) / len(c) for c in by_cause.values()) / len(by_cause)
        print(f"Fresh captures: cause right or acceptable {right / flows:.1%} (mean over {len(by_cause)} causes {mean:.1%}), sender right {senders / flows:.1%} of {flows} reset flows; "
              f"{negatives} verdicts on flows without RST; {broken} crashes or missing flows")
    return 1 if broken or not flows else 0


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
    sys.exit(main(*sys.argv[1:]))

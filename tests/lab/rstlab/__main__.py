"""Runs scenarios: python3 -m rstlab [SLUG...] --out DIR [--seed N]. Called by run.sh, which checks the machine first."""

import argparse
import concurrent.futures
import hashlib
import importlib.util
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
import traceback

from . import kernel, samples
from .judge import NotAsExpected, judge
from .lab import Lab
from .scenario import Skip

_FOLDER = pathlib.Path(__file__).resolve().parent.parent / "scenarios"
# Nothing that an analyzer could learn from.
_COMMENT = "Recorded between network namespaces by tests/lab."
# The samples keep their addresses and ports when they are made anew.
_SAMPLE_SEED = 1
_worker = {}


def main():
    options = _options()
    scenarios = _load(options.slugs)
    chosen = [(s, v) for s in scenarios for v in s.variants if not options.variant or v.name in options.variant]
    if options.list:
        for _, v in chosen:
            print(f"{v.slug:26} {v.name:40} about {v.seconds:g} s")
        return 0
    seed = options.seed if options.seed is not None else _SAMPLE_SEED if options.samples else random.SystemRandom().randrange(10**9)
    if options.samples:
        chosen = [(s, v) for s, v in chosen if v.sample]
    if options.quick:
        chosen = _quick(chosen, seed)
    shutil.rmtree(options.out, ignore_errors=True)
    os.makedirs(options.out)
    print(f"seed {seed}; {len(chosen)} variants of {len({v.slug for _, v in chosen})} causes", flush=True)
    started = time.monotonic()
    # Long ones first: the whole takes hardly longer than the longest.
    order = sorted(chosen, key=lambda c: -c[1].seconds)
    results = []
    together = [c for c in order if not c[1].touches_host]
    alone = [c for c in order if c[1].touches_host]
    # A number for each sample, so that its addresses stay when it is made anew.
    own = sorted((v.slug, v.name) for s in _load([]) for v in s.variants if v.sample) if options.samples else []
    numbered = {key: n for n, key in enumerate(own, 1)}
    numbers = multiprocessing.Queue()
    for n in range(options.jobs):
        numbers.put(n)
    with concurrent.futures.ProcessPoolExecutor(options.jobs, initializer=_begin_worker, initargs=(numbers, options.prefix)) as pool:
        waiting = [pool.submit(_play, v.slug, v.name, seed, options.out, numbered.get((v.slug, v.name), 0)) for _, v in together]
        for future in concurrent.futures.as_completed(waiting):
            results.append(_report(future.result()))
        for _, v in alone:
            if options.touch_host:
                results.append(_report(pool.submit(_play, v.slug, v.name, seed, options.out, 0).result()))
            else:
                results.append(_report({"slug": v.slug, "variant": v.name, "outcome": "skipped", "seconds": 0, "labels": [],
                                        "why": "it changes a setting of the whole machine for a moment; ask for it with --touch-host"}))
    kernel.remove_traces(options.prefix)
    results.sort(key=lambda r: (r["slug"], r["variant"]))
    labels = [label for r in results for label in r.pop("labels")]
    _write(options.out, "labels.json", labels)
    if options.samples:
        samples.keep([v for _, v in chosen], labels, results, seed, options.out, options.samples, whole=not options.slugs and not options.variant)
    _write(options.out, "lab.json", {"seed": seed, "kernel": os.uname().release, "variants": results})
    count = {o: sum(r["outcome"] == o for r in results) for o in ("played", "skipped", "failed")}
    print(f"{count['played']} as expected, {count['failed']} otherwise, {count['skipped']} skipped; {len(labels)} labels; "
          f"{time.monotonic() - started:.0f} s")
    return 1 if count["failed"] else 0


def _options():
    parser = argparse.ArgumentParser(prog="run.sh", description="Makes each cause of a TCP reset happen and records it.")
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="causes to play (default: all)")
    parser.add_argument("--out", default="artifacts/lab", help="folder for captures and labels.json; emptied first")
    parser.add_argument("--seed", type=int, help="what ports, addresses, timing and payload are drawn from (default: another each time)")
    parser.add_argument("--variant", action="append", help="only variants of this name")
    parser.add_argument("--quick", action="store_true", help="one short variant of each cause, drawn from the seed")
    parser.add_argument("--jobs", type=int, default=6, choices=range(1, 16), metavar="N", help="labs at the same time (1 to 15)")
    parser.add_argument("--touch-host", action="store_true", help="also variants that change a setting of the machine for a moment")
    parser.add_argument("--samples", metavar="FOLDER", help="play the variants that make the articles' samples, on a network that is easy to read, and write each with its truth file to FOLDER")
    parser.add_argument("--list", action="store_true", help="say what there is, and do nothing")
    parser.add_argument("--prefix", default=f"rstlab{os.getpid()}-", help=argparse.SUPPRESS)
    return parser.parse_args()


def _load(slugs):
    known = sorted(p.stem for p in _FOLDER.glob("*.py"))
    for slug in slugs:
        if slug not in known:
            sys.exit(f"No scenario is called {slug}. There are: {', '.join(known)}")
    return [_scenario(s) for s in known if not slugs or s in slugs]


def _scenario(slug):
    spec = importlib.util.spec_from_file_location("scenario_" + slug.replace("-", "_"), _FOLDER / f"{slug}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.scenario


def _quick(chosen, seed):
    by_slug = {}
    for scenario, variant in chosen:
        if 0 < variant.seconds <= 8 and not variant.touches_host:
            by_slug.setdefault(variant.slug, []).append((scenario, variant))
    return [random.Random(f"{seed}/{slug}").choice(some) for slug, some in sorted(by_slug.items())]


def _begin_worker(numbers, prefix):
    number = numbers.get()
    _worker.update(number=number, prefix=prefix, trace=kernel.ResetTrace(f"{prefix}{number}"))


def _play(slug, name, seed, out, teaching):
    scenario = _scenario(slug)
    variant = next(v for v in scenario.variants if v.name == name)
    result = {"slug": slug, "variant": name, "about": variant.about, "labels": []}
    started = time.monotonic()
    for attempt in range(variant.tries):
        again = f"{seed}" if attempt == 0 else f"{seed}#{attempt}"
        result |= _play_once(scenario, variant, again, out, teaching)
        if result["outcome"] != "failed":
            break
    result["attempts"] = attempt + 1
    result["seconds"] = round(time.monotonic() - started, 1)
    return result


def _play_once(scenario, variant, seed, out, teaching):
    folder = tempfile.mkdtemp(prefix=_worker["prefix"])
    trace = _worker["trace"]
    lab = None
    try:
        trace.clear()
        lab = Lab(_worker["prefix"], _worker["number"], variant, seed, folder, teaching)
        lab.scenario = scenario
        for program in variant.needs:
            lab.need(program)
        lab.begin()
        variant.play(lab)
        captures, rises = lab.finish()
        resets = trace.read()
        labels = judge(lab, captures, resets, rises)
        written = []
        for point, about in labels.items():
            file = f"{variant.slug}.{variant.name}.{point}.pcapng"
            path = os.path.join(out, file)
            captures[point].write(path, _COMMENT)
            with open(path, "rb") as f:
                digest = hashlib.sha256(f.read()).hexdigest()
            where = "router, " + lab.router_at if point == "router" else point
            for label in about:
                notes = label.pop("notes")
                written.append({"file": file, **label, "vantage": point, "sha256": digest, "notes": f"{notes}; capture point: {where}"})
        own = {lab.client.address, lab.server.address, lab.router.address}
        return {"outcome": "played", "labels": written, "ip": lab.ip, "rtt_ms": round(lab.rtt * 1000, 2), "why": None, "counters": rises,
                "resets": [f"{t.source[0]}:{t.source[1]} {t.state} {t.reason}" for t in resets if t.source[0] in own]}
    except Skip as skip:
        return {"outcome": "skipped", "why": str(skip)}
    except NotAsExpected as problem:
        _keep(captures, out, variant)
        return {"outcome": "failed", "why": str(problem)}
    except Exception as problem:  # a scenario may fail in any way; the others go on
        where = traceback.extract_tb(problem.__traceback__)
        place = next((f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(where) if "scenarios" in f.filename), f"{os.path.basename(where[-1].filename)}:{where[-1].lineno}")
        return {"outcome": "failed", "why": f"{type(problem).__name__} at {place}: {problem}"}
    finally:
        if lab:
            lab.close()
        shutil.rmtree(folder, ignore_errors=True)


def _keep(captures, out, variant):
    """What was seen when it was not as expected; without a label, in a folder of its own."""
    folder = os.path.join(out, "otherwise")
    os.makedirs(folder, exist_ok=True)
    for point, capture in captures.items():
        capture.write(os.path.join(folder, f"{variant.slug}.{variant.name}.{point}.pcapng"), _COMMENT)


def _report(result):
    mark = {"played": "ok", "skipped": "skip", "failed": "FAIL"}[result["outcome"]]
    print(f"{mark:5} {result['slug']:26} {result['variant']:40} {result['seconds']:5.1f} s  {result.get('why') or ''}", flush=True)
    return result


def _write(folder, name, content):
    with open(os.path.join(folder, name), "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


sys.exit(main())

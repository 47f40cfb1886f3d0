# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the same models in SimPy and salabim and in PatrolSim; prints one table and writes it with JSON.

Usage: compare.py path/to/patrolsim-bench folder/for/results [rounds]
"""

import json
import math
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PEERS = [
    ["mm1_simpy.py"], ["mm1_salabim.py"], ["phold_simpy.py", "1000"], ["phold_salabim.py", "1000"],
    ["phold_simpy.py", "100000"], ["dispatch_simpy.py"], ["dispatch_salabim.py"],
]
UNITS = {"mm1": "customer", "phold-1k": "event", "phold-100k": "event", "dispatch": "replication"}
BARS = {("dispatch", "SimPy"): 50}
LEVEL = 0.9999


def run_bench(bench, folder, rounds):
    path = folder / "bench.json"
    command = [bench, "--only", *UNITS, "--rounds", str(rounds), "--json", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.loads(path.read_text())


def run_peer(script, rounds):
    print(f"{' '.join(script)}: {rounds} rounds", file=sys.stderr, flush=True)
    command = [sys.executable, str(HERE / script[0]), str(rounds), *script[1:]]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def nanoseconds(report, benchmark):
    """The median of a benchmark of ours."""
    one = next(one for one in report["measurements"] if one["name"] == benchmark)
    return one["figures"]["median"] * {"ns": 1, "µs": 1e3}[one["unit"].split("/")[0]]


def checks(report, peers):
    """Compares each estimate of each peer with the kernel's, or with 1 where the kernel states none."""
    z = statistics.NormalDist().inv_cdf(1 - (1 - LEVEL) / 2)
    ours = {(e["benchmark"], e["figure"]): e for e in report["estimates"] if e["model"] == "kernel"}
    for peer in peers:
        for figure, theirs in peer["estimates"].items():
            own = ours.get((peer["benchmark"], figure), {"mean": 1.0, "standardError": 0.0})
            half_width = z * math.hypot(own["standardError"], theirs["standardError"])
            yield {
                "benchmark": peer["benchmark"], "peer": peer["peer"], "figure": figure, "ours": own["mean"],
                "theirs": theirs["mean"], "halfWidth": half_width,
                "isPassed": abs(own["mean"] - theirs["mean"]) <= half_width,
            }


def duration(ns):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.3g} ns"


def rows(report, peers):
    for peer in peers:
        theirs, own = statistics.median(peer["rounds"]), nanoseconds(report, peer["benchmark"])
        bar = BARS.get((peer["benchmark"], peer["peer"]))
        met = "" if bar is None else ("met" if theirs / own >= bar else "NOT MET")
        yield [
            peer["benchmark"], UNITS[peer["benchmark"]], peer["peer"], duration(theirs), duration(own),
            f"{theirs / own:.1f}", f"≥ {bar}" if bar else "", met,
        ]


def table(header, body):
    lines = [header, *body]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    rule = "  ".join("─" * width for width in widths)
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines]
    return "\n".join([text[0], rule, *text[1:]])


def report_text(report, peers, found):
    machine = report["machine"]
    python = f"CPython {sys.version.split()[0]}"
    versions = (HERE / "requirements.txt").read_text().split()
    lines = [
        f"{machine['processor']}, {machine['cores']} cores; {machine['system']}; Swift {machine['swift']}; "
        f"{python}, {', '.join(versions)}",
        "Processor time, medians; the ratio says how many times faster PatrolSim is", "",
        table(["model", "per", "peer", "theirs", "ours", "ratio", "bar", ""], list(rows(report, peers))), "",
        f"Results at level {LEVEL}, {sum(not c['isPassed'] for c in found)} of {len(found)} disagree",
    ]
    for c in found:
        mark = "✓" if c["isPassed"] else "✗ FAILED:"
        lines.append(
            f"  {mark} {c['benchmark']}, {c['figure']}: {c['theirs']:.4f} of {c['peer']}, {c['ours']:.4f} ours, "
            f"difference within ± {c['halfWidth']:.4f}")
    return "\n".join(lines) + "\n"


def main():
    bench, folder = sys.argv[1], Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    folder.mkdir(parents=True, exist_ok=True)
    report = run_bench(bench, folder, rounds)
    peers = [run_peer(script, rounds) for script in PEERS]
    found = list(checks(report, peers))
    text = report_text(report, peers, found)
    (folder / "peers.txt").write_text(text)
    (folder / "peers.json").write_text(
        json.dumps({"bench": report, "peers": peers, "checks": found}, indent=2) + "\n")
    print(text, end="")
    sys.exit(0 if all(c["isPassed"] for c in found) else 1)


main()

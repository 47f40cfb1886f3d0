#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what every command prints and writes, so that a change that is to leave all of it alone can be held to that.

    swift build -c release --product patrolsim
    Tests/Outputs/keep_outputs.py .build/release/patrolsim /tmp/before
    ... the change ...
    Tests/Outputs/keep_outputs.py .build/release/patrolsim /tmp/after
    diff -r /tmp/before /tmp/after

Each command has a folder with its exit status, its screen and its files. Databases are kept as their SQL, files of gzip without their
compression; times and the machine are taken out. On two cores it takes some minutes.
"""

import argparse
import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Replications of each scenario, so that all take about as long.
SCENARIOS = {"tiny": 20, "soho-pilot": 12, "null-effect": 12, "london-20-hotspots": 3}
STRATEGIES = "random fixed-rota data-led dynamic-re-task intelligence-led weekly-review oracle".split()
FORMATS = "text json csv".split()
COMMANDS = """import synthesize check explain compare batch merge report replay run after scorecards examine pilot tune export
    trials forecast check-strategy""".split()
# What differs between two runs of the same: how long it took, and of a manifest when and where.
DURATION = re.compile(r"\b(in|take|takes|about) [0-9][0-9,.]* (ms|s|min|h)\b")
UNSTABLE = {"machine", "started", "durationInSeconds", "command"}


def words(text):
    return text.split(" ")


def of_scenario(name, count):
    """The commands on a scenario: a name, the words, and which of the earlier folders they go on in."""
    path = str(ROOT / "Scenarios" / f"{name}.yaml")
    few = str(max(2, count // 4))
    yield "check", ["check", path]
    yield "check-preset", ["check", path, "--preset", "crossover-trials", "--seed", "7"]
    for form in FORMATS:
        yield f"explain-{form}", ["explain", path, "--format", form]
    yield "explain-changed", ["explain", path, "--changed"]
    # One folder, in which what is asked of results follows the run that makes them.
    yield "compare", ["compare", path, "-r", str(count), "--detail", "-o", "out"]
    yield "compare/report", ["report", "out"]
    yield "compare/replay", ["replay", "out", "--replication", "2", "-o", "replayed"]
    for form in FORMATS[1:]:
        yield f"compare-{form}", ["compare", path, "-r", few, "--format", form, "-q", "-o", "out"]
    yield "compare-null", ["compare", path, "-r", few, "--preset", "null", "--by", "crime", "-o", "out"]
    yield "compare-until", ["compare", path, "-r", "40", "--until", "20pp", "-o", "out"]
    yield "dose", ["compare", path, "-r", few, "--units", "1,2,4", "-o", "out"]
    for strategy in STRATEGIES + ["no-extra-patrol"]:
        yield f"run-{strategy}", ["run", path, "--strategy", strategy, "--events", "events.csv"]
    yield "scorecards", ["scorecards", path, "--strategy", "data-led", "-o", "out"]
    yield "export", ["export", path, "--strategy", "fixed-rota", "-o", "out"]
    yield "export/import", words("import out -o again.yaml --report dropped.json --targets 2")
    for form in FORMATS:
        yield f"after-{form}", ["after", path, "-r", few, "--format", form]
        yield f"examine-{form}", ["examine", path, "-r", "4", "--chance", "12", "--format", form]
        tuned = ["tune", "data-led", path, "--evaluations", "4", "-r", few, "--format", form]
        yield f"tune-{form}", tuned
        pilot = ["pilot", path, "-r", "20", "--streets", "2", "--weeks", "8", "--format", form, "-o", "out"]
        yield f"pilot-{form}", pilot
    yield "forecast", ["forecast", path, "-r", "3"]


def on_their_own():
    """The commands that take no scenario, or a study of several."""
    study = str(ROOT / "Scenarios/studies/tiny-town.yaml")
    yield "help", ["--help"]
    for command in COMMANDS:
        yield f"help-{command}", [command, "--help"]
    yield "batch-plan", ["batch", study, "--plan"]
    yield "batch", ["batch", study, "-r", "4", "-o", "out"]
    yield "batch/status", ["batch", study, "-r", "4", "-o", "out", "--status"]
    for part in (1, 2):
        yield f"shards/{part}", ["batch", study, "-r", "4", "--shard", f"{part}/2", "-o", f"part{part}"]
    yield "shards/merge", words("merge part1 part2 -o out")
    for form in FORMATS:
        yield f"trials-{form}", ["trials", str(ROOT / "Scenarios/trials"), "-r", "2", "--format", form]
    yield "synthesize", words("synthesize --places 400 --forces 2 --targets 4 -o country.yaml")
    for strategy in STRATEGIES:
        yield f"check-strategy-{strategy}", ["check-strategy", strategy]


def stable(value):
    """A manifest without what differs from run to run."""
    if isinstance(value, dict):
        return {key: "…" if key in UNSTABLE else stable(entry) for key, entry in value.items()}
    return [stable(entry) for entry in value] if isinstance(value, list) else value


def put_plainly(path):
    """Puts a file into a form in which a difference can be read, and only a difference that counts is one."""
    if path.suffix == ".gz":
        path.with_suffix("").write_bytes(gzip.decompress(path.read_bytes()))
        path.unlink()
    elif path.suffix == ".sqlite":
        database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        path.with_suffix(".sql").write_text("\n".join(database.iterdump()))
        database.close()
        path.unlink()
    elif path.name == "manifest.json":
        path.write_text(json.dumps(stable(json.loads(path.read_text())), indent=1))
    elif path.suffix in (".html", ".md", ".json"):
        path.write_text(DURATION.sub(r"\1 … \2", path.read_text()))


def run(binary, folder, name, arguments):
    step = name.replace("/", "-")
    work = folder.resolve() / name.split("/")[0] / "files"
    work.mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ, COLUMNS="80")
    environment.setdefault("PATROLSIM_TOOLS", str(ROOT / ".venv-report"))
    ended = subprocess.run([binary, *arguments], cwd=work, env=environment, capture_output=True, text=True)
    text = "\n".join(
        [f"exit status {ended.returncode}", ended.stdout, "standard error:", ended.stderr]
    ).replace(str(work), ".").replace(str(ROOT), "…")
    (work.parent / f"{step}.txt").write_text(DURATION.sub(r"\1 … \2", text))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("folder", type=Path, help="where to keep it; must not be there")
    parser.add_argument("--only", help="the commands whose names begin so, such as tiny/compare")
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    steps = [(f"all/{name}", words) for name, words in on_their_own()]
    for scenario, count in SCENARIOS.items():
        steps += [(f"{scenario}/{name}", words) for name, words in of_scenario(scenario, count)]
    steps = [step for step in steps if step[0].startswith(options.only or "")]
    for number, (name, arguments) in enumerate(steps, 1):
        group, step = name.split("/", 1)
        print(f"\r\033[K{number} of {len(steps)}: {name}", end="", file=sys.stderr, flush=True)
        run(options.binary.resolve(), options.folder / group, step, arguments)
    print(file=sys.stderr)
    # Last, since a later command may read what an earlier one has written.
    for path in sorted(options.folder.rglob("files/**/*")):
        if path.is_file():
            put_plainly(path)


if __name__ == "__main__":
    main()

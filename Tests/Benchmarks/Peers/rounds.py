# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds of a model, timed in processor time, and what they came to, as one line of JSON."""

import json
import math
import sys
import time


class Tally:
    """The count, mean and standard error of values."""

    def __init__(self):
        self.values = []

    def add(self, value):
        self.values.append(value)

    def summary(self):
        count = len(self.values)
        mean = math.fsum(self.values) / count
        variance = math.fsum((value - mean) ** 2 for value in self.values) / (count - 1)
        return {"mean": mean, "standardError": math.sqrt(variance / count), "count": count}


def measure(benchmark, peer, run, tallies, warm_up=None):
    """Prints nanoseconds a unit for each round; `run` does a round's work and returns how many units it was."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if warm_up:
        warm_up()
    figures = []
    for number in range(rounds):
        start = time.process_time_ns()
        units = run()
        figures.append((time.process_time_ns() - start) / units)
    estimates = {name: tally.summary() for name, tally in tallies.items()}
    print(json.dumps({"benchmark": benchmark, "peer": peer, "rounds": figures, "estimates": estimates}))

# SPDX-License-Identifier: GPL-3.0-or-later
"""PHOLD in salabim: a component for each event that is passed on."""

import sys
from random import Random

import salabim as sim
from rounds import Tally, measure

PROCESSES = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
EVENTS, BATCHES = 200_000, 10
random = Random(1)
counts = [0] * PROCESSES
rate = Tally()


class Message(sim.Component):
    def process(self):
        hold, expovariate, uniform = self.hold, random.expovariate, random.random
        while True:
            hold(expovariate(1))
            counts[int(uniform() * PROCESSES)] += 1


env = sim.Environment(trace=False, yieldless=True)
for _ in range(PROCESSES):
    Message()


def run_round():
    total, duration = 0, EVENTS / BATCHES / PROCESSES
    for _ in range(BATCHES):
        before = sum(counts)
        env.run(duration=duration)
        events = sum(counts) - before
        rate.add(events / duration / PROCESSES)
        total += events
    return total


name = {1000: "phold-1k", 100_000: "phold-100k"}[PROCESSES]
measure(name, "salabim", run_round, {"events per delay": rate}, warm_up=lambda: env.run(duration=1e-9))

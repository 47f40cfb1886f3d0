# SPDX-License-Identifier: GPL-3.0-or-later
"""PHOLD in SimPy: a process for each event that is passed on."""

import sys
from random import Random

import simpy
from rounds import Tally, measure

PROCESSES = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
EVENTS, BATCHES = 200_000, 10
random = Random(1)
env = simpy.Environment()
counts = [0] * PROCESSES
rate = Tally()


def message():
    expovariate, timeout, uniform = random.expovariate, env.timeout, random.random
    while True:
        yield timeout(expovariate(1))
        counts[int(uniform() * PROCESSES)] += 1


for _ in range(PROCESSES):
    env.process(message())


def run_round():
    total, duration = 0, EVENTS / BATCHES / PROCESSES
    for _ in range(BATCHES):
        before = sum(counts)
        env.run(until=env.now + duration)
        events = sum(counts) - before
        rate.add(events / duration / PROCESSES)
        total += events
    return total


name = {1000: "phold-1k", 100_000: "phold-100k"}[PROCESSES]
# The first events belong to the start of the processes.
measure(name, "SimPy", run_round, {"events per delay": rate}, warm_up=lambda: env.run(until=1e-9))

# SPDX-License-Identifier: GPL-3.0-or-later
"""M/M/1 in salabim: components for the source and the server.

A component for each customer would cost some 0.5 ms each, sixty times as much: customers are times in a queue.
"""

from collections import deque
from random import Random

import salabim as sim
from rounds import Tally, measure

ARRIVAL_RATE, BATCHES, CUSTOMERS = 0.9, 10, 10_000
random = Random(1)


class Source(sim.Component):
    def process(self):
        while True:
            self.hold(random.expovariate(ARRIVAL_RATE))
            present.append(env.now())
            if server.ispassive():
                server.activate()


class Server(sim.Component):
    count, sum = 0, 0.0

    def process(self):
        while True:
            while not present:
                self.passivate()
            self.hold(random.expovariate(1))
            self.count += 1
            self.sum += env.now() - present.popleft()


env = sim.Environment(trace=False, yieldless=True)
present = deque()
server = Server()
Source()
sojourns = Tally()


def batch():
    server.count, server.sum = 0, 0.0
    env.run(duration=CUSTOMERS / ARRIVAL_RATE)
    return server.count


def run_round():
    customers = 0
    for _ in range(BATCHES):
        customers += batch()
        sojourns.add(server.sum / server.count)
    return customers


measure("mm1", "salabim", run_round, {"mean sojourn time": sojourns}, warm_up=batch)

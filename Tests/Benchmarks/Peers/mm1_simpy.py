# SPDX-License-Identifier: GPL-3.0-or-later
"""M/M/1 in SimPy: a process for each customer, a resource for the server."""

from random import Random

import simpy
from rounds import Tally, measure

ARRIVAL_RATE, BATCHES, CUSTOMERS = 0.9, 10, 10_000
random = Random(1)


class Station:
    def __init__(self, env):
        self.env, self.server = env, simpy.Resource(env)
        self.count, self.sum = 0, 0.0

    def source(self):
        while True:
            yield self.env.timeout(random.expovariate(ARRIVAL_RATE))
            self.env.process(self.customer())

    def customer(self):
        arrival = self.env.now
        with self.server.request() as request:
            yield request
            yield self.env.timeout(random.expovariate(1))
        self.count += 1
        self.sum += self.env.now - arrival


env = simpy.Environment()
station = Station(env)
env.process(station.source())
sojourns = Tally()


def batch():
    station.count, station.sum = 0, 0.0
    env.run(until=env.now + CUSTOMERS / ARRIVAL_RATE)
    return station.count


def run_round():
    customers = 0
    for _ in range(BATCHES):
        customers += batch()
        sojourns.add(station.sum / station.count)
    return customers


measure("mm1", "SimPy", run_round, {"mean sojourn time": sojourns}, warm_up=batch)

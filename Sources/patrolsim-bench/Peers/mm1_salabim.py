# SPDX-License-Identifier: GPL-3.0-or-later
"""M/M/1 in salabim: a component for each customer, a resource for the server; monitors are off."""

from random import Random

import salabim as sim
from rounds import Tally, measure

ARRIVAL_RATE, BATCHES, CUSTOMERS = 0.9, 10, 10_000
random = Random(1)


class Source(sim.Component):
    def process(self):
        while True:
            self.hold(random.expovariate(ARRIVAL_RATE))
            Customer()


class Customer(sim.Component):
    count, sum = 0, 0.0

    def process(self):
        arrival = env.now()
        self.request(server)
        self.hold(random.expovariate(1))
        self.release()
        Customer.count += 1
        Customer.sum += env.now() - arrival


env = sim.Environment(trace=False, yieldless=True)
server = sim.Resource("server", monitor=False)
Source()
sojourns = Tally()


def batch():
    Customer.count, Customer.sum = 0, 0.0
    env.run(duration=CUSTOMERS / ARRIVAL_RATE)
    return Customer.count


def run_round():
    customers = 0
    for _ in range(BATCHES):
        customers += batch()
        sojourns.add(Customer.sum / Customer.count)
    return customers


measure("mm1", "salabim", run_round, {"mean sojourn time": sojourns}, warm_up=batch)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference dispatch model in salabim: components for the source and the units; calls are tuples."""

from collections import deque

import salabim as sim
from city import HOURS, ON_SCENE, UNITS, HOTSPOTS, Replications, Sums, gaps, hotspot, travel_time
from rounds import measure


class Source(sim.Component):
    def process(self):
        env = self.env
        for gap in gaps(env.random):
            self.hold(gap)
            env.sums.calls += 1
            call = (env.now(), hotspot(env.random))
            if env.idle:
                row = travel_time[call[1]]
                nearest = min(env.idle, key=lambda unit: (row[unit.at], unit.number))
                env.idle.remove(nearest)
                nearest.call = call
                nearest.activate()
            else:
                env.sums.queued += 1
                env.waiting.append(call)


class Unit(sim.Component):
    def setup(self, number):
        self.number, self.at = number, number % HOTSPOTS

    def process(self):
        env, random = self.env, self.env.random
        while True:
            if env.waiting:
                self.call = env.waiting.popleft()
            else:
                env.idle.add(self)
                self.passivate()
            called_at, place = self.call
            now, travel = env.now(), travel_time[self.at][place]
            busy = travel + random.expovariate(1 / ON_SCENE)
            self.at = place
            env.sums.send(now + travel - called_at, now, now + busy)
            self.hold(busy)
            env.sums.served += 1


def replicate(random):
    env = sim.Environment(trace=False, yieldless=True)
    env.random, env.sums, env.waiting = random, Sums(), deque()
    env.idle = set()
    for number in range(UNITS):
        Unit(number=number)
    Source()
    env.run(till=HOURS)
    return env.sums


replications = Replications(replicate, 5)
measure("dispatch", "salabim", replications, replications.tallies)

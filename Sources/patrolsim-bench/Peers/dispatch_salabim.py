# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference dispatch model in salabim: a component for each call."""

from collections import deque

import salabim as sim
from city import HOURS, ON_SCENE, UNITS, HOTSPOTS, Replications, Sums, gaps, hotspot, travel_time
from rounds import measure


class Source(sim.Component):
    def process(self):
        for gap in gaps(self.env.random):
            self.hold(gap)
            Call()


class Call(sim.Component):
    def process(self):
        env, called_at, place = self.env, self.env.now(), hotspot(self.env.random)
        env.sums.calls += 1
        if env.idle:
            row = travel_time[place]
            self.unit = min(env.idle, key=lambda unit: (row[env.at[unit]], unit))
            env.idle.remove(self.unit)
        else:
            env.sums.queued += 1
            env.waiting.append(self)
            self.passivate()
        now, travel = env.now(), travel_time[env.at[self.unit]][place]
        busy = travel + env.random.expovariate(1 / ON_SCENE)
        env.at[self.unit] = place
        env.sums.send(now + travel - called_at, now, now + busy)
        self.hold(busy)
        env.sums.served += 1
        if env.waiting:
            first = env.waiting.popleft()
            first.unit = self.unit
            first.activate()
        else:
            env.idle.add(self.unit)


def replicate(random):
    env = sim.Environment(trace=False, yieldless=True)
    env.random, env.sums, env.waiting = random, Sums(), deque()
    env.at = [unit % HOTSPOTS for unit in range(UNITS)]
    env.idle = set(range(UNITS))
    Source()
    env.run(till=HOURS)
    return env.sums


replications = Replications(replicate, 5)
measure("dispatch", "salabim", replications, replications.tallies)

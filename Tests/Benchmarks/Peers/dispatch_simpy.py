# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference dispatch model in SimPy: a process for each call."""

from collections import deque

import simpy
from city import HOURS, ON_SCENE, UNITS, HOTSPOTS, Replications, Sums, gaps, hotspot, travel_time
from rounds import measure


class Dispatch:
    def __init__(self, random):
        self.random, self.env, self.sums = random, simpy.Environment(), Sums()
        self.at = [unit % HOTSPOTS for unit in range(UNITS)]
        self.idle = set(range(UNITS))
        self.waiting = deque()

    def source(self):
        for gap in gaps(self.random):
            yield self.env.timeout(gap)
            self.env.process(self.call(hotspot(self.random)))

    def call(self, place):
        env, sums, called_at = self.env, self.sums, self.env.now
        sums.calls += 1
        if self.idle:
            row = travel_time[place]
            unit = min(self.idle, key=lambda unit: (row[self.at[unit]], unit))
            self.idle.remove(unit)
        else:
            sums.queued += 1
            ticket = env.event()
            self.waiting.append(ticket)
            unit = yield ticket
        travel = travel_time[self.at[unit]][place]
        busy = travel + self.random.expovariate(1 / ON_SCENE)
        self.at[unit] = place
        sums.send(env.now + travel - called_at, env.now, env.now + busy)
        yield env.timeout(busy)
        sums.served += 1
        if self.waiting:
            self.waiting.popleft().succeed(unit)
        else:
            self.idle.add(unit)


def replicate(random):
    dispatch = Dispatch(random)
    dispatch.env.process(dispatch.source())
    dispatch.env.run(until=HOURS)
    return dispatch.sums


replications = Replications(replicate, 10)
measure("dispatch", "SimPy", replications, replications.tallies)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The city of the reference dispatch model, and its calls by exact inversion. Hours and kilometres."""

import math
from itertools import accumulate
from random import Random

from rounds import Tally

HOTSPOTS, UNITS, HOURS, SPEED, ON_SCENE, LATE = 20, 10, 720.0, 40.0, 0.5, 0.25
FIGURES = ["calls", "served", "share_queued", "mean_response_min", "share_over_15_min", "utilisation"]

places = [
    tuple(10 * ((0.5 + step * (h + 1)) % 1) for step in (0.7548776662466927, 0.5698402909980532))
    for h in range(HOTSPOTS)
]
travel_time = [[(abs(a[0] - b[0]) + abs(a[1] - b[1])) / SPEED for b in places] for a in places]
cumulative_weights = list(accumulate(1 / (h + 1) for h in range(HOTSPOTS)))
profile = [
    (1 + 0.6 * math.sin(2 * math.pi * ((i % 24) - 15) / 24)) * (1.25 if i // 24 in (4, 5) else 0.9)
    for i in range(168)
]
rates = [10 * p / (sum(profile) / 168) for p in profile]


class Sums:
    def __init__(self):
        self.calls = self.queued = self.sent = self.served = self.late = 0
        self.responses = self.busy = 0.0

    def send(self, response, now, free_at):
        self.sent += 1
        self.responses += response
        self.late += response > LATE
        self.busy += min(free_at, HOURS) - now

    def figures(self):
        return [
            self.calls, self.served, self.queued / self.calls, 60 * self.responses / self.sent,
            self.late / self.sent, self.busy / (UNITS * HOURS),
        ]


def gaps(random):
    """Yields the times between calls; the rate is constant within each hour of the week."""
    time, hour_end, hour, rate = 0.0, 1.0, 0, rates[0]
    while True:
        start, left = time, random.expovariate(1)
        while left >= (hour_end - time) * rate:
            left -= (hour_end - time) * rate
            time = hour_end
            hour_end += 1
            hour = (hour + 1) % 168
            rate = rates[hour]
        time += left / rate
        yield time - start


def hotspot(random):
    return random.choices(range(HOTSPOTS), cum_weights=cumulative_weights)[0]


class Replications:
    """Runs replications by a function of a generator, which returns sums."""

    def __init__(self, replicate, count):
        self.replicate, self.count, self.done = replicate, count, 0
        self.tallies = {name: Tally() for name in FIGURES}

    def __call__(self):
        for _ in range(self.count):
            self.done += 1
            for name, value in zip(FIGURES, self.replicate(Random(self.done)).figures()):
                self.tallies[name].add(value)
        return self.count

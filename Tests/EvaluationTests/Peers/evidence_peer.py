# SPDX-License-Identifier: GPL-3.0-or-later
"""The posterior of a patrol's effect by emcee, with the rule of deterrence written anew.

Reads trials as JSON from the first argument; prints the mean and the standard deviation of each transformed parameter.
"""
import json
import sys

import emcee
import numpy as np

with open(sys.argv[1]) as file:
    case = json.load(file)
epsilon = 1 / (1 + np.exp(5))
full = 1 - epsilon


def curve(minutes):
    return 1 / (1 + np.exp(-(minutes - 10) / 2)) - epsilon


def expected(theta, trial):
    """The log rate ratio, for an array of parameters, one set a row."""
    share, presence, fast_gain, slow_gain = (1 / (1 + np.exp(-theta[:, i])) for i in (0, 1, 2, 4))
    decays = np.exp(theta[:, 3]) * 60, np.exp(theta[:, 5]) * 1440
    gains = fast_gain, slow_gain
    sums = [np.zeros(len(theta)), np.zeros(len(theta))]
    due = [0.0, 0.0]
    for place in trial["places"]:
        levels = [np.zeros(len(theta)), np.zeros(len(theta))]
        # Time in steps of a minute at most, q at the middle of each.
        for minutes, visit, first, second in place:
            due[0] += first * minutes
            due[1] += second * minutes
            start = [level.copy() for level in levels]

            def at(time):
                if visit < 0:
                    return [s * np.exp(-time / d) for s, d in zip(start, decays)]
                left = (full - curve(visit + time)) / (full - curve(visit))
                return [g * full - (g * full - s) * left for g, s in zip(gains, start)]

            parts = 1 if visit < 0 and minutes <= 5 else 6
            for part in range(parts):
                fast, slow = at((part + 0.5) * minutes / parts)
                present = presence if visit >= 0 else 0
                q = 1 - (1 - fast) * (1 - slow) * (1 - present)
                sums[0] += first * q * minutes / parts
                sums[1] += second * q * minutes / parts
            levels = at(minutes)
    ratio = [np.log1p(-share * s / d) for s, d in zip(sums, due)]
    return ratio[0] - ratio[1]


def density(theta):
    value = -0.5 * np.sum(((theta - centre) / width) ** 2, axis=1)
    for trial in case["trials"]:
        value += -0.5 * ((trial["observed"] - expected(theta, trial)) / trial["error"]) ** 2
    return value


centre, width = np.array(case["centre"]), np.array(case["width"])
np.random.seed(18)
walkers = 64
sampler = emcee.EnsembleSampler(
    walkers, 6, density, vectorize=True,
    moves=[(emcee.moves.DEMove(), 0.8), (emcee.moves.DESnookerMove(), 0.2)])
state = sampler.run_mcmc(centre + 0.5 * width * np.random.randn(walkers, 6), case["warmUp"])
sampler.reset()
sampler.run_mcmc(state, case["steps"])
chain = sampler.get_chain(flat=True)
print(json.dumps({"means": list(chain.mean(axis=0)), "deviations": list(chain.std(axis=0))}))

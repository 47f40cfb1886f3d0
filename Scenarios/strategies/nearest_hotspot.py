#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A deployment strategy for PatrolSim: to the nearest place with recent harm that has not been visited lately.

    patrolsim compare my-force.yaml --strategy fixed-rota --strategy "external:python3 nearest_hotspot.py"

A free unit takes the place with the most harm recorded in 28 days, divided by the minutes that going there and
visiting take. Places visited within the gap aimed at, and those where another unit is or is going, come last.
"""
import collections
import json
import sys

DAYS = 28


class NearestHotspot:
    def __init__(self, message):
        """`reset`: a replication begins. Nothing is kept of the one before."""
        plan = message["plan"]
        self.visit_minutes = plan["operation"]["visit_minutes"]
        self.gap_seconds = plan["operation"]["gap_hours"] * 3600
        self.harm_of = {kind["id"]: kind["harm_days"] for kind in plan["types"]}
        self.recent = collections.deque()  # what counts, in the order in which it became known
        self.harm = collections.Counter()  # its harm by place, in days
        self.last_visit = {}
        self.learn(message)

    def learn(self, message):
        """Takes in what became known since the last message, and drops what is too old to count."""
        for record in message.get("history", []) + message.get("records", []):
            self.recent.append(record)
            self.harm[record["place"]] += self.harm_of[record["type"]]
        while self.recent and self.recent[0]["known_second"] < message["second"] - DAYS * 86400:
            record = self.recent.popleft()
            self.harm[record["place"]] -= self.harm_of[record["type"]]
        for visit in message.get("visits", []):
            self.last_visit[visit["place"]] = visit["end_second"]

    def task(self, message):
        """`task`: where the unit that is free goes next."""
        others = {unit["place"] for unit in message["units"] if "place" in unit and unit["unit"] != message["unit"]}

        def worth(place):
            rested = message["second"] - self.last_visit.get(place, -1e9) >= self.gap_seconds
            minutes = message["travel_seconds"][place] / 60 + self.visit_minutes
            # The id comes last: equal places are told apart by name, not by where they stand in a list.
            return (rested and place not in others, self.harm[place] / minutes, place)

        return {"visit": max(message["travel_seconds"], key=worth), "minutes": self.visit_minutes}


def main():
    strategy = None
    for line in sys.stdin:
        message = json.loads(line)
        if message["message"] == "hello":
            answer = {"protocol": 1, "wants": ["task"]}
        elif message["message"] == "reset":
            strategy = NearestHotspot(message)
            answer = {"ready": True}
        else:
            strategy.learn(message)
            answer = strategy.task(message)
        print(json.dumps(answer), flush=True)


main()

"""What was found, and what it says: a ratio compares two servers within one round."""

import statistics
from dataclasses import dataclass


@dataclass
class Spread:
    median: float
    least: float
    most: float


class Figures:
    def __init__(self):
        self.rounds = []  # of each: load's name -> server -> figures

    def begin_round(self):
        self.rounds.append({})

    def add(self, load, server, found):
        self.rounds[-1].setdefault(load.name, {})[server] = found

    def values(self, load, server, figure):
        found = (one.get(load.name, {}).get(server) for one in self.rounds)
        return [float(one[figure]) for one in found if one]

    def ratios(self, load, figure, server, peer):
        """One a round in which both were measured."""
        result = []
        for one in self.rounds:
            ours = one.get(load.name, {}).get(server)
            theirs = one.get(load.name, {}).get(peer)
            if ours and theirs and theirs[figure] > 0:
                result.append(ours[figure] / theirs[figure])
        return result


def spread(values):
    if not values:
        return None
    return Spread(statistics.median(values), min(values), max(values))


def short(value):
    """Three figures; more would only be noise."""
    if value >= 99.5:
        return f"{value:.0f}"
    if value >= 9.95:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.0995 else f"{value:.3f}"

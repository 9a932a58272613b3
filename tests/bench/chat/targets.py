"""What we promise, and whether it holds: by the median of the rounds."""

from dataclasses import dataclass

from figures import short, spread
from loads import LOADS, MEMORY, OURS, STALLED

LAG_BOUND_KIB = 16 * 1024
CONSTANT_KIB = 1024  # what memory may grow by beside the bound


@dataclass(frozen=True)
class Target:
    number: int
    what: str
    load: object
    figure: str
    goal: float
    at_least: bool = False
    peer: str = ""  # where the figure is a ratio to this one's

    def values(self, figures):
        if self.peer:
            return figures.ratios(self.load, self.figure, OURS, self.peer)
        return figures.values(self.load, OURS, self.figure)

    def holds(self, value):
        return value >= self.goal if self.at_least else value <= self.goal


def load_named(name):
    return next(load for load in LOADS if load.name == name)


def rate_over(number, peer, goal, *names):
    what = f"deliveries/s over {peer}'s"
    return [Target(number, what, load_named(n), "rate", goal, True, peer) for n in names]


def share_of(number, what, figure, goal, *names):
    what = f"{what} of asio's"
    return [Target(number, what, load_named(n), figure, goal, peer="asio") for n in names]


SMALL = ["10/1/16/W256", "10/10/16/W25", "100/1/16/W256", "100/100/16/W4"]
LARGE = ["10/1/1024/W256", "10/10/1024/W25", "100/1/1024/W256", "100/100/1024/W4"]

TARGETS = [
    *rate_over(1, "asio", 20, "100/1/16/W256"),
    *rate_over(1, "asio", 30, "100/100/16/W4"),
    *rate_over(1, "asio", 12, "10/1/16/W256"),
    *rate_over(2, "asio", 8, *LARGE, "900/1/16/W32"),
    *rate_over(3, "select", 20, *SMALL),
    *rate_over(3, "select", 8, *LARGE),
    *share_of(4, "server CPU", "cpu_ns", 1 / 25, *SMALL),
    *share_of(4, "server CPU", "cpu_ns", 1 / 10, *LARGE),
    *share_of(8, "p99", "p99_us", 1 / 10, "100/10/16@200", "10/10/16@2000"),
    *share_of(8, "p50", "p50_us", 1 / 10, "10/10/16@2000"),
    Target(10, "KiB an idle connection", MEMORY, "idle_kib", 0.35),
    Target(10, "KiB of it after a burst", MEMORY, "after_burst_kib", 0.35),
    Target(10, "the same, of asio's", MEMORY, "after_burst_kib", 1 / 8, peer="asio"),
    Target(11, "of the others' deliveries/s", STALLED, "kept", 0.9, True),
    Target(11, "KiB grown, 16 MiB + 1 MiB", STALLED, "grown_kib", LAG_BOUND_KIB + CONSTANT_KIB),
    Target(11, "is dropped", STALLED, "dropped", 1, True),
]


def verdict(target, figures):
    """holds, falls short, or not measured; and the words for a row of the table."""
    found = spread(target.values(figures))
    if found is None:
        return "not measured", "-", "-"
    worst = found.least if target.at_least else found.most
    word = "holds" if target.holds(found.median) else "falls short"
    return word, short(found.median), short(worst)


def print_targets(figures):
    """How many fall short."""
    print("\nTargets: by the median of the rounds.")
    print(f"{'#':>2} {'load':<16} {'what':<27} {'goal':>6} {'median':>7} {'worst':>7}")
    missed = 0
    for target in TARGETS:
        word, median, worst = verdict(target, figures)
        missed += word == "falls short"
        goal = (">=" if target.at_least else "<=") + short(target.goal)
        print(
            f"{target.number:>2} {target.load.name:<16} {target.what:<27} {goal:>6} "
            f"{median:>7} {worst:>7} {word}"
        )
    return missed

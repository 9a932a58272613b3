"""One mutant against one test program: who killed it, or nobody."""

import collections
import concurrent.futures
import dataclasses
import os
import re
import resource
import signal
import subprocess

FAILED = re.compile(r"(?m)^\[  FAILED  \] (\S+?),? ")
BEGUN = re.compile(r"(?m)^\[ RUN      \] (\S+)")

MEMORY_KIB_MAX = 4 * 1024 * 1024  # a mutant that eats memory is stopped before the machine is full
ROUND = 16  # mutants judged with the same knowledge: the answer does not depend on the number of jobs


@dataclasses.dataclass(frozen=True)
class Death:
    by: str    # test, crash, time-out
    test: str


@dataclasses.dataclass
class Suite:
    """A GoogleTest program, or any that fails with 1 and ignores what it is told."""
    program: str
    test_filter: str = "*"
    cpu_seconds: int = 60  # of the processor: a busy machine makes nobody late

    def run(self, number, test_filter):
        """The death of mutant `number`; None where these tests pass."""
        limits = f'ulimit -c 0 -v {MEMORY_KIB_MAX} -t {self.cpu_seconds}; exec "$@"'
        command = ["bash", "-c", limits, "bash", self.program, f"--gtest_filter={test_filter}",
                   "--gtest_fail_fast", "--gtest_color=no"]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                                  timeout=20 * self.cpu_seconds, stdin=subprocess.DEVNULL,
                                  env=os.environ | {"SHORTREAD_MUTANT": str(number)})
        except subprocess.TimeoutExpired as late:
            return Death("time-out", last_begun(late.stdout or b""))
        return death_of(done.returncode, done.stdout)

    def set_limit(self):
        """From a run without a mutant, which must pass. A time-out is four times that and then some."""
        before = children_seconds()
        death = self.run(0, self.test_filter)
        self.cpu_seconds = 2 + round(4 * (children_seconds() - before))
        return death


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def last_begun(output):
    return (BEGUN.findall(output.decode("utf-8", "replace")) or [""])[-1]


def death_of(code, output):
    if code == 0:
        return None
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        return Death("time-out", last_begun(output))
    failed = FAILED.findall(output.decode("utf-8", "replace"))
    if code == 1:
        return Death("test", failed[0] if failed else "")
    return Death("crash", last_begun(output))


class Court:
    """Judges many mutants with one suite: those tests first that have killed before."""

    def __init__(self, suite):
        self.suite = suite
        self.kills = collections.Counter()

    def judge(self, number, killers):
        if killers and self.suite.test_filter == "*":
            death = self.suite.run(number, ":".join(killers))
            return death or self.suite.run(number, "*-" + ":".join(killers))
        return self.suite.run(number, self.suite.test_filter)

    def judge_all(self, numbers, jobs, tell=lambda done: None):
        """Each number's death, or None."""
        verdicts = {}
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for begin in range(0, len(numbers), ROUND):
                batch = numbers[begin:begin + ROUND]
                killers = [test for test, _ in sorted(self.kills.items(), key=lambda one: (-one[1], one[0]))]
                deaths = list(pool.map(lambda number: self.judge(number, killers), batch))
                verdicts |= dict(zip(batch, deaths))
                self.kills.update(death.test for death in deaths if death and death.test)
                tell(len(verdicts))
        return verdicts

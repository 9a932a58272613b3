"""From sources to verdicts: one build for all that is chosen at run time, one for each constant."""

import dataclasses

from changes import Mutant
from schemata import alone, schemata_of
from trial import Court, Death, Suite
from workshop import BuildFailed, Workshop

GATE = "Lesson/GateOf.the_reference_passes_all*"


@dataclasses.dataclass
class Result:
    mutant: Mutant
    verdict: str = "not compiled"  # tests, gate, survived
    death: Death | None = None


class NotReady(Exception):
    """The tests fail without any mutant, or do not build."""


class Rounds:
    def __init__(self, project, folder, jobs, progress, tests="core_test"):
        self.project, self.folder, self.jobs, self.progress = project, folder, jobs, progress
        self.tests = tests
        self.log = folder / "build.log"
        folder.mkdir(parents=True, exist_ok=True)
        self.log.write_text("")

    def workshop(self, name):
        return Workshop(self.project, self.folder / name, self.jobs, self.log)

    def judge(self, sources, is_for_gate):
        """A result for each mutant, in the order of the sources; which survivors the gate is worth building for."""
        results = {id(one): Result(one) for source in sources for one in source.mutants}
        chosen = {source.file: [one for one in source.mutants if not one.is_constant] for source in sources}
        shop = self.workshop("chosen")
        if any(chosen.values()):
            compiled = self.compile_chosen(shop, sources, chosen)
            self.run_tests(shop, compiled, results)
        for source in sources:
            for mutant in source.mutants:
                if mutant.is_constant:
                    self.judge_constant(source, mutant, results[id(mutant)])
        survivors = [one.mutant for one in results.values() if one.verdict == "survived"]
        for_gate = [one for one in survivors if not one.is_constant and is_for_gate(one)]
        if for_gate:
            self.run_gate(shop, for_gate, results)
        return list(results.values())

    def compile_chosen(self, shop, sources, chosen):
        """The mutants that compile. Those the compiler names are left out, until it names no more."""
        begun = False
        while True:
            self.progress.begin(f"building {sum(map(len, chosen.values()))} mutants")
            written = {source.file: schemata_of(source, chosen[source.file]) for source in sources}
            shop.lay_out({file: one.text for file, one in written.items()})
            if not begun:
                shop.configure()
                begun = True
            complaints = shop.compile(self.tests)
            if not complaints:
                return [one for each in chosen.values() for one in each]
            self.leave_out(complaints, written, chosen)

    def leave_out(self, complaints, written, chosen):
        """Those whose own line is named; only where there are none, all whose expression it is."""
        named = [written[file].mutants_at.get(line, []) for file, line in complaints if file in written]
        sure = [one for mutants in named if len(mutants) == 1 for one in mutants]
        blamed = {id(one) for one in sure or [one for mutants in named for one in mutants]}
        if not blamed:
            places = ", ".join(f"{file}:{line}" for file, line in complaints[:5])
            raise NotReady(f"{self.tests} does not build, and no mutant is to blame: {places}")
        for file, mutants in chosen.items():
            chosen[file] = [one for one in mutants if id(one) not in blamed]

    def court(self, shop, program, test_filter="*"):
        suite = Suite(str(shop.program(program)), test_filter)
        death = suite.set_limit()
        if death:
            raise NotReady(f"{program} fails without any mutant ({death.by}): {death.test}")
        return Court(suite)

    def run_tests(self, shop, mutants, results):
        verdicts = self.verdicts(self.court(shop, self.tests), mutants, "unit tests")
        for mutant in mutants:
            death = verdicts[mutant.number]
            result = results[id(mutant)]
            result.verdict, result.death = "tests" if death else "survived", death

    def verdicts(self, court, mutants, what):
        return court.judge_all([one.number for one in mutants], self.jobs,
                               lambda done: self.progress.count(what, done, len(mutants)))

    def judge_constant(self, source, mutant, result):
        self.progress.begin(f"constant {mutant.file}:{mutant.line}")
        shop = self.workshop("constants")
        shop.lay_out({source.file: alone(source, mutant)})
        shop.configure()
        if shop.compile(self.tests):
            return
        death = Suite(str(shop.program(self.tests))).run(0, "*")
        result.verdict, result.death = "tests" if death else "survived", death

    def run_gate(self, shop, survivors, results):
        self.progress.begin("building the gate")
        try:
            if shop.compile("gate_test"):
                raise NotReady("gate_test does not build")
        except BuildFailed as failed:
            raise NotReady("gate_test does not build") from failed
        verdicts = self.verdicts(self.court(shop, "gate_test", GATE), survivors, "gate")
        for mutant in survivors:
            if verdicts[mutant.number]:
                results[id(mutant)].verdict, results[id(mutant)].death = "gate", verdicts[mutant.number]

"""The mutator makes the mutants it should, none where it must not, and tells a weak test from a strong one."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = pathlib.Path(__file__).resolve().parent / "sample"
sys.path.insert(0, str(ROOT / "fuzz/mutants"))
sys.dont_write_bytecode = True

import explained
import mutants
import report
import workshop
from changes import read_source
from rounds import Result
from schemata import SWITCH, alone, schemata_of
from trial import Court, Death, Suite, death_of

COMPILER = "c++"


def numbered(text, file="checked.hpp"):
    source = read_source(file, text)
    for number, mutant in enumerate(source.mutants, start=1):
        mutant.number = number
    return source


def sample():
    return numbered((SAMPLE / "checked.hpp").read_text(encoding="utf-8"))


def changes(text):
    return [mutant.change for mutant in numbered(text).mutants]


def build(folder, header, test):
    """The program of one sample test with this text for checked.hpp."""
    (folder / "checked.hpp").write_text(header, encoding="utf-8")
    (folder / "switch.hpp").write_text(SWITCH, encoding="utf-8")
    shutil.copy(SAMPLE / test, folder)
    program = folder / "program"
    subprocess.run([COMPILER, "-std=c++2b", "-w", "-include", folder / "switch.hpp", "-o", program, folder / test],
                   check=True)
    return str(program)


def survivors(test):
    """The changes that a sample test does not see, those that need a build of their own too."""
    source = sample()
    chosen = [one for one in source.mutants if not one.is_constant]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = build(folder, schemata_of(source, chosen).text, test)
        assert Suite(program).run(0, "*") is None, "the sample's test fails without a mutant"
        verdicts = Court(Suite(program)).judge_all([one.number for one in chosen], 2)
        alive = [one for one in chosen if not verdicts[one.number]]
        for mutant in source.mutants:
            if mutant.is_constant and not Suite(build(folder, alone(source, mutant), test)).run(0, "*"):
                alive.append(mutant)
    return {(one.source_line, one.change) for one in alive}


class TheList(unittest.TestCase):
    def test_the_sample_has_exactly_these_mutants(self):
        self.assertEqual([(one.line, one.change) for one in sample().mutants], [
            (17, "'5' becomes '5 + 1'"),
            (22, "condition always false"), (22, "condition always true"),
            (22, "'>' becomes '<='"), (22, "'>' becomes '>='"),
            (30, "'0' becomes '0 + 1'"),
            (32, "statement dropped"),
            (33, "condition always false"), (33, "condition always true"), (33, "'==' becomes '!='"),
            (33, "'0' becomes '0 + 1'"),
            (34, "return dropped"),
            (36, "condition always false"), (36, "condition always true"), (36, "'>' becomes '<='"),
            (36, "'>' becomes '>='"), (36, "'1' becomes '1 + 1'"),
            (36, "statement dropped"), (36, "'++' becomes '--'"),
            (37, "statement dropped"), (37, "'--' becomes '++'")])

    def test_nothing_is_made_of_what_is_no_code_of_ours(self):
        for text in ("// a < 1\n", "/* a < 1 */", "#define A (b < 1)\n", "#if A < 1 && \\\n  B < 2\n#endif\n",
                     'const char* a = "1 < 2";', 'auto a = R"(1 < 2)";', "auto a = '1';",
                     "void f() { assert(a < 1 && true); }", "static_assert(1 < 2);",
                     "template <int N> int f() { return N + 1; }", "enum { a = 1 + 1 };",
                     "std::array<int, 3> a;", "void f() { std::unreachable(); }"):
            self.assertEqual(changes(text), [], text)

    def test_a_preprocessor_line_in_a_function_is_passed_over(self):
        text = "void f() {\n#if A < 1 && \\\n    B < 2\n  g();\n  #endif\n}"
        self.assertEqual(changes(text), ["statement dropped"])

    def test_a_template_s_bracket_and_a_sign_are_no_operators_between_two(self):
        self.assertEqual(changes("int f() { return g<3>(-a, *b, &c); }"), [])

    def test_a_lambda_has_mutants_of_its_own_statements(self):
        self.assertEqual(changes("void f() { const auto g = [](int b) { return b != a; }; }"), ["'!=' becomes '=='"])

    def test_a_declared_condition_can_be_never_but_not_always(self):
        self.assertEqual(changes("void f() { if (const auto a = g()) return; }"), ["condition always false"])

    def test_the_same_change_twice_in_a_file_has_two_keys(self):
        self.assertEqual(changes("void f() { g(); g(); }"), ["statement dropped", "statement dropped (2)"])

    def test_a_key_does_not_move_with_the_lines(self):
        text = "int f() { return a < b; }"
        self.assertEqual([one.key for one in numbered(text).mutants],
                         [one.key for one in numbered("\n\n// new\n" + text).mutants])


class TheText(unittest.TestCase):
    def test_without_mutants_the_text_stays_as_it_is(self):
        source = sample()
        self.assertEqual(schemata_of(source, []).text.count("shortread_mutant"), 0)

    def test_each_mutant_has_a_line_that_names_it_alone(self):
        source = sample()
        chosen = [one for one in source.mutants if not one.is_constant]
        written = schemata_of(source, chosen)
        lines = written.text.split("\n")
        for mutant in chosen:
            line = next(i for i, text in enumerate(lines, 1) if f"shortread_mutant({mutant.number})" in text)
            self.assertEqual(written.mutants_at[line], [mutant])


class Tests(unittest.TestCase):
    def test_a_strong_test_kills_all(self):
        self.assertEqual(survivors("strong_test.cpp"), set())

    def test_a_weak_test_leaves_survivors(self):
        alive = survivors("weak_test.cpp")
        border = "if (value > limit) return -limit;  // no border without a witness"
        self.assertIn((border, "'>' becomes '>='"), alive)
        self.assertIn(("if (value > 1) ++count;", "statement dropped"), alive)
        self.assertNotIn((border, "condition always false"), alive)


class KnownKillers:
    """In place of a Suite: each test kills the mutants that are divided by its number."""
    test_filter = "*"

    def __init__(self):
        self.filters = []

    def run(self, number, test_filter):
        self.filters.append(test_filter)
        wanted, _, unwanted = test_filter.partition("-")
        tests = [test for test in ("3", "2") if wanted == "*" or test in wanted.split(":")]
        killers = [test for test in tests if test not in unwanted.split(":") and number % int(test) == 0]
        return Death("test", killers[0]) if killers else None


class KillersFirst(unittest.TestCase):
    def test_those_that_killed_run_first_then_all_others(self):
        suite = KnownKillers()
        verdicts = Court(suite).judge_all([3] * 15 + [9] + [15, 4, 5], 1)
        self.assertEqual(suite.filters[16:], ["3", "3", "*-3", "3", "*-3"])
        self.assertEqual([verdicts[number] for number in (15, 4, 5)], [Death("test", "3"), Death("test", "2"), None])

    def test_the_number_of_jobs_changes_no_answer(self):
        numbers = list(range(1, 60))
        self.assertEqual(Court(KnownKillers()).judge_all(numbers, 1), Court(KnownKillers()).judge_all(numbers, 7))


class Deaths(unittest.TestCase):
    def test_a_failed_test_a_crash_and_a_time_out_are_told_apart(self):
        ran = b"[ RUN      ] A.b\n"
        self.assertIsNone(death_of(0, ran))
        self.assertEqual(death_of(1, ran + b"[  FAILED  ] A.b (1 ms)\n"), Death("test", "A.b"))
        self.assertEqual(death_of(-11, ran), Death("crash", "A.b"))
        self.assertEqual(death_of(-24, ran), Death("time-out", "A.b"))

    def test_a_mutant_that_never_ends_is_stopped(self):
        with tempfile.TemporaryDirectory() as name:
            hangs = pathlib.Path(name) / "hangs"
            hangs.write_text("#!/bin/sh\nwhile :; do :; done\n", encoding="utf-8")
            hangs.chmod(0o755)
            self.assertEqual(Suite(str(hangs), cpu_seconds=1).run(1, "*"), Death("time-out", ""))


class TheScore(unittest.TestCase):
    def test_what_does_not_compile_is_counted_and_left_out_of_the_score(self):
        mutant = sample().mutants[0]
        results = [Result(mutant, verdict) for verdict in
                   ("tests", "tests", "gate", "survived", "not compiled")]
        self.assertEqual(report.row_of(results), (5, 2, 1, 1, 1, 75.0))

    def test_an_explained_survivor_still_counts(self):
        survivor = Result(sample().mutants[0], "survived")
        explanation = explained.Explanation(survivor.mutant.key, "equivalent")
        self.assertIn("explained: equivalent", report.survivors([survivor], {survivor.mutant.key: explanation}))
        self.assertEqual(report.row_of([survivor])[-1], 0.0)

    def test_an_explanation_of_a_mutant_that_was_killed_is_stale(self):
        one, other = sample().mutants[:2]
        explanations = {each.key: explained.Explanation(each.key, "why") for each in (one, other)}
        self.assertEqual([each.key for each in explained.stale(explanations, [one, other], [one])], [other.key])

    def test_each_committed_explanation_names_a_mutant(self):
        _, all_mutants = mutants.read_sources(mutants.files_of(None)[1])
        keys = {one.key for one in all_mutants}
        for key, explanation in explained.read(mutants.EXPLAINED).items():
            self.assertIn(key, keys)
            self.assertTrue(explanation.reason.strip(), key)


class TheWorkshop(unittest.TestCase):
    def test_it_has_every_folder_that_the_build_names(self):
        named = re.findall(r"add_subdirectory\((\w+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
        self.assertGreater(len(named), 2)
        self.assertLessEqual(set(named), set(workshop.COPIED))


class TheCommandLine(unittest.TestCase):
    def test_a_wrong_one_is_64(self):
        for words in (["no_such_file"], ["--jobs", "0"], ["--what"]):
            run = subprocess.run([sys.executable, "-B", ROOT / "fuzz/mutants/mutants.py", *words],
                                 capture_output=True, check=False)
            self.assertEqual(run.returncode, 64, words)

    def test_a_stem_means_header_and_source(self):
        self.assertEqual([file.name for file in mutants.files_of("frame_decoder")[1]],
                         ["frame_decoder.cpp", "frame_decoder.hpp"])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        COMPILER = sys.argv.pop(1)
    unittest.main()

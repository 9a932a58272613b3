"""The fuzz targets as somebody meets them who has no clang: listed, replayed, hunted with, and held
to a stranger's parser behind adapter.h."""

import pathlib
import re
import subprocess
import sys
import tempfile
import time

PROGRAM, ADAPTED_C, ADAPTED_CPP = sys.argv[1:4]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def course_fuzz(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


def expect(condition, what, shown=""):
    if not condition:
        sys.exit(f"{what}\n{shown}")


def lists_every_target():
    code, said, _ = course_fuzz("list")
    names = [line.split()[0] for line in said.splitlines()]
    expect(code == 0 and {"header", "frame_split", "frame_model", "canary"} <= set(names), "list", said)


def the_canary_sings():
    begun = time.monotonic()
    code, said, _ = course_fuzz("canary", "--seconds", "5")
    expect(code == 1 and 'incoming "!"' in said, "the canary holds: this fuzzer finds nothing", said)
    expect(time.monotonic() - begun < 30, "the canary took too long")


def a_seed_plays_the_same_twice():
    first = course_fuzz("replay", "7", "--target", "frame_model")
    expect(first[0] == 0 and "feed" in first[1], "replay of a seed", first[1])
    expect(first == course_fuzz("replay", "7", "--target", "frame_model"), "two replays differ", first[1])


def a_seed_of_the_room_is_drawn():
    first = course_fuzz("replay", "12", "--target", "chat_simulation")
    expect(first[0] == 0 and "  hub\n" in first[1] and "|<---" in first[1], "a ladder", first[1])
    expect(first == course_fuzz("replay", "12", "--target", "chat_simulation"), "two ladders differ", first[1])
    code, said, _ = course_fuzz("replay", "12", "--target", "chat_simulation", "--plain")
    expect(code == 0 and "client 1  connects" in said and "|<---" not in said, "the plain trace", said)


def a_finding_is_told_and_plays_again():
    code, said, _ = course_fuzz("frame_model", "--implementation", "length_in_32_bits", "--seconds", "10")
    expect(code == 1 and "header/1.4" in said, "length_in_32_bits is found and named", said)
    again = re.search(r"\./course replay (\S+) --target (\S+) --implementation (\S+)", said)
    expect(again, "a replay line", said)
    schedule = str(ROOT / again[1])
    code, said, _ = course_fuzz("replay", schedule, "--target", again[2], "--implementation", again[3])
    expect(code == 1 and "falls short" in said, "the replay line plays it again", said)
    code, said, _ = course_fuzz("replay", schedule, "--target", again[2])
    expect(code == 0 and "holds" in said, "the reference survives it", said)


def a_fuzzer_s_bytes_and_the_text_of_them_are_one():
    with tempfile.TemporaryDirectory() as folder:
        raw = pathlib.Path(folder, "crash-1")
        raw.write_bytes(b"\x01\x02\xf2\xff\x005         hello")
        text = pathlib.Path(folder, "readable")
        text.write_text('incoming "5         hello"\nrecv 2 EINTR rest\n')
        played = [course_fuzz("replay", str(file), "--target", "frame_model") for file in (raw, text)]
    expect(played[0][0] == 0 and played[0] == played[1], "bytes and text differ", played[0][1] + played[1][1])


def a_stranger_s_good_parser_holds():
    for target in ("frame_split", "frame_model", "frame_bound"):
        code, said, _ = course_fuzz(target, "--implementation", ADAPTED_C, "--seconds", "2")
        expect(code == 0 and "nothing found" in said, f"{target} accuses a good parser", said)


def a_stranger_s_bad_parser_falls_short():
    code, said, _ = course_fuzz("frame_split", "--implementation", ADAPTED_CPP, "--seconds", "10")
    expect(code == 1 and "as in one piece" in said, "frame_split misses what is lost behind a frame", said)


def a_wrong_command_line_is_said():
    for arguments in (["no_such_target"], ["replay", "7", "--target", "nothing"],
                      ["header", "--implementation", "no_such_bug"], ["header", "--implementation", "./no.so"]):
        code, _, said = course_fuzz(*arguments)
        expect(code == 64 and said, f"{arguments} exits {code}", said)


for check in (lists_every_target, the_canary_sings, a_seed_plays_the_same_twice, a_seed_of_the_room_is_drawn,
              a_finding_is_told_and_plays_again, a_fuzzer_s_bytes_and_the_text_of_them_are_one, a_stranger_s_good_parser_holds,
              a_stranger_s_bad_parser_falls_short, a_wrong_command_line_is_said):
    check()
    print("holds:", check.__name__)

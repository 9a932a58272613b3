"""Tests the suite itself: ours passes all of it, the tutorial's server passes the good day and fails the rest where it
must, and the command does what its --help says."""

import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).resolve().parent
TUTORIAL = HERE.parent / "interop/peers/chat_tutorial_server.py"
LIMITS = ["--max-lag", "2MiB", "--name-timeout", "1.5", "--max-clients", "1200"]

# Of the tutorial's server, whatever the machine is busy with.
TUTORIAL_FAILS = {
    "a_silent_connection", "half_a_header", "byte_by_byte", "a_body_in_two_segments", "a_name_that_is_not_UTF-8",
    "a_name_that_clears_the_screen", "a_name_that_has_a_newline", "a_name_that_is_empty", "a_name_that_is_server",
    "a_name_that_has_33_bytes", "a_name_that_has_a_NUL", "a_header_with_a_plus", "a_header_with_a_minus",
    "a_header_with_letters", "a_header_with_a_leading_space", "a_header_with_a_leading_zero", "a_header_with_a_tab",
    "a_header_with_a_NUL", "a_header_with_only_spaces", "a_header_with_two_numbers", "two_of_one_name",
    "a_message_that_is_not_utf8", "receivers_reset", "many_reset_at_any_time", "one_never_reads", "other_protocols",
    "a_slow_sender", "told_of_a_bad_header", "told_of_a_bad_message", "told_of_a_length_over_the_limit",
    "told_of_a_name_with_an_escape", "told_that_server_is_taken", "told_that_a_name_is_taken", "no_name_in_time",
    "the_lag_limit", "ends_in_order"}


def conform(*words):
    done = subprocess.run([sys.executable, "-B", HERE / "conform.py", *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def check(holds, *what):
    if not holds:
        print("falls short:", *what)
        sys.exit(1)


def scores_and_failures(*words):
    with tempfile.TemporaryDirectory() as folder:
        code, said, errors = conform(*words, "--json", f"{folder}/all.json")
        check(code in (0, 1), code, said, errors)
        rows = json.loads(pathlib.Path(folder, "all.json").read_text())["cases"]
    return code, said, {row["case"] for row in rows if row["verdict"] == "falls short"}


def ours(server):
    code, said, failed = scores_and_failures("--server-command", f"exec {server} --port {{port}} {' '.join(LIMITS)}",
                                             "--patience", "60", *LIMITS)
    print(said)
    check(code == 0 and not failed, failed)
    check(said.startswith("chat: speaks 13/13, survives 39/39, explains 19/19\n"), said)


def tutorial():
    code, said, failed = scores_and_failures("--server-command", f"exec python3 {TUTORIAL} {{port}}", "--patience", "0.7",
                                             *LIMITS)
    print(said.splitlines()[0])
    check(code == 1, code)
    check(said.startswith("chat: speaks 13/13, "), said)
    check(failed >= TUTORIAL_FAILS, "it should fail, and passes:", sorted(TUTORIAL_FAILS - failed))
    check("it ended with exit code 1" in said, "the case that ends the server is not said")


def command_line(server):
    command = ["--server-command", f"exec {server} --port {{port}}"]
    code, said, _ = conform("--list")
    check(code == 0 and said.count("survives") >= 39 and "chat/3.4" in said, said)
    code, said, _ = conform(*command, "--only", "two_talk,chat/1.3", "--level", "speaks")
    check(code == 0 and said == "chat: speaks 2/2\n", said)
    code, said, _ = conform(*command, "--only", "two_talk", "--json", "-")
    check(json.loads(said.split("\n", 1)[1])["cases"][0]["verdict"] == "holds", said)
    with tempfile.TemporaryDirectory() as folder:
        conform(*command, "--only", "two_talk,ends_in_order", "--junit", f"{folder}/all.xml")
        suite = xml.parse(f"{folder}/all.xml").getroot()
    check(suite.get("tests") == "2" and suite.get("failures") == "0" and len(suite) == 2, suite.attrib)
    code, _, errors = conform("--server-command", "echo no server here; exit 5")
    check(code == 3 and "no server here" in errors, code, errors)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and not listened on
        code, _, errors = conform("--server", f"127.0.0.1:{nobody.getsockname()[1]}")
    check(code == 3 and "nothing listens" in errors, code, errors)
    for wrong in ([], ["--server", "nowhere"], ["--only", "no_such_case"], ["--level", "sings"]):
        check(conform(*wrong)[0] == 64, wrong)
    running(server)


def running(server):
    """One that is not ours to start: what would end it is left undecided."""
    with subprocess.Popen([server, "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().split()[-1]
        code, said, _ = conform("--server", address, "--only", "two_talk,chat/3.4")
        process.terminate()
    check(code == 2 and said.startswith("chat: speaks 1/1, explains 0/1\n") and "needs --server-command" in said, code, said)


globals()[sys.argv[1]](*sys.argv[2:])

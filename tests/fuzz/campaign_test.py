"""A campaign is killed in the middle and goes on with nothing lost; one whose canary lives is void."""

import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ENGINES, ROOT = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).resolve().parents[2]


def expect(condition, what, shown=""):
    if not condition:
        sys.exit(f"{what}\n{shown}")


def campaign(folder, engines, *more):
    return subprocess.Popen([sys.executable, ROOT / "fuzz/campaign.py", "--folder", folder, "--engines", engines, "--slice", "2",
                             *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def inputs(folder):
    return {str(one.relative_to(folder)) for one in (folder / "corpus").rglob("*") if one.is_file()}


def killed_it_goes_on(place):
    folder = place / "campaign"
    first = campaign(folder, ENGINES, "--seconds", "60")
    deadline = time.monotonic() + 60
    while not (folder / "state.json").exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(3)  # the engines it had begun end with their slice
    before, known = json.loads((folder / "state.json").read_text()), inputs(folder)
    expect(before["targets"] and known, "nothing was kept of what was found before the kill")
    second = campaign(folder, ENGINES, "--seconds", "6", "--export", place / "given")
    said = second.communicate()[0]
    after = json.loads((folder / "state.json").read_text())
    expect(second.returncode == 0 and "going on after" in said, f"exit {second.returncode}", said)
    expect(known <= inputs(folder), "inputs were lost")
    expect(after["seconds"] > before["seconds"] and len(after["growth"]) > len(before["growth"]), "its notes were lost")
    expect("<svg" in (folder / "report.html").read_text(), "a report with a plot")
    expect(len([one for one in (place / "given").rglob("*") if one.is_file()]) == len(inputs(folder)), "--export gives all")


def a_living_canary_makes_it_void(place):
    engines = place / "engines"
    (engines / "bin").mkdir(parents=True)
    shutil.copy(shutil.which("true"), engines / "bin/fuzz_canary")
    void = campaign(place / "void", engines, "--seconds", "5")
    said = void.communicate()[0]
    expect(void.returncode == 1 and "void" in said, f"exit {void.returncode}", said)


with tempfile.TemporaryDirectory() as temporary:
    killed_it_goes_on(pathlib.Path(temporary))
    a_living_canary_makes_it_void(pathlib.Path(temporary))
print("killed, it goes on; without a canary it is void")

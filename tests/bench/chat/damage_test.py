"""Whatever a server does to a message, bench_chat says so; a good server it does not blame."""

import subprocess
import sys
from pathlib import Path

from server import PEERS, Server

# What the server does, and what bench_chat must say of it.
DAMAGE = {
    "loses": "something else than message",
    "reorders": "something else than message",
    "doubles": "user0003 got",
    "changes_a_byte": "something else than message",
    "changes_a_header": "something else than message",
    "changes_a_name": "what nobody here said",
    "cuts_a_byte": "something else than message",
    "sends_to_the_sender": "its own message",
    "loses_the_rest": "are lost",
    "says_more_at_the_end": "more than was said",
}


# Only who loses the rest lets the clients wait for it: there a short patience saves time, and
# whatever the machine does, it is right to lose it.
def patience_with(how):
    return "2" if how == "loses_the_rest" else "30"


def bench(how, *load):
    with Server([sys.executable, str(PEERS / "broken_chat_server.py"), how]) as server:
        return subprocess.run(
            [Path(sys.argv[1]), *load, "--port", server.port, "--seconds", "0.05"]
            + ["--patience", patience_with(how)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


# So many messages that one is wrong in the middle, however slow the machine.
LOADS = [
    ["throughput", "--clients", "4", "--senders", "1", "--window", "64"],
    ["throughput", "--clients", "4", "--senders", "3", "--window", "32"],
    ["latency", "--clients", "4", "--senders", "3", "--rate", "2000"],
]

for load in LOADS:
    found = bench("not", *load)
    assert found.returncode == 0, f"{load}: a good server is blamed: {found.stderr}"
    for how, blame in DAMAGE.items():
        found = bench(how, *load)
        print(f"{how}: {found.stderr.strip()}")
        assert found.returncode == 1, f"{load}: a server that {how} passes: {found.stdout}"
        assert blame in found.stderr, f"{load}: {how}, and is blamed for this: {found.stderr}"

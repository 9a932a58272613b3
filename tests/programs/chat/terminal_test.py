"""chat/5.2 on a terminal: two people in tmux type at once, and what comes from elsewhere garbles nothing."""

import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time

SERVER, CLIENT = sys.argv[1:3]
PATIENCE = 30


class Terminals:
    """A tmux of our own, a window for each who types."""

    def __init__(self, folder):
        self.folder, self.socket = pathlib.Path(folder), f"shortread{os.getpid()}"

    def tmux(self, *words):
        return subprocess.run(["tmux", "-f", "/dev/null", "-L", self.socket, *words], capture_output=True, text=True,
                              check=True).stdout

    def open(self, who, command, columns=40):
        modes = self.folder / who
        line = f"stty -g >{modes}.before; {command}; echo ended $?; stty -g >{modes}.after; echo over; sleep 1000"
        self.tmux("new-session", "-d", "-s", who, "-x", str(columns), "-y", "24", line)
        return Terminal(self, who, modes)

    def close(self):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)


class Terminal:
    def __init__(self, terminals, who, modes):
        self.tmux, self.who, self.modes = terminals.tmux, who, modes

    def types(self, *keys):
        self.tmux("send-keys", "-t", self.who, *keys)

    def screen(self):
        return [line.rstrip() for line in self.tmux("capture-pane", "-p", "-t", self.who).rstrip().split("\n")]

    def shows(self, *end):
        """Waits until the screen ends with these lines."""
        deadline = time.monotonic() + PATIENCE
        while self.screen()[-len(end):] != list(end):
            if time.monotonic() > deadline:
                sys.exit(f"{self.who} should see\n  " + "\n  ".join(end) + "\nand sees\n  " + "\n  ".join(self.screen()))
            time.sleep(0.05)

    def has_ended(self, *words, code):
        self.shows(*words, f"ended {code}", "over")
        before, after = (pathlib.Path(f"{self.modes}.{when}").read_text() for when in ("before", "after"))
        if before != after:
            sys.exit(f"{self.who}'s terminal was {before} and is {after}")


def serve():
    process = subprocess.Popen([SERVER, "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().rsplit(":", 1)[1].strip()


def client(port, *options):
    return shlex.join([CLIENT, "--port", port, *options])


def two_type_at_once(terminals, port):
    ann = terminals.open("ann", client(port, "--name", "ann"))
    bob = terminals.open("bob", client(port))
    ann.shows("ann >")
    bob.shows("Username:")
    bob.types("bob", "Enter")
    bob.shows("Username: bob", "bob >")
    ann.types("half typed \u00e9")
    ann.shows("ann > half typed \u00e9")
    bob.types("hello", "Enter")
    ann.shows("bob > hello", "ann > half typed \u00e9")
    ann.types(" and so long that it needs two rows")
    ann.shows("bob > hello", "ann > half typed \u00e9 and so long that it n", "eeds two rows")
    bob.types("a second", "Enter")
    ann.shows("bob > hello", "bob > a second", "ann > half typed \u00e9 and so long that it n", "eeds two rows")
    ann.types("Enter")
    bob.shows("bob > a second", "ann > half typed \u00e9 and so long that it n", "eeds two rows", "bob >")
    return ann, bob


def a_line_can_be_edited(ann, bob):
    ann.types("ab\u00e9\u4f60", "BSpace", "BSpace", "c", "Left", "Left", "_")
    ann.shows("ann > a_bc")
    ann.types("Enter")
    bob.shows("ann > a_bc", "bob >")
    ann.types("Up")
    ann.shows("ann > a_bc", "ann > a_bc")
    ann.types("Up")
    ann.shows("ann > half typed \u00e9 and so long that it n", "eeds two rows")
    ann.types("C-u", "back again", "Enter")
    bob.shows("ann > back again", "bob >")


# A lone Escape begins a key that has more bytes: nobody waits for those.
def escape_alone_delays_nobody(ann, bob):
    bob.types("Escape")
    ann.types("who waits?", "Enter")
    bob.shows("ann > who waits?", "bob >")


def what_comes_is_escaped(ann, port):
    subprocess.run([CLIENT, "--port", port, "--name", "eve"], input="\x1b[2J\x1b[1;1Hgone\n", text=True, check=True, timeout=PATIENCE)
    ann.shows("eve > \\x1b[2J\\x1b[1;1Hgone", "ann >")


def ends_give_the_terminal_back(terminals, server, port, ann, bob):
    ann.types("C-d")
    ann.has_ended(code=0)
    bob.types("half a line", "C-c")
    bob.has_ended(code=0)
    again = terminals.open("again", client(port, "--name", "again"))
    again.shows("again >")
    twice = terminals.open("twice", client(port, "--name", "again"), columns=80)
    twice.has_ended("server > somebody here has this name already", "chat_client: the server has refused us", code=1)
    again.types("typing when")
    again.shows("again > typing when")
    server.kill()
    again.has_ended("chat_client: the server has left", code=0)


def main():
    server, port = serve()
    with tempfile.TemporaryDirectory() as folder:
        terminals = Terminals(folder)
        try:
            ann, bob = two_type_at_once(terminals, port)
            a_line_can_be_edited(ann, bob)
            escape_alone_delays_nobody(ann, bob)
            what_comes_is_escaped(ann, port)
            ends_give_the_terminal_back(terminals, server, port, ann, bob)
        finally:
            terminals.close()
            server.kill()


main()

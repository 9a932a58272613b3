"""One server as a process, and one measurement of it."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
STARTING_SECONDS = 20
MEASURING_SECONDS = 120


class CannotStart(Exception):
    """A server is not there, or says nothing."""


class Trouble(Exception):
    """A server has lost, changed or invented something; or it has gone."""


def command_of(server, programs):
    commands = {
        "ours": [programs / "chat_server", "--port", "0", "--quiet"],
        "lesson": [programs / "lesson_chat_server", "--port", "0"],
        "asio": [programs / "bench_chat_asio"],
        "select": [sys.executable, PEERS / "select_chat_server.py"],
        "asyncio": [sys.executable, PEERS / "asyncio_chat_server.py"],
    }
    return [str(word) for word in commands[server]]


class Server:
    """Its standard output is a file: nobody has to read along."""

    def __init__(self, command):
        self.command = command

    def __enter__(self):
        self.output = tempfile.TemporaryFile()
        try:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output
            )
        except OSError as error:
            self.output.close()
            raise CannotStart(f"{self.command[0]}: {error.strerror}") from error
        try:
            self.port = self.wait_for_port()
        except CannotStart:
            self.__exit__()
            raise
        return self

    def wait_for_port(self):
        too_late = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < too_late and self.process.poll() is None:
            line, end, _ = self.said().partition("\n")
            if end and line.startswith("listening on "):
                return line.rpartition(":")[2]
            time.sleep(0.005)
        raise CannotStart(f"{' '.join(self.command)}: {self.said()[-500:] or 'it says nothing'}")

    def said(self):
        self.output.seek(0)
        return self.output.read().decode(errors="backslashreplace")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.close()


def measure(load, server, programs, seconds):
    """The figures, as bench_chat finds them."""
    with Server(command_of(server, programs)) as running:
        found = subprocess.run(
            [programs / "bench_chat", load.kind]
            + ["--port", running.port, "--pid", str(running.process.pid)]
            + ["--clients", str(load.clients), "--senders", str(load.senders)]
            + ["--payload", str(load.payload), "--window", str(load.window)]
            + ["--rate", str(load.rate or 1), "--seconds", str(seconds)],
            capture_output=True,
            text=True,
            timeout=MEASURING_SECONDS,
            check=False,
        )
    if found.returncode != 0:
        raise Trouble(found.stderr.strip())
    return json.loads(found.stdout)

"""The server under test: one that runs somewhere, or a command that is started, watched and started again."""

import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time


class NotReady(Exception):
    """There is no server to ask."""


def is_listening(address):
    try:
        socket.create_connection(address, timeout=2).close()
        return True
    except OSError:
        return False


class Elsewhere:
    """Somebody else's process: when it is gone, it is gone."""

    is_ours = False

    def __init__(self, address):
        self.address = address
        if not is_listening(address):
            raise NotReady(f"nothing listens on {address[0]}:{address[1]}. Start the server first, or give --server-command")

    def end_of(self):
        return None if is_listening(self.address) else "it listens no more"

    def renew(self):
        if not is_listening(self.address):
            raise NotReady("the server listens no more")

    def close(self):
        pass


class Command:
    """A shell command with {port} in it, in a process group of its own."""

    is_ours = True

    def __init__(self, command, patience):
        self.command, self.patience = command, max(patience, 10)
        self.process = None
        self.output = tempfile.TemporaryFile()
        self.start()

    def start(self, port=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = ("127.0.0.1", port or free.getsockname()[1])
        command = self.command.replace("{port}", str(self.address[1]))
        self.process = subprocess.Popen(["/bin/sh", "-c", command], stdin=subprocess.DEVNULL, stdout=self.output,
                                        stderr=self.output, start_new_session=True)
        deadline = time.monotonic() + self.patience
        while not is_listening(self.address):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise NotReady(f"does not listen on port {self.address[1]}: {command}\n{self.last_words()}")
            time.sleep(0.02)

    def last_words(self):
        self.output.seek(0)
        return self.output.read(1 << 20).decode(errors="backslashreplace")[-1000:]

    def end_of(self):
        """How it ended; nothing while it runs."""
        code = self.process.poll()
        if code is None:
            return None
        return f"it ended by {signal.Signals(-code).name}" if code < 0 else f"it ended with exit code {code}"

    def pids(self):
        """The group's, the shell's own last: a shell may have put itself in the command's place, or not."""
        group = [int(entry.name) for entry in pathlib.Path("/proc").iterdir() if entry.name.isdigit()]
        found = []
        for pid in group:
            try:
                if os.getpgid(pid) == self.process.pid:
                    found.append(pid)
            except OSError:
                continue
        return sorted(found, reverse=True)

    def terminate(self):
        for pid in self.pids():
            os.kill(pid, signal.SIGTERM)

    def exit_code(self):
        try:
            return self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            return None

    def close(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except OSError:
            pass
        self.process.wait()

    def renew(self, port=None):
        self.close()
        self.start(port)

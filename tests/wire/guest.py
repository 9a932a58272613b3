"""A chat client made by the suite: real bytes on a real connection, good ones and bad ones."""

import re
import socket
import struct
import time

HEADER = re.compile(rb"(0|[1-9][0-9]{0,9}) *\Z")


class FallsShort(Exception):
    """What the server should have done, and what it did."""

    def __init__(self, expected, got):
        super().__init__(f"expected {expected}, got {got}")
        self.expected, self.got = expected, got


class Undecided(Exception):
    """Nothing can be said of the server: why."""


def frame(payload):
    payload = payload.encode() if isinstance(payload, str) else payload
    return str(len(payload)).encode().ljust(10) + payload


def shown(data, most=60):
    text = repr(data[:most])[1:]
    return text if len(data) <= most else f"{text} and {len(data) - most} bytes more"


class Guest:
    """`name` is sent at once; `ours` says which names this case knows: what others say in a shared room is not for it."""

    def __init__(self, address, patience, ours, name=None, small_buffers=False):
        self.patience, self.ours, self.name = patience, ours, name
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if small_buffers:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(patience)
        try:
            self.socket.connect(address)
        except OSError as error:
            self.socket.close()
            raise FallsShort("a connection is taken", f"{error}") from None
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received, self.frames = b"", []
        self.has_closed = self.was_reset = False
        if name is not None:
            self.sends(frame(name))

    def sends(self, data):
        """Whether the server took it: one that has refused us may not."""
        self.socket.settimeout(self.patience)
        try:
            self.socket.sendall(data)
        except socket.timeout:
            raise FallsShort(f"the server reads what {self.name} sends", "it does not") from None
        except OSError:
            return False
        return True

    def says(self, message):
        return self.sends(frame(message))

    def finishes(self):
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def breaks(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def goes(self):
        """Leaves in order: with nothing unread, which would be answered by a reset."""
        if self.socket.fileno() < 0:
            return
        self.finishes()
        try:
            self.receive_all(within=0.02)
        except FallsShort:
            pass
        self.socket.close()

    def receive_all(self, within):
        deadline = time.monotonic() + within
        while not self.has_closed and self.receive(deadline):
            pass

    def close(self):
        self.socket.close()

    def pairs(self, count, within=None, markers_too=False):
        """The next `count` pairs as (name, message), fewer where the server closes or time is over."""
        deadline = time.monotonic() + (self.patience if within is None else within)
        found = []
        while len(found) < count:
            pair = self.next_pair()
            if pair is None:
                if self.has_closed or not self.receive(deadline):
                    break
            elif self.is_for_us(pair, markers_too):
                found.append(pair)
        return found

    def is_for_us(self, pair, markers_too):
        return pair[0] in self.ours and (markers_too or not pair[1].startswith(b"marker "))

    def next_pair(self):
        if len(self.frames) < 2:
            return None
        pair = tuple(self.frames[:2])
        del self.frames[:2]
        return pair

    def receive(self, deadline):
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        self.socket.settimeout(left)
        try:
            piece = self.socket.recv(1 << 16)
        except socket.timeout:
            return False
        except OSError:
            piece, self.was_reset = b"", True
        self.has_closed = not piece
        self.received += piece
        self.take_frames()
        return True

    def take_frames(self):
        at = 0
        while len(self.received) - at >= 10:
            header = self.received[at:at + 10]
            if not HEADER.match(header):
                raise FallsShort("frames as docs/wire.md has them", f"the header {shown(header)}")
            end = at + 10 + int(header)
            if len(self.received) < end:
                break
            self.frames.append(self.received[at + 10:end])
            at = end
        self.received = self.received[at:]

    def until_the_close(self):
        """All pairs until the close, which comes; and not inside of one."""
        found = self.pairs(1 << 30)
        if not self.has_closed:
            raise FallsShort(f"{self.name or 'the client'} is closed", "the connection stays open")
        if self.frames or self.received:
            raise FallsShort("the close comes between two pairs", f"inside of one: {shown(self.received)}")
        return found

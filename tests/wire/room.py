"""What a case is given: a server to come to, names that nobody else has, and what is asked in every case."""

import itertools
import os
import time

from guest import FallsShort, Guest, frame, shown

CASES = itertools.count(1)


class Room:
    def __init__(self, server, limits, patience):
        self.server, self.limits, self.patience = server, limits, patience
        self.salt = f"{os.getpid() % 10000}.{next(CASES)}"
        self.ours = {b"server"}
        self.guests = []
        self.markers = itertools.count(1)

    def close(self):
        for guest in self.guests:
            guest.goes()

    def name(self, word):
        """`word` with something behind it that makes it this case's own."""
        name = f"{word}.{self.salt}"
        self.ours.add(name.encode())
        return name

    def connects(self, **options):
        """A connection that has not said its name."""
        guest = Guest(self.server.address, self.patience, self.ours, **options)
        self.guests.append(guest)
        return guest

    def comes(self, name, **options):
        """One who has sent this name, whatever it is."""
        self.ours.add(name.encode() if isinstance(name, str) else name)
        return self.connects(name=name, **options)

    def enter(self, *words, **options):
        """Some who are in the room: each has heard each."""
        guests = [self.comes(self.name(word), **options) for word in words]
        self.meet(guests)
        return guests[0] if len(guests) == 1 else guests

    def meet(self, guests):
        for speaker in guests:
            self.is_heard(speaker, [guest for guest in guests if guest is not speaker])

    def is_heard(self, speaker, listeners):
        """Says a marker until all have heard it: a message of one who has just come may be too early for others."""
        deadline = time.monotonic() + self.patience
        waiting = list(listeners)
        while waiting:
            if time.monotonic() > deadline:
                raise FallsShort(f"{waiting[0].name} hears what {speaker.name} says", "nothing")
            marker = f"marker {next(self.markers)}"
            speaker.says(marker)
            waiting = [listener for listener in waiting if not self.hears_marker(listener, speaker, marker)]

    @staticmethod
    def hears_marker(listener, speaker, marker):
        for _ in range(1000):
            pairs = listener.pairs(1, within=0.05, markers_too=True)
            if not pairs:
                return False
            name, message = pairs[0]
            if name == speaker.name.encode() and message == marker.encode():
                return True
        return False

    def hears(self, listener, *said):
        """Exactly that comes next: (speaker, message) each."""
        expected = [(speaker.name.encode(), message.encode() if isinstance(message, str) else message)
                    for speaker, message in said]
        got = listener.pairs(len(expected))
        for number, pair in enumerate(expected):
            if number >= len(got):
                raise FallsShort(f"{listener.name} hears {shown(pair[1])}", "nothing")
            if got[number] != pair:
                raise FallsShort(f"{listener.name} hears {shown(pair[1])} from {shown(pair[0])}",
                                 f"{shown(got[number][1])} from {shown(got[number][0])}")

    @staticmethod
    def all_came(orders, count):
        """Several heard the same: all of it, in one order."""
        for order in orders:
            if len(order) != count:
                raise FallsShort(f"{count} messages", f"{len(order)}")
        if any(order != orders[0] for order in orders):
            raise FallsShort("one order for all", "another for each")

    def goes_on(self, *guests):
        """Nobody has noticed: those who were there still talk, nothing else has come to them, and one more may come."""
        for speaker in guests:
            message = f"still here, {speaker.name}"
            speaker.says(message)
            for listener in guests:
                if listener is not speaker:
                    self.hears(listener, (speaker, message))
        late = self.comes(self.name("late"))
        self.meet([late, *guests])

    def is_refused(self, guest, owed=()):
        """What it is owed, a pair from `server` with a reason, a close that is no reset."""
        got = guest.until_the_close()
        if got[:len(owed)] != list(owed):
            raise FallsShort("first what it is owed", shown(got[0][1]) if got else "the close")
        rest = got[len(owed):]
        if len(rest) != 1 or rest[0][0] != b"server" or not rest[0][1]:
            raise FallsShort("a pair from `server` with the reason, then the close", f"{rest}" if rest else "the close alone")
        if guest.was_reset:
            raise FallsShort("the close", "a reset, which may destroy the reason")


__all__ = ["FallsShort", "Room", "frame"]

"""The chat chapter, level survives: events that are ordinary on a real network."""

import random
import resource
import time

from chat_speaks import CHAT
from guest import FallsShort, Undecided
from room import frame

survives = "survives"


@CHAT.case("chat/4.1", survives, "a connection that says nothing")
def a_silent_connection(room):
    room.connects()
    ann, bob = room.enter("ann", "bob")
    room.connects()
    room.goes_on(ann, bob)


@CHAT.case("chat/4.1", survives, "half a header, then silence")
def half_a_header(room):
    ann, bob = room.enter("ann", "bob")
    room.connects().sends(b"5   ")
    bob.sends(b"5    ")
    ann.says("meanwhile")
    room.hears(bob, (ann, "meanwhile"))
    bob.sends(b"     hello")
    room.hears(ann, (bob, "hello"))
    room.goes_on(ann, bob)


@CHAT.case("chat/4.1", survives, "a name and a message, byte by byte")
def byte_by_byte(room):
    ann = room.enter("ann")
    bob = room.connects()
    bob.name = room.name("bob")
    for byte in frame(bob.name) + frame("hello") + frame("again"):
        bob.sends(bytes([byte]))
        time.sleep(0.002)
    room.hears(ann, (bob, "hello"), (bob, "again"))
    bob.sends(b"2         o")
    ann.says("in between")
    room.hears(bob, (ann, "in between"))
    bob.sends(b"k")
    room.hears(ann, (bob, "ok"))
    room.goes_on(ann, bob)


@CHAT.case("chat/2.1", survives, "a header in one segment, its message in two more")
def a_body_in_two_segments(room):
    ann, bob, cid = room.enter("ann", "bob", "cid")
    for part in (b"10        ", b"01234", b"56789"):
        ann.sends(part)
        time.sleep(0.05)
    room.hears(bob, (ann, "0123456789"))
    room.hears(cid, (ann, "0123456789"))
    room.goes_on(ann, bob, cid)


@CHAT.case("chat/2.1", survives, "a name and two messages in one segment")
def name_and_messages_at_once(room):
    ann = room.enter("ann")
    bob = room.connects()
    bob.name = room.name("bob")
    bob.sends(frame(bob.name) + frame("one") + frame("two"))
    room.hears(ann, (bob, "one"), (bob, "two"))
    room.goes_on(ann, bob)


@CHAT.case("chat/2.1", survives, "five hundred messages in one go")
def many_in_one_segment(room):
    ann, bob = room.enter("ann", "bob")
    said = [(ann, f"number {i}") for i in range(500)]
    ann.sends(b"".join(frame(message) for _, message in said))
    room.hears(bob, *said)
    room.goes_on(ann, bob)


@CHAT.case("chat/2.1", survives, "an empty message is a message")
def an_empty_message(room):
    ann, bob = room.enter("ann", "bob")
    ann.says("")
    ann.says("behind it")
    room.hears(bob, (ann, ""), (ann, "behind it"))
    room.goes_on(ann, bob)


@CHAT.case("chat/2.3", survives, "a message of 60,000 bytes, in whatever pieces the network makes of it")
def a_long_message(room):
    ann, bob, cid = room.enter("ann", "bob", "cid")
    text = "0123456789" * 6000
    for _ in range(3):
        ann.says(text)
        room.hears(bob, (ann, text))
        room.hears(cid, (ann, text))
    room.goes_on(ann, bob, cid)


def refuses_name(name, raw):
    @CHAT.case("chat/1.2", survives, f"a name that {name.replace('_', ' ')}: nobody hears of it", name="a_name_that_" + name)
    def run(room):
        ann, bob = room.enter("ann", "bob")
        guest = room.connects()
        room.ours.add(raw)
        guest.sends(frame(raw))
        guest.says("hello from nobody")
        time.sleep(0.1)
        room.goes_on(ann, bob)
    return run


for word, raw_name in (("is_not_UTF-8", b"\xff\xfe"), ("clears_the_screen", b"\x1b[2Jann"), ("has_a_newline", b"ann\nbob"),
                       ("has_a_C1_control", "\u009b2J".encode()), ("is_empty", b""), ("is_server", b"server"),
                       ("has_33_bytes", b"x" * 33), ("has_a_NUL", b"ann\0")):
    refuses_name(word, raw_name)


def refuses_header(word, header):
    @CHAT.case("header/1.2", survives, f"a header that no sender writes, {header!r}: nothing of it is passed on",
               name="a_header_with_" + word)
    def run(room):
        ann, bob = room.enter("ann", "bob")
        wrong = room.enter("wrong")
        room.is_heard(wrong, [ann, bob])
        wrong.sends(header + b"hello")
        wrong.says("and more")
        time.sleep(0.1)
        room.goes_on(ann, bob)
    return run


for word, raw_header in (("a_plus", b"+5        "), ("a_minus", b"-5        "), ("an_underscore", b"1_0       "),
                         ("letters", b"xyz       "), ("a_leading_space", b" 5        "), ("a_leading_zero", b"05        "),
                         ("a_tab", b"5\t        "), ("a_NUL", b"5\0        "), ("only_spaces", b"          "),
                         ("two_numbers", b"5 5       ")):
    refuses_header(word, raw_header)


@CHAT.case("header/1.6", survives, "a name is announced with 9,999,999,999 bytes")
def an_enormous_name(room):
    ann, bob = room.enter("ann", "bob")
    room.connects().sends(b"9999999999" + b"x" * 1000)
    room.goes_on(ann, bob)


@CHAT.case("chat/1.3", survives, "two of one name: nobody passes for another")
def two_of_one_name(room):
    ann, bob = room.enter("ann", "bob")
    second = room.comes(ann.name)
    second.says("I am ann, too")
    time.sleep(0.1)
    bob.says("who was that?")
    room.hears(ann, (bob, "who was that?"))
    ann.says("not I")
    room.hears(bob, (ann, "not I"))
    room.goes_on(ann, bob)


@CHAT.case("chat/2.3", survives, "a message that is not UTF-8")
def a_message_that_is_not_utf8(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    eve.says(b"\xff\xfe\xc3")
    time.sleep(0.1)
    room.goes_on(ann, bob)


@CHAT.case("chat/3.3", survives, "receivers reset in the middle of a broadcast")
def receivers_reset(room):
    ann, bob = room.enter("ann", "bob")
    for i in range(10):
        gone = room.enter(f"gone{i}")
        room.is_heard(ann, [gone])
        ann.says("to whom it may concern")
        gone.breaks()
        ann.says("and more")
    said = [pair[1] for pair in bob.pairs(20)]
    if said != [b"to whom it may concern", b"and more"] * 10:
        raise FallsShort("all twenty messages", f"{len(said)} of them")
    room.goes_on(ann, bob)


@CHAT.case("chat/3.3", survives, "two hundred come, say this or that, and reset")
def many_reset_at_any_time(room):
    ann, bob = room.enter("ann", "bob")
    for i in range(200):
        guest = room.connects()
        guest.sends((b"", b"5  ", frame(room.name(f"g{i}")), frame(room.name(f"h{i}")) + b"9         he")[i % 4])
        guest.breaks()
    room.goes_on(ann, bob)


@CHAT.case("chat/3.3", survives, "one closes in the middle of a frame")
def a_close_inside_a_frame(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    eve.sends(b"100       only a part of it")
    eve.finishes()
    eve.close()
    room.goes_on(ann, bob)


@CHAT.case("chat/3.2", survives, "one says its last words, closes its side, and still gets what is owed")
def a_half_close(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    said = [(ann, "x" * 50000)] * 20
    for _, message in said:
        ann.says(message)
    room.hears(eve, *said)  # so the server has all of it
    bob.says("bye")
    bob.finishes()
    room.hears(ann, (bob, "bye"))
    room.hears(eve, (bob, "bye"))
    room.hears(bob, *said)
    bob.until_the_close()
    room.goes_on(ann, eve)


@CHAT.case("chat/4.2", survives, "one never reads, and the others hear everything")
def one_never_reads(room):
    ann, bob = room.enter("ann", "bob")
    never = room.comes(room.name("never"), small_buffers=True)
    room.is_heard(never, [ann, bob])
    text = "x" * 60000
    for _ in range(200):
        ann.says(text)
        room.hears(bob, (ann, text))
    room.goes_on(ann, bob)


@CHAT.case("chat/4.1", survives, "three hundred connect and go, as fast as they can")
def connections_come_and_go(room):
    ann, bob = room.enter("ann", "bob")
    for _ in range(300):
        room.connects().close()
    room.goes_on(ann, bob)


@CHAT.case("chat/4.4", survives, "1,100 connections at once: more than select() can watch")
def more_than_select_can_watch(room):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2500:
        raise Undecided(f"it takes 2,500 descriptors, and {hard} are allowed here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2500), hard))
    ann, bob = room.enter("ann", "bob")
    crowd = [room.connects() for _ in range(1100)]
    ann.says("is it full?")
    room.hears(bob, (ann, "is it full?"))
    for guest in crowd:
        guest.close()
    time.sleep(0.3)
    room.goes_on(ann, bob)


@CHAT.case("chat/3.1", survives, "fifty send random bytes")
def random_bytes(room):
    ann, bob = room.enter("ann", "bob")
    chance = random.Random(room.seed)
    for _ in range(50):
        guest = room.connects()
        guest.sends(chance.randbytes(chance.randrange(1, 2000)))
        guest.close()
    room.goes_on(ann, bob)


@CHAT.case("chat/3.1", survives, "other protocols knock at the port: HTTP, TLS, SSH")
def other_protocols(room):
    ann, bob = room.enter("ann", "bob")
    for hello in (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x5a" * 500,
                  b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00" * 100):
        room.connects().sends(hello)
    room.goes_on(ann, bob)


@CHAT.case("chat/4.1", survives, "one sends a byte now and then, and nobody waits for it")
def a_slow_sender(room):
    ann, bob, slow = room.enter("ann", "bob", "slow")
    for byte in b"20        slow":
        slow.sends(bytes([byte]))
        ann.says("quick")
        room.hears(bob, (ann, "quick"))
    slow.sends(b"ly, and at last.")
    for listener in (ann, bob):
        room.hears(listener, (slow, "slowly, and at last."))
    room.goes_on(ann, bob)

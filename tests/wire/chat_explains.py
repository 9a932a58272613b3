"""The chat chapter, level explains: what our servers add to the tutorial's protocol."""

import time

from chat_speaks import CHAT
from guest import FallsShort, Undecided
from room import frame

explains = "explains"


def refusal(name, requirement, does, sends):
    @CHAT.case(requirement, explains, does + ": it is told why, and closed", name=name)
    def run(room):
        ann, bob, eve = room.enter("ann", "bob", "eve")
        room.is_heard(ann, [eve])
        sends(room, eve)
        room.is_refused(eve)
        room.goes_on(ann, bob)
    return run


refusal("told_of_a_bad_header", "chat/3.1", "a header that is none", lambda room, eve: eve.sends(b"+5        hello"))
refusal("told_of_a_bad_message", "chat/3.1", "a message that is not UTF-8", lambda room, eve: eve.says(b"\xff"))
refusal("told_of_a_length_over_the_limit", "chat/2.3", "one byte more than the limit is announced",
        lambda room, eve: eve.sends(str(room.limits.message + 1).encode().ljust(10)))


def name_refusal(name, does, raw):
    @CHAT.case("chat/3.1", explains, does + ": it is told why, and closed", name=name)
    def run(room):
        ann, bob = room.enter("ann", "bob")
        eve = room.connects()
        eve.sends(frame(raw))
        room.is_refused(eve)
        room.goes_on(ann, bob)
    return run


name_refusal("told_of_a_name_with_an_escape", "an escape in a name", b"\x1b[2J")
name_refusal("told_of_a_name_that_is_not_utf8", "a name that is not UTF-8", b"\xc3")
name_refusal("told_that_server_is_taken", "the name `server`", b"server")
name_refusal("told_of_an_empty_name", "an empty name", b"")


@CHAT.case("chat/1.3", explains, "the second of a name is told why, and closed")
def told_that_a_name_is_taken(room):
    ann, bob = room.enter("ann", "bob")
    room.is_refused(room.comes(ann.name))
    room.goes_on(ann, bob)


@CHAT.case("chat/3.1", explains, "who is refused first gets what it is owed")
def what_is_owed_comes_first(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    room.is_heard(ann, [eve])
    ann.says("one more thing")
    room.hears(bob, (ann, "one more thing"))
    eve.sends(b"x")
    room.is_refused(eve, owed=[(ann.name.encode(), b"one more thing")])
    room.goes_on(ann, bob)


@CHAT.case("chat/3.1", explains, "who is refused and goes on sending still gets the reason, and is heard by nobody")
def the_reason_survives_what_follows(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    room.is_heard(ann, [eve])
    eve.sends(b"x" + frame("not for you") * 2000)
    room.is_refused(eve)
    room.goes_on(ann, bob)


@CHAT.case("chat/1.2", explains, "a name of 32 bytes, beyond ASCII, with a space: it may come in")
def a_name_of_32_bytes(room):
    ann = room.enter("ann")
    start = f"\u00e9 {room.salt} "
    bob = room.comes(start + "b" * (32 - len(start.encode())))
    room.meet([ann, bob])


@CHAT.case("chat/2.3", explains, "a message of exactly the limit is passed on")
def exactly_the_limit(room):
    ann, bob = room.enter("ann", "bob")
    text = "x" * room.limits.message
    ann.says(text)
    room.hears(bob, (ann, text))
    room.goes_on(ann, bob)


@CHAT.case("chat/1.4", explains, "who has no name when the time is over is told so; half a name is none")
def no_name_in_time(room):
    ann, bob = room.enter("ann", "bob")
    silent, half = room.connects(), room.connects()
    half.sends(b"3         a")
    for guest in (silent, half):
        guest.patience = room.limits.name_time + room.patience
        room.is_refused(guest)
    room.goes_on(ann, bob)


@CHAT.case("chat/1.4", explains, "who has said its name stays, however silent")
def a_name_is_enough(room):
    ann, bob = room.enter("ann", "bob")
    time.sleep(room.limits.name_time + 0.5)
    room.goes_on(ann, bob)


@CHAT.case("chat/4.2", explains, "who is further behind than the lag limit is closed; the others hear everything")
def the_lag_limit(room):
    ann, bob = room.enter("ann", "bob")
    never = room.comes(room.name("never"), small_buffers=True)
    room.is_heard(never, [ann, bob])
    text = "x" * min(60000, room.limits.message)
    enough = room.limits.lag + (24 << 20)  # the kernel's buffers hold some, too
    for _ in range(enough // len(text)):
        ann.says(text)
        room.hears(bob, (ann, text))
    got = sum(len(message) for _, message in never.pairs(1 << 30, markers_too=True))
    if not never.has_closed:
        raise FallsShort("the connection is closed", "it is not")
    if got >= enough - len(text):
        raise Undecided("it got everything: the kernel's buffers were larger than the limit")
    room.goes_on(ann, bob)


@CHAT.case("chat/4.4", explains, "one more than --max-clients is told so")
def a_full_room(room):
    if room.limits.clients is None:
        raise Undecided("say --max-clients N, as the server was started with")
    ann, bob = room.enter("ann", "bob")
    more = [room.connects() for _ in range(room.limits.clients)]
    room.is_refused(more[-1])
    for guest in more:
        guest.close()
    time.sleep(0.3)
    room.goes_on(ann, bob)


@CHAT.case("chat/3.1", explains, "an end inside a frame is told as what it is")
def told_of_an_end_inside_a_frame(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    room.is_heard(ann, [eve])
    eve.sends(b"10        half")
    eve.finishes()
    room.is_refused(eve)
    room.goes_on(ann, bob)


@CHAT.case("chat/3.4", explains, "told to end by SIGTERM, it delivers what is owed and exits with 0", needs_command=True)
def ends_in_order(room):
    ann, bob, eve = room.enter("ann", "bob", "eve")
    text = "x" * min(60000, room.limits.message)
    for _ in range(20):
        ann.says(text)
    room.hears(eve, *[(ann, text)] * 20)
    room.server.terminate()
    room.all_came([bob.until_the_close()], 20)
    ann.close(), eve.close()
    code = room.server.exit_code()
    if code not in (0, -15):  # -15: the shell that was told to end, too
        raise FallsShort("exit code 0", f"{code}")


@CHAT.case("header/3.4", explains, "killed and started again, it takes its port at once", needs_command=True)
def takes_its_port_again(room):
    ann, bob = room.enter("ann", "bob")
    port = room.server.address[1]
    room.server.renew(port)
    ann.close(), bob.close()
    cid, dan = room.enter("cid", "dan")
    room.goes_on(cid, dan)

"""The chat chapter, level speaks: what the tutorial's own server does on a good day."""

from case import Chapter
from room import frame

CHAT = Chapter("chat")
speaks = "speaks"


@CHAT.case("chat/2.1", speaks, "two are in the room, and each says something")
def two_talk(room):
    ann, bob = room.enter("ann", "bob")
    ann.says("hello")
    room.hears(bob, (ann, "hello"))
    bob.says("hi")
    room.hears(ann, (bob, "hi"))


@CHAT.case("chat/2.1", speaks, "one of four speaks, and all others hear it")
def four_talk(room):
    guests = room.enter("ann", "bob", "cid", "dan")
    for speaker in guests:
        speaker.says(f"I am {speaker.name}")
        for listener in guests:
            if listener is not speaker:
                room.hears(listener, (speaker, f"I am {speaker.name}"))


@CHAT.case("chat/2.1", speaks, "what one says does not come back: the next that comes is another's")
def nothing_comes_back(room):
    ann, bob = room.enter("ann", "bob")
    ann.says("to the others")
    room.hears(bob, (ann, "to the others"))
    bob.says("to ann")
    room.hears(ann, (bob, "to ann"))


@CHAT.case("chat/2.1", speaks, "a message that looks like a frame is passed on as it is")
def a_frame_in_a_frame(room):
    ann, bob = room.enter("ann", "bob")
    ann.says(frame("hello"))
    room.hears(bob, (ann, frame("hello")))


@CHAT.case("chat/2.1", speaks, "texts beyond ASCII come byte for byte")
def texts_beyond_ascii(room):
    ann, bob = room.enter("ann", "bob")
    for text in ("\u00e9t\u00e9", "\u4f60\u597d", "\U0001f600 \u202e", "e\u0301"):
        ann.says(text)
        room.hears(bob, (ann, text))


@CHAT.case("chat/2.1", speaks, "control characters are part of a message, and come byte for byte")
def control_characters_in_a_message(room):
    ann, bob = room.enter("ann", "bob")
    ann.says(b"\x00\x1b[2J\r\n\t\x7f")
    room.hears(bob, (ann, b"\x00\x1b[2J\r\n\t\x7f"))


@CHAT.case("chat/2.1", speaks, "a message of 1,000 bytes")
def a_thousand_bytes(room):
    ann, bob = room.enter("ann", "bob")
    ann.says("x" * 1000)
    room.hears(bob, (ann, "x" * 1000))


@CHAT.case("chat/2.2", speaks, "one says a hundred things, and they come in that order")
def a_hundred_in_order(room):
    ann, bob = room.enter("ann", "bob")
    said = [(ann, f"number {i}") for i in range(100)]
    for _, message in said:
        ann.says(message)
    room.hears(bob, *said)


@CHAT.case("chat/2.2", speaks, "two talk at once, and the two who listen hear one order")
def one_order_for_all(room):
    ann, bob, cid, dan = room.enter("ann", "bob", "cid", "dan")
    for i in range(50):
        ann.says(f"a{i}")
        bob.says(f"b{i}")
    orders = [listener.pairs(100) for listener in (cid, dan)]
    room.all_came(orders, 100)


@CHAT.case("chat/1.1", speaks, "who comes later hears what is said from then on, and nothing of before")
def a_newcomer_hears_from_then_on(room):
    ann, bob = room.enter("ann", "bob")
    ann.says("before")
    room.hears(bob, (ann, "before"))
    cid = room.enter("cid")
    room.meet([cid, ann])
    ann.says("after")
    room.hears(cid, (ann, "after"))


@CHAT.case("chat/1.1", speaks, "a name that is said at once, and the first message much later")
def a_name_now_a_message_later(room):
    ann = room.enter("ann")
    bob = room.comes(room.name("bob"))
    room.meet([ann, bob])
    bob.says("at last")
    room.hears(ann, (bob, "at last"))


@CHAT.case("chat/3.2", speaks, "one leaves, and the others go on")
def one_leaves(room):
    ann, bob, cid = room.enter("ann", "bob", "cid")
    cid.goes()
    ann.says("who is still here?")
    room.hears(bob, (ann, "who is still here?"))
    room.goes_on(ann, bob)


@CHAT.case("chat/1.3", speaks, "a name is free again when its owner has left")
def a_name_is_free_again(room):
    watcher, ann = room.enter("watcher", "ann")
    for _ in range(5):
        ann.goes()
        ann = room.comes(ann.name)
        room.meet([ann, watcher])

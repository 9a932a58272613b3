"""A chat server that relays some messages well and one of them wrong: broken_chat_server.py HOW"""

import selectors
import socket
import sys

HEADER_BYTES = 10
GOES_WRONG_AT = 20  # the message
NAME_END = 18  # in a pair, behind names of eight bytes


class Reorder:
    """Keeps one pair back until the sender's next has gone: two senders have no order."""

    kept = b""

    def __call__(self, pair):
        Reorder.kept = pair
        return b""


HOW = {
    "not": lambda pair: pair,
    "loses": lambda pair: b"",
    "reorders": Reorder(),
    "doubles": lambda pair: pair + pair,
    "changes_a_byte": lambda pair: pair[:-1] + b"!",
    "changes_a_header": lambda pair: pair[:NAME_END] + b"1_6" + pair[NAME_END + 3 :],
    "changes_a_name": lambda pair: pair[: NAME_END - 1] + b"9" + pair[NAME_END:],
    "cuts_a_byte": lambda pair: pair[:-1],
    "sends_to_the_sender": lambda pair: pair,
    "loses_the_rest": lambda pair: b"",
    "says_more_at_the_end": lambda pair: pair,
}

how = sys.argv[1]
clients = {}  # socket -> what it sent and we have not used, its name
relayed = 0


def frames_of(client):
    buffer, _ = clients[client]
    while len(buffer) >= HEADER_BYTES:
        end = HEADER_BYTES + int(buffer[:HEADER_BYTES])
        if len(buffer) < end:
            break
        yield bytes(buffer[:end])
        del buffer[:end]


def relay(sender, pair):
    """One receiver is enough: the last."""
    global relayed
    relayed += 1
    is_wrong = relayed == GOES_WRONG_AT or (how == "loses_the_rest" and relayed > GOES_WRONG_AT)
    receivers = [other for other in clients if other is not sender]
    for other in receivers[:-1]:
        other.sendall(pair)
    late = b""
    if Reorder.kept[:NAME_END] == pair[:NAME_END]:
        late, Reorder.kept = Reorder.kept, b""
    last = receivers[-1] if receivers else None
    if last:
        last.sendall((HOW[how](pair) if is_wrong else pair) + late)
    if is_wrong and how == "sends_to_the_sender":
        sender.sendall(pair)


def hear(client):
    received = client.recv(65536)
    if not received:
        return leave(client)
    clients[client][0].extend(received)
    for frame in frames_of(client):
        if clients[client][1] is None:
            clients[client][1] = frame
        else:
            relay(client, clients[client][1] + frame)


def leave(client):
    if how == "says_more_at_the_end":
        client.sendall(b"5         hello")
    selector.unregister(client)
    del clients[client]
    client.close()


def accept(listener):
    client, _ = listener.accept()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    clients[client] = [bytearray(), None]
    selector.register(client, selectors.EVENT_READ, hear)


selector = selectors.DefaultSelector()
listener = socket.create_server(("127.0.0.1", 0))
selector.register(listener, selectors.EVENT_READ, accept)
print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
while True:
    for key, _ in selector.select():
        if key.fileobj in clients or key.fileobj is listener:
            key.data(key.fileobj)

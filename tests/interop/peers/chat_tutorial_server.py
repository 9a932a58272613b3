"""A chat server as tutorials write it: select(), one recv for a header, one for what it announces.

It works on a good day. Of a bad one it knows nothing: see docs/wire.md.
"""

import select
import socket
import sys

HEADER_LENGTH = 10


def receive_message(client):
    header = client.recv(HEADER_LENGTH)
    if not len(header):
        return False
    length = int(header.decode("utf-8").strip())
    return {"header": header, "data": client.recv(length)}


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0))
listener.listen()
print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)

sockets = [listener]
users = {}
while True:
    ready, _, broken = select.select(sockets, [], sockets)
    for one in ready:
        if one is listener:
            client, _address = listener.accept()
            user = receive_message(client)
            if user is False:
                continue
            sockets.append(client)
            users[client] = user
            print("Accepted new connection, username: " + user["data"].decode("utf-8"), flush=True)
            continue
        message = receive_message(one)
        if message is False:
            sockets.remove(one)
            del users[one]
            continue
        user = users[one]
        print("Received message from %s: %s" % (user["data"].decode("utf-8"), message["data"].decode("utf-8")), flush=True)
        for other in users:
            if other is not one:
                other.send(user["header"] + user["data"] + message["header"] + message["data"])
    for one in broken:
        sockets.remove(one)
        del users[one]

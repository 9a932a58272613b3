"""A chat server in the manner of the well-known tutorial: select, two recv for a frame, and a
sendall for each receiver. Two kindnesses: it prints no message, which a terminal would make slow,
and both recv wait for all they ask for. Without that it loses its place in the stream within a
second of messages of 1 KiB."""

import select
import socket

HEADER_BYTES = 10

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
listener.listen()
print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)

sockets = [listener]
clients = {}


def receive_frame(client):
    try:
        header = client.recv(HEADER_BYTES, socket.MSG_WAITALL)
        if not header:
            return None
        length = int(header.decode().strip())
        return header, client.recv(length, socket.MSG_WAITALL)
    except (OSError, ValueError):
        return None


while True:
    for ready in select.select(sockets, [], sockets)[0]:
        if ready is listener:
            client, _ = listener.accept()
            name = receive_frame(client)
            if name is None:
                continue
            sockets.append(client)
            clients[client] = name
            continue
        message = receive_frame(ready)
        if message is None:
            sockets.remove(ready)
            del clients[ready]
            ready.close()
            continue
        name = clients[ready]
        for client in clients:
            if client is not ready:
                client.sendall(name[0] + name[1] + message[0] + message[1])

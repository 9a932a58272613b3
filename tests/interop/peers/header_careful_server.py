"""A header server that counts bytes, and cuts its stream in a way to choose.

Usage: header_careful_server.py whole|frames|bytewise|random:SEED TEXT...
"""

import random
import socket
import sys

cutting, texts = sys.argv[1], [text.encode() for text in sys.argv[2:]]
frames = [b"%-10d" % len(text) + text for text in texts]
stream = b"".join(frames)


def pieces():
    if cutting == "whole":
        return [stream]
    if cutting == "frames":
        return frames
    if cutting == "bytewise":
        return [bytes([byte]) for byte in stream]
    chance = random.Random(int(cutting.removeprefix("random:")))
    cuts = sorted({0, len(stream), *chance.choices(range(len(stream)), k=len(stream) // 5)})
    return [stream[begin:end] for begin, end in zip(cuts, cuts[1:])]


with socket.create_server(("127.0.0.1", 0)) as listener:
    print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
    client, _address = listener.accept()
    with client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces():
            client.sendall(piece)

"""A header client that takes pieces of random sizes and keeps to the format.

Usage: header_careful_client.py PORT SEED
Prints each message. Exit code 1 where the server breaks the rules of docs/wire.md.
"""

import random
import re
import socket
import sys

chance = random.Random(int(sys.argv[2]))
received = bytearray()
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    while piece := server.recv(chance.randint(1, 40)):
        received += piece
        while match := re.match(rb"(?=.{10})(0|[1-9][0-9]*) *", bytes(received[:10]), re.DOTALL):
            if match.end() != 10:
                sys.exit("malformed header: %r" % bytes(received[:10]))
            length = int(match[1])
            if len(received) < 10 + length:
                break
            print(received[10 : 10 + length].decode(), flush=True)
            del received[: 10 + length]
if received:
    sys.exit("closed inside a frame: %r" % bytes(received))

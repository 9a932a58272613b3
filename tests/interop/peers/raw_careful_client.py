"""A raw client that reads until the close and prints length and SHA-256.

Usage: raw_careful_client.py PORT
"""

import hashlib
import socket
import sys

received = bytearray()
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    while piece := server.recv(4096):
        received += piece
print(len(received), hashlib.sha256(received).hexdigest())

"""A header client as tutorials write it: recv(16), int(), len() of the text.

Usage: header_tutorial_client.py PORT
"""

import socket
import sys

HEADERSIZE = 10

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect(("127.0.0.1", int(sys.argv[1])))
text = ""
is_new = True
while True:
    piece = server.recv(16)
    if is_new:
        length = int(piece[:HEADERSIZE])
        is_new = False
    text += piece.decode("utf-8")
    if len(text) - HEADERSIZE == length:
        print(text[HEADERSIZE:], flush=True)
        is_new = True
        text = ""

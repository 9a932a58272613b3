"""A raw server as tutorials write it: accept, send a text, close.

Usage: raw_tutorial_server.py TEXT CLIENTS
"""

import socket
import sys

text, clients = sys.argv[1], int(sys.argv[2])

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.bind(("127.0.0.1", 0))
    listener.listen(5)
    print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
    for _ in range(clients):
        client, _address = listener.accept()
        client.send(bytes(text, "utf-8"))
        client.close()

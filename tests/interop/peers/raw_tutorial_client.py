"""A raw client as tutorials write it: one recv is the message.

Usage: raw_tutorial_client.py PORT
"""

import socket
import sys

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
    server.connect(("127.0.0.1", int(sys.argv[1])))
    message = server.recv(1024)
    print(message.decode("utf-8"))

"""A chat client as tutorials write it, but for its input: the lines come as arguments, one each PAUSE.

Usage: chat_tutorial_client.py PORT NAME PAUSE MESSAGES_TO_HEAR TEXT...
"""

import errno
import socket
import sys
import time

HEADER_LENGTH = 10
port, name, pause, wanted, texts = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect(("127.0.0.1", port))
client.setblocking(False)
username = name.encode("utf-8")
client.send(f"{len(username):<{HEADER_LENGTH}}".encode("utf-8") + username)

heard = 0
deadline = time.monotonic() + 20
while (texts or heard < wanted) and time.monotonic() < deadline:
    time.sleep(pause)
    if texts:
        message = texts.pop(0).encode("utf-8")
        client.send(f"{len(message):<{HEADER_LENGTH}}".encode("utf-8") + message)
    try:
        while True:
            header = client.recv(HEADER_LENGTH)
            if not len(header):
                print("Connection closed by the server", flush=True)
                sys.exit()
            user = client.recv(int(header.decode("utf-8").strip())).decode("utf-8")
            length = int(client.recv(HEADER_LENGTH).decode("utf-8").strip())
            print(f"{user} > {client.recv(length).decode('utf-8')}", flush=True)
            heard += 1
    except IOError as e:
        if e.errno not in (errno.EAGAIN, errno.EWOULDBLOCK):
            raise

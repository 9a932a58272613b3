"""A header server as tutorials write it: len() of the text in front, a pause after each.

Usage: header_tutorial_server.py PAUSE TEXT...
"""

import socket
import sys
import time

HEADERSIZE = 10
pause, texts = float(sys.argv[1]), sys.argv[2:]

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.bind(("127.0.0.1", 0))
    listener.listen(5)
    print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
    client, _address = listener.accept()
    for text in texts:
        message = f"{len(text):<{HEADERSIZE}}" + text
        client.send(bytes(message, "utf-8"))
        time.sleep(pause)
    client.close()

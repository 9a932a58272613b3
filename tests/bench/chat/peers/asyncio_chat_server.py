"""A chat server on asyncio's streams: readexactly, write, drain."""

import asyncio

HEADER_BYTES = 10

writers = set()


async def receive_frame(reader):
    header = await reader.readexactly(HEADER_BYTES)
    return header + await reader.readexactly(int(header))


async def serve(reader, writer):
    try:
        name = await receive_frame(reader)
        writers.add(writer)
        while True:
            message = await receive_frame(reader)
            for other in list(writers):
                if other is not writer:
                    other.write(name + message)
                    await other.drain()
    except (OSError, EOFError, ValueError):
        pass
    finally:
        writers.discard(writer)
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print("listening on 127.0.0.1:%d" % port, flush=True)
    await server.serve_forever()


asyncio.run(main())

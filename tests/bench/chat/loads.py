"""What is measured, and of whom."""

from dataclasses import dataclass, replace

OURS = "ours"
SERVERS = {
    OURS: "chat_server, on select",
    "lesson": "lesson 3's own server",
    "select": "Python, in the manner of the well-known tutorial",
    "asyncio": "Python, asyncio's streams",
    "asio": "C++, in the manner of asio's chat example",
}

# As many as select() can watch, with room for a server's own descriptors.
MANY = 900
QUICK_MANY = 100


@dataclass(frozen=True)
class Load:
    """`window`: messages of a sender under way, said and not yet heard by everybody. `rate`:
    messages a second of all senders, who then wait for nobody."""

    kind: str
    clients: int
    senders: int = 1
    payload: int = 16
    window: int = 256
    rate: int = 0

    @property
    def name(self):
        shape = f"{self.clients}/{self.senders}/{self.payload}"
        if self.kind == "latency":
            return f"{shape}@{self.rate}"
        if self.kind == "throughput":
            return f"{shape}/W{self.window}"
        return self.kind

    def quick(self):
        return replace(self, clients=min(self.clients, QUICK_MANY))


def window_for(clients, senders):
    return 32 if clients == MANY else {1: 256, 10: 25, 100: 4}[senders]


def throughput(clients, senders, payload, window=None):
    window = window or window_for(clients, senders)
    return Load("throughput", clients, senders, payload, window)


MEMORY = Load("memory", MANY, payload=1024)
STALLED = Load("stalled", 9, payload=1024)  # and the one that never reads

LOADS = [
    throughput(10, 1, 16),
    throughput(10, 1, 1024),
    throughput(10, 10, 16),
    throughput(10, 10, 1024),
    throughput(100, 1, 16),
    throughput(100, 1, 1024),
    throughput(100, 100, 16),
    throughput(100, 100, 1024),
    throughput(MANY, 1, 16),
    throughput(MANY, 1, 1024),
    throughput(100, 1, 16, window=1),
    Load("latency", 10, rate=1000),
    Load("latency", 10, 10, rate=2000),
    Load("latency", 100, 10, rate=200),
    Load("latency", MANY, rate=20),
    MEMORY,
    STALLED,
]

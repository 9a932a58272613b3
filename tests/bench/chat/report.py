"""The tables."""

from figures import short, spread
from loads import LOADS, MEMORY, OURS, STALLED


def with_worst(values, worst_is):
    """The median of the rounds, and the worst of them in brackets."""
    found = spread(values)
    if found is None:
        return "-"
    worst = found.least if worst_is is min else found.most
    return f"{short(found.median)} [{short(worst)}]"


def median(figures, load, server, figure, unit=1):
    found = spread(figures.values(load, server, figure))
    return short(found.median / unit) if found else "-"


def of_kind(kind, loads):
    return [load for load in loads if load.kind == kind]


def print_throughput(figures, loads, servers):
    peers = [server for server in servers if server != OURS]
    columns = "".join(f" {'/ ' + peer:<13}" for peer in peers)
    for title, figure, unit, worst_is in [
        ("Deliveries a second, thousands; and ours over theirs", "rate", 1000, min),
        ("Server CPU a delivery, ns; and ours over theirs", "cpu_ns", 1, max),
    ]:
        print(f"\n{title}: median [worst round]")
        print(f"{'load':<16} {'ours':>7} {columns.rstrip()}")
        for load in of_kind("throughput", loads):
            ours = median(figures, load, OURS, figure, unit)
            ratios = (figures.ratios(load, figure, OURS, peer) for peer in peers)
            cells = "".join(f" {with_worst(one, worst_is):<13}" for one in ratios)
            print(f"{load.name:<16} {ours:>7} {cells.rstrip()}")


def print_latency(figures, loads, servers):
    print("\nLatency at a fixed rate, us: p50/p99; and the greatest of ours in all rounds")
    print(f"{'load':<14}" + "".join(f" {server:<12}" for server in servers) + " greatest")
    for load in of_kind("latency", loads):
        row = ""
        for server in servers:
            p50, p99 = (median(figures, load, server, name) for name in ("p50_us", "p99_us"))
            row += f" {p50 + '/' + p99:<12}"
        greatest = spread(figures.values(load, OURS, "max_us"))
        print(f"{load.name:<14}{row} {short(greatest.most) if greatest else '-':>8}")


def print_memory(figures, servers):
    print(f"\nMemory of a connection, KiB ({MEMORY.clients} clients)")
    print(f"{'server':<10} {'idle':>7} {'after a burst':>14}")
    for server in servers:
        idle = median(figures, MEMORY, server, "idle_kib")
        after = median(figures, MEMORY, server, "after_burst_kib")
        print(f"{server:<10} {idle:>7} {after:>14}")


def print_stalled(figures, servers):
    print("\nOne more client, that never reads: what the others keep of their deliveries/s")
    print(f"{'server':<10} {'kept':<13} {'MiB grown':>9} {'dropped':>8} {'others cut off':>15}")
    for server in servers:
        kept = with_worst(figures.values(STALLED, server, "kept"), min)
        grown = median(figures, STALLED, server, "grown_kib", 1024)
        dropped = sum(figures.values(STALLED, server, "dropped"))
        broke = sum(figures.values(STALLED, server, "broke"))
        rounds = len(figures.values(STALLED, server, "dropped"))
        print(
            f"{server:<10} {kept:<13} {grown:>9} {dropped:>3.0f} of {rounds} "
            f"{broke:>10.0f} of {rounds}"
        )


def print_tables(figures, loads, servers):
    if of_kind("throughput", loads):
        print_throughput(figures, loads, servers)
    if of_kind("latency", loads):
        print_latency(figures, loads, servers)
    if of_kind("memory", loads):
        print_memory(figures, servers)
    if of_kind("stalled", loads):
        print_stalled(figures, servers)

import sys
import time


def elsewhere():
    return 0


def loop(rounds):
    total = 0
    for i in range(rounds):
        total = total + i
    return total


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
start = time.perf_counter_ns()
loop(rounds)
print("nanos", time.perf_counter_ns() - start)

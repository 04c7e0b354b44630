"""A link with the faults of a long way, between two TUN interfaces of this machine.

    wan.py NEAR FAR

Makes both and writes "ready"; whoever has started it moves and addresses them. Each line of the
standard input sets the weather: "DELAY_MS JITTER_MS LOSS_PERCENT RATE_KBIT", for each direction, a
rate of 0 for none. It ends with its input, and the interfaces go with it: nothing is left behind.
Packets stay in order. Node has no ioctl, and this kernel no netem: hence a program of its own.
"""

import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA  # linux/if_tun.h
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
# What waits for a slow link: more is dropped, as a router does.
QUEUE_SECONDS = 1.0
# Greater than any MTU.
PACKET_BYTES = 65536


def tun(name):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return fd


def hurry():
    """A late turn on a busy machine would be a delay that nobody asked for."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    except OSError:
        pass


class Direction:
    def __init__(self, source, target):
        self.source, self.target = source, target
        self.free_at = 0.0
        self.last_due = 0.0

    def due(self, size, now, weather):
        """When a packet arrives; None where it is lost."""
        delay, jitter, loss, rate = weather
        if loss > 0 and random.uniform(0, 100) <= loss:
            return None
        sent_at = now
        if rate > 0:
            sent_at = max(self.free_at, now) + size * 8 / (rate * 1000)
            if sent_at - now > QUEUE_SECONDS:
                return None
            self.free_at = sent_at
        due = sent_at + max(0.0, delay + random.uniform(-jitter, jitter)) / 1000
        self.last_due = max(self.last_due, due)
        return self.last_due


def main(near, far):
    ends = [tun(near), tun(far)]
    directions = {ends[0]: Direction(*ends), ends[1]: Direction(*reversed(ends))}
    weather = (0.0, 0.0, 0.0, 0.0)
    under_way = []
    count = 0
    typed = b""
    hurry()
    os.write(1, b"ready\n")
    while True:
        wait = None if not under_way else max(0.0, under_way[0][0] - time.monotonic())
        readable, _, _ = select.select([0, *ends], [], [], wait)
        if 0 in readable:
            chunk = os.read(0, 4096)
            if chunk == b"":
                return
            *lines, typed = (typed + chunk).split(b"\n")
            for line in lines:
                weather = tuple(float(word) for word in line.split())
        for direction in (directions[end] for end in readable if end != 0):
            try:
                packet = os.read(direction.source, PACKET_BYTES)
            except BlockingIOError:
                continue
            except OSError:
                return  # the namespace of one end is gone, and its interface with it
            due = direction.due(len(packet), time.monotonic(), weather)
            if due is not None:
                count += 1  # of two that arrive at once, the one that was sent first
                heapq.heappush(under_way, (due, count, direction.target, packet))
        while under_way and under_way[0][0] <= time.monotonic():
            _, _, target, packet = heapq.heappop(under_way)
            try:
                os.write(target, packet)
            except OSError:
                pass  # an interface that is down takes nothing


try:
    main(*sys.argv[1:])
except OSError as error:
    sys.exit(f"wan.py: {error}")

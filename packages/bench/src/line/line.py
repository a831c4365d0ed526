#!/usr/bin/env python3
"""A bad line between two network namespaces: packets pass from one TUN device to the other, late, lost or not at all.

usage: line.py NAMESPACE_A NAMESPACE_B
Each namespace has a TUN device "line0" already. Standard input takes one JSON object a line, which holds from then on, both ways:
  delay, jitter (ms, one way), loss (0..1, mean), burst (mean length of a loss), rate (bit/s), cut (true: nothing passes).
Each is answered by "set" once it holds; "ready" comes first. Ends with its standard input.
"""
import ctypes
import fcntl
import heapq
import json
import os
import random
import selectors
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
QUEUE_BYTES = 64_000
libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace_fd):
    if libc.setns(namespace_fd, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def open_end(namespace):
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    try:
        enter(there)
        end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH22x", b"line0", IFF_TUN | IFF_NO_PI))
        return end
    finally:
        enter(home)
        os.close(there)
        os.close(home)


class Direction:
    """One way of the line. Losses come in bursts (Gilbert): the bad state is left with 1/burst, entered so that the mean is `loss`."""

    def __init__(self, far, seed):
        self.far, self.random = far, random.Random(seed)
        self.free, self.bad = 0.0, False

    def lost(self, shape):
        loss, burst = shape.get("loss", 0), max(1, shape.get("burst", 1))
        if not loss:
            return False
        leave, enter_bad = 1 / burst, loss / ((1 - loss) * burst)
        self.bad = self.random.random() >= leave if self.bad else self.random.random() < enter_bad
        return self.bad

    def due(self, size, shape, now):
        """When a packet comes out at the far end; None when the queue is full."""
        rate = shape.get("rate", 0)
        if rate:
            begins = max(now, self.free)
            if (begins - now) * rate / 8 > QUEUE_BYTES:
                return None
            self.free = now = begins + size * 8 / rate
        jitter = shape.get("jitter", 0)
        delay = shape.get("delay", 0) + (self.random.gauss(0, jitter / 2) if jitter else 0)
        return now + max(0, delay) / 1000


def main():
    ends = [open_end(name) for name in sys.argv[1:3]]
    ways = {ends[0]: Direction(ends[1], 1), ends[1]: Direction(ends[0], 2)}
    waiting, count, shape, commands = [], 0, {}, b""
    watch = selectors.DefaultSelector()
    for one in (*ends, 0):
        watch.register(one, selectors.EVENT_READ)
    print("ready", flush=True)
    while True:
        patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        for key, _ in watch.select(patience):
            if key.fd == 0:
                given = os.read(0, 65_536)
                if not given:
                    return
                commands += given
                while b"\n" in commands:
                    line, commands = commands.split(b"\n", 1)
                    shape = json.loads(line)
                    print("set", flush=True)
                continue
            way = ways[key.fd]
            for _ in range(64):
                try:
                    packet = os.read(key.fd, 65_536)
                except BlockingIOError:
                    break
                if shape.get("cut") or way.lost(shape):
                    continue
                due = way.due(len(packet), shape, time.monotonic())
                if due is not None:
                    count += 1
                    heapq.heappush(waiting, (due, count, way.far, packet))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, far, packet = heapq.heappop(waiting)
            try:
                os.write(far, packet)
            except OSError:
                pass  # The device has no address just now.


main()

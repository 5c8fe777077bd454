"""Bytes both ways between two connections, for an edge in another language, each as soon as it comes."""
import select
import socket
import time
from contextlib import suppress
from sending import reset

BUFFER = 65536

class Side:
    """One of the two connections. What it has sent is kept here until the other side takes it."""
    def __init__(self, connection, first=b""):
        self.socket, self.kept, self.ended = connection, first, False
        connection.setblocking(False)

    def read(self):
        """Keeps what there is, if there is room. Returns whether there was anything."""
        if self.kept or self.ended:
            return False
        try:
            self.kept = self.socket.recv(BUFFER)
        except BlockingIOError:
            return False
        self.ended = not self.kept
        return True

    def write(self, data):
        """How many bytes it has taken."""
        try:
            return self.socket.send(data)
        except BlockingIOError:
            return 0

    def flush(self):
        """Sends what `write` has taken and not sent yet. Returns whether that is all."""
        return True

    def end_output(self):
        self.socket.shutdown(socket.SHUT_WR)

    def wants(self, other):
        """The events for which it waits."""
        reads = select.POLLIN if not self.kept and not self.ended else 0
        return reads | (select.POLLOUT if other.kept else 0)

    def reset(self):
        with suppress(OSError):
            reset(self.socket)

class Relay:
    def __init__(self, one, other, seconds):
        """seconds: how long no byte may move."""
        self.sides, self.seconds = (one, other), seconds
        self.passed_end = {one: False, other: False}

    def run(self):
        """Ends when both sides have ended, with both connections open; else with both reset. Returns whether they have ended."""
        try:
            return self.pass_all()
        except OSError:
            pass  # one side has reset its connection
        for side in self.sides:
            side.reset()
        return False

    def pass_all(self):
        one, other = self.sides
        last = time.monotonic()
        while not all(self.passed_end.values()) or not all([one.flush(), other.flush()]):
            if self.move(one, other) | self.move(other, one):
                last = time.monotonic()
                continue
            if not self.wait(last + self.seconds):
                raise TimeoutError
        return True

    def move(self, source, target):
        """Returns whether anything was moved."""
        moved = source.read()
        target.flush()
        if source.kept:
            taken = target.write(source.kept)
            source.kept, moved = source.kept[taken:], moved or taken > 0
        if source.ended and not source.kept and not self.passed_end[source]:
            self.passed_end[source] = True
            with suppress(OSError):
                target.end_output()
        return moved

    def wait(self, end):
        """Returns whether anything has happened."""
        one, other = self.sides
        poll = select.poll()
        for side, against in ((one, other), (other, one)):
            if not side.ended or not self.passed_end[against]:  # else it is closed
                poll.register(side.socket, side.wants(against))
        found = poll.poll(max(0, end - time.monotonic()) * 1000)
        for _, events in found:
            if events & (select.POLLERR | select.POLLNVAL):
                raise ConnectionResetError
        return bool(found)

"""Connections to one backend that outlive a request, for an edge in another language."""
import threading
import time
from edge.wires import connect
from leaving import has_left
from upstreams import Failed, Left

GLANCE = 0.2  # seconds between two looks whether the client is still there

class Keeper:
    def __init__(self, host, port, most):
        self.host, self.port, self.most = host, port, most
        self.changed = threading.Condition()  # over the next two
        self.idle, self.open = [], 0

    def take(self, client, end, fresh=False):
        """A connection: one that is kept, or with `fresh` a new one."""
        kept = self.reserve(client, end, fresh)
        if kept:
            kept.client = client
            return kept
        try:
            return connect(self.host, self.port, client, end)
        except BaseException:
            self.forget()
            raise

    def reserve(self, client, end, fresh):
        """One that is kept; None: a new one may be opened."""
        with self.changed:
            while True:
                while self.idle and (not fresh or self.open >= self.most):
                    wire = self.idle.pop()
                    if wire.is_silent() and not fresh:
                        return wire
                    wire.close()
                    self.open -= 1
                if self.open < self.most:
                    self.open += 1
                    return None
                if client and has_left(client):
                    raise Left
                if time.monotonic() >= end:
                    raise Failed(503, "all connections to the backend are in use", sent=False)
                self.changed.wait(min(GLANCE, max(0, end - time.monotonic())))

    def give_back(self, wire):
        """For the next request. Its response is complete, and nothing came after that."""
        wire.client, wire.used = None, True
        with self.changed:
            self.idle.append(wire)
            self.changed.notify()

    def drop(self, wire):
        wire.close()
        self.forget()

    def forget(self):
        with self.changed:
            self.open -= 1
            self.changed.notify()

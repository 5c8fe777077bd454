"""Clients that leave, for servers in another language: what is done for them ends."""
import select
import socket
import threading
import time
from contextlib import contextmanager, suppress

EACH = 0.05  # seconds between two looks

LEFT = select.POLLERR | select.POLLHUP | select.POLLNVAL

def has_left(client):
    """Whether a client has reset its connection. A half-close is no reset."""
    poll = select.poll()
    try:
        poll.register(client, 0)
        return any(event & LEFT for _, event in poll.poll(0))
    except (OSError, ValueError):
        return True

class Watched:
    """A connection to another server, which is made for a client."""
    why = None  # it was ended: "late" or "left"

    def __init__(self, connection, client, end):
        self.connection, self.client, self.end = connection, client, end

    def look(self):
        self.why = "late" if time.monotonic() >= self.end else "left" if has_left(self.client) else None
        if self.why:
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
        return self.why

class Watch:
    """One thread looks after all of them."""
    def __init__(self):
        self.all, self.changed = set(), threading.Condition()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.all)
                for each in list(self.all):
                    if each.look():
                        self.all.discard(each)
            time.sleep(EACH)

    @contextmanager
    def over(self, connection, client, end):
        watched = Watched(connection, client, end)
        with self.changed:
            self.all.add(watched)
            self.changed.notify()
        try:
            yield watched
        finally:
            with self.changed:  # it looks at none that is closed
                self.all.discard(watched)

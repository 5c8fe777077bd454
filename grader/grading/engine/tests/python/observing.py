"""Connections of a server in another language that measure their requests, and a queue for them."""
import math
import socket
import threading
import traceback
from collections import deque
from contextlib import contextmanager, suppress
from conversing import Request, serve
from draining import Drainable, Port
from sending import send
from timing import CONNECTION, Exchange, now
from waiting import finish, see_off

MOST_LEAVING = 256  # clients that were turned away, and are told so at the same time
NOTHING = Request("-", "-", None, None, False, [], b"")

class Observed:
    """What a connection is besides that knows where its request is."""
    def observe(self, signals):
        self.signals, self.exchange, self.waits, self.address = signals, None, {}, None
        self.accepted = self.arrived = self.free = now()  # free: since when no earlier request is in the way
        with suppress(OSError):
            self.address = self.socket.getpeername()[0]

    def dequeued(self):
        moment = now()
        self.waits["queue"], self.free = moment - self.accepted, moment

    def begins(self):
        """Called by the thread, or the task, that serves it."""
        moment = now()
        self.waits["worker"], self.free = moment - self.free, moment
        CONNECTION.set(self)

    def request_begins(self):
        waits, self.waits = self.waits, {}
        if self.arrived < self.free:  # it has come together with an earlier one
            waits["worker"] = self.free - self.arrived
        self.exchange = Exchange(self.address, waits, max(self.arrived, self.free))
        return self.exchange

    def ended(self):
        self.exchange, self.free = None, now()

    async def receive(self, most, seconds):
        data = await super().receive(most, seconds)
        self.arrived = now()
        self.signals.add(received=len(data))
        return data

    async def send(self, data, seconds):
        try:
            taken = await super().send(data, seconds)
        except OSError as failure:
            if self.exchange and self.socket.fileno() >= 0:  # else this server has cut it off
                self.exchange.failure = "broken-by-timeout" if isinstance(failure, socket.timeout) else "broken-by-client"
            raise
        self.signals.add(sent=taken)
        return taken

    @contextmanager
    def waiting_for_client(self):
        left = self.exchange and self.exchange.reached("client")
        try:
            yield
        finally:
            if left:
                self.exchange.reached(left)

class Writing(Drainable):
    """A connection whose thread tells when it waits because the client does not read."""
    async def send(self, data, seconds):
        self.socket.setblocking(False)
        try:
            return self.socket.send(data)
        except BlockingIOError:
            with self.waiting_for_client():
                return await super().send(data, seconds)

class ObservedDrainable(Observed, Writing):
    def __init__(self, connection, alarm, signals):
        super().__init__(connection, alarm)
        self.observe(signals)

class ObservedPort(Port):
    """Connections wait in a queue while all threads serve others. If it is full, they wait in the kernel, or are turned away."""
    def __init__(self, listener, site, settings, most, places, rejects):
        self.signals, self.places, self.rejects = site.signals, places, rejects
        self.waiting, self.leaving = deque(), threading.Semaphore(MOST_LEAVING)  # the first is changed with the lock
        super().__init__(listener, site, settings, most)

    def connection(self, accepted):
        self.signals.add(accepted=1)
        return ObservedDrainable(accepted, self.idle_end, self.signals)

    def is_full(self):
        return not self.rejects and self.served >= self.most and len(self.waiting) >= self.places

    def accept_rest(self):
        self.places = math.inf
        for connection in super().accept_rest():
            self.start(connection)
        return []

    def start(self, connection):
        if not connection:
            return
        with self.changed:
            busy = self.served >= self.most
            if busy and len(self.waiting) < self.places:
                return self.waiting.append(connection)
        if busy:
            return self.reject(connection)
        connection.dequeued()
        super().start(connection)

    def serve(self, connection):
        while connection:
            connection.begins()
            try:
                finish(serve(connection, self.site, self.settings))
            except Exception:
                traceback.print_exc()  # a thread outlives its clients
            connection = self.after(connection)

    def after(self, connection):
        """The next one for its thread; None if none waits."""
        with self.changed:
            self.open.discard(connection)
            self.changed.notify_all()
            if not self.waiting:
                self.served -= 1
                return None
            following = self.waiting.popleft()
        following.dequeued()
        return following

    def reject(self, connection):
        self.signals.add(rejected=1)
        with self.changed:
            self.open.discard(connection)
        if self.leaving.acquire(blocking=False):
            threading.Thread(target=self.turn_away, args=(connection,), daemon=True).start()
        else:
            connection.socket.close()

    def turn_away(self, connection):
        try:
            with connection.socket, suppress(OSError):
                finish(connection.prepare())
                finish(send(connection, self.site.busy(), NOTHING, False, self.settings))
                finish(see_off(connection))
        finally:
            self.leaving.release()

    def expose(self, page):
        with self.changed:
            opened, served, waiting = len(self.open), self.served, list(self.waiting)
        expose(page, opened, served, self.most, waiting)

def expose(page, opened, served, most, waiting):
    """waiting: the connections, the oldest first."""
    page.gauge("http_connections_open", "Connections that are open.", opened)
    page.gauge("http_workers_busy", "Connections that are served.", served)
    page.gauge("http_workers_limit", "How many connections can be served at the same time.", most)
    page.gauge("http_queue_connections", "Connections that wait to be served.", len(waiting))
    oldest = (now() - waiting[0].accepted) / 1e9 if waiting else 0
    page.gauge("http_oldest_wait_seconds", "How long the oldest request has waited for a thread.", oldest, "seconds")

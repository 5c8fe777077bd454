"""A port in another language that can be closed without failing a request, and whose connections can be drained."""
import os
import select
import threading
import time
from contextlib import suppress
from conversing import serve
from listening import PAUSE
from sending import reset
from waiting import Blocking, finish

MOMENT = 0.3  # seconds that the next request of an idle connection may still take

def is_readable(descriptors, seconds):
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN)
    return {descriptor for descriptor, _ in poll.poll(max(0, seconds) * 1000)}

class Alarm:
    """Wakes all threads that wait for its descriptor, from now on."""
    def __init__(self):
        self.descriptor, self.rest = os.pipe()

    def fileno(self):
        return self.descriptor

    def ring(self):
        os.close(self.rest)

class Drainable(Blocking):
    """A connection that ends when it waits for a request and the alarm has rung."""
    def __init__(self, connection, alarm):
        super().__init__(connection)
        self.alarm = alarm

    async def await_request(self, seconds):
        own, alarm = self.socket.fileno(), self.alarm.fileno()
        self.in_progress = False
        ready = is_readable((own, alarm), seconds)
        if ready == {alarm} and not is_readable((own,), MOMENT):
            raise ConnectionAbortedError("idle, and the server ends")
        self.in_progress = True

class Port:
    """Serves each connection of a listener in a thread, `most` at the same time."""
    def __init__(self, listener, site, settings, most):
        self.listener, self.site, self.settings, self.most = listener, site, settings, most
        self.changed = threading.Condition()  # over the next two
        self.open, self.served = set(), 0  # connections that were accepted; how many of them have a thread
        self.last_call, self.closed, self.idle_end = Alarm(), threading.Event(), Alarm()
        self.listener.setblocking(False)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.last_call.fileno() in is_readable((self.last_call.fileno(),), 0):
            if self.is_full():
                self.await_room(PAUSE)  # and then looks whether there was the last call
            elif self.listener.fileno() in is_readable((self.listener.fileno(), self.last_call.fileno()), 3600):
                self.start(self.accept_next())
        waiting = self.accept_rest()
        self.closed.set()
        for connection in waiting:
            while not self.await_room(3600):
                pass
            self.start(connection)

    def is_full(self):
        """Whether a further connection waits in the kernel. Called with and without the lock."""
        return self.served >= self.most

    def await_room(self, seconds):
        with self.changed:
            return self.changed.wait_for(lambda: not self.is_full(), seconds)

    def accept_next(self):
        """A connection; None if there is none."""
        try:
            connection = self.listener.accept()[0]
        except BlockingIOError:
            return None
        except OSError:
            time.sleep(PAUSE)
            return None
        connection.setblocking(True)
        connection = self.connection(connection)
        with self.changed:
            self.open.add(connection)
        return connection

    def connection(self, accepted):
        return Drainable(accepted, self.idle_end)

    def accept_rest(self):
        """All that the kernel has; then closes the port. Between the two no thread has to wake up."""
        with self.listener:
            return list(iter(self.accept_next, None))

    def start(self, connection):
        if not connection:
            return
        with self.changed:
            self.served += 1
        try:
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()
        except RuntimeError:
            connection.socket.close()
            self.over(connection)

    def serve(self, connection):
        try:
            finish(serve(connection, self.site, self.settings))
        finally:
            self.over(connection)

    def over(self, connection):
        with self.changed:
            self.served -= 1
            self.open.discard(connection)
            self.changed.notify_all()

    def drain(self, seconds):
        """Returns whether all requests have their responses by then; those that are in progress are cut off, visibly."""
        end = time.monotonic() + seconds
        self.last_call.ring()
        self.closed.wait(seconds)
        self.idle_end.ring()
        with self.changed:
            self.changed.wait_for(lambda: not self.open, end - time.monotonic())
            rest = [connection for connection in self.open if connection.in_progress]
            for connection in rest:
                with suppress(OSError):
                    reset(connection.socket)
        return not rest

"""How a server in another language waits: in a thread, which blocks, or in an event loop. The rest of its code is the same for both.

Whatever waits is a coroutine. Over a `Blocking` connection it never suspends, so `finish` can run it from its start to its end.
"""
import asyncio
import contextvars
import math
import socket
import threading
import time
from collections import namedtuple
from limits import limited

LINGER, LONGEST_LINGER = 2, 8  # seconds of silence, and in all

def finish(coroutine):
    """Returns what a coroutine returns that does not suspend."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("it waits for an event loop, but there is none")

Waits = namedtuple("Waits", "pause lock call")
Waits.__doc__ = """How handlers wait: for some seconds, for others that use the same state, and for a function that blocks."""

@limited
async def block(seconds):
    time.sleep(seconds)

class BlockingLock:
    """Its coroutines never suspend: see waiting.py."""
    def __init__(self):
        self.lock = threading.Lock()

    async def __aenter__(self):
        self.lock.acquire()

    async def __aexit__(self, *failure):
        self.lock.release()

async def call(function, *arguments):
    return function(*arguments)

def blocking_waits():
    return Waits(block, BlockingLock(), call)

def looping_waits():
    """A function that blocks has a thread of its own meanwhile."""
    loop = asyncio.get_running_loop()
    return Waits(limited(asyncio.sleep), asyncio.Lock(), lambda *call: loop.run_in_executor(None, contextvars.copy_context().run, *call))

class Blocking:
    """A connection whose thread waits for it."""
    in_progress = True  # a request; False while there is none
    until = math.inf  # when its request must be over
    sees_off = True  # whether it waits until its client has closed it

    def __init__(self, connection):
        self.socket = connection

    async def prepare(self):
        """Called before anything is received. What a server puts between the socket and HTTP begins here."""

    async def see_off(self):
        """Called after the last response, unless its client has closed the connection."""
        await see_off(self)

    async def await_request(self, seconds):
        """Called before the first byte of each request. A server that ends idle connections waits here."""

    def request_begins(self):
        """Called when the first byte of a request is there. A server that measures requests begins here."""

    async def receive(self, most, seconds):
        """Some bytes; none at the end of input. Raises socket.timeout if none come in time, as `send` does if none fit."""
        self.socket.settimeout(seconds)
        return self.socket.recv(most)

    async def send(self, data, seconds):
        """How many bytes the socket has taken."""
        self.socket.settimeout(seconds)
        return self.socket.send(data)

class Looping:
    """A connection that waits in an event loop. Other connections get their turn before each call."""
    in_progress = True
    until = math.inf
    sees_off = True

    def __init__(self, connection):
        self.socket, self.loop = connection, asyncio.get_running_loop()
        connection.setblocking(False)

    async def prepare(self):
        """See Blocking."""

    async def see_off(self):
        await see_off(self)

    async def await_request(self, seconds):
        """See Blocking."""

    def request_begins(self):
        """See Blocking."""

    async def receive(self, most, seconds):
        return await self.when_ready(lambda: self.socket.recv(most), self.loop.add_reader, self.loop.remove_reader, seconds)

    async def send(self, data, seconds):
        return await self.when_ready(lambda: self.socket.send(data), self.loop.add_writer, self.loop.remove_writer, seconds)

    async def when_ready(self, action, observe, ignore, seconds):
        end = self.loop.time() + seconds
        await asyncio.sleep(0)
        while True:
            try:
                return action()
            except BlockingIOError:
                await self.ready(observe, ignore, end)

    async def ready(self, observe, ignore, end):
        """Only a connection that waits is observed, and only for what it waits for."""
        ready = self.loop.create_future()
        observe(self.socket, lambda: ready.done() or ready.set_result(None))
        late = self.loop.call_at(end, lambda: ready.done() or ready.set_exception(socket.timeout()))
        try:
            await ready
        finally:
            late.cancel()
            ignore(self.socket)

async def see_off(connection):
    connection.in_progress = False
    connection.socket.shutdown(socket.SHUT_WR)
    end = time.monotonic() + LONGEST_LINGER
    while time.monotonic() < end and await connection.receive(8192, LINGER):
        pass  # without reading, a reset may overtake the answer

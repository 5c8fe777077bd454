"""Ports of lab 13 for servers in another language: so many connections, whose requests are over in time."""
import asyncio
import math
import resource
import socket
import threading
import time
from contextlib import suppress
from listening import PAUSE
from looping import LoopPort, ObservedLooping
from observing import NOTHING, ObservedDrainable, ObservedPort
from sending import send
from waiting import Blocking, finish, see_off

DESCRIPTORS = min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 10 ** 6)
RESERVED = min(256, DESCRIPTORS // 4)  # for what is no connection of a client, or of one that leaves
LEAVING = RESERVED // 4

class Timed:
    """A connection whose request is over by then, even if its client still reads."""
    sees_off = known = False  # sees_off: not if its client has said that it sends no more; known: it has had a request

    async def send(self, data, seconds):
        left = self.until - time.monotonic()
        if left <= 0:
            if self.exchange:
                self.exchange.failure = "broken-by-timeout"
            raise socket.timeout
        return await super().send(data, min(seconds, left))

class TimedDrainable(Timed, ObservedDrainable):
    """Its thread is free for the next client while this one is seen off."""
    def __init__(self, connection, alarm, signals, leaving):
        super().__init__(connection, alarm, signals)
        self.leaving = leaving

    async def see_off(self):
        self.in_progress = False
        self.socket.shutdown(socket.SHUT_WR)
        if self.leaving.acquire(blocking=False):
            threading.Thread(target=self.wait, args=(socket.socket(fileno=self.socket.detach()),), daemon=True).start()

    def wait(self, connection):
        try:
            with connection, suppress(OSError):
                finish(see_off(Blocking(connection)))
        finally:
            self.leaving.release()

class TimedLooping(Timed, ObservedLooping):
    pass

class LimitedPort(ObservedPort):
    """No more connections than the process has descriptors for."""
    drainable = TimedDrainable

    def __init__(self, listener, site, settings, most, places, rejects, most_open):
        self.most_open = most_open
        super().__init__(listener, site, settings, most, places, rejects)
        self.leaving = threading.Semaphore(LEAVING)

    def connection(self, accepted):
        self.signals.add(accepted=1)
        return self.drainable(accepted, self.idle_end, self.signals, self.leaving)

    def is_full(self):
        return super().is_full() or not self.rejects and len(self.open) >= self.most_open

    def start(self, connection):
        if connection and self.most_open < len(self.open) and self.places < math.inf:  # it is, after the last call
            return self.reject(connection)
        super().start(connection)

class LimitedLoopPort(LoopPort):
    looping = TimedLooping

    def __init__(self, thread, listener, site, settings, most, rejects, most_open):
        self.rejects, self.most_open = rejects, most_open
        super().__init__(thread, listener, site, settings, most)

    async def accept(self):
        await (self.accept_or_reject() if self.rejects else super().accept())

    async def accept_or_reject(self):
        self.leaving = set()  # tasks
        while True:
            try:
                accepted = (await self.thread.loop.sock_accept(self.listener))[0]
            except OSError:
                await asyncio.sleep(PAUSE)
                continue
            if len(self.open) < self.most_open:
                self.start(accepted)
            elif len(self.leaving) < LEAVING:
                task = asyncio.ensure_future(self.turn_away(self.connection(accepted)))
                self.leaving.add(task)
                task.add_done_callback(self.leaving.discard)
            else:
                accepted.close()

    async def turn_away(self, connection):
        self.site.signals.add(accepted=1, rejected=1)
        with connection.socket, suppress(OSError):
            await connection.prepare()
            await send(connection, self.site.busy(), NOTHING, False, self.settings)
            await see_off(connection)

    def connection(self, accepted):
        return self.looping(accepted, self.site.signals)

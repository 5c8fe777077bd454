"""An event loop of a server in another language, whose connections are measured and can be drained."""
import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from conversing import serve
from draining import MOMENT
from engines import MOST_BLOCKED
from listening import PAUSE
from observing import Observed, expose
from sending import reset
from waiting import Looping, looping_waits

class ObservedLooping(Observed, Looping):
    is_idle = False  # whether it waits for a request

    def __init__(self, connection, signals):
        super().__init__(connection)
        self.observe(signals)

    async def await_request(self, seconds):
        self.is_idle, self.in_progress = True, False

    def request_begins(self):
        self.is_idle, self.in_progress = False, True
        return super().request_begins()

    async def ready(self, observe, ignore, end):
        if observe == self.loop.add_writer:
            with self.waiting_for_client():
                return await super().ready(observe, ignore, end)
        return await super().ready(observe, ignore, end)

class LoopThread:
    """One thread for all connections: a task for each."""
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.loop.set_default_executor(ThreadPoolExecutor(MOST_BLOCKED))
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def do(self, function, *arguments):
        """What a coroutine function returns, which runs in the loop."""
        return asyncio.run_coroutine_threadsafe(function(*arguments), self.loop).result()

    def waits(self):
        async def make():
            return looping_waits()
        return self.do(make)

class LoopPort:
    """Serves each connection of a listener, `most` at the same time. All is done in the loop."""
    def __init__(self, thread, listener, site, settings, most):
        self.thread, self.listener, self.site, self.settings, self.most = thread, listener, site, settings, most
        self.open, self.tasks, self.served = set(), set(), 0
        listener.setblocking(False)
        thread.do(self.begin)

    async def begin(self):
        self.room = asyncio.Semaphore(self.most)
        self.accepting = asyncio.ensure_future(self.accept())

    async def accept(self):
        while True:
            async with self.room:
                pass
            try:
                self.start((await self.thread.loop.sock_accept(self.listener))[0])
            except OSError:
                await asyncio.sleep(PAUSE)

    def start(self, accepted):
        self.site.signals.add(accepted=1)
        connection = self.connection(accepted)
        self.open.add(connection)
        task = asyncio.ensure_future(self.serve(connection))
        self.tasks.add(task)  # the loop itself has only weak references
        task.add_done_callback(self.tasks.discard)

    def connection(self, accepted):
        return ObservedLooping(accepted, self.site.signals)

    async def serve(self, connection):
        async with self.room:
            self.served += 1
            connection.begins()
            try:
                await serve(connection, self.site, self.settings)
            finally:
                self.served -= 1
                self.open.discard(connection)

    def drain(self, seconds):
        """As that of Port."""
        return self.thread.do(self.end, seconds)

    async def end(self, seconds):
        loop = self.thread.loop
        end = loop.time() + seconds
        self.accepting.cancel()
        await asyncio.sleep(0)  # until it has let go of the listener
        with self.listener, suppress(OSError):
            while True:
                self.start(self.listener.accept()[0])
        await asyncio.sleep(min(MOMENT, seconds))
        while self.open and loop.time() < end:
            for connection in self.open:
                if connection.is_idle:
                    with suppress(OSError):
                        connection.socket.shutdown(socket.SHUT_RD)  # as if the client sent no more
            await asyncio.sleep(PAUSE)
        rest = [connection for connection in self.open if connection.in_progress]
        for connection in rest:
            with suppress(OSError):
                reset(connection.socket)
        return not rest

    def expose(self, page):
        expose(page, len(self.open), self.served, self.most, [])

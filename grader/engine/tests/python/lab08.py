"""Lab 08's server in another language, as its page states it: the connections of lab 07 over six engines.

Python has no threads but those of the kernel. What costs little here is a task of asyncio, so three engines are an event
loop: a coroutine waits without a thread, for bytes (loop) and in a handler (virtual, hybrid).
"""
import asyncio
import os
import signal
import sys
import threading
import time
import traceback
import warnings
from contextlib import suppress

sys.dont_write_bytecode = True  # the imports below leave nothing behind
from conversing import FLAGS, admin_ports, serve, settings
from listening import PAUSE, accept, listen, serve_until_signal
from samples import Site
from sending import Response, problem, reset
from starting import number, read_flags, refuse_to_start
from waiting import Blocking, Looping, block, finish

MOST_VISITS = 10 ** 7

class BlockingLock:
    """Its coroutines never suspend: see waiting.py."""
    def __init__(self):
        self.lock = threading.Lock()

    async def __aenter__(self):
        self.lock.acquire()

    async def __aexit__(self, *failure):
        self.lock.release()

class SharedSite(Site):
    """The routes of lab 07, those whose handlers share state between connections, and those that show their process."""
    def __init__(self, engine, pause, lock):
        """lock: makes two steps of a handler one for all others, even if the handler waits between them."""
        super().__init__(engine.origins, pause)
        self.gap, self.lock, self.count, self.owners = engine.gap, lock, 0, {}
        self.add(
            ("/visits", "POST", lambda request: self.visit(request, 1)),
            ("/visits/{}", "POST", self.visit),
            ("/seats/([^/]+)", "PUT", self.take),
            ("/seats/([^/]+)", "GET", self.owner),
            ("/pid", "GET", lambda request: Response(200, b"%d\n" % os.getpid())),
            ("/crash", "GET", lambda request: os._exit(1)))

    async def pass_gap(self):
        if self.gap:
            await self.pause(self.gap)

    async def visit(self, request, times):
        if not 1 <= times <= MOST_VISITS:
            return problem(404, f"this route counts 1 to {MOST_VISITS} visits")
        for _ in range(times):
            async with self.lock:
                seen = self.count
                await self.pass_gap()
                count = self.count = seen + 1
        return Response(200, b"%d\n" % count)

    async def take(self, request, seat):
        async with self.lock:
            if seat in self.owners:
                return problem(409, f"seat {seat} is taken")
            await self.pass_gap()
            self.owners[seat] = request.body
            return Response(204)

    async def owner(self, request, seat):
        async with self.lock:
            owner = self.owners.get(seat)
        return problem(404, f"seat {seat} is free") if owner is None else Response(200, owner + b"\n")

class Engine:
    """Who waits for the connections. `run` serves them for ever; `end` is called at a signal."""
    def __init__(self, flags):
        self.settings, self.origins = settings(flags), flags["--origin"]
        self.gap, self.workers = number(flags, "--gap", 0, 10 ** 9) / 1000, number(flags, "--workers", 1, 10 ** 6)

    def end(self):
        pass

class Threads(Engine):
    """A thread for each connection, which ends with it."""
    def __init__(self, flags):
        super().__init__(flags)
        self.site = SharedSite(self, block, BlockingLock())

    def run(self, listener):
        accept(listener, self.serve, self.workers)

    def serve(self, connection):
        finish(serve(Blocking(connection), self.site, self.settings))

class Pool(Threads):
    """Threads that serve one connection after another."""
    def __init__(self, flags):
        super().__init__(flags)
        self.count = min(self.workers, number(flags, "--pool", 1, 10 ** 4))

    def run(self, listener):
        for _ in range(self.count):
            threading.Thread(target=self.work, args=(listener,), daemon=True).start()

    def work(self, listener):
        while True:
            try:
                self.serve(listener.accept()[0])
            except OSError:
                time.sleep(PAUSE)
            except Exception:
                traceback.print_exc()  # a thread outlives its clients

class Loop(Engine):
    """One thread for all connections: a task for each, which waits for its socket, for a deadline or in a handler."""
    def run(self, listener):
        asyncio.run(self.accept(listener))

    async def accept(self, listener):
        site = SharedSite(self, asyncio.sleep, asyncio.Lock())
        room, tasks, loop = asyncio.Semaphore(self.workers), set(), asyncio.get_running_loop()

        def over(task):
            tasks.discard(task)
            room.release()

        listener.setblocking(False)
        while True:
            await room.acquire()
            try:
                connection = (await loop.sock_accept(listener))[0]
            except OSError:
                room.release()
                await asyncio.sleep(PAUSE)
                continue
            task = loop.create_task(serve(Looping(connection), site, self.settings))
            tasks.add(task)  # the loop itself has only weak references
            task.add_done_callback(over)

class Processes(Threads):
    """A child for each connection. This process keeps the connection open, so that it can reset it if the child fails."""
    def __init__(self, flags):
        super().__init__(flags)
        self.room = threading.Semaphore(min(self.workers, number(flags, "--children", 1, 10 ** 4)))
        self.children, self.lock, self.ending = {}, threading.Lock(), False  # connections by process id
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: none has a lock that a child needs

    def run(self, listener):
        while True:
            self.room.acquire()
            try:
                self.start(listener, listener.accept()[0])
            except OSError:
                self.room.release()
                time.sleep(PAUSE)

    def start(self, listener, connection):
        with self.lock:
            if self.ending:
                return
            child = os.fork()
            if child == 0:
                self.be_child(listener, connection)
            self.children[child] = connection
        try:
            threading.Thread(target=self.await_end, args=(child,), daemon=True).start()
        except RuntimeError:  # no thread can wait for this child
            os.kill(child, signal.SIGKILL)
            self.await_end(child)

    def be_child(self, listener, connection):
        try:
            for other in (listener, *self.children.values()):
                other.close()
            self.serve(connection)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)

    def await_end(self, child):
        status = os.waitpid(child, 0)[1]
        with self.lock, suppress(OSError), self.children.pop(child) as connection:
            if status != 0:
                reset(connection)
        self.room.release()

    def end(self):
        with self.lock:
            self.ending = True
            for child in self.children:
                os.kill(child, signal.SIGKILL)
        while self.children:
            time.sleep(0.01)

ENGINES = {"thread": Threads, "pool": Pool, "virtual": Loop, "loop": Loop, "hybrid": Loop, "process": Processes}

def main():
    flags = read_flags(sys.argv[1:], {**FLAGS, "--engine": "thread", "--workers": "10000", "--pool": "200", "--children": "20", "--gap": "0"})
    if flags["--engine"] not in ENGINES:
        refuse_to_start(f"--engine {flags['--engine']!r}: give {', '.join(ENGINES)}")
    engine = ENGINES[flags["--engine"]](flags)
    listener, url = listen(flags, "--port")
    serve_until_signal([*admin_ports(flags), ("listening", url, lambda: engine.run(listener))], engine.end)

main()

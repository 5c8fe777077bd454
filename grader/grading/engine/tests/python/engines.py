"""Lab 08's six engines in another language, and the flags of a server that has them.

Python has no threads but those of the kernel. What costs little here is a task of asyncio, so three engines are an event
loop: a coroutine waits without a thread, for bytes (loop) and in a handler (virtual, hybrid).
"""
import asyncio
from concurrent.futures import ThreadPoolExecutor
import conversing
from conversing import admin_ports, serve
from listening import PAUSE, listen, serve_until_signal
from processes import Processes
from starting import number, refuse_to_start
from threads import Engine, Pool, Threads
from waiting import Looping, looping_waits

FLAGS = {**conversing.FLAGS, "--engine": "thread", "--workers": "10000", "--pool": "200", "--children": "20", "--gap": "0"}
MOST_BLOCKED = 200  # functions that block while an event loop goes on

class Loop(Engine):
    """One thread for all connections: a task for each, which waits for its socket, for a deadline or in a handler."""
    def run(self, listener):
        asyncio.run(self.accept(listener))

    async def accept(self, listener):
        room, tasks, loop = asyncio.Semaphore(self.workers), set(), asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(MOST_BLOCKED))
        site = self.make_site(looping_waits())

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

ENGINES = {"thread": Threads, "pool": Pool, "virtual": Loop, "loop": Loop, "hybrid": Loop, "process": Processes}

def gap(flags):
    """The seconds that SharedSite wants."""
    return number(flags, "--gap", 0, 10 ** 9) / 1000

def run(flags, make_site):
    """Serves until a signal. make_site: called with the Waits of the engine."""
    if flags["--engine"] not in ENGINES:
        refuse_to_start(f"--engine {flags['--engine']!r}: give {', '.join(ENGINES)}")
    engine = ENGINES[flags["--engine"]](flags, make_site)
    listener, url = listen(flags, "--port")
    serve_until_signal([*admin_ports(flags), ("listening", url, lambda: engine.run(listener))], engine.end)

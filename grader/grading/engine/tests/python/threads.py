"""Lab 08's engines in another language that have a thread for each connection."""
import threading
import time
import traceback
from conversing import serve, settings
from listening import PAUSE, accept
from starting import number
from waiting import Blocking, blocking_waits, finish

class Engine:
    """Waits for the connections. `run` serves them for ever; `end` is called at a signal."""
    def __init__(self, flags, make_site):
        self.settings, self.make_site = settings(flags), make_site
        self.workers = number(flags, "--workers", 1, 10 ** 6)

    def end(self):
        pass

class Threads(Engine):
    """A thread for each connection, which ends with it."""
    def __init__(self, flags, make_site):
        super().__init__(flags, make_site)
        self.site = make_site(blocking_waits())

    def run(self, listener):
        accept(listener, self.serve, self.workers)

    def serve(self, connection):
        finish(serve(Blocking(connection), self.site, self.settings))

class Pool(Threads):
    """Threads that serve one connection after another."""
    def __init__(self, flags, make_site):
        super().__init__(flags, make_site)
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

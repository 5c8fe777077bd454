"""Lab 08's engine in another language that has a process for each connection."""
import os
import signal
import threading
import time
import traceback
import warnings
from contextlib import suppress
from listening import PAUSE
from sending import reset
from starting import number
from threads import Threads

class Processes(Threads):
    """A child for each connection. This process keeps the connection open, so that it can reset it if the child fails."""
    def __init__(self, flags, make_site):
        super().__init__(flags, make_site)
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

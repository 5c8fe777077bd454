"""Checks of backends, for an edge in another language: a thread for each backend."""
import random
import threading
import time
from edge.calls import Stale, exchange
from edge.wires import connect
from starting import number
from upstreams import Failed

class Check:
    """The request of a check, as edge.calls wants it."""
    method, is_idempotent = "GET", True

    def __init__(self, path, host):
        self.path, self.host, self.content = path, host, self

    def head(self):
        return f"GET {self.path} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n".encode()

    def parts(self, size):
        """There is no content."""
        return ()

    def is_agreed(self, head):
        return False

class Checker:
    def __init__(self, pool, backend, flags):
        self.pool, self.backend = pool, backend
        self.interval, self.timeout = (number(flags, f"--health-{name}", 1, 10 ** 9) / 1000 for name in ("interval", "timeout"))
        self.request = Check(pool.options.health, backend.name)
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            well = self.is_well()
            with self.pool.lock:
                self.backend.standing.checked(well)
            time.sleep(random.uniform(0.55, 1.35) * self.interval)

    def is_well(self):
        end = time.monotonic() + self.timeout
        try:
            wire = connect(self.backend.keeper.host, self.backend.keeper.port, None, end)
        except Failed:
            return False
        try:
            return exchange(wire, self.request, self.timeout, end).head.status // 100 == 2
        except (Stale, Failed):
            return False
        finally:
            wire.close()

def check_all(pools, flags):
    """Begins to check the backends of all pools that have a path for it."""
    for pool in pools:
        if pool.options.health:
            for backend in pool.backends:
                Checker(pool, backend, flags)

"""A cache that loads: each value is fresh for a while, many who miss a key wait for one load, and the least recently used goes."""
import threading
import time
from collections import OrderedDict, namedtuple
from concurrent.futures import Future
from limits import GivenUp
from starting import number

FLAGS = {"--cache-ttl": "10000", "--cache-entries": "10000", "--cache-bytes": "16777216"}

Loaded = namedtuple("Loaded", "content end")
Loaded.__doc__ = """end: until when it is fresh; None if it was not kept."""

class Cache:
    def __init__(self, flags):
        self.ttl = number(flags, "--cache-ttl", 0, 10 ** 12) / 1000
        self.most, self.most_bytes = number(flags, "--cache-entries", 0, 10 ** 12), number(flags, "--cache-bytes", 0, 10 ** 17)
        self.kept, self.size = OrderedDict(), 0  # the value that was not used for longest is first
        self.loads = {}  # those in progress: Futures
        self.lock = threading.Lock()  # over these three

    def get(self, key, load):
        """The content, and the parameters of Cache-Status. What `load` raises, all raise who wait for it, but for a request that gives up."""
        with self.lock:
            found, now = self.kept.get(key), time.monotonic()
            if found and now < found.end:
                self.kept.move_to_end(key)
                return found.content, ["hit", ttl(found, now)]
            others = self.loads.get(key)
            if not others:
                own = self.loads[key] = Future()
        try:
            loaded = others.result() if others else self.load(key, load, own)
        except GivenUp:
            if not others:
                raise
            return self.get(key, load)
        parameters = ["fwd=stale" if found else "fwd=miss"]
        if loaded.end is not None:
            parameters += ["stored", ttl(loaded, time.monotonic())]
        return loaded.content, parameters + ["collapsed"] * bool(others)

    def load(self, key, load, future):
        try:
            content = load()
        except BaseException as failure:
            with self.lock:
                self.is_over(key, future)
            future.set_exception(failure)
            raise
        with self.lock:
            loaded = Loaded(content, self.keep(key, content) if self.is_over(key, future) else None)
        future.set_result(loaded)
        return loaded

    def is_over(self, key, future):
        """Returns whether what this load brings is to be kept: see forget()."""
        counts = self.loads.get(key) is future
        if counts:
            del self.loads[key]
        return counts

    def keep(self, key, content):
        self.drop(key)
        if len(content) > self.most_bytes or self.most == 0:
            return None
        end = time.monotonic() + self.ttl
        self.kept[key] = Loaded(content, end)
        self.size += len(content)
        while len(self.kept) > self.most or self.size > self.most_bytes:
            self.drop(next(iter(self.kept)))
        return end

    def drop(self, key):
        if key in self.kept:
            self.size -= len(self.kept.pop(key).content)

    def forget(self, key):
        """The next request loads it; a load that is in progress is only for those who wait for it already."""
        with self.lock:
            self.drop(key)
            self.loads.pop(key, None)

def ttl(loaded, now):
    return f"ttl={max(0, int(loaded.end - now))}"

"""What the cache of an edge in another language has: so many bytes of content, those that were used last."""
import threading
from collections import OrderedDict

PLENTY = 1000  # of responses, even if they have no content

class Store:
    def __init__(self, most):
        self.most, self.limit, self.lock = most, most // 8, threading.Lock()  # over all that follows
        self.bytes, self.all, self.by_uri = 0, OrderedDict(), {}  # all: the one that was used last is the last
        self.loads = {}  # those on their way, by key

    def find(self, uri, pool, request):
        """The response for a request, or None; and how many there are for its page."""
        with self.lock:
            same = [each for each in self.by_uri.get(uri, ()) if each.pool is pool]
            found = next((each for each in reversed(same) if each.is_for(request)), None)
            if found:
                self.all.move_to_end(found)
            return found, len(same)

    def put(self, uri, stored, request, load):
        """In place of what was there for this request, unless it was written since the load has begun."""
        with self.lock:
            if load.detached:
                return
            for each in [each for each in self.by_uri.get(uri, ()) if each.pool is stored.pool and each.is_for(request)]:
                self.remove(each)
            self.by_uri.setdefault(uri, []).append(stored)
            self.all[stored] = uri
            self.bytes += len(stored.content)
            while self.bytes > self.most or len(self.all) > PLENTY + self.most // PLENTY:
                self.remove(next(iter(self.all)))

    def remove(self, stored):
        """Called with the lock."""
        uri = self.all.pop(stored, None)
        if uri is None:
            return
        self.bytes -= len(stored.content)
        self.by_uri[uri].remove(stored)
        if not self.by_uri[uri]:
            del self.by_uri[uri]

    def drop(self, stored):
        with self.lock:
            self.remove(stored)

    def written(self, uri):
        """Nothing is used any more that is there or on its way."""
        with self.lock:
            for each in list(self.by_uri.get(uri, ())):
                self.remove(each)
            for key, load in list(self.loads.items()):
                if load.uri == uri:
                    load.detached = True
                    del self.loads[key]

    def join(self, key, make):
        """The load of this key that is on its way, or a new one; and whether it is new."""
        with self.lock:
            load, new = self.loads.get(key), key not in self.loads
            if new:
                load = self.loads[key] = make()
            return load, new

    def over(self, key, load):
        with self.lock:
            if self.loads.get(key) is load:
                del self.loads[key]

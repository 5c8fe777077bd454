"""Requests of the cache of an edge in another language to a backend: each has a thread, so that it depends on no client."""
import threading
import time
from edge.caching.stored import Stored, may_be_stored
from edge.pipes import Collecting, Pipe
from leaving import has_left
from sending import Problem
from upstreams import Left

GLANCE = 0.2  # seconds between two looks whether a client is still there

class Load:
    """The first client of a load gets the response of the backend as it comes; others wait until it is stored."""
    def __init__(self, store, uri, request, failover, stale, pipes):
        """stale: the Stored that is validated, or replaced, or None. pipes: the arguments of a Pipe after the first two."""
        self.store, self.uri, self.request, self.failover, self.stale, self.pipes = store, uri, request, failover, stale, pipes
        self.detached = False  # whether its page was written meanwhile
        self.changed = threading.Condition()  # over all that follows
        self.begun = self.decided = False  # whether there is a head, or a failure; whether it is known if the response is for others
        self.passage = self.pipe = self.failure = self.stored = None

    def start(self, path, wanted, key):
        def run():
            try:
                self.run(path, wanted)
            finally:
                self.tell(begun=True, decided=True)
                self.store.over(key, self)
        threading.Thread(target=run, daemon=True).start()

    def tell(self, **news):
        with self.changed:
            for name, value in news.items():
                setattr(self, name, value)
            self.changed.notify_all()

    def wait(self, name, client):
        """Waits until this is true, as long as the client is there."""
        with self.changed:
            while not getattr(self, name):
                self.changed.wait(GLANCE)
                if not getattr(self, name) and has_left(client):
                    raise Left

    def run(self, path, wanted):
        asked = time.monotonic()
        try:
            passage = self.failover.passage(path, wanted)
        except Problem as failure:
            return self.tell(failure=failure)
        head = passage.answer.head
        if head.status == 304 and self.stale:
            stored = self.stale.merged(self.request, head, asked)
            self.store.put(self.uri, stored, self.request, self)
            return self.tell(passage=passage, stored=stored)
        stores = may_be_stored(self.request, head, self.store.limit)
        if not stores:
            if head.status < 500 and self.stale:
                self.store.drop(self.stale)
            self.tell(decided=True)
        content = self.receive(passage, stores)
        if content is not None:
            stored = Stored(self.failover.pool, self.request, head, head.fields, content, asked)
            self.store.put(self.uri, stored, self.request, self)
            self.tell(stored=stored)

    def receive(self, passage, stores):
        """All content that is to be stored; None if there is none."""
        if passage.is_over and passage.answer.head.framing == 0:
            self.tell(begun=True, passage=passage)
            return b"" if stores else None
        pipe = Pipe(passage, None, *self.pipes)
        if stores:
            pipe = Collecting(passage, None, *self.pipes, limit=self.store.limit, give_up=lambda: self.tell(decided=True))
        self.tell(begun=True, passage=passage, pipe=pipe)
        pipe.run()
        return pipe.content() if stores else None

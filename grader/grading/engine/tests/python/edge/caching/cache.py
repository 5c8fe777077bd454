"""The cache of an edge in another language: which requests it can do for a backend."""
import conditions
from edge.affinity import Affinity
from edge.caching.directives import directives
from edge.caching.loads import Load
from edge.caching.store import Store
from edge.caching.stored import validators
from edge.heads import lowered
from edge.passing import PassedResponse, for_all_hops, place_of
from parsing import values
from sending import Problem
from timing import CONNECTION

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
ERRORS = {500, 502, 503, 504}
OWN = b"lab14"
CONDITIONS = {b"if-none-match", b"if-modified-since"}
ELSEWHERE = (b"if-match", b"if-unmodified-since", b"upgrade")  # with these, a request gets nothing that is stored

class Cache:
    def __init__(self, site, most):
        self.site, self.store = site, Store(most)

    async def respond(self, request, pool):
        target, host = place_of(request)
        uri = (host or b"").lower(), target
        response = await (self.read(request, pool, uri) if request.method in ("GET", "HEAD") else self.site.pass_through(request, pool))
        if request.method not in SAFE and response.status < 400:
            self.store.written(uri)
        return response

    async def read(self, request, pool, uri):
        asked = directives(request.fields)
        usable = not request.body.length and "no-store" not in asked and not any(values(request.fields, name) for name in ELSEWHERE)
        found, count = self.store.find(uri, pool, request) if usable else (None, 0)
        if found and found.is_fresh(asked):
            return hit(request, found)
        if found and request.method == "GET" and not asked.keys() & {"no-cache", "max-age", "min-fresh"} and found.may_be_stale("stale-while-revalidate"):
            self.refresh(request, pool, uri, found)
            return hit(request, found)
        if "only-if-cached" in asked:
            raise Problem(504, "nothing that is stored can be used")
        if not usable or request.method == "HEAD" or values(request.fields, b"range"):
            return marked(request, await self.site.pass_through(request, pool), b"fwd=bypass")
        why = b"uri-miss" if not count else b"vary-miss" if not found else b"request" if found.is_fresh({}) else b"stale"
        return await self.loaded(request, pool, uri, found, b"fwd=" + why)

    def make_load(self, request, pool, uri, stale):
        fields = [field for field in request.fields if field[0] not in CONDITIONS]
        fields += validators(lowered(stale.fields)) if stale else []
        failover = self.site.failover(request._replace(fields=fields), pool, None)
        return Load(self.store, uri, request, failover, stale, (self.site.buffer, self.site.budget))

    def join(self, request, pool, uri, stale, key):
        """A load, and whether it was begun for this request."""
        load, new = self.store.join(key, lambda: self.make_load(request, pool, uri, stale))
        if new:
            load.start(self.site.path_of(request), Affinity(pool, request.fields).wanted, key)
        return load, new

    def refresh(self, request, pool, uri, stale):
        """Loads it while it is used, unless that is on its way."""
        with self.store.lock:
            if stale.load and not stale.load.decided:
                return
            stale.load = self.make_load(request, pool, uri, stale)
            self.store.loads[stale] = stale.load
        stale.load.start(self.site.path_of(request), None, stale)

    async def loaded(self, request, pool, uri, stale, why):
        client = CONNECTION.get().socket
        key = uri, pool.name, tuple(sorted(for_all_hops(request.fields)))
        load, new = self.join(request, pool, uri, stale, key)
        if not new:
            await self.site.waits.call(load.wait, "decided", client)
            if load.stored and load.stored.is_fresh({}):
                return hit(request, load.stored, why + b"; collapsed")
            load, _ = self.join(request, pool, uri, stale, object())  # for this client alone
        await self.site.waits.call(load.wait, "begun", client)
        return self.first(request, load, why, Affinity(pool, request.fields), client)

    def first(self, request, load, why, affinity, client):
        """The response for the client for which a load was begun."""
        stale, head = load.stale, load.passage and load.passage.answer.head
        if stale and (not head or head.status in ERRORS) and stale.may_be_stale("stale-if-error"):
            if load.pipe:
                load.pipe.end()
            return hit(request, stale, why)
        if not head:
            raise load.failure
        if stale and head.status == 304:
            return hit(request, load.stored, why)
        if load.pipe:
            load.pipe.client = client
        response = self.site.response_of(load.passage, request, load.pipe)
        if head.status == 200 and not_modified(request, lowered(head.fields)):
            response.close()
            response = without_content(response)
        affinity.mark(response, load.passage.backend)
        return marked(request, response, why)

def not_modified(request, fields):
    tags = [tag.decode("latin-1").removeprefix("W/") for tag in values(fields, b"etag")]
    return conditions.check(request, tags, conditions.date_of(fields, b"last-modified")) == 304

def without_content(response):
    head = response.origin._replace(status=304, reason=b"Not Modified")
    bare = PassedResponse(head)
    bare.received = [field for field in response.received if field[0].lower() not in (b"content-type", b"content-encoding", b"content-range")]
    bare.before = response.before
    return bare

def hit(request, stored, how=None):
    response = PassedResponse(stored.head, body=stored.content)
    response.received = [*stored.fields, (b"Age", b"%d" % stored.age())]
    if not_modified(request, lowered(stored.fields)):
        response = without_content(response)
    return marked(request, response, how or b"hit; ttl=%d" % stored.left())

def marked(request, response, how):
    if request.method == "GET":
        response.received.append((b"Cache-Status", OWN + b"; " + how))
    return response

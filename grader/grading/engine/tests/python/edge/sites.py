"""The edge in another language: what takes the place of the routes when there are pools."""
import json
from edge.affinity import Affinity
from edge.caching.cache import Cache
from edge.checking import check_all
from edge.failover import Failover
from edge.forwarding import Forwarding, has_passed, read_trusted
from edge.heads import announced
from edge.passing import Passed, PassedResponse, interim
from edge.pools import read_pools
from edge.routing import Routes
from edge.tunnels import Tunnels, read_connects
from edge.pipes import piped
from lab13 import LARGEST, GuardedSite
from paths import segments_of
from rooms import Budget
from sending import Problem
from starting import number
from timing import CONNECTION, current

LONGEST = 10 ** 9

class EdgeSite(GuardedSite):
    def add_more(self, flags, waits):
        super().add_more(flags, waits)
        self.waits, self.pools = waits, read_pools(flags)
        check_all(self.pools.values(), flags)
        self.table = Routes(flags["--route"], self.pools)
        self.seconds = number(flags, "--upstream-timeout", 1, LONGEST) / 1000
        self.buffer = number(flags, "--response-buffer", 0, LARGEST)
        self.budget = Budget(number(flags, "--response-budget", 0, LARGEST))
        most = number(flags, "--cache-bytes", 0, LARGEST)
        self.cache = Cache(self, most) if most else None
        self.forwarding = Forwarding(read_trusted(flags["--trust"]), b"https" if flags["--tls"] else b"http")
        self.tunnels = Tunnels(waits, read_connects(flags["--connect"]), number(flags, "--tunnel-timeout", 1, LONGEST) / 1000)

    def preflight(self, request, origin):
        """Backends know their origins."""

    def marked(self, response, identity, origin=""):
        if not isinstance(response, PassedResponse):
            return super().marked(response, identity, origin)
        response.fields["X-Request-Id"] = identity.encode()
        return response

    async def response_to(self, request):
        if request.method == "CONNECT":
            return await self.tunnels.connect(request, CONNECTION.get().socket, self.seconds)
        if has_passed(request.fields):
            raise Problem(508, "this request comes back to where it has been")
        route = self.table.best(request)
        if not route:
            raise Problem(404, "no route matches this request")
        current().pattern = route.text
        return await self.pass_on(request, route.pool)

    async def pass_on(self, request, pool):
        return await (self.cache.respond if self.cache else self.pass_through)(request, pool)

    def path_of(self, request):
        """What a request is for, without its query and in one form, for hashing."""
        return "/".join(segments_of(request)).encode("utf-8", "surrogatepass")

    def failover(self, request, pool, client):
        """client: the socket, or None."""
        return Failover(pool, Passed(request, self.forwarding, CONNECTION.get().address), client, self.seconds)

    async def pass_through(self, request, pool):
        client, affinity = CONNECTION.get().socket, Affinity(pool, request.fields)
        passage = await self.waits.call(self.failover(request, pool, client).passage, self.path_of(request), affinity.wanted)
        pipe = None
        if passage.answer.head.framing != 0 and passage.answer.head.status != 101:
            pipe = piped(passage, client, self.buffer, self.budget)
        response = self.response_of(passage, request, pipe)
        affinity.mark(response, passage.backend)
        return response

    def response_of(self, passage, request, pipe):
        """pipe: where its content comes from; None if it has none."""
        head = passage.answer.head
        if head.status == 101:
            return self.tunnels.to_backend(passage)
        if pipe:
            response = PassedResponse(head, body=self.pieces(pipe), length=head.framing if isinstance(head.framing, int) else None)
            response.close = pipe.end
        else:
            response = PassedResponse(head)
            response.length = announced(head) if request.method == "HEAD" else 0
        response.before = b"" if request.old else interim(passage.answer.interim)
        return response

    async def pieces(self, pipe):
        while piece := await self.waits.call(pipe.take):
            yield piece

    def backends(self):
        return json.dumps([state for pool in self.pools.values() for state in pool.states()]).encode() + b"\n"

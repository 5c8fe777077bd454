"""Lab 08's routes in another language: those of lab 07, those whose handlers share state, and those that show their process."""
import os
from samples import Site
from sending import Response, problem

MOST_VISITS = 10 ** 7

class SharedSite(Site):
    """The routes of lab 07, those whose handlers share state between connections, and those that show their process."""
    def __init__(self, origins, gap, waits):
        """The lock of waits makes two steps of a handler one for all others, even if the handler waits between them."""
        super().__init__(origins, waits.pause)
        self.gap, self.lock, self.count, self.owners = gap, waits.lock, 0, {}
        self.add(
            ("/visits", "POST", lambda request: self.visit(request, 1)),
            ("/visits/{n}", "POST", self.visit),
            ("/seats/{}", "PUT", self.take),
            ("/seats/{}", "GET", self.owner),
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

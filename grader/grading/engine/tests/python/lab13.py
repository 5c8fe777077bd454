"""Lab 13's server in another language, as its page states it: lab 12's, which goes on while something around it fails.

It has no fallback: while a breaker is open, its clients get a 503.
"""
import json
import os
import sys
import time

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import bulkheads
import lab11
import lab12
from leaving import has_left
from limiting import DESCRIPTORS, RESERVED, LimitedLoopPort, LimitedPort
from looping import LoopThread
from payments import Payments
from rooms import Budget
from sending import Problem
from settings import choice, text, url, whole
from starting import number
from timing import CONNECTION, current
from upstreams import GuardedCatalog, GuardedPrices, Upstream
from waiting import blocking_waits

LARGEST = 10 ** 15
UPSTREAMS = ("pricing", "catalog", "payments")
MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")

KNOWN = {
    **lab12.KNOWN, "overload": choice("reject", "wait"),
    "header-timeout": whole("5000", 1, lab11.TIMEOUT), "body-timeout": whole("10000", 1, lab11.TIMEOUT),
    "total-timeout": whole("30000", 1, lab11.TIMEOUT), "upstream-timeout": whole("2000", 1, lab11.TIMEOUT),
    "payments": url(None), "breaker-window": whole("20", 1, 10 ** 6), "breaker-rate": whole("50", 1, 100),
    "breaker-open": whole("5000", 1, lab11.TIMEOUT), "breaker-slow": whole("1000", 1, lab11.TIMEOUT),
    "retries": whole("2", 0, 100), "retry-budget": whole("10", 0, 100), "bulkhead": text([]),
    "queue-target": whole("100", 1, lab11.TIMEOUT), "max-connections": whole(str(DESCRIPTORS - RESERVED), 1),
    "max-memory-per-request": whole("1048576"), "body-budget": whole(str(MEMORY // 4))}

class GuardedSite(lab12.MeasuredSite):
    def add_more(self, flags, waits):
        self.upstreams = {name: Upstream(name, flags) for name in UPSTREAMS}
        self.shop.pricing = GuardedPrices(self.shop.pricing, self.upstreams["pricing"])
        self.products.catalog = GuardedCatalog(self.products.catalog, self.upstreams["catalog"])
        if flags["--payments"]:
            self.add(*Payments(flags["--payments"], self.upstreams["payments"]).routes(waits))
        self.routes = bulkheads.around(self.routes, flags["--bulkhead"])
        self.target = number(flags, "--queue-target", 1, lab11.TIMEOUT) * 10 ** 6
        self.long_since = None

    async def handle(self, request):
        if has_left(CONNECTION.get().socket):
            raise ConnectionAbortedError("it is not there any more")
        return await super().handle(request)

    async def route(self, request):
        if self.is_too_long(self.waited()):
            raise Problem(503, "the server has too much to do", Retry_After="1")
        return await super().route(request)

    def is_too_long(self, wait):
        """Once all requests have waited for long, for some time, none may wait for twice the target any more."""
        now = time.monotonic_ns()
        if wait < self.target / 4:
            self.long_since = None
        elif self.long_since is None:
            self.long_since = now
        stands = self.long_since is not None and now - self.long_since > 2 * self.target
        return wait > (self.target if stands else 2 * self.target)

    def waited(self):
        """Nanoseconds that the connection has waited for a thread, if this is its first request."""
        connection, parts = CONNECTION.get(), current().parts
        first, connection.known = not connection.known, True
        return parts.get("queue", 0) + parts.get("worker", 0) if first else 0

    def refuse(self, status, detail):
        response = super().refuse(status, detail)
        if status == 503:
            response.fields["Retry-After"] = b"1"
        return response

    def breakers(self):
        return [{"name": name, "state": upstream.breaker.state()} for name, upstream in self.upstreams.items()]

class Life(lab12.Life):
    site, thread_port, loop_port = None, LimitedPort, LimitedLoopPort

    def limits(self, flags):
        limits = super().limits(flags)
        times = {name: number(flags, f"--{name}-timeout", 1, lab11.TIMEOUT) / 1000 for name in ("header", "body", "total")}
        budget = Budget(number(flags, "--body-budget", 0, LARGEST))
        most = min(limits.max_body, number(flags, "--max-memory-per-request", 0, LARGEST))
        return limits._replace(max_body=most, make_room=budget.make_room, **times)

    def make_site(self, flags):
        if flags["--engine"] == "loop":
            self.loop = LoopThread()
        waits, log = self.loop.waits() if self.loop else blocking_waits(), self.log.offer if self.logs else lambda record: None
        self.site = self.new_site(flags, waits, self.ending, self.signals, log)
        return self.site

    def new_site(self, *settings):
        return GuardedSite(*settings)

    def make_port(self, listener, site, limits, flags):
        open_at_most = number(flags, "--max-connections", 1, LARGEST)
        workers = min(number(flags, "--workers", 1, LARGEST), open_at_most)
        self.places, rejects = number(flags, "--queue", 0, LARGEST), flags["--overload"] == "reject"
        if self.loop:
            self.port = self.loop_port(self.loop, listener, site, limits, workers, rejects, open_at_most)
        else:
            self.port = self.thread_port(listener, site, limits, workers, self.places, rejects, open_at_most)
        return self.port

    def admin(self, request, limits):
        if request.path == b"/breakers":
            return 200, json.dumps(self.site.breakers() if self.site else []).encode() + b"\n", ("Content-Type: application/json",)
        return super().admin(request, limits)

if __name__ == "__main__":
    lab11.run(Life, KNOWN)

"""Lab 12's server in another language, as its page states it: lab 11's, which says how long requests take, how many, and so on.

It has no database: its pool lends nothing.
"""
import inspect
import json
import os
import resource
import sys
import uuid
from contextlib import suppress

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import buying
import conversing
import lab11
import tracing
from exposition import OPEN, TEXT, Page, wants_open
from lines import Lines
from limits import GivenUp
from looping import LoopPort, LoopThread
from observing import ObservedPort
from parsing import values
from records import json_line, record, text_line, without_secrets
from sending import problem
from settings import choice, whole
from signals import Signals, kind, labels
from starting import number
from timing import CONNECTION, current
from users import Users
from waiting import blocking_waits

KNOWN = {**lab11.KNOWN, "engine": choice("thread", "loop"), "log-format": choice("text", "json"), "log-queue": whole("8192", 1),
         "server-timing": choice("off", "on"), "trace": choice("on", "off")}
LAST_WRITE = 2  # seconds that the end of the process waits for who reads its lines

def measured(pattern, handler):
    async def handle(request, *values):
        exchange = current()
        exchange.pattern = "/" + "/".join("{name}" if segment == "{}" else segment for segment in pattern)
        exchange.reached("handle")
        try:
            response = handler(request, *values)
            return await response if inspect.isawaitable(response) else response
        except GivenUp:
            exchange.interrupted = True
            raise
        finally:
            exchange.reached("serialize")
    return handle

def text_of(request, name):
    return ", ".join(value.decode("latin-1") for value in values(request.fields, name)) or None

class MeasuredSite(lab11.EndingSite):
    """Its routes, and all around them, say where a request is."""
    def __init__(self, flags, waits, ending, signals, log):
        """log: called with the record of each request that has ended."""
        super().__init__(flags, waits, ending, tracing.fields)
        self.users = Users(flags["--token"])
        self.add(("/orders", "GET", lambda request: buying.listing(self.shop, self.users, request)))
        self.add_more(flags, waits)
        self.routes = [(pattern, method, measured(pattern, handler)) for pattern, method, handler in self.routes]
        self.signals, self.log = signals, log
        self.shows_times, self.traces = flags["--server-timing"] == "on", flags["--trace"] == "on"

    def add_more(self, flags, waits):
        """Later labs add routes here, and change what others use."""

    async def handle(self, request):
        exchange = current()
        exchange.reached("middleware")
        exchange.method, exchange.target = request.method, without_secrets(request.target)
        user = self.users.user_of(request)
        exchange.user, exchange.agent = user and user.name, text_of(request, b"user-agent")
        self.trace(exchange, request.fields)
        return self.leaving(exchange, await super().handle(request))

    def trace(self, exchange, fields):
        exchange.trace = tracing.Trace(fields) if self.traces else None

    async def route(self, request):
        current().reached("route")
        current().routed = True
        response = super().route(request)
        if inspect.isawaitable(response):
            return await response
        current().reached("serialize")
        return response

    def refuse(self, status, detail):
        exchange = current() or CONNECTION.get().request_begins()
        exchange.reached("middleware")
        self.trace(exchange, [])
        return self.leaving(exchange, super().refuse(status, detail))

    def busy(self):
        """The response to a client that is turned away, whose request is never read."""
        response = self.marked(problem(503, "all workers are busy", Retry_After="1"), uuid.uuid4().hex)
        if self.shows_times:
            response.fields["Server-Timing"] = b"total;dur=0"
        return response

    def leaving(self, exchange, response):
        exchange.reached("drain")
        if self.shows_times:
            response.fields["Server-Timing"] = exchange.server_timing().encode()
        close, connection = response.close, CONNECTION.get()

        def over():
            try:
                close()
            finally:
                exchange.reached(None)
                connection.ended()
                self.ended(exchange, response)
        response.close = over
        return response

    def ended(self, exchange, response):
        noted = record(exchange, response)
        self.signals.ended(labels(exchange, response), kind(exchange, response), exchange.total(), noted)
        self.log(noted)

class Life(lab11.Life):
    """What it says, and the lines of the log, are written by threads of their own."""
    def __init__(self):
        super().__init__()
        self.signals, self.port, self.loop, self.pool_size, self.logs = Signals(), None, None, 0, False
        self.output = self.log = Lines(sys.stdout.fileno())

    def say(self, line):
        self.output.say(line)

    def limits(self, flags):
        limits, line = conversing.settings(flags), json_line if flags["--log-format"] == "json" else text_line
        self.pool_size = number(flags, "--pool-size", 1, 10 ** 15)
        if limits.log is sys.stdout:
            self.output.takes(line, int(flags["--log-queue"]))
        elif limits.log:
            self.log = Lines(os.dup(limits.log.fileno()))
            self.log.takes(line, int(flags["--log-queue"]))
        self.logs = limits.log is not None
        return limits._replace(log=None)

    def make_site(self, flags):
        if flags["--engine"] == "loop":
            self.loop = LoopThread()
        waits, log = self.loop.waits() if self.loop else blocking_waits(), self.log.offer if self.logs else lambda record: None
        return MeasuredSite(flags, waits, self.ending, self.signals, log)

    def make_port(self, listener, site, limits, flags):
        workers = number(flags, "--workers", 1, 10 ** 15)
        self.places = number(flags, "--queue", 0, 10 ** 15)
        if self.loop:
            self.port = LoopPort(self.loop, listener, site, limits, workers)
        else:
            self.port = ObservedPort(listener, site, limits, workers, self.places, flags["--overload"] == "reject")
        return self.port

    def admin(self, request, limits):
        if request.path == b"/metrics":
            is_open = wants_open(b",".join(values(request.fields, b"accept")).decode("latin-1"))
            return 200, self.metrics(Page(is_open)), ("Content-Type: " + (OPEN if is_open else TEXT), "Vary: Accept")
        if request.path == b"/slow":
            text = json.dumps({"requests": self.signals.slowest()})
            return 200, text.encode() + b"\n", ("Content-Type: application/json",)
        return super().admin(request, limits)

    def metrics(self, page):
        self.signals.expose(page)
        if self.port:
            self.port.expose(page)
            page.gauge("http_queue_limit", "Connections that may wait to be served, at most.", self.places)
        page.gauge("db_pool_connections_borrowed", "Connections to the database in use.", 0)
        page.gauge("db_pool_connections_limit", "Connections to the database, at most.", self.pool_size)
        page.gauge("db_pool_waiting", "Callers that wait for a connection to the database.", 0)
        with suppress(OSError):
            page.gauge("process_open_fds", "Descriptors that are open.", len(os.listdir("/proc/self/fd")) - 1)
        page.gauge("process_max_fds", "How many descriptors can be open.", resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        page.gauge("log_lines_waiting", "Lines of the access log that wait to be written.", self.log.records)
        page.gauge("log_lines_limit", "Lines that may wait, at most.", self.log.most)
        page.counter("log_lines_dropped", "Lines of the access log that are lost.", self.log.dropped)
        return page.content()

    def flush(self):
        self.output.finish(LAST_WRITE)

    def end(self, code):
        self.log.finish(LAST_WRITE)
        self.output.finish(LAST_WRITE, "stopped")
        os._exit(code)

if __name__ == "__main__":
    lab11.run(Life, KNOWN)

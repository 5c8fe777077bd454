"""Where a request is, for servers in another language: at each moment in one part, so that the parts add up to the whole."""
import contextvars
import time

CONNECTION = contextvars.ContextVar("CONNECTION", default=None)  # the Observed one that this code serves

def now():
    return time.monotonic_ns()

def current():
    """The Exchange of this code; None if it works for no request."""
    connection = CONNECTION.get()
    return connection and connection.exchange

class Exchange:
    """A request and its response."""
    method = target = "-"
    user = agent = None
    pattern = None  # of the route that was found
    routed = interrupted = False  # whether the router has seen it; whether its handler took too long
    failure = None  # how the client has ended the response
    trace = None

    def __init__(self, client, waits, first):
        """waits: the parts before its first byte was read, at `first`."""
        self.client, self.parts, self.part, self.since = client, waits, "parse", first

    def reached(self, part):
        """Returns where it was until now."""
        left, moment = self.part, now()
        self.parts[left] = self.parts.get(left, 0) + moment - self.since
        self.part, self.since = part, moment
        return left

    def total(self):
        """Nanoseconds until it has reached the part where it is."""
        return sum(self.parts.values())

    def millis(self):
        return {part: nanos / 1e6 for part, nanos in self.parts.items() if nanos > 0}

    def server_timing(self):
        return ", ".join(f"{name};dur={millis:.6f}" for name, millis in [*self.millis().items(), ("total", self.total() / 1e6)])

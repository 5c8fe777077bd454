"""What a server in another language says about itself: histograms, counters, and the slowest requests."""
import threading
import time
from bisect import bisect_left, insort
from itertools import accumulate, count

BOUNDS = ("0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf")
NANOS = [int(float(bound) * 1e9) for bound in BOUNDS[:-1]]
KINDS = ("broken", "timeout", "rejected", "5xx", "4xx")
METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"}
SLOWEST, MINUTES = 20, 5

class Signals:
    """All counts of a server, under one lock, which no one holds for long."""
    def __init__(self):
        self.lock = threading.Lock()
        self.times = {}  # by labels: the counts of the buckets, and the sum in nanoseconds
        self.errors = dict.fromkeys(KINDS, 0)
        self.received = self.sent = self.accepted = self.rejected = 0
        self.minutes, self.numbers = {}, count()  # the slowest of each minute, the slowest first

    def add(self, **more):
        with self.lock:
            for name, number in more.items():
                setattr(self, name, getattr(self, name) + number)

    def ended(self, labels, kind, nanos, record):
        """kind: None for a success. record: what /slow shows."""
        with self.lock:
            times = self.times.setdefault(labels, [[0] * len(BOUNDS), 0])
            times[0][bisect_left(NANOS, nanos)] += 1
            times[1] += nanos
            if kind:
                self.errors[kind] += 1
            self.note((-nanos, next(self.numbers), time.monotonic(), record))

    def note(self, one):
        minute = int(one[2] // 60)
        if minute not in self.minutes:
            self.minutes = {each: slow for each, slow in self.minutes.items() if each >= minute - MINUTES}
        slow = self.minutes.setdefault(minute, [])
        insort(slow, one)
        del slow[SLOWEST:]

    def slowest(self):
        first = time.monotonic() - 60 * MINUTES
        with self.lock:
            found = sorted(each for slow in self.minutes.values() for each in slow if each[2] >= first)
        return [record for _, _, _, record in found[:SLOWEST]]

    def expose(self, page):
        with self.lock:
            times = [(dict(zip(("route", "method", "status"), labels)), list(accumulate(counts)), nanos)
                     for labels, (counts, nanos) in self.times.items()]
            errors = dict(self.errors)
        page.family("http_request_duration_seconds", "histogram", "How long requests take.",
                    [sample for each in times for sample in histogram(*each)], "seconds")
        page.family("http_requests", "counter", "Requests whose response has ended.",
                    [("_total", labels, counts[-1]) for labels, counts, _ in times])
        page.family("http_errors", "counter", "Requests that failed, by the first kind that they are.",
                    [("_total", {"kind": kind}, number) for kind, number in errors.items()])
        page.counter("http_received_bytes", "Bytes from clients.", self.received, "bytes")
        page.counter("http_sent_bytes", "Bytes to clients.", self.sent, "bytes")
        page.counter("http_connections_accepted", "Connections that were accepted.", self.accepted)
        page.counter("http_connections_rejected", "Connections that were turned away.", self.rejected)

def histogram(labels, counts, nanos):
    buckets = [("_bucket", {**labels, "le": bound}, number) for bound, number in zip(BOUNDS, counts)]
    return [*buckets, ("_sum", labels, nanos / 1e9), ("_count", labels, counts[-1])]

def labels(exchange, response):
    """Of few values each, whatever clients send."""
    status = f"{response.status // 100}xx" if response.whole else "broken"
    return exchange.pattern or "none", exchange.method if exchange.method in METHODS else "other", status

def kind(exchange, response):
    """The first kind of error that a request is; None if it is none."""
    if not response.whole:
        return "broken"
    if response.status in (408, 504) or exchange.interrupted:
        return "timeout"
    if response.status < 400:
        return None
    if not exchange.routed:
        return "rejected"
    return "5xx" if response.status >= 500 else "4xx"

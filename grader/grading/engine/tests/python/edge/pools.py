"""The backends of an edge in another language."""
import re
import threading
import time
from collections import namedtuple
from edge.choosing import KINDS
from edge.ejection import Standing
from edge.keeping import Keeper
from retries import Retries
from starting import number, refuse_to_start

FORM = re.compile(r"([^=;,\s]+)=([^;]*)((?:;[^;]*)*)", re.DOTALL)
URL = re.compile(r"http://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})/?")
OPTIONS = {"balance": "|".join(KINDS), "health": r"/[!-~]*", "affinity": r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", "slow-start": "[0-9]{1,9}"}
LONGEST = 10 ** 9

Options = namedtuple("Options", "balance health affinity slow_start")

def read_pools(flags):
    """Pools by name."""
    pools = {}
    for text in flags["--backends"]:
        found = FORM.fullmatch(text)
        if not found:
            refuse_to_start(f"--backends {text!r}: give NAME=URL,URL, and perhaps options")
        if found[1] in pools:
            refuse_to_start(f"--backends {text!r}: there is another pool {found[1]!r}; give it another name")
        pools[found[1]] = Pool(found[1], read_urls(text, found[2]), read_options(text, found[3]), flags)
    return pools

def read_urls(text, urls):
    found = [URL.fullmatch(url) for url in urls.split(",")]
    for url, each in zip(urls.split(","), found):
        if not each or not 0 < int(each[2]) < 65536:
            refuse_to_start(f"--backends {text!r}: {url!r} is no URL like http://127.0.0.1:8081")
    return [(each[1], int(each[2])) for each in found]

def read_options(text, options):
    given = {}
    for option in options.split(";")[1:]:
        name, _, value = option.partition("=")
        if name not in OPTIONS or not re.fullmatch(OPTIONS[name], value):
            refuse_to_start(f"--backends {text!r}: {option!r} is no option; there are {', '.join(name + '=' + value for name, value in OPTIONS.items())}")
        given[name] = value
    return Options(given.get("balance", "round-robin"), given.get("health"), given.get("affinity"), int(given.get("slow-start", "0")) / 1000)

class Backend:
    """One of a pool."""
    in_flight = requests = 0

    def __init__(self, host, port, standing, most):
        self.name, self.standing = f"{host}:{port}", standing
        self.keeper = Keeper(host.strip("[]"), port, most)

class Ticket:
    """A request that is in flight at a backend. `over` is called once."""
    def __init__(self, pool, backend):
        self.pool, self.backend, self.era = pool, backend, backend.standing.ejections
        backend.in_flight += 1
        backend.requests += 1

    def over(self, well):
        """well: None if that says nothing about the backend."""
        with self.pool.lock:
            self.backend.in_flight -= 1
            if well:
                self.backend.standing.succeeded(self.era)
            elif well is not None:
                self.backend.standing.failed(self.era, self.pool.may_eject)

class Pool:
    def __init__(self, name, addresses, options, flags):
        self.name, self.options, self.lock = name, options, threading.Lock()
        self.kind, self.retries = KINDS[options.balance](), Retries(flags)
        seconds = number(flags, "--eject-time", 1, LONGEST) / 1000
        counts = [number(flags, flag, least, 10 ** 6) for flag, least in (("--eject-after", 0), ("--health-rise", 1), ("--health-fall", 1))]
        most = number(flags, "--upstream-connections", 1, 10 ** 6)
        self.backends = [Backend(*address, Standing(counts[0], seconds, *counts[1:], options.slow_start), most) for address in addresses]

    def usable(self, now):
        """Those that are in; if none is, all."""
        return [each for each in self.backends if each.standing.is_in(now)] or self.backends

    def choose(self, path, wanted, tried):
        """A Ticket; None if all that can be used were tried. wanted: a backend that is preferred, or None."""
        now = time.monotonic()
        with self.lock:
            candidates = [each for each in self.usable(now) if each not in tried]
            if not candidates:
                return None
            kind = LEAST if tried and self.options.balance == "round-robin" else self.kind
            return Ticket(self, wanted if wanted in candidates else kind.choose(candidates, now, path))

    def has_more(self, tried):
        """Whether there is a backend that can be used and was not tried."""
        with self.lock:
            return any(each not in tried for each in self.usable(time.monotonic()))

    def may_eject(self):
        """Whether at most half of them are out if one more is."""
        now = time.monotonic()
        return 2 * (1 + sum(not each.standing.is_in(now) for each in self.backends)) <= len(self.backends)

    def is_in(self, backend):
        with self.lock:
            return backend.standing.is_in(time.monotonic())

    def states(self):
        now = time.monotonic()
        with self.lock:
            return [{"pool": self.name, "backend": each.name, "state": "in" if each.standing.is_in(now) else "out",
                     "inFlight": each.in_flight, "failures": each.standing.failures, "requests": each.requests,
                     "ejections": each.standing.ejections} for each in self.backends]

LEAST = KINDS["least-connections"]()

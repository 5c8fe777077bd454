"""Circuit breakers of lab 13 for servers in another language."""
import threading
import time
from collections import deque
from starting import number

class Permit:
    """For one call. Whoever has it ends it once: with a result, or without one."""
    def __init__(self, breaker, era):
        self.breaker, self.era, self.begun = breaker, era, time.monotonic()

    def succeeded(self):
        self.breaker.ended(self, time.monotonic() - self.begun > self.breaker.slow)

    def failed(self):
        self.breaker.ended(self, True)

    def cancelled(self):
        """The client has left, so the call says nothing."""
        self.breaker.given_up(self)

    def given_up(self):
        """The call has no result. If it was slow all the same, it has failed."""
        if time.monotonic() - self.begun > self.breaker.slow:
            self.failed()
        else:
            self.breaker.given_up(self)

class Breaker:
    def __init__(self, name, flags):
        self.name, self.rate = name, number(flags, "--breaker-rate", 1, 100)
        self.calls = deque(maxlen=number(flags, "--breaker-window", 1, 10 ** 6))  # whether each has failed
        self.open, self.slow = (number(flags, f"--breaker-{flag}", 1, 10 ** 9) / 1000 for flag in ("open", "slow"))
        self.lock = threading.Lock()  # over all of this
        self.kind, self.era, self.until, self.probe = "closed", 0, 0, None

    def state(self):
        with self.lock:
            return self.kind_now()

    def kind_now(self):
        return "half-open" if self.kind == "open" and time.monotonic() >= self.until else self.kind

    def retry_after(self):
        """Seconds, at least 1."""
        with self.lock:
            return max(1, int(self.until - time.monotonic() + 0.999) if self.kind == "open" else 1)

    def acquire(self):
        """A permit, or None."""
        with self.lock:
            if self.kind != self.kind_now():
                self.become("half-open")
            if self.kind == "open" or self.probe:
                return None
            permit = Permit(self, self.era)
            self.probe = permit if self.kind == "half-open" else None
            return permit

    def become(self, kind):
        self.kind, self.era, self.probe, self.until = kind, self.era + 1, None, time.monotonic() + self.open
        self.calls.clear()

    def ended(self, permit, failed):
        with self.lock:
            if permit.era != self.era:
                return
            if permit is self.probe:
                return self.become("open" if failed else "closed")
            self.calls.append(failed)
            count = len(self.calls)
            if 2 * count >= self.calls.maxlen and 100 * sum(self.calls) >= self.rate * count:
                self.become("open")

    def given_up(self, permit):
        with self.lock:
            if permit is self.probe:
                self.probe = None

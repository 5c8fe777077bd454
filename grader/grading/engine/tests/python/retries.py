"""Which calls are repeated, and when, as lab 13's page states it, in another language."""
import random
import threading
from limits import left
from starting import number

FIRST, SAVED = 0.05, 10  # seconds; repetitions

class Retries:
    def __init__(self, flags):
        self.most, self.percent = number(flags, "--retries", 0, 100), number(flags, "--retry-budget", 0, 100)
        self.hundredths, self.lock = 100 * SAVED, threading.Lock()

    def called(self):
        with self.lock:
            self.hundredths = min(self.hundredths + self.percent, 100 * SAVED)

    def take(self):
        with self.lock:
            enough = self.hundredths >= 100
            self.hundredths -= 100 * enough
            return enough

    def wait(self, attempt, failure, idempotent):
        """The seconds before a call is made once more; None if it must not be. attempt: how often it was made."""
        if attempt > self.most or not failure.passing or failure.sent and not idempotent:
            return None
        seconds = max(failure.wait, random.uniform(0, FIRST * 2 ** (attempt - 1)))
        return seconds if seconds < left(seconds + 1) and self.take() else None

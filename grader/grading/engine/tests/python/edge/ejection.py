"""Whether a backend of an edge in another language is in, as its checks and its requests say. All of it is called with the lock of its pool."""
import time

LONGEST = 16  # times the first ejection

class Standing:
    def __init__(self, after, seconds, rise, fall, slow_start):
        """after, seconds: how many failures eject a backend, and for how long at first. rise, fall: of checks. slow_start: seconds."""
        self.after, self.seconds, self.rise, self.fall, self.slow_start = after, seconds, rise, fall, slow_start
        self.checked_out, self.checks = False, 0  # how many checks in a row speak against what it is
        self.row, self.failures, self.ejections, self.on_trial = 0, 0, 0, False  # row: failures in a row
        self.since, self.until, self.lasts = None, 0, 0  # since: when it came in; None: it has never been out. until, lasts: of the last ejection

    def is_in(self, now):
        return not self.checked_out and now >= self.until

    def weight(self, now):
        """Its share, of 1."""
        since = max(self.since or 0, self.until)
        if not since or not self.slow_start:
            return 1
        return min(1, max(0.1, (now - since) / self.slow_start))

    def checked(self, well):
        if well != self.checked_out:
            self.checks = 0
            return
        self.checks += 1
        if self.checks >= (self.rise if well else self.fall):
            self.checked_out, self.checks = not well, 0
            if well:
                self.since = time.monotonic()

    def succeeded(self, era):
        if era == self.ejections:
            self.row, self.on_trial = 0, False

    def failed(self, era, may_eject):
        """may_eject: a function that says whether others are left."""
        self.failures += 1
        if era != self.ejections:
            return
        self.row += 1
        if self.after and (self.on_trial or self.row >= self.after) and may_eject():
            self.eject(time.monotonic())

    def eject(self, now):
        again = self.ejections and now - self.until < self.lasts
        self.lasts = min(2 * self.lasts, LONGEST * self.seconds) if again else self.seconds
        self.until, self.row, self.on_trial = now + self.lasts, 0, True
        self.ejections += 1

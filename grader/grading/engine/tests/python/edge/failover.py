"""A request on its way through a pool, for an edge in another language: if a backend fails, another one gets it."""
import socket
import threading
import time
from contextlib import suppress
from edge.calls import call
from limits import left
from sending import Problem
from upstreams import Failed, Left

class Passage:
    """A request at the backend that responds to it. Its response has a head, and perhaps content that is to come."""
    def __init__(self, ticket, answer):
        self.ticket, self.answer, self.lock, self.is_over, self.cancelled = ticket, answer, threading.Lock(), False, False
        self.backend = ticket.backend
        self.look()

    def next(self, *most):
        """Some content; none at its end."""
        try:
            piece = self.answer.next(*most)
        except Failed:
            self.end(None if self.cancelled else False)
            raise
        except Left:
            self.end(None)
            raise
        if piece:
            self.look()
        else:
            self.end(True)
        return piece

    def look(self):
        """The backend is free as soon as all has come."""
        if self.answer.decoder.done() and self.answer.head.status != 101:
            self.end(True)

    def cancel(self):
        """No one wants its content any more. A thread that waits for it goes on."""
        with self.lock:
            if not self.is_over:
                self.cancelled = True
                with suppress(OSError):
                    self.answer.wire.socket.shutdown(socket.SHUT_RDWR)

    def end(self, well=None):
        """well: whether the backend has done what it should; None if that is not known."""
        with self.lock:
            over, self.is_over = self.is_over, True
        if over:
            return
        wire, keeper = self.answer.wire, self.backend.keeper
        if well and self.answer.is_kept():
            keeper.give_back(wire)
        else:
            keeper.drop(wire)
        self.ticket.over(well)

class Failover:
    def __init__(self, pool, passed, client, seconds):
        """client: its socket. seconds: how long a backend may take."""
        self.pool, self.passed, self.client, self.seconds = pool, passed, client, seconds
        self.until = time.monotonic() + left(10 ** 9)

    def passage(self, path, wanted):
        """Ends with a Problem. wanted: a backend that is preferred, or None."""
        tried, failure = [], None
        self.pool.retries.called()
        while failure is None or self.may_go_on(failure, tried):
            ticket = self.pool.choose(path, wanted, tried)
            if not ticket:
                break
            tried.append(ticket.backend)
            try:
                return self.attempt(ticket)
            except Failed as failed:
                failure = failed
        raise failure

    def attempt(self, ticket):
        well = None
        try:
            return Passage(ticket, call(ticket.backend.keeper, self.passed, self.client, self.seconds, self.until))
        except Failed as failure:
            well = None if failure.args[0] == 503 or time.monotonic() >= self.until else False
            ticket.over(well)
            raise
        except BaseException:
            ticket.over(None)
            raise

    def may_go_on(self, failure, tried):
        """Whether another backend may get it."""
        if len(tried) > self.pool.retries.most or time.monotonic() >= self.until or not self.pool.has_more(tried):
            return False
        if failure.sent and not self.passed.is_idempotent:
            return False
        return not failure.sent or not self.pool.is_in(tried[-1]) or self.pool.retries.take()

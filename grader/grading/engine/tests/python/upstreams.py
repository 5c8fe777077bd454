"""Other servers, which may fail, for lab 13 in another language: a call ends in time, or is not even made."""
import time
import shop
from breakers import Breaker
from limits import GivenUp, left, within
from retries import Retries
from sending import Problem
from starting import number

class Failed(Problem):
    """The other server has failed. sent: whether it may have the request; passing: whether it may go better soon; wait: seconds that it asks for."""
    def __init__(self, status, detail, sent=True, passing=True, wait=0):
        super().__init__(status, detail)
        self.sent, self.passing, self.wait = sent, passing, wait

def failure_of(problem):
    """What a Problem of a client says about the other server: a Failed, or None if that has answered."""
    if isinstance(problem, Failed):
        return problem
    status = problem.status if isinstance(problem, shop.Problem) else problem.args[0]
    return Failed(status, str(problem.args[-1])) if status in (502, 504) else None

class Upstream:
    def __init__(self, name, flags):
        self.name, self.seconds = name, number(flags, "--upstream-timeout", 1, 10 ** 9) / 1000
        self.breaker, self.retries = Breaker(name, flags), Retries(flags)

    def call(self, idempotent, ask, *arguments):
        """What `ask` returns; it ends with a Problem. Its waits last at most as long as limits.left says."""
        self.retries.called()
        attempt = 1
        while True:
            try:
                return self.once(ask, arguments)
            except Failed as failure:
                wait = self.retries.wait(attempt, failure, idempotent)
                if wait is None:
                    raise
            time.sleep(wait)
            attempt += 1

    def once(self, ask, arguments):
        permit = self.breaker.acquire()
        if not permit:
            raise Problem(503, f"{self.name} has failed too often", Retry_After=str(self.breaker.retry_after()))
        verdict = permit.given_up
        try:
            with within(self.seconds):
                answer = ask(*arguments)
            verdict = permit.succeeded
            return answer
        except (Problem, shop.Problem) as problem:
            late = isinstance(problem, GivenUp)
            failure = Failed(504, f"{self.name} did not respond in time") if late else failure_of(problem)
            if isinstance(problem, Left):
                verdict = permit.cancelled
                raise
            if left(1) == 0:
                raise
            verdict = permit.failed if failure else permit.succeeded
            raise failure or problem
        finally:
            verdict()

class Left(GivenUp):
    """The client has left."""

class GuardedPrices:
    """In place of shop.Pricing."""
    def __init__(self, pricing, upstream):
        self.pricing, self.upstream = pricing, upstream

    def prices(self, skus):
        return self.upstream.call(True, self.pricing.prices, skus)

class GuardedCatalog:
    def __init__(self, catalog, upstream):
        self.catalog, self.upstream = catalog, upstream

    def get(self, path):
        return self.upstream.call(True, self.catalog.get, path)

    def put(self, path, content):
        return self.upstream.call(True, self.catalog.put, path, content)

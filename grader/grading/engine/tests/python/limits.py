"""How long a request may take, in another language: what its handler waits for ends by then."""
import contextvars
import math
import time
from contextlib import contextmanager
from sending import Problem

END = contextvars.ContextVar("END", default=math.inf)  # for the request of this code, as time.monotonic() tells

class GivenUp(Problem):
    """The request has no time left. That says nothing about what it waited for."""
    def __init__(self):
        super().__init__(503, "the handler took too long")

def begin(seconds):
    END.set(time.monotonic() + seconds)

@contextmanager
def within(seconds):
    """What is done here has less time than the request."""
    before = END.set(min(END.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        END.reset(before)

def left(seconds):
    """How long a wait may take that has a limit of its own."""
    return max(0, min(seconds, END.get() - time.monotonic()))

def limited(pause):
    async def wait(seconds):
        most = left(seconds)
        await pause(most)
        if most < seconds:
            raise GivenUp
    return wait

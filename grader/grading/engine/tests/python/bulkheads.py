"""Bulkheads of lab 13 for servers in another language: so many requests of a route at the same time, and no more."""
import inspect
import re
from sending import Problem
from starting import refuse_to_start
from threading import Lock

class Bulkhead:
    def __init__(self, most, handler):
        self.most, self.handler = most, handler
        self.handled, self.lock = 0, Lock()

    def add(self, count):
        with self.lock:
            self.handled += count
            return self.handled

    async def __call__(self, request, *values):
        try:
            if self.add(1) > self.most:
                raise Problem(503, "too many requests of this kind are handled", Retry_After="1")
            response = self.handler(request, *values)
            return await response if inspect.isawaitable(response) else response
        finally:
            self.add(-1)

def name(method, pattern):
    """The same for each name of a parameter."""
    return method + " " + re.sub(r"\{[^}]*\}|(?<=\*)\w+", lambda found: "{}" if found[0][0] == "{" else "", pattern)

def around(routes, texts):
    """The same routes. texts: what --bulkhead gives."""
    most = {}
    for text in texts:
        given = re.fullmatch(r"([A-Z]+) (/.*):0*([1-9][0-9]{0,8})", text)
        if not given or name(given[1], given[2]) not in {name(method, "/" + "/".join(pattern)) for pattern, method, _ in routes}:
            refuse_to_start(f"--bulkhead {text!r}: give a route that there is and a number from 1, such as 'GET /slow/{{ms}}:4'")
        most[name(given[1], given[2])] = int(given[3])
    names = [name(method, "/" + "/".join(pattern)) for pattern, method, _ in routes]
    return [(pattern, method, Bulkhead(most[each], handler) if each in most else handler)
            for each, (pattern, method, handler) in zip(names, routes)]

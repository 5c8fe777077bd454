"""Lab 04's server in another language, as its page states it: a tree of segments. Its connections are lab 03's."""
import json
import re
import sys
from http import HTTPStatus

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import lab03
from paths import address, segments_of, with_other_slash
from starting import refuse_to_start

DEMONSTRATION = ["GET /", "GET /users", "POST /users", "GET /users/{id}", "GET /files/*rest"]

class Node:
    """What may stand behind the segments so far. Routes are here by method: how each was written, and its names."""
    def __init__(self):
        self.static, self.parameter, self.wildcard, self.routes = {}, None, None, {}

    def add(self, place, written):
        method, _, pattern = written.partition(" ")
        if not re.fullmatch(r"[A-Z]+ /\S*", written):
            refuse_to_start(f"{place}route {written!r}: write a method, a space and a pattern, such as GET /users/{{id}}")
        node, names = self, []
        for segment in pattern.split("/")[1:]:
            if segment.startswith("{") or segment.startswith("*"):
                names.append(segment.strip("{}*"))
            if segment.startswith("{"):
                node.parameter = node = node.parameter or Node()
            elif segment.startswith("*"):
                node.wildcard = node = node.wildcard or Node()
            else:
                node = node.static.setdefault(segment, Node())
        if method in node.routes:
            refuse_to_start(f"{node.routes[method][0]!r} and {written!r} have the same paths: remove one of them")
        node.routes[method] = written, names

    def matches(self, segments, values=()):
        """The best match first: the routes of a pattern, and the values of its parameters."""
        if not segments:
            if self.routes:
                yield self.routes, values
            return
        first, rest = segments[0], segments[1:]
        if first in self.static:
            yield from self.static[first].matches(rest, values)
        if first and self.parameter:
            yield from self.parameter.matches(rest, (*values, first))
        if self.wildcard:
            yield self.wildcard.routes, (*values, "/".join(segments))

    def find(self, method, segments):
        """How the route was written and its parameters as pairs, or None. GET serves HEAD where HEAD has no route."""
        for wanted in (method, "GET") if method == "HEAD" else (method,):
            for routes, values in self.matches(segments):
                if wanted in routes:
                    written, names = routes[wanted]
                    return written, list(zip(names, values))
        return None

def problem(status, detail, *fields):
    title = HTTPStatus(status).phrase
    body = json.dumps({"title": title, "status": status, "detail": detail}) + "\n"
    return status, body.encode(), ("Content-Type: application/problem+json", *fields)

def allow(methods):
    return "Allow: " + ", ".join(sorted({*methods, "OPTIONS", *["HEAD"] * ("GET" in methods)}))

def answer(table, request):
    if request.path is None:
        return 200, b"", ()  # OPTIONS *
    segments = segments_of(request)
    method = request.method.decode()
    found = table.find(method, segments)
    if found:
        written, parameters = found
        lines = [("route", written), *parameters]
        body = "".join(f"{name}: {value}\n" for name, value in lines).encode()
        return 200, body, ("Content-Type: text/plain; charset=utf-8",)
    other = with_other_slash(segments)
    if table.find(method, other):
        return 308, b"", ("Location: " + address(other, request.query),)
    methods = {method for routes, _ in table.matches(segments) for method in routes}
    if method == "OPTIONS" and methods:
        return 200, b"", (allow(methods),)
    return problem(405, "there are other methods", allow(methods)) if methods else problem(404, "nothing is here")

def written_routes(flags):
    """The routes, and before each of them the line of the file that has it."""
    if flags["--routes"] is None:
        return [("", route) for route in flags["--route"] or DEMONSTRATION]
    try:
        with open(flags["--routes"], encoding="utf-8") as file:
            lines = [(f"{flags['--routes']}, line {number}: ", line.strip()) for number, line in enumerate(file, 1)]
    except (OSError, UnicodeError) as error:
        refuse_to_start(f"--routes {flags['--routes']!r} cannot be read ({error}): give a file with a route a line")
    return [(place, line) for place, line in lines if line and not line.startswith("#")]

def make_handler(flags):
    table = Node()
    for place, written in written_routes(flags):
        table.add(place, written)

    def handle(request, settings):
        lab03.log(request, settings)
        return answer(table, request)
    return handle

lab03.run({"--route": [], "--routes": None}, make_handler)

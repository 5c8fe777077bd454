"""Lab 07's routes in another language, with what stands around them."""
import inspect
import itertools
import json
import re
import urllib.parse
import uuid
from http import HTTPStatus
from parsing import METHODS, Refused
from paths import address, segments_of, with_other_slash
from sending import Problem, Response, problem

BLOCK = b"x" * 65536

def letters(count):
    for start in range(0, count, len(BLOCK)):
        yield BLOCK[:count - start]

def rows(count):
    text = "["
    for number in range(1, count + 1):
        text += ("," if number > 1 else "") + f'{{"id":{number},"name":"row {number}"}}'
        if len(text) > 30000:
            yield text.encode()
            text = ""
    yield f"{text}]\n".encode()

def broken():
    yield b"so far all is well\n"
    raise RuntimeError("the rest of this content cannot be made")

def values_of(pattern, segments):
    """What a path has for the placeholders of a pattern; None if they do not match."""
    rest, values = pattern[-1] == "*", []
    if len(segments) < len(pattern) if rest else len(segments) != len(pattern):
        return None
    for expected, segment in zip(pattern[:-1] if rest else pattern, segments):
        if expected == "{n}" and re.fullmatch("[0-9]{1,15}", segment):
            values.append(int(segment))
        elif expected == "{}" and segment:
            values.append(segment)
        elif expected != segment:
            return None
    return values + [segments[len(pattern) - 1:]] * rest

class Site:
    """The routes: `{n}` is a whole number, `{}` a segment, `*` the list of all further ones. A handler that waits is a coroutine."""
    def __init__(self, origins, pause):
        """pause: a coroutine function that waits for some seconds."""
        self.origins, self.pause, self.ids, self.routes = origins, pause, itertools.count(1), []
        self.add(
            ("/", "GET", lambda request: Response(200, b"Hello, world\n")),
            ("/json", "GET", self.json),
            ("/rows/{n}", "GET", lambda request, count: Response(200, rows(count), "application/json")),
            ("/bytes/{n}", "GET", lambda request, count: Response(200, letters(count), "application/octet-stream", count)),
            ("/chunks/{n}", "GET", lambda request, count: Response(200, letters(count), "application/octet-stream")),
            ("/whole/{n}", "GET", lambda request, count: Response(200, b"x" * min(count, 1 << 20), "application/octet-stream")),
            ("/echo", "POST", lambda request: Response(200, request.body, "application/octet-stream")),
            ("/fields", "GET", lambda request: Response(200, b"".join(name + b": " + value + b"\n" for name, value in request.fields))),
            ("/no-content", "GET", lambda request: Response(204)),
            ("/slow/{n}", "GET", self.slow),
            ("/fail-midway", "GET", lambda request: Response(200, broken())),
            ("/header", "GET", self.header),
            ("/status/{n}", "GET", self.status))

    def add(self, *routes):
        for pattern, method, handler in routes:
            self.routes.append((pattern.split("/")[1:], method, handler))

    def json(self, request):
        return Response(200, json.dumps({"id": next(self.ids), "name": "Ada", "tags": ["a", "b", "c"], "ok": True}).encode() + b"\n", "application/json")

    async def slow(self, request, millis):
        await self.pause(millis / 1000)
        return Response(200, b"Hello, world\n")

    def header(self, request):
        found = re.search(rb"(?:^|&)value=([^&]*)", request.query or b"")
        if not found:
            return problem(400, "give a value: /header?value=V")
        response = Response(200, b"Hello, world\n")
        response.fields["X-Value"] = urllib.parse.unquote_to_bytes(found[1])
        return response

    def status(self, request, status):
        if status not in (200, 204, 205, 304, 404, 410, 503):
            return problem(404, "this route has no such status")
        return Response(status, HTTPStatus(status).phrase.encode() + b"\n")

    async def handle(self, request):
        identity = [value.decode("latin-1") for name, value in request.fields if name == b"x-request-id"] if request.fields else []
        known = len(identity) == 1 and re.fullmatch("[A-Za-z0-9._-]{1,64}", identity[0])
        origin = b"".join(value for name, value in request.fields if name == b"origin").decode("latin-1")
        try:
            response = self.preflight(request, origin) or self.route(request)
            if inspect.isawaitable(response):
                response = await response
            if any(re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", value) for value in response.fields.values()):
                raise ValueError("a value has a control character")
        except Refused as refused:
            response = problem(*refused.args)
        except Problem as ended:
            response = problem(*ended.args, **ended.fields)
        except Exception:
            response = problem(500, "the server has a fault")
        return self.marked(response, identity[0] if known else uuid.uuid4().hex, origin)

    def refuse(self, status, detail):
        """The response to what is not a whole request."""
        return self.marked(problem(status, detail), uuid.uuid4().hex)

    def marked(self, response, identity, origin=""):
        others = [response.fields["Vary"]] if "Vary" in response.fields else []
        response.fields.update({"X-Request-Id": identity.encode(), "Vary": b", ".join([*others, b"Origin"])})
        if origin in self.origins:
            response.fields.update({"Access-Control-Allow-Origin": origin.encode(), "Access-Control-Allow-Credentials": b"true"})
        return response

    def preflight(self, request, origin):
        if request.method == "OPTIONS" and origin in self.origins and any(name == b"access-control-request-method" for name, _ in request.fields):
            return Response(204, Access_Control_Allow_Methods=", ".join(method.decode() for method in METHODS))

    def find(self, segments):
        """The methods of the routes that match, each with its handler and the values of its placeholders."""
        matches = [(method, handler, values_of(pattern, segments)) for pattern, method, handler in self.routes]
        return {method: (handler, values) for method, handler, values in matches if values is not None}

    def route(self, request):
        """Later labs note here that a request has come this far."""
        return self.response_to(request)

    def response_to(self, request):
        segments = segments_of(request)
        found, wanted = self.find(segments), "GET" if request.method == "HEAD" else request.method
        if wanted in found:
            handler, values = found[wanted]
            return handler(request, *values)
        if found or request.path is None:
            allowed = ", ".join(sorted([*found, "OPTIONS", *["HEAD"] * ("GET" in found)]))
            return Response(204, Allow=allowed) if request.method == "OPTIONS" else problem(405, f"this path allows {allowed}", Allow=allowed)
        other = with_other_slash(segments)
        if wanted in self.find(other):
            return Response(308, kind=None, Location=address(other, request.query))
        return problem(404, "no route matches this path")

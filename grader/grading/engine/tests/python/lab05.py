"""Lab 05's server in another language, as its page states it: layers around a router. Its connections are those of serving.py."""
import functools
import json
import math
import re
import sys
import threading
import time
import traceback
import uuid
from collections import OrderedDict
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

sys.dont_write_bytecode = True  # the import below leaves nothing behind
import serving
from serving import Response
from users import Users

FLAGS = {"--rate": None, "--burst": None, "--rate-clients": "10000", "--token": [], "--origin": []}
SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://(?:[A-Za-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?")

def problem(request, status, detail, **fields):
    members = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, "requestId": request.id}
    return Response(status, json.dumps(members) + "\n", "application/problem+json", **fields)

# --- the layers: each gets a request, and what is further in ---

def request_id(request, inner):
    given = request.first("X-Request-Id") or ""
    request.id = given if SANE_ID.fullmatch(given) else uuid.uuid4().hex
    response = inner(request)
    response.fields["X-Request-Id"] = request.id
    return response

class AccessLog:
    def __init__(self, log):
        self.log = log

    def __call__(self, request, inner):
        start = time.monotonic()
        response = inner(request)
        millis = int(1000 * (time.monotonic() - start))
        sent = 0 if request.method == "HEAD" else len(response.body)
        self.log(f"{request.method or '-'} {request.target or '-'} {response.status} {sent} {millis} {request.id}")
        return response

def is_preflight(request):
    return request.method == "OPTIONS" and None not in (request.first("Origin"), request.first("Access-Control-Request-Method"))

class Cors:
    def __init__(self, origins):
        self.origins = set(origins)

    def __call__(self, request, inner):
        response = Response(204) if is_preflight(request) else inner(request)
        response.fields["Vary"] = "Origin"
        origin = request.first("Origin")
        if origin in self.origins:
            response.fields["Access-Control-Allow-Origin"] = origin
            response.fields["Access-Control-Allow-Credentials"] = "true"
            if is_preflight(request):
                response.fields["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
                if request.first("Access-Control-Request-Headers"):
                    response.fields["Access-Control-Allow-Headers"] = request.first("Access-Control-Request-Headers")
        return response

def errors(request, inner):
    try:
        return inner(request)
    except Exception:
        traceback.print_exc()  # for the operator, and for no client
        return problem(request, 500, "the server has a fault")

class Who:
    def __init__(self, users):
        self.users = users

    def __call__(self, request, inner):
        request.user = self.users.identify(request.fields.get_all("Authorization", []))
        return inner(request)

class Rate:
    """A token bucket for each client: how many tokens it had, and when that was."""
    def __init__(self, rate, burst, most):
        self.rate, self.burst, self.most = rate, burst, most
        self.buckets = OrderedDict()  # who was not seen for longest is first
        self.lock = threading.Lock()

    def take(self, client):
        """The seconds until there is a token; 0 if one was taken."""
        with self.lock:
            now = time.monotonic()
            tokens, seen = self.buckets.pop(client, (self.burst, now))
            tokens = min(self.burst, tokens + self.rate * (now - seen))
            wait = 0 if tokens >= 1 else (1 - tokens) / self.rate
            self.buckets[client] = (tokens if wait else tokens - 1, now)
            if len(self.buckets) > self.most:
                self.buckets.popitem(last=False)
            return wait

    def __call__(self, request, inner):
        client = ("name", request.user.name) if request.user else ("address", request.address)
        wait = self.take(client) if self.rate else 0
        if wait:
            return problem(request, 429, "too many requests", Retry_After=str(max(1, math.ceil(wait))))
        return inner(request)

def somebody(handler, request):
    if not request.user:
        return problem(request, 401, "a token is needed", WWW_Authenticate='Bearer realm="lab05"')
    return handler(request)

def admin_only(handler, request):
    return handler(request) if request.user.role == "admin" else problem(request, 403, "only for the role admin")

def boom(_):
    raise RuntimeError("boom")

def guarded(handler, *guards):
    for guard in reversed(guards):
        handler = functools.partial(guard, handler)
    return handler

ROUTES = {
    "/public": lambda request: Response(200, "open to all\n"),
    "/private": guarded(lambda request: Response(200, "for whoever has a token\n"), somebody),
    "/whoami": guarded(lambda request: Response(200, f"{request.user.name} {request.user.role}\n"), somebody),
    "/admin": guarded(lambda request: Response(200, "for admins\n"), somebody, admin_only),
    "/boom": boom}

def normal(path):
    """The path with each segment decoded, without dot segments; None if it has a bad escape."""
    segments = []
    for segment in path.split("/")[1:]:
        try:
            decoded = unquote_to_bytes(segment).decode()
        except UnicodeDecodeError:
            return None
        if re.search("%(?![0-9A-Fa-f]{2})", segment) or "\0" in decoded:
            return None
        if decoded == "..":
            segments = segments[:-1]
        elif decoded != ".":
            segments.append(decoded.replace("/", "%2F"))
    return "/" + "/".join(segments)

def router(request):
    if request.target == "*":
        return Response(204, Allow="GET, HEAD, OPTIONS")
    path, _, query = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*", "", request.target).partition("?")
    path = normal(path or "/")
    if path is None:
        return problem(request, 400, "the path has a bad escape")
    if path not in ROUTES:
        other = path[:-1] if path.endswith("/") else path + "/"
        if other in ROUTES and request.method in ("GET", "HEAD"):
            return problem(request, 308, "without the slash", Location=other + ("?" + query if query else ""))
        return problem(request, 404, "nothing is here")
    if request.method == "OPTIONS":
        return Response(204, Allow="GET, HEAD, OPTIONS")
    if request.method not in ("GET", "HEAD"):
        return problem(request, 405, "only GET is known here", Allow="GET, HEAD, OPTIONS")
    return ROUTES[path](request)

def onion(layers, inmost):
    for layer in reversed(layers):
        inmost = functools.partial(lambda layer, inner, request: layer(request, inner), layer, inmost)
    return inmost

def make_rate(flags):
    text = flags["--rate"]
    if text is not None and (not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) or float(text) == 0):
        serving.refuse_to_start(f"--rate {text!r}: give how many requests a second, such as 5 or 0.5")
    rate = None if text is None else float(text)
    burst = math.ceil(rate or 1) if flags["--burst"] is None else serving.number(flags, "--burst", 1, 10 ** 9)
    return Rate(rate, burst, serving.number(flags, "--rate-clients", 1, 10 ** 9))

def make(flags):
    users = Users(flags["--token"])
    for origin in flags["--origin"]:
        if not ORIGIN.fullmatch(origin):
            serving.refuse_to_start(f"--origin {origin!r}: give one origin, such as http://shop.example; for two, the flag twice")
    outer = [request_id, AccessLog(serving.open_log(flags)), Cors(flags["--origin"])]

    def refuse(request, status, why):
        return onion(outer, lambda refused: problem(refused, status, why))(request)
    return onion([*outer, errors, Who(users), make_rate(flags)], router), refuse

serving.run(FLAGS, make)

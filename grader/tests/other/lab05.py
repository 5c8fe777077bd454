"""Lab 05's server in another language, as its page states it: http.server of the standard library, and layers around a router."""
import functools
import hmac
import json
import math
import os
import re
import signal
import socket
import sys
import threading
import time
import traceback
import uuid
from collections import OrderedDict, namedtuple
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_to_bytes

FLAGS = {"--host": "127.0.0.1", "--port": "8080", "--access-log": "-", "--admin-port": None, "--read-timeout": "5000",
         "--max-body": "1048576", "--rate": None, "--burst": None, "--rate-clients": "10000"}
LISTS = ("--token", "--origin")
SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://(?:[A-Za-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?")

User = namedtuple("User", "name role")
output_lock = threading.Lock()

class Request:
    """`method` and `target` are None for what could not be understood; `fields` is an email.message.Message."""
    def __init__(self, method, target, address, fields):
        self.method, self.target, self.address, self.fields = method, target, address, fields
        self.id = self.user = None

    def first(self, name):
        return self.fields.get(name) if self.fields is not None else None

    def is_preflight(self):
        return self.method == "OPTIONS" and None not in (self.first("Origin"), self.first("Access-Control-Request-Method"))

class Response:
    def __init__(self, status, body="", kind="text/plain; charset=utf-8", **fields):
        self.status, self.body, self.fields = status, body.encode(), {}
        if status != 204:
            self.fields["Content-Type"] = kind
        self.fields.update((name.replace("_", "-"), value) for name, value in fields.items())

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
    def __init__(self, file):
        self.file = file

    def __call__(self, request, inner):
        start = time.monotonic()
        response = inner(request)
        millis = int(1000 * (time.monotonic() - start))
        sent = 0 if request.method == "HEAD" else len(response.body)
        line = f"{request.method or '-'} {request.target or '-'} {response.status} {sent} {millis} {request.id}"
        if self.file:
            with output_lock:
                print(re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", line), file=self.file, flush=True)
        return response

class Cors:
    def __init__(self, origins):
        self.origins = set(origins)

    def __call__(self, request, inner):
        response = Response(204) if request.is_preflight() else inner(request)
        response.fields["Vary"] = "Origin"
        origin = request.first("Origin")
        if origin in self.origins:
            response.fields["Access-Control-Allow-Origin"] = origin
            response.fields["Access-Control-Allow-Credentials"] = "true"
            if request.is_preflight():
                response.fields["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
                if request.first("Access-Control-Request-Headers"):
                    response.fields["Access-Control-Allow-Headers"] = request.first("Access-Control-Request-Headers")
        return response

def errors(request, inner):
    try:
        return inner(request)
    except Exception:
        traceback.print_exc()  # for whoever runs the server, and for nobody else
        return problem(request, 500, "the server has a fault")

class Who:
    def __init__(self, tokens):
        self.users = [(secret, User(name, role)) for name, role, secret in tokens]

    def __call__(self, request, inner):
        given = request.fields.get_all("Authorization", [])
        bearer = BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
        if bearer:
            for secret, user in self.users:
                if hmac.compare_digest(secret, bearer[1]):
                    request.user = user
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

class Conversation(BaseHTTPRequestHandler):
    protocol_version = default_request_version = "HTTP/1.1"
    layers = refusing = max_body = None     # set by main
    disable_nagle_algorithm = True

    def answer(self, last=False):
        if self.request_version != "HTTP/1.0" and len(self.headers.get_all("Host", [])) != 1:
            return self.send_error(400, "a request has exactly one Host")
        length = self.headers.get("Content-Length", "0")
        self.close_connection |= last or "Transfer-Encoding" in self.headers or not length.isdigit()
        if length.isdigit() and int(length) > self.max_body:
            return self.send_error(413, "the content is too long")
        self.rfile.read(0 if self.close_connection else int(length))
        target = self.requestline.split()[1]
        self.write(self.layers(Request(self.command, target, self.client_address[0], self.headers)))

    def finish(self):
        super().finish()
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(2)
        end = time.monotonic() + 8  # and at most 2 s of silence
        while time.monotonic() < end and self.connection.recv(8192):
            pass  # without reading, a reset may overtake the answer

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_TRACE = answer

    def send_error(self, code, message=None, explain=None):
        """http.server calls it for whatever it cannot understand."""
        self.close_connection = True
        request = Request(None, None, self.client_address[0], None)
        self.write(onion(self.refusing, lambda refused: problem(refused, int(code), message or "not understood"))(request))

    def write(self, response):
        lines = [f"HTTP/1.1 {int(response.status)} {HTTPStatus(response.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in response.fields.items()]
        lines += [f"Content-Length: {len(response.body)}"] * (response.status != 204) + ["Connection: close"] * self.close_connection
        body = b"" if self.command == "HEAD" else response.body
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

class Admin(Conversation):
    def do_GET(self):
        self.close_connection = True
        self.write(Response(200, "ok\n") if self.path in ("/live", "/ready") else Response(404, "there are /live and /ready\n"))

class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a client that left is its own trouble

def refuse_to_start(reason):
    print("lab05: " + reason, file=sys.stderr)
    sys.exit(2)

def read_flags(rest):
    flags, lists = dict(FLAGS), {name: [] for name in LISTS}
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in flags and name not in lists or not equals and not rest:
            refuse_to_start(f"{name!r} is unknown or has no value: there are {', '.join([*FLAGS, *LISTS])}")
        value = value if equals else rest.pop(0)
        if name in lists:
            lists[name].append(value)
        else:
            flags[name] = value
    return flags, lists

def number(flags, name, least, most):
    if not re.fullmatch("[0-9]{1,18}", flags[name]) or not least <= int(flags[name]) <= most:
        refuse_to_start(f"{name} {flags[name]!r}: give a number from {least} to {most}")
    return int(flags[name])

def make_rate(flags):
    text = flags["--rate"]
    if text is not None and (not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) or float(text) == 0):
        refuse_to_start(f"--rate {text!r}: give how many requests a second, such as 5 or 0.5")
    rate = None if text is None else float(text)
    burst = math.ceil(rate or 1) if flags["--burst"] is None else number(flags, "--burst", 1, 10 ** 9)
    return Rate(rate, burst, number(flags, "--rate-clients", 1, 10 ** 9))

def make_layers(flags, lists):
    tokens = [text.split(":", 2) for text in lists["--token"]]
    for text, parts in zip(lists["--token"], tokens):
        if len(parts) != 3 or not all(parts) or not BEARER.fullmatch("Bearer " + parts[2]):
            refuse_to_start("a --token is NAME:ROLE:SECRET, each of them visible characters, such as ada:admin:s3cret")
    for origin in lists["--origin"]:
        if not ORIGIN.fullmatch(origin):
            refuse_to_start(f"--origin {origin!r}: give one origin, such as http://shop.example, and the flag again for the next")
    try:
        name = flags["--access-log"]
        log = AccessLog(None if name == "off" else sys.stdout if name == "-" else open(name, "a"))
    except OSError as error:
        refuse_to_start(f"--access-log {name!r} cannot be written ({error.strerror}): give another file, - or off")
    refusing = [request_id, log, Cors(lists["--origin"])]
    return refusing, [*refusing, errors, Who(tokens), make_rate(flags)]

def listen(flags, flag, handler):
    host, port = flags["--host"], number(flags, flag, 0, 65535)
    try:
        Server.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        server = Server((host, port), handler)
    except OSError as error:
        refuse_to_start(f"cannot listen on --host {host!r}, {flag} {port} ({error}): free it, or give another one")
    host, port = server.server_address[:2]
    return server, f"http://{'[' + host + ']' if ':' in host else host}:{port}"

def main():
    flags, lists = read_flags(sys.argv[1:])
    Conversation.refusing, layers = make_layers(flags, lists)
    Conversation.layers = onion(layers, router)
    Conversation.max_body = number(flags, "--max-body", 0, 10 ** 17)
    Conversation.timeout = number(flags, "--read-timeout", 1, 10 ** 9) / 1000
    ports = [("listening", *listen(flags, "--port", Conversation))]
    if flags["--admin-port"] is not None:
        ports.insert(0, ("admin", *listen(flags, "--admin-port", Admin)))
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))  # the threads, too: see sigwait
    for what, server, url in ports:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"lab05 {what} on {url}", flush=True)
    signal.sigwait((signal.SIGINT, signal.SIGTERM))
    with output_lock:
        print("stopped", flush=True)
        os._exit(0)  # with the lock held: nobody writes behind that line

main()

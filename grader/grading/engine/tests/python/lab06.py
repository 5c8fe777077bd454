"""Lab 06's server in another language, as its page states it: the standard library's HTTP server, a thread for each client."""
import argparse
import json
import re
import signal
import sys
import threading
import time
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.dont_write_bytecode = True  # the import below leaves nothing behind
from shop import Pricing, Problem, Shop, User, built_in_prices, no_constant

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    shop = origins = log = read_timeout = None  # given in main

    def setup(self):
        self.timeout = self.read_timeout
        super().setup()

    def do_GET(self):
        self.respond(self.route)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_GET

    def route(self):
        if self.command == "OPTIONS" and "Access-Control-Request-Method" in self.headers:
            return 204, None, [("Access-Control-Allow-Methods", "GET, POST"),
                               ("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")]
        path = self.path.partition("?")[0]
        if path == "/checkout":
            self.allow("POST")
            answer = self.shop.checkout(self.body(), self.headers.get("Idempotency-Key"))
            return 201, answer, [("Location", f"/orders/{answer['orderId']}")]
        if re.fullmatch(r"/orders/[^/]+", path):
            self.allow("GET", "HEAD")
            order = self.shop.orders.get(urllib.parse.unquote(path[len("/orders/"):]))
            if order is None:
                raise Problem(404, "there is no such order")
            return 200, order, []
        raise Problem(404, "there is nothing here")

    def allow(self, *methods):
        if self.command not in methods:
            raise Problem(405, "another method is needed", allow=", ".join(methods))

    def body(self):
        if self.headers.get_content_type() != "application/json" or "Content-Type" not in self.headers:
            raise Problem(415, "an order is application/json")
        try:
            return json.loads(self.content.decode(), parse_constant=no_constant)
        except (ValueError, RecursionError) as error:
            raise Problem(400, f"this is no JSON: {error}") from None

    def respond(self, handle):
        begun, identity = time.monotonic(), self.headers.get("X-Request-Id", "")
        if not re.fullmatch("[A-Za-z0-9._-]{1,64}", identity):
            identity = uuid.uuid4().hex
        self.content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            status, answer, fields = handle()
            fields += [("Content-Type", "application/json")] * (answer is not None)
        except Problem as problem:
            status, answer = problem.status, {**problem.json, "requestId": identity}
            fields = [("Allow", answer.pop("allow"))] if status == 405 else []
            fields.append(("Content-Type", "application/problem+json"))
        text = (json.dumps(answer) + "\n").encode() if answer else b""
        self.send(status, [*fields, ("X-Request-Id", identity), *self.cors()], text)
        if self.log:
            millis = int((time.monotonic() - begun) * 1000)
            print(self.command, self.path, status, len(text), millis, identity, file=self.log, flush=True)

    def cors(self):
        yield "Vary", "Origin"
        if self.headers.get("Origin") in self.origins:
            yield "Access-Control-Allow-Origin", self.headers["Origin"]
            yield "Access-Control-Allow-Credentials", "true"

    def send(self, status, fields, text):
        self.send_response(status)
        for name, value in [*fields, *[("Content-Length", len(text))] * (status != 204)]:
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, *_):
        pass  # the access log has a form of its own

class Admin(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in ("/live", "/ready") else 404)
        self.end_headers()

    def log_message(self, *_):
        pass

class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        pass  # that client has left

def user(text):
    found = re.fullmatch("([^:]+):([0-9]{1,18}):(yes|no)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r}: give ID:LIMIT_CENTS:yes or ID:LIMIT_CENTS:no")
    return found[1], User(int(found[2]), found[3] == "yes")

def coupon(text):
    found = re.fullmatch("([^:]+):([0-9]{1,2}|100)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r}: give CODE:PERCENT, 0 to 100")
    return found[1], int(found[2])

def main():
    flags = argparse.ArgumentParser(prog="lab06", allow_abbrev=False)
    flags.add_argument("--host", default="127.0.0.1")
    flags.add_argument("--port", type=int, default=8080)
    flags.add_argument("--admin-port", type=int)
    flags.add_argument("--access-log", default="-")
    flags.add_argument("--read-timeout", type=int, default=5000)
    flags.add_argument("--origin", action="append", default=[])
    flags.add_argument("--user", type=user, action="append", default=[])
    flags.add_argument("--coupon", type=coupon, action="append", default=[])
    flags.add_argument("--pricing")
    flags.add_argument("--pricing-timeout", type=int, default=1000)
    given = flags.parse_args()
    pricing = Pricing(given.pricing or built_in_prices(), given.pricing_timeout / 1000)
    Handler.shop = Shop(dict(given.user), dict(given.coupon), pricing)
    Handler.origins, Handler.read_timeout = given.origin, given.read_timeout / 1000
    Handler.log = {"-": sys.stdout, "off": None}[given.access_log] if given.access_log in ("-", "off") else open(given.access_log, "a")
    ports = [("listening", given.port, Handler)]
    if given.admin_port is not None:
        ports.insert(0, ("admin", given.admin_port, Admin))
    try:
        servers = [(what, Server((given.host, port), handler)) for what, port, handler in ports]
    except OSError as error:
        flags.error(f"cannot listen on --host {given.host} ({error}): free the port, or give another one")
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))  # the threads, too: see sigwait
    for what, server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"lab06 {what} on http://{given.host}:{server.server_port}", flush=True)
    signal.sigwait((signal.SIGINT, signal.SIGTERM))
    print("stopped", flush=True)

main()

"""Lab 07's server in another language, as its page states it: blocking sockets, a thread for each client, a deadline for each wait.

The parser is lab03.py's; the checkout, which no check of lab 07 asks for, is lab06.py's.
"""
import itertools
import json
import os
import re
import signal
import socket
import struct
import sys
import threading
import time
import urllib.parse
import uuid
from collections import namedtuple
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus

sys.dont_write_bytecode = True  # the imports below leave nothing behind
from lab03 import (EMPTY_LINES, METHODS, Reader, Refused, admin, chunk_sizes, framing, is_host, listen, members, open_log, output_lock,
                   read_fields, read_request_line, serve as serve_admin, split_target)
import lab03
from starting import FLAGS, PROGRAM, number, read_flags

BLOCK = b"x" * 65536
LINGER, LONGEST_LINGER = 2, 8  # seconds of silence, and in all

Limits = namedtuple("Limits", "idle request write max_body")
Request = namedtuple("Request", "method target path query old fields body")

class Response:
    """Its body is bytes, or an iterator of bytes; then its length is a number, or None if nobody knows it yet."""
    def __init__(self, status, body=b"", kind="text/plain; charset=utf-8", length=None, **fields):
        self.status, self.body = status, body
        self.length = len(body) if isinstance(body, bytes) else length
        self.fields = {name.replace("_", "-"): value.encode() for name, value in fields.items()}
        if kind and status != 204:
            self.fields["Content-Type"] = kind.encode()

def problem(status, detail, **fields):
    text = json.dumps({"title": HTTPStatus(status).phrase, "status": status, "detail": detail})
    return Response(status, text.encode() + b"\n", "application/problem+json", **fields)

class Input(Reader):
    """What a client sends, up to a deadline that the bytes do not move."""
    def wait(self, seconds):
        self.deadline = time.monotonic() + seconds

    def need_some(self):
        if not self.there:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise socket.timeout
            self.connection.settimeout(left)
            self.there = memoryview(self.connection.recv(8192))
            if not self.there:
                raise EOFError

def read_request(reader, limits):
    reader.begun = False
    reader.wait(limits.idle)
    for _ in range(EMPTY_LINES):
        if reader.next_is(b"\r"):
            reader.expect(b"\r\n", "an empty line is CR LF")
    reader.begun = not reader.next_is(b"\r")
    reader.wait(limits.request)
    method, target, version = read_request_line(reader)
    path, query = split_target(method, target)
    fields = read_fields(reader)
    hosts = [value for name, value in fields if name == b"host"]
    if len(hosts) > 1 or not hosts and version != b"HTTP/1.0" or not all(map(is_host, hosts)):
        raise Refused(400, "a request has exactly one Host: a name or an address, and perhaps a port")
    length = framing(fields, version, limits.max_body)
    expected = version != b"HTTP/1.0" and b"100-continue" in members(fields, b"expect")
    if expected and length != 0 and not reader.there:
        write(reader.connection, b"HTTP/1.1 100 Continue\r\n\r\n", limits)
    body = read_body(reader, chunk_sizes(reader, limits.max_body) if length is None else [length])
    if length is None:
        read_fields(reader)
    reader.begun = False
    return Request(method.decode(), target.decode(), path, query, version == b"HTTP/1.0", fields, body)

def read_body(reader, sizes):
    pieces = []
    for size in sizes:
        while size > 0:
            reader.need_some()
            pieces.append(reader.take(size))
            size -= len(pieces[-1])
    return b"".join(pieces)

def write(connection, data, limits):
    """Each byte that the socket takes gives the client the whole time once more."""
    connection.settimeout(limits.write)
    rest = memoryview(data)
    while rest:
        rest = rest[connection.send(rest):]

def send(connection, response, request, keeps, limits):
    """Returns whether the connection goes on."""
    bare = response.status in (204, 304)
    chunked = not bare and response.length is None and not request.old
    silent = bare or request.method == "HEAD" or response.status == 205
    delimited = not silent and response.length is None and request.old
    keeps = keeps and not delimited
    lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}".encode(), b"Date: " + formatdate(usegmt=True).encode()]
    lines += [name.encode() + b": " + value for name, value in response.fields.items()]
    if chunked:
        lines.append(b"Transfer-Encoding: chunked")
    elif not bare and response.length is not None:
        lines.append(b"Content-Length: %d" % (0 if response.status == 205 else response.length))
    lines += [b"Connection: close"] * (not keeps) + [b"Connection: keep-alive"] * (keeps and request.old)
    head = b"\r\n".join([*lines, b"", b""])
    if silent or isinstance(response.body, bytes):
        write(connection, head if silent else head + response.body, limits)
        return keeps
    write(connection, head, limits)
    try:
        for piece in response.body:
            write(connection, b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece, limits)
    except socket.timeout:
        raise  # it does not read
    except Exception:
        if delimited:
            reset(connection)  # its end would look like the end of the content
        return False
    if chunked:
        write(connection, b"0\r\n\r\n", limits)
    return keeps

def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()

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

class Site:
    """The routes. A path's handlers stand under a method; `{}` is a whole number."""
    def __init__(self, origins):
        self.origins, self.ids = origins, itertools.count(1)
        self.routes = [(re.compile(pattern.replace("{}", "([0-9]{1,15})")), method, handler) for pattern, method, handler in [
            ("/", "GET", lambda request: Response(200, b"Hello, world\n")),
            ("/json", "GET", self.json),
            ("/rows/{}", "GET", lambda request, count: Response(200, rows(count), "application/json")),
            ("/bytes/{}", "GET", lambda request, count: Response(200, letters(count), "application/octet-stream", count)),
            ("/chunks/{}", "GET", lambda request, count: Response(200, letters(count), "application/octet-stream")),
            ("/echo", "POST", lambda request: Response(200, request.body, "application/octet-stream")),
            ("/fields", "GET", lambda request: Response(200, b"".join(name + b": " + value + b"\n" for name, value in request.fields))),
            ("/no-content", "GET", lambda request: Response(204)),
            ("/slow/{}", "GET", self.slow),
            ("/fail-midway", "GET", lambda request: Response(200, broken())),
            ("/header", "GET", self.header),
            ("/status/{}", "GET", self.status)]]

    def json(self, request):
        return Response(200, json.dumps({"id": next(self.ids), "name": "Ada", "tags": ["a", "b", "c"], "ok": True}).encode() + b"\n", "application/json")

    def slow(self, request, millis):
        time.sleep(millis / 1000)
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

    def handle(self, request):
        identity = [value.decode("latin-1") for name, value in request.fields if name == b"x-request-id"] if request.fields else []
        known = len(identity) == 1 and re.fullmatch("[A-Za-z0-9._-]{1,64}", identity[0])
        origin = b"".join(value for name, value in request.fields if name == b"origin").decode("latin-1")
        try:
            response = self.preflight(request, origin) or self.route(request)
            if any(re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", value) for value in response.fields.values()):
                raise ValueError("a value has a control character")
        except Exception:
            response = problem(500, "the server has a fault")
        return self.marked(response, identity[0] if known else uuid.uuid4().hex, origin)

    def marked(self, response, identity, origin=""):
        response.fields.update({"X-Request-Id": identity.encode(), "Vary": b"Origin"})
        if origin in self.origins:
            response.fields.update({"Access-Control-Allow-Origin": origin.encode(), "Access-Control-Allow-Credentials": b"true"})
        return response

    def preflight(self, request, origin):
        if request.method == "OPTIONS" and origin in self.origins and any(name == b"access-control-request-method" for name, _ in request.fields):
            return Response(204, Access_Control_Allow_Methods=", ".join(method.decode() for method in METHODS))

    def route(self, request):
        path = urllib.parse.unquote((request.path or b"/").decode())
        found = [(method, handler, match) for pattern, method, handler in self.routes for match in [pattern.fullmatch(path)] if match]
        wanted = "GET" if request.method == "HEAD" else request.method
        for method, handler, match in found:
            if method == wanted:
                return handler(request, *map(int, match.groups()))
        if found or request.path is None:
            allowed = ", ".join(sorted({method for method, _, _ in found} | {"OPTIONS"} | {"HEAD" for method, _, _ in found if method == "GET"}))
            return Response(204, Allow=allowed) if request.method == "OPTIONS" else problem(405, f"this path answers {allowed}", Allow=allowed)
        other = path.rstrip("/") if path.endswith("/") else path + "/"
        if any(method == wanted and pattern.fullmatch(other) for pattern, method, _ in self.routes):
            return Response(308, kind=None, Location=other + ("?" + request.query.decode() if request.query is not None else ""))
        return problem(404, "no route matches this path")

def converse(connection, site, limits, log):
    reader, keeps = Input(connection, None), True
    while keeps:
        began = time.monotonic()
        try:
            request = read_request(reader, limits)
            response = site.handle(request)
            options = members(request.fields, b"connection")
            keeps = b"close" not in options and (not request.old or b"keep-alive" in options)
        except Refused as refused:
            request, keeps = Request("-", "-", None, None, False, [], b""), False
            response = site.marked(problem(*refused.args), uuid.uuid4().hex)
        except socket.timeout:
            if not reader.begun:
                return
            request, keeps = Request("-", "-", None, None, False, [], b""), False
            response = site.marked(problem(408, "the rest of the request did not come in time"), uuid.uuid4().hex)
        keeps = send(connection, response, request, keeps, limits)
        if log:
            size = 0 if request.method == "HEAD" or response.length is None else response.length
            with output_lock:
                print(request.method, request.target, response.status, size, int((time.monotonic() - began) * 1000),
                      response.fields["X-Request-Id"].decode(), file=log, flush=True)

def serve(connection, site, limits, log):
    with connection, suppress(OSError):  # that is this client's trouble
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            converse(connection, site, limits, log)
        except EOFError:
            pass  # it sends no more
        except socket.timeout:
            return reset(connection)  # it does not read
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(LINGER)
        end = time.monotonic() + LONGEST_LINGER
        while time.monotonic() < end and connection.recv(8192):
            pass  # without reading, a reset may overtake the answer

def main():
    flags = {name: default for name, default in FLAGS.items() if name != "--read-timeout"}
    flags = read_flags(sys.argv[1:], {**flags, "--idle-timeout": "10000", "--request-timeout": "10000", "--write-timeout": "10000", "--origin": []})
    idle, request, write_time = (number(flags, f"--{name}-timeout", 1, 10 ** 9) / 1000 for name in ("idle", "request", "write"))
    limits, log = Limits(idle, request, write_time, number(flags, "--max-body", 0, 10 ** 17)), open_log(flags["--access-log"])
    site = Site(flags["--origin"])
    ports = [("listening", *listen(flags, "--port"), lambda connection: serve(connection, site, limits, log))]
    if flags["--admin-port"] is not None:
        settings = lab03.Settings(5, 0, None)
        ports.insert(0, ("admin", *listen(flags, "--admin-port"), lambda connection: serve_admin(connection, admin, settings)))
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))  # the threads, too: see sigwait
    for what, listener, url, service in ports:
        threading.Thread(target=accept, args=(listener, service), daemon=True).start()
        print(f"{PROGRAM} {what} on {url}", flush=True)
    signal.sigwait((signal.SIGINT, signal.SIGTERM))
    with output_lock:
        print("stopped", flush=True)
        os._exit(0)  # with the lock held: nobody writes behind that line

def accept(listener, service):
    while True:
        try:
            connection = listener.accept()[0]
            threading.Thread(target=service, args=(connection,), daemon=True).start()
        except (OSError, RuntimeError):
            time.sleep(0.1)  # no more descriptors or threads: some will come back

main()

"""Lab 07's server in another language, as its page states it: blocking sockets, a thread for each client, a deadline for each wait.

The checkout, which no check of lab 07 asks for, is lab06.py's.
"""
import socket
import sys
import time
import uuid
from collections import namedtuple
from contextlib import suppress

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import lab03
from listening import open_log, output_lock, port, see_off, serve_until_signal
from parsing import Reader, Refused, chunk_sizes, members, pieces, read_fields, read_head, skip_empty_lines
from samples import Site
from sending import problem, reset, send, write
from starting import FLAGS, number, read_flags

Limits = namedtuple("Limits", "idle request write max_body")
Request = namedtuple("Request", "method target path query old fields body")

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
    skip_empty_lines(reader)
    reader.wait(limits.request)
    head = read_head(reader, limits.max_body)
    if head.expects:
        write(reader.connection, b"HTTP/1.1 100 Continue\r\n\r\n", limits)
    body = b"".join(pieces(reader, chunk_sizes(reader, limits.max_body) if head.length is None else [head.length]))
    if head.length is None:
        read_fields(reader)
    reader.begun = False
    return Request(head.method.decode(), head.target.decode(), head.path, head.query, head.version == b"HTTP/1.0", head.fields, body)

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
        see_off(connection)

def main():
    flags = {name: default for name, default in FLAGS.items() if name != "--read-timeout"}
    flags = read_flags(sys.argv[1:], {**flags, "--idle-timeout": "10000", "--request-timeout": "10000", "--write-timeout": "10000", "--origin": []})
    idle, request, write_time = (number(flags, f"--{name}-timeout", 1, 10 ** 9) / 1000 for name in ("idle", "request", "write"))
    limits, log = Limits(idle, request, write_time, number(flags, "--max-body", 0, 10 ** 17)), open_log(flags["--access-log"])
    site = Site(flags["--origin"])
    ports = [port("listening", flags, "--port", lambda connection: serve(connection, site, limits, log))]
    if flags["--admin-port"] is not None:
        settings = lab03.Settings(5, 0, None)
        ports.insert(0, port("admin", flags, "--admin-port", lambda connection: lab03.serve(connection, lab03.admin, settings)))
    serve_until_signal(ports)

main()

"""Lab 03's server in another language, as its page states it: blocking sockets, a thread for each client.

Those of later labs take from it all but their handler: see run().
"""
import hashlib
import socket
import sys
from collections import namedtuple
from contextlib import suppress
from http import HTTPStatus

sys.dont_write_bytecode = True  # the imports below leave nothing behind
from listening import open_log, output_lock, port, see_off, serve_until_signal
from parsing import Reader, Refused, members, pieces, read_fields, read_head, skip_empty_lines
from starting import FLAGS, number, read_flags
from waiting import finish

Request = namedtuple("Request", "method target path query version fields body trailers")
Settings = namedtuple("Settings", "seconds max_body log")

async def read_request(reader, max_body):
    await skip_empty_lines(reader)
    head = await read_head(reader, max_body)
    if head.expects:
        reader.connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await read_body(pieces(reader, head.length, max_body))
    trailers = await read_fields(reader) if head.length is None else []
    reader.begun = False
    return Request(*head[:6], body, trailers)

async def read_body(body):
    """What the mirror says of it: the bytes are not kept."""
    length, content_hash = 0, hashlib.sha256()
    async for piece in body:
        length += len(piece)
        content_hash.update(piece)
    return f"{length} bytes sha-256 {content_hash.hexdigest()}".encode()

def log(request, settings):
    if settings.log:
        with output_lock:
            print((request.method + b" " + request.target).decode(), file=settings.log, flush=True)

def mirror(request, settings):
    log(request, settings)
    shown = b"GET" if request.method == b"HEAD" else request.method  # HEAD has the head of the same GET
    lines = [(b"method", shown), (b"target", request.target), (b"path", request.path), (b"query", request.query),
             (b"version", request.version), *((b"field", b": ".join(field)) for field in request.fields),
             (b"body", request.body), *((b"trailer", b": ".join(field)) for field in request.trailers)]
    return 200, b"".join(name + b": " + value + b"\n" for name, value in lines if value is not None)

def admin(request, _):
    return (200, b"ok\n") if request.path in (b"/live", b"/ready") else (404, b"there are /live and /ready\n")

def answer(connection, status, body, fields=("Content-Type: text/plain; charset=iso-8859-1",), last=True, has_body=True):
    lines = (f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *fields, f"Content-Length: {len(body)}",
             *["Connection: close"] * last, "", "")
    connection.settimeout(10)  # for a client that does not read
    connection.sendall("\r\n".join(lines).encode() + (body if has_body else b""))

def converse(connection, handle, settings):
    reader, last = Reader(connection, settings.seconds), False
    try:
        while not last:
            request = finish(read_request(reader, settings.max_body))
            last = request.version == b"HTTP/1.0" or b"close" in members(request.fields, b"connection")
            answer(connection, *handle(request, settings), last=last, has_body=request.method != b"HEAD")
    except Refused as refused:
        status, why = refused.args
        answer(connection, status, f"{why}\n".encode())
    except socket.timeout:
        if reader.begun:
            answer(connection, 408, b"the rest of the request did not come in time\n")
    see_off(connection)

def serve(connection, handle, settings):
    with connection, suppress(OSError):  # that is this client's trouble
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        converse(connection, handle, settings)

def run(more_flags, make_handler):
    """Serves until a signal.

    make_handler: called with the flags; gives a function of a request and the settings, which returns a status, a body,
    and perhaps the lines of the fields.
    """
    flags = read_flags(sys.argv[1:], {**FLAGS, **more_flags})
    handle = make_handler(flags)
    settings = Settings(number(flags, "--read-timeout", 1, 10 ** 9) / 1000,
                        number(flags, "--max-body", 0, 10 ** 18 - 1), open_log(flags["--access-log"]))
    ports = [port("listening", flags, "--port", lambda connection: serve(connection, handle, settings))]
    if flags["--admin-port"] is not None:
        ports.insert(0, port("admin", flags, "--admin-port", lambda connection: serve(connection, admin, settings)))
    serve_until_signal(ports)

if __name__ == "__main__":
    run({}, lambda flags: mirror)

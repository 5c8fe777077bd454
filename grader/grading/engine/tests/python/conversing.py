"""Lab 07's connections in another language, whoever waits for them: a deadline for each wait."""
import math
import socket
import time
from collections import namedtuple
from contextlib import suppress
import lab03
import limits
import starting
from listening import open_log, output_lock, port
from parsing import METHODS, Reader, Refused, members, pieces, read_fields, read_head, skip_empty_lines
from sending import reset, send, write
from starting import number

FLAGS = {name: default for name, default in starting.FLAGS.items() if name != "--read-timeout"}
FLAGS.update({"--idle-timeout": "10000", "--request-timeout": "10000", "--handler-timeout": "60000", "--write-timeout": "10000", "--origin": []})

LAST = 1  # seconds that a response has in any case

class Room:
    """The place for the content of one request."""
    def __init__(self):
        self.pieces = []

    def take(self, count):
        """Raises Refused if there is no room for so many bytes more."""

    def add(self, piece):
        """Called with all content, piece by piece."""
        self.pieces.append(piece)

    def content(self):
        """What a Request has as its body."""
        return b"".join(self.pieces)

    def free(self):
        """Called when the request is over."""

Settings = namedtuple("Settings", "idle request handler write max_body log header body total make_room methods", defaults=(math.inf, math.inf, math.inf, Room, METHODS))
Request = namedtuple("Request", "method target path query old fields body")

class Input(Reader):
    """What a client sends, up to a deadline that the bytes do not move."""
    def wait(self, seconds):
        self.deadline = time.monotonic() + seconds

    def begin(self, settings):
        """Called at the first byte of a request."""
        self.wait(min(settings.request, settings.header, settings.total))
        now = time.monotonic()
        self.end, self.connection.until = now + min(settings.request, settings.total), now + settings.total

    def has_head(self, settings):
        self.wait(settings.body)
        self.deadline = min(self.deadline, self.end)

    async def need_some(self):
        if not self.there:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise socket.timeout
            self.there = memoryview(await self.connection.receive(8192, left))
            if not self.there:
                raise EOFError

async def read_request(reader, settings):
    reader.begun = False
    reader.wait(settings.idle)
    if not reader.there:
        await reader.connection.await_request(settings.idle)
    await skip_empty_lines(reader)
    reader.connection.request_begins()
    reader.begin(settings)
    head = await read_head(reader, settings.max_body)
    reader.has_head(settings)
    reader.room.take(head.length or 0)
    if head.expects:
        await write(reader.connection, b"HTTP/1.1 100 Continue\r\n\r\n", settings)
    async for piece in pieces(reader, head.length, settings.max_body):
        if head.length is None:
            reader.room.take(len(piece))
        reader.room.add(piece)
    if head.length is None:
        await read_fields(reader)
    reader.begun = False
    return Request(head.method.decode(), head.target.decode(), head.path, head.query, head.version == b"HTTP/1.0", head.fields, reader.room.content())

async def converse(connection, site, settings):
    reader, keeps = Input(connection, None), True
    while keeps:
        reader.room, reader.is_last, reader.methods = settings.make_room(), False, settings.methods
        try:
            keeps = await respond(reader, site, settings)
        finally:
            reader.room.free()
    connection.sees_off |= not reader.is_last

async def respond(reader, site, settings):
    """Reads a request, if there is one, and sends the response. Returns whether the connection goes on."""
    began, connection = time.monotonic(), reader.connection
    try:
        request = await read_request(reader, settings)
        limits.begin(min(settings.handler, connection.until - time.monotonic()))
        response = await site.handle(request)
        options = members(request.fields, b"connection")
        reader.is_last = b"close" in options and not reader.there  # its client sends no more
        keeps = not response.last and b"close" not in options and (not request.old or b"keep-alive" in options)
    except Refused as refused:
        request, keeps = Request("-", "-", None, None, False, [], b""), False
        response = site.refuse(*refused.args)
    except socket.timeout:
        if not reader.begun:
            return False
        request, keeps = Request("-", "-", None, None, False, [], b""), False
        response = site.refuse(408, "the rest of the request did not come in time")
    connection.until = max(connection.until, time.monotonic() + LAST)
    try:
        keeps = await send(connection, response, request, keeps, settings)
        if response.tunnel:
            await response.tunnel(connection, bytes(reader.there))
    finally:
        response.close()
    if settings.log:
        size = 0 if request.method == "HEAD" or response.length is None else response.length
        with output_lock:
            print(request.method, request.target, response.status, size, int((time.monotonic() - began) * 1000),
                  response.fields["X-Request-Id"].decode(), file=settings.log, flush=True)
    return keeps

async def serve(connection, site, settings):
    """connection: a Blocking or a Looping."""
    with connection.socket, suppress(OSError):  # that is this client's trouble
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            await connection.prepare()
            await converse(connection, site, settings)
        except EOFError:
            pass  # it sends no more
        except socket.timeout:
            return reset(connection.socket)  # it does not read
        if connection.sees_off:
            await connection.see_off()

def settings(flags):
    times = (number(flags, f"--{name}-timeout", 1, 10 ** 9) / 1000 for name in ("idle", "request", "handler", "write"))
    return Settings(*times, number(flags, "--max-body", 0, 10 ** 17), open_log(flags["--access-log"]))

def admin_ports(flags):
    """The one that --admin-port asks for, or none."""
    if flags["--admin-port"] is None:
        return []
    admin = lab03.Settings(5, 0, None)
    return [port("admin", flags, "--admin-port", lambda connection: lab03.serve(connection, lab03.admin, admin))]

"""Lab 07's connections in another language, whoever waits for them: a deadline for each wait."""
import socket
import time
from collections import namedtuple
from contextlib import suppress
import lab03
import limits
import starting
from listening import open_log, output_lock, port
from parsing import Reader, Refused, members, pieces, read_fields, read_head, skip_empty_lines
from sending import reset, send, write
from starting import number
from waiting import see_off

FLAGS = {name: default for name, default in starting.FLAGS.items() if name != "--read-timeout"}
FLAGS.update({"--idle-timeout": "10000", "--request-timeout": "10000", "--handler-timeout": "60000", "--write-timeout": "10000", "--origin": []})

Settings = namedtuple("Settings", "idle request handler write max_body log")
Request = namedtuple("Request", "method target path query old fields body")

class Input(Reader):
    """What a client sends, up to a deadline that the bytes do not move."""
    def wait(self, seconds):
        self.deadline = time.monotonic() + seconds

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
    reader.wait(settings.request)
    head = await read_head(reader, settings.max_body)
    if head.expects:
        await write(reader.connection, b"HTTP/1.1 100 Continue\r\n\r\n", settings)
    body = b"".join([piece async for piece in pieces(reader, head.length, settings.max_body)])
    if head.length is None:
        await read_fields(reader)
    reader.begun = False
    return Request(head.method.decode(), head.target.decode(), head.path, head.query, head.version == b"HTTP/1.0", head.fields, body)

async def converse(connection, site, settings):
    reader, keeps = Input(connection, None), True
    while keeps:
        began = time.monotonic()
        try:
            request = await read_request(reader, settings)
            limits.begin(settings.handler)
            response = await site.handle(request)
            options = members(request.fields, b"connection")
            keeps = not response.last and b"close" not in options and (not request.old or b"keep-alive" in options)
        except Refused as refused:
            request, keeps = Request("-", "-", None, None, False, [], b""), False
            response = site.refuse(*refused.args)
        except socket.timeout:
            if not reader.begun:
                return
            request, keeps = Request("-", "-", None, None, False, [], b""), False
            response = site.refuse(408, "the rest of the request did not come in time")
        try:
            keeps = await send(connection, response, request, keeps, settings)
        finally:
            response.close()
        if settings.log:
            size = 0 if request.method == "HEAD" or response.length is None else response.length
            with output_lock:
                print(request.method, request.target, response.status, size, int((time.monotonic() - began) * 1000),
                      response.fields["X-Request-Id"].decode(), file=settings.log, flush=True)

async def serve(connection, site, settings):
    """connection: a Blocking or a Looping."""
    with connection.socket, suppress(OSError):  # that is this client's trouble
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            await converse(connection, site, settings)
        except EOFError:
            pass  # it sends no more
        except socket.timeout:
            return reset(connection.socket)  # it does not read
        await see_off(connection)

def settings(flags):
    times = (number(flags, f"--{name}-timeout", 1, 10 ** 9) / 1000 for name in ("idle", "request", "handler", "write"))
    return Settings(*times, number(flags, "--max-body", 0, 10 ** 17), open_log(flags["--access-log"]))

def admin_ports(flags):
    """The one that --admin-port asks for, or none."""
    if flags["--admin-port"] is None:
        return []
    admin = lab03.Settings(5, 0, None)
    return [port("admin", flags, "--admin-port", lambda connection: lab03.serve(connection, lab03.admin, admin))]

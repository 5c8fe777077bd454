"""Responses as lab 07's page states them, in another language: of bytes, or of pieces that are made while they are sent."""
import json
import socket
import struct
from email.utils import formatdate
from http import HTTPStatus

class Response:
    """Its body is bytes, or an iterator of bytes, perhaps an asynchronous one; then its length is a number, or None if it is unknown."""
    before = b""  # interim responses
    tunnel = None  # a coroutine function for what comes after the head, if that is no HTTP: of a connection, and of bytes that have come

    def __init__(self, status, body=b"", kind="text/plain; charset=utf-8", length=None, **fields):
        self.status, self.body = status, body
        self.length = len(body) if isinstance(body, bytes) else length
        self.fields = {name.replace("_", "-"): value.encode() for name, value in fields.items()}
        if kind and status != 204:
            self.fields["Content-Type"] = kind.encode()
        self.last = False  # whether the connection ends with it
        self.sent, self.whole = 0, False  # how many bytes of content the socket has taken; whether that was all
        self.close = lambda: None  # called when it has been sent, as far as that was possible

    def head(self):
        """The status line and all field lines but those of the framing, and of the connection."""
        return [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}".encode(), b"Date: " + formatdate(usegmt=True).encode(),
                *(name.encode() + b": " + value for name, value in self.fields.items())]

async def each(pieces):
    """Those of any iterator."""
    if hasattr(pieces, "__aiter__"):
        async for piece in pieces:
            yield piece
    else:
        for piece in pieces:
            yield piece

class Problem(Exception):
    """Ends a handler. What it is made of are the arguments of problem()."""
    def __init__(self, status, detail, **fields):
        super().__init__(status, detail)
        self.fields = fields

def problem(status, detail, **fields):
    text = json.dumps({"title": HTTPStatus(status).phrase, "status": status, "detail": detail})
    return Response(status, text.encode() + b"\n", "application/problem+json", **fields)

async def write(connection, data, limits):
    """Each byte that the socket takes restarts the client's time."""
    await write_content(connection, Response(200), b"", data, b"", limits)

async def write_content(connection, response, before, content, after, limits):
    """Counts what the socket takes of the content, and of nothing else."""
    rest, start = memoryview(before + content + after), response.sent
    while rest:
        rest = rest[await connection.send(rest, limits.write):]
        response.sent = start + min(len(content), max(0, len(content) + len(after) - len(rest)))

async def send(connection, response, request, keeps, limits):
    """Returns whether the connection goes on."""
    if response.tunnel:
        await write(connection, response.before + b"\r\n".join([*response.head(), b"", b""]), limits)
        response.whole = True
        return False
    bare = response.status in (204, 304)
    chunked = not bare and response.length is None and not request.old
    silent = bare or request.method == "HEAD" or response.status == 205
    delimited = not silent and response.length is None and request.old
    keeps = keeps and not delimited
    lines = response.head()
    if chunked:
        lines.append(b"Transfer-Encoding: chunked")
    elif not bare and response.length is not None:
        lines.append(b"Content-Length: %d" % (0 if response.status == 205 else response.length))
    lines += [b"Connection: close"] * (not keeps) + [b"Connection: keep-alive"] * (keeps and request.old)
    head = (b"" if request.old else response.before) + b"\r\n".join([*lines, b"", b""])
    if silent or isinstance(response.body, bytes):
        await write_content(connection, response, head, b"" if silent else response.body, b"", limits)
        response.whole = True
        return keeps
    await write(connection, head, limits)
    try:
        async for piece in each(response.body):
            before, after = (b"%x\r\n" % len(piece), b"\r\n") if chunked else (b"", b"")
            await write_content(connection, response, before, piece, after, limits)
    except socket.timeout:
        raise  # it does not read
    except Exception:
        if delimited:
            reset(connection.socket)  # its end would look like the end of the content
        return False
    if chunked:
        await write(connection, b"0\r\n\r\n", limits)
    response.whole = True
    return keeps

def reset(connection):
    """connection: its socket."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()

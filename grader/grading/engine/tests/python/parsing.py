"""Requests as lab 03's page states them, for servers in another language: read byte by byte from a connection.

These are coroutines, so that the same code reads for a thread, which blocks, and for an event loop: see waiting.py.
"""
import ipaddress
import re
from collections import namedtuple

METHODS = (b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"PATCH", b"TRACE")
EMPTY_LINES, METHOD, TARGET, FIELD_LINES, FIELD_BYTES, SIZE_DIGITS, EXTENSIONS = 8, 32, 8192, 100, 16384, 256, 4096

TOKEN_BYTES = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
TARGET_BYTES = re.compile(rb"[!\"$-~]*")  # visible, without #
VALUE_BYTES = re.compile(rb"[\t -~\x80-\xff]*")
EXTENSION = rb"""[ \t]*;[ \t]*{0}(?:[ \t]*=[ \t]*(?:{0}|"(?:[\t !#-\[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"))?""".replace(
    b"{0}", rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
EXTENSIONS_FORM = re.compile(b"(?:" + EXTENSION + b")*")
TOKEN = b"!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
DIGITS, HEX_DIGITS = b"0123456789", b"0123456789ABCDEFabcdef"
ABSOLUTE = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://([^/?:][^/?]*)([^?]*)(?:\?(.*))?")
AUTHORITY = re.compile(rb"[^:\[\]]+:[0-9]+|\[[^\[\]]*\]:[0-9]+")
HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[([0-9A-Fa-f:.]+)\])(?::[0-9]*)?")

Head = namedtuple("Head", "method target path query version fields length expects")

class Refused(Exception):
    """Its arguments are a status and the reason. The client gets both, and the connection ends."""

class Reader:
    """The bytes of one connection, in whatever pieces they come."""
    methods = METHODS  # None: any

    def __init__(self, connection, seconds):
        self.connection, self.seconds = connection, seconds
        self.there = memoryview(b"")  # what has come and is not taken yet
        self.begun = False  # whether a part of a request has come

    async def need_some(self):
        if not self.there:
            self.connection.settimeout(self.seconds)
            self.there = memoryview(self.connection.recv(8192))
            if not self.there:
                raise ConnectionError("the client has left")

    def take(self, most):
        taken, self.there = bytes(self.there[:most]), self.there[most:]
        return taken

    async def next_is(self, allowed):
        await self.need_some()
        return self.there[0] in allowed

    async def one_of(self, allowed, why):
        if not await self.next_is(allowed):
            raise Refused(400, why)
        return self.take(1)

    async def expect(self, text, why):
        for byte in text:
            await self.one_of((byte,), why)

    async def run(self, kind, most, status, why):
        """All bytes of a kind, up to the first other one; more than `most` are refused before that one comes."""
        taken = b""
        while True:
            await self.need_some()
            taken += self.take(kind.match(self.there).end())
            if len(taken) > most:
                raise Refused(status, why)
            if self.there:
                return taken

async def skip_empty_lines(reader):
    for _ in range(EMPTY_LINES):
        if await reader.next_is(b"\r"):
            await reader.expect(b"\r\n", "an empty line is CR LF")
    reader.begun = not await reader.next_is(b"\r")

async def read_head(reader, max_body):
    """`length` is None if the body is chunked; `expects`: the client may wait for 100 Continue."""
    method, target, version = await read_request_line(reader)
    path, query = split_target(method, target)
    fields = await read_fields(reader)
    hosts = values(fields, b"host")
    if len(hosts) > 1 or not hosts and version != b"HTTP/1.0" or not all(map(is_host, hosts)):
        raise Refused(400, "a request has exactly one Host: a name or an address, and perhaps a port")
    length = framing(fields, version, max_body)
    expects = version != b"HTTP/1.0" and b"100-continue" in members(fields, b"expect") and length != 0 and not reader.there
    return Head(method, target, path, query, version, fields, length, expects)

async def read_request_line(reader):
    method = await reader.run(TOKEN_BYTES, METHOD, 501, "no method is that long")
    await reader.one_of(b" " if method else b"", "a request line begins with a method and one space")
    if reader.methods and method not in reader.methods:
        raise Refused(501, "the methods are " + b", ".join(reader.methods).decode())
    target = await reader.run(TARGET_BYTES, TARGET, 414, f"a target has at most {TARGET} bytes")
    await reader.expect(b" ", "a target is of visible ASCII characters without #, and one space follows")
    why = "a version is HTTP/, a digit, a dot, a digit; CR LF follows"
    await reader.expect(b"HTTP/", why)
    major, _, minor = await reader.one_of(DIGITS, why), await reader.one_of(b".", why), await reader.one_of(DIGITS, why)
    if major != b"1":
        raise Refused(505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
    await reader.expect(b"\r\n", why)
    return method, target, b"HTTP/1." + minor

def split_target(method, target):
    if target == b"*" and method == b"OPTIONS":
        return None, None
    if method == b"CONNECT":
        if not AUTHORITY.fullmatch(target) or not is_host(target):
            raise Refused(400, "the target of CONNECT is a host and a port")
        return None, None
    if target.startswith(b"/"):
        path, mark, query = target.partition(b"?")
        return path, query if mark else None
    absolute = ABSOLUTE.fullmatch(target)
    if not absolute or not is_host(absolute[1]):
        raise Refused(400, "a target is a path, an absolute URI, or * for OPTIONS")
    return absolute[2], absolute[3]

async def read_fields(reader):
    """Field lines up to the empty line, as pairs of name and value."""
    fields, left = [], FIELD_BYTES
    many = f"more than {FIELD_LINES} field lines, or {FIELD_BYTES} bytes of them"
    while not await reader.next_is(b"\r"):
        if len(fields) == FIELD_LINES:
            raise Refused(431, many)
        name = await reader.run(TOKEN_BYTES, left, 431, many)
        await reader.one_of(b":" if name else b"", "a field line is a name, a colon at once, and a value")
        value = await reader.run(VALUE_BYTES, left - len(name), 431, many)
        await reader.expect(b"\r\n", "a field line has no control characters and ends in CR LF")
        fields.append((name.lower(), value.strip(b" \t")))
        left = max(0, left - len(name) - len(value) - len(":\r\n"))
    await reader.expect(b"\r\n", "an empty line is CR LF")
    return fields

def values(fields, name):
    """Those of the fields of that name."""
    return [value for each, value in fields if each == name]

def members(fields, name):
    """All members of the lists in the fields of that name, in lower case."""
    return [member.strip(b" \t").lower() for value in values(fields, name) for member in value.split(b",")]

def is_host(text):
    host = HOST.fullmatch(text)
    try:
        return bool(host) and (host[1] is None or bool(ipaddress.IPv6Address(host[1].decode())))
    except ValueError:
        return False

def framing(fields, version, max_body):
    """The length of the body, or None if it is chunked."""
    codings, lengths = members(fields, b"transfer-encoding"), members(fields, b"content-length")
    if codings and (lengths or version == b"HTTP/1.0"):
        raise Refused(400, "Transfer-Encoding comes with Content-Length, or in HTTP/1.0")
    if codings and codings != [b"chunked"]:
        raise Refused(501, "the only Transfer-Encoding here is chunked")
    numbers = {each.lstrip(b"0") or b"0" for each in lengths or [b"0"]}
    if len(numbers) > 1 or not all(re.fullmatch(rb"[0-9]+", each) for each in lengths):
        raise Refused(400, "a Content-Length is digits, and the same number each time")
    digits = numbers.pop()
    if len(digits) > 18 or int(digits) > max_body:  # int refuses very long numbers
        raise Refused(413, f"a body has at most {max_body} bytes")
    return None if codings else int(digits)

async def sizes(reader, length, left):
    """The length of a body if it is known, or the sizes of all chunks. The caller reads the data of each before it asks for the next."""
    if length is not None:
        yield length
        return
    extensions = EXTENSIONS
    while True:
        size = digits = 0
        while digits == 0 or await reader.next_is(HEX_DIGITS):
            size = 16 * size + int(await reader.one_of(HEX_DIGITS, "a chunk's size is hexadecimal"), 16)
            digits += 1
            if size > left or digits > SIZE_DIGITS:
                raise Refused(413, "the chunks are too large, or a size has too many digits")
        text = await reader.run(VALUE_BYTES, extensions, 400, "the chunk extensions are too long")
        if not EXTENSIONS_FORM.fullmatch(text):
            raise Refused(400, "after a chunk's size come CR LF or extensions: ;name, ;name=token or ;name=\"text\"")
        extensions -= len(text)
        await reader.expect(b"\r\n", "the line of a chunk's size ends in CR LF")
        if size == 0:
            return
        yield size
        left -= size
        await reader.expect(b"\r\n", "the data of a chunk ends in CR LF")

async def pieces(reader, length, max_body):
    """The bytes of a body, as they come; its length is None if it is chunked."""
    async for size in sizes(reader, length, max_body):
        while size > 0:
            await reader.need_some()
            piece = reader.take(size)
            yield piece
            size -= len(piece)

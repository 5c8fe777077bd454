"""Messages as an edge in another language passes them on: what is for one hop does not go further."""
from edge.forwarding import via
from edge.heads import lowered
from parsing import ABSOLUTE, members, values
from sending import Response

ONE_HOP = {b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"transfer-encoding", b"upgrade"}
IDEMPOTENT = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"}
WITHOUT_CONTENT = {"GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "CONNECT"}

def for_all_hops(fields):
    """The fields that are not about this connection. fields: with any names."""
    named = {*ONE_HOP, *members(lowered(fields), b"connection")}
    return [(name, value) for name, value in fields if name.lower() not in named]

def place_of(request):
    """The target in origin form, and the host that it is for, or None."""
    target, hosts = request.target.encode(), values(request.fields, b"host")
    absolute = None if target.startswith(b"/") else ABSOLUTE.fullmatch(target)
    if not absolute:
        return target, hosts[0] if hosts else None
    rest = target[absolute.end(1):]
    if not rest and request.method == "OPTIONS":
        rest = b"*"
    return (rest if rest.startswith((b"/", b"*")) else b"/" + rest), absolute[1]

def wants_web_socket(request):
    return (request.method == "GET" and not request.old and b"upgrade" in members(request.fields, b"connection")
            and members(request.fields, b"upgrade") == [b"websocket"])

class Passed:
    """A request as each backend gets it."""
    def __init__(self, request, forwarding, client):
        """client: its address."""
        self.method, self.content, self.is_idempotent = request.method, request.body, request.method in IDEMPOTENT
        self.target, self.host = place_of(request)
        self.web_socket = wants_web_socket(request)
        left_out = {b"host", b"content-length", b"expect", *forwarding.names}
        self.fields = [field for field in for_all_hops(request.fields) if field[0] not in left_out]
        self.fields += [*forwarding.fields(request.fields, client, self.host), (b"via", via(request.old))]
        if self.web_socket:
            self.fields += [(b"connection", b"upgrade"), (b"upgrade", b"websocket")]
        if self.content.length or values(request.fields, b"content-length") or self.method not in WITHOUT_CONTENT:
            self.fields.append((b"content-length", b"%d" % self.content.length))

    def head(self, default_host=b""):
        fields = [(b"host", default_host if self.host is None else self.host), *self.fields]
        return b"\r\n".join([self.method.encode() + b" " + self.target + b" HTTP/1.1", *map(b": ".join, fields), b"", b""])

    def is_agreed(self, head):
        """Whether a response with 101 is one that the request has asked for."""
        return self.web_socket and members(lowered(head.fields), b"upgrade") == [b"websocket"]

class PassedResponse(Response):
    """A response of a backend. `fields` are those that the edge adds."""
    def __init__(self, head, **content):
        super().__init__(head.status, kind=None, **content)
        self.origin = head
        self.reason, self.received = head.reason, [field for field in for_all_hops(head.fields) if field[0].lower() != b"content-length"]

    def head(self):
        return [status_line(self.status, self.reason), *map(b": ".join, [*self.received, *self.more()])]

    def more(self):
        there = {name.lower() for name, _ in self.received}
        return [(name.encode(), value) for name, value in self.fields.items() if name.lower().encode() not in there]

def status_line(status, reason):
    return b"HTTP/1.1 %d " % status + reason

def interim(heads):
    """The bytes of interim responses. A 100 is for the edge."""
    return b"".join(b"\r\n".join([status_line(head.status, head.reason), *map(b": ".join, for_all_hops(head.fields)), b"", b""])
                    for head in heads if head.status != 100)

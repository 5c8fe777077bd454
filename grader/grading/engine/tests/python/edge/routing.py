"""Which pool of an edge gets a request, in another language."""
import re
from collections import namedtuple
from edge.passing import place_of
from parsing import HOST, TOKEN_BYTES, Refused, values
from paths import decoded, segments_of, without_dots
from starting import refuse_to_start

FORM = re.compile(r"(?P<host>\*|[^/;=\s]+)(?P<path>/[^;\s]*)(?P<conditions>(?:;[^;]*)*)=(?P<pool>[^=;\s]+)", re.DOTALL)
CONDITION = re.compile(r"(header|cookie)=([^:]+):(.*)", re.DOTALL)

Route = namedtuple("Route", "text host segments headers cookies pool")

def read_route(text, pools):
    found = FORM.fullmatch(text)
    conditions = [CONDITION.fullmatch(each) for each in found["conditions"].split(";")[1:]] if found else []
    host = found and found["host"].lower().encode()
    if not found or not all(conditions) or not all(TOKEN_BYTES.fullmatch(each[2].encode()) for each in conditions):
        refuse_to_start(f"--route {text!r}: give HOST/PATH=POOL, and perhaps ;header=NAME:VALUE or ;cookie=NAME:VALUE after the path")
    if host != b"*" and (not HOST.fullmatch(host) or host != without_port(host)):
        refuse_to_start(f"--route {text!r}: {host.decode()!r} is not a host; give a name, or * for any")
    if found["pool"] not in pools:
        refuse_to_start(f"--route {text!r}: there is no pool {found['pool']!r}; give one with --backends")
    try:
        segments = without_dots([decoded(each) for each in found["path"].encode().split(b"/")[1:]])
    except Refused as refused:
        refuse_to_start(f"--route {text!r}: {refused.args[1]}")
    while segments and not segments[-1]:
        segments.pop()
    pairs = [(each[1], each[2].encode(), each[3].encode("utf-8", "surrogateescape")) for each in conditions]
    return Route(text, host, segments, [(name.lower(), value) for kind, name, value in pairs if kind == "header"],
                 [(name, value) for kind, name, value in pairs if kind == "cookie"], pools[found["pool"]])

def without_port(host):
    return host if host.endswith(b"]") else re.sub(rb":[0-9]*$", b"", host)

def cookies(fields):
    """Pairs of name and value."""
    pairs = [pair.strip(b" \t").partition(b"=") for value in values(fields, b"cookie") for pair in value.split(b";")]
    return [(name.strip(b" \t"), value.strip(b" \t")) for name, equals, value in pairs if equals]

def rank(route):
    return route.host != b"*", len(route.segments), len(route.headers) + len(route.cookies)

class Routes:
    def __init__(self, texts, pools):
        """pools: by name."""
        self.all = sorted((read_route(text, pools) for text in texts), key=rank, reverse=True)  # which keeps the order of equal ones

    def best(self, request):
        """A Route, or None."""
        host = without_port((place_of(request)[1] or b"").lower())
        segments, given = segments_of(request), cookies(request.fields)
        return next((route for route in self.all if matches(route, host, segments, request.fields, given)), None)

def matches(route, host, segments, fields, given):
    return (route.host in (b"*", host) and segments[:len(route.segments)] == route.segments
            and all(header in fields for header in route.headers) and all(cookie in given for cookie in route.cookies))

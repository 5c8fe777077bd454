"""Conditions of requests, RFC 9110, section 13: what a client knows of a resource decides what it gets."""
import inspect
import re
from dates import read_date
from parsing import values
from sending import Response, problem

TAG = r'(?:W/)?"[!#-~\x80-\xff]*"'
TAGS = re.compile(rf"[ \t,]*(?:{TAG}[ \t]*(?:,[ \t,]*{TAG}[ \t]*)*[ \t,]*)?")

def read_tags(fields, name):
    """The tags of a list, "*", or None if there is no such field. A list with an error has no tags."""
    lines = values(fields, name)
    if not lines:
        return None
    text = b", ".join(lines).decode("latin-1")
    if text == "*":
        return text
    return re.findall(TAG, text) if TAGS.fullmatch(text) else []

def date_of(fields, name):
    """The seconds; None if there is no such field, or it is not a date."""
    lines = values(fields, name)
    return read_date(lines[0].decode("latin-1")) if len(lines) == 1 else None

def has_conditions(fields):
    return any(name in (b"if-match", b"if-none-match") for name, _ in fields)

def check(request, tags, modified=None, exists=True):
    """None if the request goes on, or else a status: 304 or 412.

    tags: those of the resource, which are strong; modified: when it was changed, in seconds, if that is known.
    """
    fields, reads = request.fields, request.method in ("GET", "HEAD")
    wanted, known = read_tags(fields, b"if-match"), read_tags(fields, b"if-none-match")
    until, since = (date_of(fields, name) for name in (b"if-unmodified-since", b"if-modified-since"))
    if wanted is not None:
        if not (exists if wanted == "*" else any(tag in tags for tag in wanted)):  # none that is weak is in tags
            return 412
    elif modified is not None and until is not None and modified > until:
        return 412
    if known is not None:
        if exists if known == "*" else any(re.sub("^W/", "", tag) in tags for tag in known):
            return 304 if reads else 412
    elif reads and modified is not None and since is not None and modified <= since:
        return 304
    return None

def refused(status, **fields):
    """The response for a status of check()."""
    return Response(304, kind=None, **fields) if status == 304 else problem(412, "a condition of the request is false")

async def outcome(handler, *arguments):
    response = handler(*arguments)
    return await response if inspect.isawaitable(response) else response

def without_tag(method, handler, get):
    """A handler of a resource that has neither a tag nor a date. An error stays what it is; what may write is not called.

    get: what GET calls here, which says whether the resource exists; None if nothing can tell.
    """
    async def handle(request, *arguments):
        asks = get and method != "GET" and has_conditions(request.fields)
        status = check(request, (), exists=not asks or (await outcome(get, request, *arguments)).status < 300)
        if status and method != "GET":
            return refused(status)
        response = await outcome(handler, request, *arguments)
        return refused(status) if status and response.status < 300 else response
    return handle
